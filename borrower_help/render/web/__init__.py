"""Pages: their frame, style, drawings and search."""
