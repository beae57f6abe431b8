"""casetool: run a multi-agency safeguarding case discussion and send round notes that are right."""

__version__ = "0.1.0"
