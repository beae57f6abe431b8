"""Commands that work anywhere in a session, by key, list or palette."""
