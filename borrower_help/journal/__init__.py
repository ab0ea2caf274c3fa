"""The contact log: who contacted whom, when and how, kept by the borrower, and what it proves."""
