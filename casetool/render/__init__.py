"""A session as something to read. Pure: from a session to text; nothing here touches a disk."""
