"""What a user can do without a screen, shared by the command line and the app."""
