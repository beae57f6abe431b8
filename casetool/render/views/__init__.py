"""Views of single screens and commands, as text."""
