"""Folders of sessions for verbs, plain and encrypted."""

from pathlib import Path

import pytest

from casetool.storage.library.examples import copy_examples
from tests.support.sealed import PASSPHRASE, ring
from tests.support.verbs import STDIN, Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The examples, and a key that opens at once."""
    copy_examples(tmp_path)
    ring(tmp_path)
    return tmp_path


@pytest.fixture
def closed(folder: Path, run: Run) -> Path:
    """The same, encrypted."""
    assert run("encrypt", STDIN, typed=f"{PASSPHRASE}\n")[0] == 0
    return folder
