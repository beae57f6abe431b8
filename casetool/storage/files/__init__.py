"""Files on any disk: written whole or not at all, locked, watched."""
