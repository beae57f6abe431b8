"""A passphrase in the wrong place is recognised, and its ends, and nothing else."""

from casetool.widgets.common.passphrase_marks import SHORTEST_TAIL, PassphraseMarks

SECRET = "four words that fit"


def test_a_passphrase_and_its_ends_are_recognised() -> None:
    marks = PassphraseMarks()
    assert not marks.match(SECRET)
    marks.add(SECRET)
    for start in range(len(SECRET) - SHORTEST_TAIL + 1):
        assert marks.match(f" {SECRET[start:]} ")
    for words in ("", "fit", "t fit", "four words", "Four words that fit", "words that fits"):
        assert not marks.match(words)


def test_a_short_one_is_recognised_as_a_whole() -> None:
    marks = PassphraseMarks()
    marks.add("abc")
    assert marks.match("abc")
    assert not marks.match("bc")


def test_a_text_is_left_without_the_one_at_its_end() -> None:
    marks = PassphraseMarks()
    assert marks.without("mum said ") == "mum said"
    marks.add(SECRET)
    assert marks.without(f"mum said {SECRET} ") == "mum said "
    assert marks.without(SECRET[4:]) == ""
    assert marks.without("shoes that fit") == "shoes that fit"
