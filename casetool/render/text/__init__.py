"""Text for a terminal: wrapped, safe to print, in signs that it has."""
