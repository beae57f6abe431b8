"""What a user can do, without a screen: the command line and the app share it."""
