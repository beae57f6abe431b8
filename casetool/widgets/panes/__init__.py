"""The pane of each kind of step."""
