"""Which session a command line means, how it is unlocked, and how sessions are listed."""
