"""For those who keep the knowledge: checks, schema, statistics, the compiled form."""
