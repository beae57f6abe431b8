"""Text for a terminal: wrapped, safe to print, in symbols that it can show."""
