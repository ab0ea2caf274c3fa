"""What people hand over, opened by its first bytes: tables, bills, backups, text."""
