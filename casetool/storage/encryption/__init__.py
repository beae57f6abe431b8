"""Sessions as ``age`` files: cipher, keys, and the way of a folder there and back."""
