"""The room's board in a browser of this machine: a small server on loopback, only where asked."""
