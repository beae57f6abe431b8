"""The names of a session, and the copies in which stand-ins take their place."""
