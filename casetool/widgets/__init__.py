"""The parts of screens. A pane shows one step; what it changes goes through the Document."""
