"""The panes of the kinds of step: a module for each kind that is more than a plain list."""
