"""Screens that circulate the notes and settle corrections."""
