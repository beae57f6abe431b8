"""The notes as a value: blocks of text, before any file format."""
