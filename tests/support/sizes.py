"""The sizes of a terminal at which the app must be usable, and at which it is comfortable."""

import pytest

SIZES = [pytest.param((80, 24), id="80x24"), pytest.param((120, 40), id="120x40")]
"""Both: for pictures."""

ONE_SIZE = [
    pytest.param((80, 24), id="80x24"),
    pytest.param((120, 40), id="120x40", marks=pytest.mark.full),
]
"""For what is done and not how it looks: the small one, and with ``--full`` the large one too."""
