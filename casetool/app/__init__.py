"""The two Textual apps: the facilitator's app, and the board for the room's screen."""
