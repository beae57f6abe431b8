"""The analysis tree on the screen: moving in it and editing it."""
