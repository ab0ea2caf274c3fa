"""One module of records per name of the knowledge."""
