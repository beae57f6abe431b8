"""What is not sealed lies there as it is."""

from hypothesis import given
from hypothesis import strategies as st

from casetool.storage.encryption.cipher import PLAIN, Seal


@given(st.binary())
def test_plain_bytes_stay_as_they_are(data: bytes) -> None:
    seal: Seal = PLAIN
    assert seal.open(seal.close(data)) == data == seal.close(data)
    assert seal.suffix == ""
