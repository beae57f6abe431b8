"""The schedule of the discussion, the timers of steps, and the effect of breaks on both."""
