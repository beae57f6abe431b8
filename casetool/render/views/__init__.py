"""What single screens and verbs show, as text."""
