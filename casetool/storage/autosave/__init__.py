"""Saving as it is typed: the writer's thread, drafts, emergency copies."""
