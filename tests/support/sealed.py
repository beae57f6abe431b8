"""A key that opens at once, for tests: its passphrase was worked through a thousand times less.

Made by hand for these tests; it protects nothing. Real keys are made in
tests/storage/encryption/test_key_store.py.
"""

import base64
from pathlib import Path

from casetool.storage.context import HIDDEN
from casetool.storage.encryption.age import AgeCipher
from casetool.storage.encryption.key_store import KEY_FILE, set_office

PASSPHRASE = "four words that fit"
IDENTITY = "AGE-SECRET-KEY-1ZY2VFU68MQ3PRKHTGFA4VXVE0UGDDQ6C3TNRFD04QVU2YH9VJC6QLZZJP9"
OWN = "age1v8zhrfjtdcscu4qy45frncllnzfaarvz0hyahyllkh9c6nh3tars75rahw"
KEY_BYTES = base64.b64decode("""
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBFK2FxNXRLWERTKzllWHVZckF5Skl3IDEwCnlZc0gvRjRwbn
lJUUlsR2JwN1BVcFhmVUhzYTJjOHBIUFUyQktxWE5hNm8KLS0tIGJMeXNsNkxPL2VsVEhXU2ZjRFd0SmxmQ245ckpa
bWtiemF2T3hDQzh5TVkKkEZZCrO0+Ve3zgMl5JQanO100So7oytotc/kD5pU/t5KS3HbyCcZIygjjVqSmmZNFfA7dC
rEwTHgJFyM+P3zmDc+hYapSDof0wjLUbn7/Y6eLPiPvQxX3b14Ndx7NcTCELxfdvMz1lpacIgKmDuxCRzrKn1U2Hj+
2beILhI11hqCj9tHZ4uGVQKGVp9fJeqGd35AC3hoABbNfkz4qxJpX37r90BlwvhTkvayHeDANQoju9GnRAtjBw==
""")


def ring(folder: Path, office: str | None = None) -> AgeCipher:
    """Give a folder of sessions a key that opens at once."""
    hidden = folder / HIDDEN
    hidden.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = hidden / KEY_FILE
    key.write_bytes(KEY_BYTES)
    key.chmod(0o600)
    return set_office(folder, PASSPHRASE, office)


def seal() -> AgeCipher:
    """A seal with that key alone."""
    return AgeCipher(IDENTITY, [OWN])
