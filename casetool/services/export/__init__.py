"""Export notes and action logs to files beside the session."""
