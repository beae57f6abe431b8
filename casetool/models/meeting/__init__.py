"""How a discussion is opened, kept on the child, read back and ticked off."""
