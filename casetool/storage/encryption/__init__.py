"""Encrypt sessions as ``age`` files: the cipher, the keys, and converting a folder."""
