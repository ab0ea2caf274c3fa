"""One file per command; ``cli.table`` says which."""
