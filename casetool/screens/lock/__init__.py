"""What stands in front of an encrypted session, and of a laptop left alone."""
