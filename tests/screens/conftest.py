"""What tests of screens are handed."""

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.support.pictures import Picture


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """Compares pictures of screens, one a file."""
    return snapshot.use_extension(Picture)
