"""How the kinds of step are written: a module for each kind that is more than a plain list."""
