"""Encrypt and decrypt with a passphrase, as the age program does."""

import unicodedata

from casetool.storage.encryption.age import age_library
from casetool.storage.encryption.cipher import CipherError

_TOO_SLOW, _TRIES = "Excessive work parameter", 5
"""How the library says that this computer is too slow for a key, and how often it is asked."""


def encrypt_with_passphrase(data: bytes, passphrase: str) -> bytes:
    """Encrypt with a passphrase, which takes a second or two on purpose."""
    encrypted: bytes = age_library().passphrase.encrypt(data, _normalise(passphrase))
    return encrypted


def decrypt_with_passphrase(encrypted: bytes, passphrase: str) -> bytes:
    """Decrypt with a passphrase.

    The library first measures this computer, and refuses what would take too long. A computer
    that is busy for a moment seems too slow, so it is asked again.

    Raises:
        CipherError: the computer is too slow or too busy. The passphrase was not tried.
        pyrage.DecryptError: the passphrase is wrong, or the key is damaged.
    """
    age = age_library()
    for _ in range(_TRIES):
        try:
            data: bytes = age.passphrase.decrypt(encrypted, _normalise(passphrase))
        except age.DecryptError as error:
            if not str(error).startswith(_TOO_SLOW):
                raise
        else:
            return data
    raise CipherError(
        "This computer is too busy to open the key just now. The passphrase was not tried, and"
        " nothing was changed. Close other programs, wait a moment, and try again."
    )


def _normalise(passphrase: str) -> str:
    # one keyboard types é as one character, another as two
    return unicodedata.normalize("NFC", passphrase)
