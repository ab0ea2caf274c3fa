"""The knowledge: its records, read strictly from YAML or compiled, and looked up by id."""
