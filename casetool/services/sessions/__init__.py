"""Create, open, follow and merge sessions."""
