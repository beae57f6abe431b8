"""The folder of sessions: its list, its copies, its state of health."""
