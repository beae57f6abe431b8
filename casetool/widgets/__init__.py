"""The parts of screens. They change a session only through the Document."""
