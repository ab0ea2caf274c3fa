"""One file per format, from lines to text or bytes; ``registry`` is the table."""
