"""The drivers with which the apps talk to a terminal, or to a page of a browser."""
