"""Reports as values: blocks of text, before any file format."""
