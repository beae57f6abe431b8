"""The two programs with a screen: the facilitator's app, and the board for the room."""
