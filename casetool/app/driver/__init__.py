"""How the apps talk to a terminal, or to a page of the browser."""
