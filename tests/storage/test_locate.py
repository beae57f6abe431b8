"""Where a value stands in the text of a file."""

import pytest

from casetool.storage.locate import Place, line_of, place_name

TEXT = """\
format = 1
[[people]]
id = "a"
[[people]]
id = "b"
[tree]
[[tree.causes]]
id = "c"
[[tree.causes.why]]
id = "d"
[[tree.causes.why]]
level = "x"
[[tree.causes]]
[[tree.causes.why]]
text = "e"
[inline]
rows = [{ id = 1 }, { id = 2 }]
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("format",), 1),
        (("people", 0, "id"), 3),
        (("people", 1, "id"), 5),
        (("people", 1, "missing"), 4),
        (("tree", "causes", 0, "why", 1, "level"), 12),
        (("tree", "causes", 1, "why", 0, "text"), 15),
        (("inline", "rows", 1, "id"), 17),
        (("nowhere",), None),
    ],
)
def test_the_line_of_a_place(place: Place, line: int | None) -> None:
    assert line_of(TEXT, place) == line


def test_a_place_is_named_counting_from_one() -> None:
    assert place_name(("tree", "causes", 0, "why", 1, "level")) == "tree.causes[1].why[2].level"
