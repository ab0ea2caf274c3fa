"""Lists and backups of telephones and operators, read into contacts."""
