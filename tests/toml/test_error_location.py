"""Where a value stands in the text of a file."""

import pytest

from casetool.toml.error_location import ValuePath, line_number_of, place_name

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
def test_the_line_of_a_place(place: ValuePath, line: int | None) -> None:
    assert line_number_of(TEXT, place) == line


def test_a_place_is_named_counting_from_one() -> None:
    assert place_name(("tree", "causes", 0, "why", 1, "level")) == "tree.causes[1].why[2].level"


def test_what_looks_like_a_table_inside_a_long_text_is_none() -> None:
    text = "\n".join([
        '[tree]', 'focal = """', "[[people]]", "id = 3", "'''", '"""', "[[people]]",
        "id = '''one line'''", "[other]", "x.y = 1",
    ])  # fmt: skip
    assert line_number_of(text, ("people", 0, "id")) == 8
    assert line_number_of(text, ("people", 1, "id")) is None
    assert line_number_of(text, ("other", "x", "y")) == 10
