"""What is not sealed lies there as it is."""

from hypothesis import given
from hypothesis import strategies as st

from casetool.storage.encryption.cipher import NO_CIPHER, Cipher


@given(st.binary())
def test_plain_bytes_stay_as_they_are(data: bytes) -> None:
    cipher: Cipher = NO_CIPHER
    assert cipher.decrypt(cipher.encrypt(data)) == data == cipher.encrypt(data)
    assert cipher.suffix == ""
