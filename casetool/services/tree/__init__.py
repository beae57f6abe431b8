"""Marking and moving the boxes of the analysis tree."""
