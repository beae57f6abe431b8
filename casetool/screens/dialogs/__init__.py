"""Questions, choices and forms that stand over another screen."""
