"""What is closed opens again, whole and unchanged, or not at all."""

import shutil
import subprocess
import sys
from pathlib import Path

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casetool.storage.encryption.age import AgeCipher, cipher_for_file, is_encrypted, recipient
from casetool.storage.encryption.cipher import NO_CIPHER, Cipher, CipherError
from tests.support.sealed import IDENTITY, KEY_BYTES, OWN, seal

SEAL = seal()
SMALL = SEAL.encrypt("Robin says: “nobody knows”".encode())
OTHER = pyrage.x25519.Identity.generate()


def refusal(data: bytes, by: Cipher = SEAL) -> str:
    with pytest.raises(CipherError) as caught:
        by.decrypt(data)
    return str(caught.value)


@given(st.binary(max_size=300))
def test_what_goes_in_comes_out(data: bytes) -> None:
    ours: Cipher = SEAL
    closed = ours.encrypt(data)
    assert ours.decrypt(closed) == data


def test_no_word_of_it_can_be_read() -> None:
    assert b"Robin" not in SMALL
    assert SEAL.encrypt(b"words") != SEAL.encrypt(b"words")


@pytest.mark.parametrize("size", [65535, 65536, 65537, 200_000])
def test_so_does_what_is_longer_than_a_chunk(size: int) -> None:
    data = bytes(range(256)) * (size // 256 + 1)
    assert SEAL.decrypt(SEAL.encrypt(data[:size])) == data[:size]


def test_a_file_that_ends_at_any_byte_is_refused() -> None:
    for size in range(len(SMALL)):
        words = refusal(SMALL[:size])
        assert "cut short" in words or "It is empty" in words


@pytest.mark.parametrize("size", [65536 + 16, 2 * 65536 + 32, 100_000, -1])
def test_a_long_file_that_ends_between_or_within_chunks_is_refused(size: int) -> None:
    closed = SEAL.encrypt(b"x" * 150_000)
    head = closed.index(b"\n", closed.index(b"\n--- ") + 1) + 1 + 16
    assert "cut short" in refusal(closed[: head + size] if size > 0 else closed[:size])


def test_a_file_with_any_bit_changed_is_refused() -> None:
    for place in range(len(SMALL) * 8):
        changed = bytearray(SMALL)
        changed[place // 8] ^= 1 << place % 8
        refusal(bytes(changed))


def test_a_file_with_something_after_its_end_is_refused() -> None:
    assert "damaged" in refusal(SMALL + b"x")


def test_two_files_glued_together_are_refused() -> None:
    refusal(SMALL + SMALL)


def test_another_key_is_told_apart_from_damage() -> None:
    theirs = AgeCipher(str(OTHER), [str(OTHER.to_public())])
    assert "another key" in refusal(SMALL, theirs)


def test_a_passphrase_of_its_own_is_told() -> None:
    assert "passphrase of its own" in refusal(KEY_BYTES)


def test_what_is_no_age_file_is_told() -> None:
    assert "not a file of the age format" in refusal(b'format = 1\nchild = "Robin"\n')
    assert "empty" in refusal(b"")


def test_an_armoured_file_opens_too() -> None:
    closed = pyrage.encrypt(b"words", [pyrage.x25519.Recipient.from_str(OWN)], armored=True)
    assert SEAL.decrypt(closed) == b"words"
    refusal(closed[:-60])


def test_a_second_key_opens_it() -> None:
    both = AgeCipher(IDENTITY, [OWN, str(OTHER.to_public())])
    assert pyrage.decrypt(both.encrypt(b"words"), [OTHER]) == b"words"
    assert both.decrypt(both.encrypt(b"words")) == b"words"


@pytest.mark.skipif(shutil.which("age") is None, reason="the age program is not here")
def test_the_age_program_opens_it_and_we_open_its_files(tmp_path: Path) -> None:
    key, ours, theirs = (tmp_path / name for name in ("key.txt", "ours.age", "theirs.age"))
    key.write_text(IDENTITY + "\n")
    ours.write_bytes(SEAL.encrypt(b"words " * 50_000))
    opened = subprocess.run(["age", "-d", "-i", key, ours], capture_output=True, check=True)
    assert opened.stdout == b"words " * 50_000
    subprocess.run(["age", "-r", OWN, "-o", theirs], input=b"words", check=True)
    assert SEAL.decrypt(theirs.read_bytes()) == b"words"


def test_a_public_key_is_taken_in_any_case_and_with_spaces() -> None:
    assert recipient(f" {OWN.upper()}\n") == OWN


@pytest.mark.parametrize("text", ["", "age1", OWN[:-1], OWN + "x", "ssh-ed25519 AAAA", "Robin"])
def test_what_is_no_public_key_is_refused_without_being_repeated(text: str) -> None:
    with pytest.raises(CipherError) as caught:
        recipient(text)
    assert "not a public key" in str(caught.value)
    assert "Robin" not in str(caught.value)


def test_a_secret_key_in_place_of_a_public_one_is_refused_without_being_repeated() -> None:
    with pytest.raises(CipherError) as caught:
        recipient(IDENTITY)
    assert "secret key" in str(caught.value)
    assert IDENTITY not in str(caught.value)


def test_what_is_no_secret_key_is_refused_without_being_repeated() -> None:
    with pytest.raises(CipherError, match="not one of age"):
        AgeCipher("AGE-SECRET-KEY-1X", [OWN])


def test_a_seal_does_not_show_its_key() -> None:
    assert IDENTITY not in repr(SEAL)
    assert IDENTITY not in str(vars(SEAL))


def test_the_name_says_what_opens_a_file() -> None:
    plain, sealed = Path("a.toml"), Path("a.toml.age")
    assert (is_encrypted(plain), is_encrypted(sealed)) == (False, True)
    assert (cipher_for_file(plain, SEAL), cipher_for_file(sealed, SEAL)) == (
        NO_CIPHER,
        SEAL,
    )


def test_without_the_library_it_is_said_how_to_get_it() -> None:
    code = (
        "import sys; sys.modules['pyrage'] = None\n"
        "from casetool.storage.encryption.age import recipient\n"
        "from casetool.storage.encryption.cipher import CipherError\n"
        "try: recipient('age1')\n"
        "except CipherError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert 'pip install "pyrage' in done.stdout
