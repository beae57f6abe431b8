"""Entries under a heading, and edits of them."""
