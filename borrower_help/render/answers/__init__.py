"""How the answer of each command looks, as lines; one file per command."""
