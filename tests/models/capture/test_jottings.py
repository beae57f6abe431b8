"""A jotting that is begun within other words."""

import pytest

from casetool.models.capture.jottings import has_sign_within, without_jotting


@pytest.mark.parametrize(
    ("old", "new", "kept", "jotting"),
    [
        ("I like mum", "I like mum/ kit lies", "I like mum", "kit lies"),
        ("I like mum", "I like mum / kit lies", "I like mum", "kit lies"),
        ("I like mum", "/ kit lies I like mum", "I like mum", "kit lies"),
        ("I like mum", "I / kit lies like mum", "I like mum", "kit lies"),
        ("", "/ kit lies", "", "kit lies"),
        ("", "/kit lies", "", "kit lies"),
        ("a / b", "a / b/\u00a0kit lies", "a / b", "kit lies"),
        ("mum", "mum/dad", "mum/dad", ""),
        ("mum", "mum and / or dad", "mum and / or dad", ""),
        ("mum", "mum 1/2", "mum 1/2", ""),
        ("a / b", "a / b and more", "a / b and more", ""),
        ("mum", "mum / ", "mum / ", ""),
        ("mum", "", "", ""),
        ("/ was here", "/ was there", "/ was there", ""),
    ],
)
def test_it_is_told_from_the_words(old: str, new: str, kept: str, jotting: str) -> None:
    assert without_jotting(old, new) == (kept, jotting)


def test_a_sign_behind_other_words_is_told() -> None:
    assert has_sign_within("mum", "mum and / or dad")
    assert not has_sign_within("a / b", "a / b and more")
