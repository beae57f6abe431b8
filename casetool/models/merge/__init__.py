"""Two versions of one session: how they differ, and how they become one."""
