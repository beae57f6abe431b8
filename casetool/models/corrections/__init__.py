"""Circulated notes, what people ask to be corrected, and what became of it."""
