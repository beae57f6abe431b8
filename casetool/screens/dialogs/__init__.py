"""Questions, choices and forms shown over another screen."""
