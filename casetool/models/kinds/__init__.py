"""The kinds of step: one module each, with its name, which declares it as ``KIND``."""
