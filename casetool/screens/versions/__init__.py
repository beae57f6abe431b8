"""Earlier versions of a session, and two of them side by side."""
