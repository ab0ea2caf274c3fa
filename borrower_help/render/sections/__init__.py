"""How each section of the report looks, as lines."""
