"""How sessions rest on disk."""
