"""What the room's screen shows, as text."""
