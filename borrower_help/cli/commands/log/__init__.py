"""``log``: the contact log. The order of the modules is that of the commands in the help."""

from borrower_help.cli.commands.log import imports, read, write

__all__ = ["imports", "read", "write"]
