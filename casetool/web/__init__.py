"""The board in a browser of this machine: a small server on loopback, only if it is asked for."""
