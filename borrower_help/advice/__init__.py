"""What is said: pure functions from a case and the knowledge to an ``Advice``; no terminal, no file, no clock."""
