"""The session file: TOML to model and back, with errors that name the line."""
