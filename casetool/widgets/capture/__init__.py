"""The capture line, and what it asks when the room is silent."""
