"""The edits: pure functions from a session to the next one. What is untouched stays identical."""
