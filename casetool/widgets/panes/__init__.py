"""The list of each kind of step."""
