"""The command line: parse, call, hand over an answer. Nothing is decided here."""
