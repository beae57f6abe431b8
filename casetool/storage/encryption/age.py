"""The cipher for the age format, which the ``age`` program can decrypt too."""

from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from casetool.parts import how_to_get
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher, CipherError

AGE_SUFFIX = ".age"
"""The suffix of an encrypted file's name."""

_MAGIC = b"age-encryption.org/v1\n"
_ARMOUR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_SMALLEST_BODY = 32
"""Bytes after the header of the shortest age file: a nonce, and the tag of an empty text."""

_CUT_SHORT = "It was cut short: a part of it is missing. Bring it back from a backup or a version."
_CHANGED = "It was damaged, changed or cut short. Bring it back from a backup or a version."


class AgeCipher:
    """Encrypts for several public keys, and decrypts with one secret key.

    Args:
        identity: the secret key, ``AGE-SECRET-KEY-1…``.
        recipients: the public keys, ``age1…``, for which to encrypt from now on.
        key_file: the content of the file that keeps the secret key under its passphrase.
        former_identities: secret keys that only decrypt, of before another laptop's key came.

    Raises:
        CipherError: a key is not valid, or the age library is not installed.
    """

    suffix = AGE_SUFFIX

    def __init__(
        self,
        identity: str,
        recipients: Sequence[str],
        key_file: bytes = b"",
        former_identities: Sequence[str] = (),
    ) -> None:
        age = age_library()
        self.key_file = key_file
        self.encrypt_for(recipients)
        try:
            self._identity, *self._former = (
                age.x25519.Identity.from_str(each) for each in (identity, *former_identities)
            )
        except age.IdentityError:
            raise CipherError("The key is not one of age: it cannot open anything.") from None

    def encrypt_for(self, recipients: Sequence[str]) -> None:
        """Encrypt for other public keys from now on.

        Args:
            recipients: the public keys, ``age1…``.
        """
        self.recipients = tuple(recipient(text) for text in recipients)
        """The public keys as text."""
        from_text = age_library().x25519.Recipient.from_str
        self._encryptors = [from_text(text) for text in self.recipients]

    @property
    def identity(self) -> str:
        """The secret key as text."""
        return str(self._identity)

    def encrypt(self, data: bytes) -> bytes:
        """Encrypt bytes as an age file."""
        encrypted: bytes = age_library().encrypt(data, self._encryptors)
        return encrypted

    def decrypt(self, data: bytes) -> bytes:
        """Decrypt the bytes of an age file.

        Raises:
            CipherError: they are not a whole age file, were changed, or are for other keys.
        """
        check_whole(data)
        age = age_library()
        try:
            plain: bytes = age.decrypt(data, [self._identity, *self._former])
        except age.DecryptError as error:
            raise CipherError(_decryption_problem(data, str(error))) from None
        return plain


def age_library() -> ModuleType:
    """Import the age library, only where encryption is used.

    Raises:
        CipherError: it is not installed.
    """
    try:
        import pyrage
    except ImportError:
        raise CipherError(how_to_get("encrypt")) from None
    library: ModuleType = pyrage
    return library


def recipient(text: str) -> str:
    """Check a public key: ``age1`` and 58 letters and digits.

    Raises:
        CipherError: it is not valid. Its text is never repeated, because it may be a secret.
    """
    age, text = age_library(), text.strip()
    if text.upper().startswith("AGE-SECRET-KEY-"):
        raise CipherError(
            "That is a secret key, and must not be given to anybody. The public key that belongs"
            " to it begins with age1: age-keygen -y prints it."
        )
    try:
        return str(age.x25519.Recipient.from_str(text))
    except age.RecipientError:
        raise CipherError(
            "That is not a public key of age: it begins with age1 and has 62 letters and digits."
        ) from None


def is_encrypted(path: Path) -> bool:
    """Whether a file's name says that it is encrypted."""
    return path.name.endswith(AGE_SUFFIX)


def is_encrypted_name(data: bytes) -> bool:
    """Whether bytes say that they are encrypted, whatever their file is called."""
    return data.startswith((_MAGIC, _ARMOUR))


def decrypted_bytes(data: bytes, cipher: Cipher) -> bytes:
    """Bytes, decrypted if they say that they are encrypted.

    Args:
        data: the bytes.
        cipher: decrypts them.

    Raises:
        CipherError: they are encrypted, and this cipher cannot decrypt them.
    """
    return cipher.decrypt(data) if is_encrypted_name(data) else data


def count_recipients(data: bytes) -> int | None:
    """For how many public keys bytes are encrypted. None where their first lines do not say it.

    Args:
        data: the bytes of an age file, or its first ones.
    """
    header, separator, _ = data.partition(b"\n--- ")
    if not separator or not data.startswith(_MAGIC):
        return None
    return header.count(b"\n-> X25519 ")


def cipher_for_file(path: Path, cipher: Cipher) -> Cipher:
    """The cipher for one file of a folder in which not all files are encrypted.

    Args:
        path: the file.
        cipher: the cipher for encrypted files.
    """
    return cipher if is_encrypted(path) else NO_CIPHER


def check_whole(data: bytes) -> None:
    """Refuse bytes that are plainly not a whole age file, before any key is tried.

    Raises:
        CipherError: they are not.
    """
    if not data:
        raise CipherError("It is empty. Bring it back from a backup or a version.")
    if data.startswith(_ARMOUR):
        return
    if len(data) < len(_MAGIC) and _MAGIC.startswith(data):
        raise CipherError(_CUT_SHORT)
    if not data.startswith(_MAGIC):
        raise CipherError("It is not a file of the age format, in spite of its name.")
    _, separator, body = data.partition(b"\n--- ")
    if not separator or len(body.partition(b"\n")[2]) < _SMALLEST_BODY:
        raise CipherError(_CUT_SHORT)


def _decryption_problem(data: bytes, message: str) -> str:
    if "No matching keys" not in message:
        return _CHANGED
    if data.startswith(_MAGIC + b"-> scrypt "):
        return "It has a passphrase of its own: age -d opens it, the key of this folder does not."
    return (
        "It was encrypted for another key than that of this folder (or its first lines are"
        " damaged). Open it where it comes from, or with the office key."
    )
