"""Notes and logs of actions, written to files beside the session."""
