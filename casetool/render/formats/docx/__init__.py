"""Reports as Word files. Other packages use only the module ``document``."""
