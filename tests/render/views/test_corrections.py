"""The rows of the round of corrections."""

from datetime import timedelta

from casetool.models.base import evolve
from casetool.models.corrections.edits import accept, add_correction, circulate, refuse
from casetool.models.corrections.model import Correction, CorrectionKind
from casetool.models.corrections.targets import correctable, fillable
from casetool.models.entries.edits import delete_entry, edit_entry
from casetool.models.ids import DETAILS_ID
from casetool.models.people.model import Person
from casetool.models.session import Session
from casetool.models.tree.edits import add_cause, delete_branch, set_focal
from casetool.models.tree.model import FOCAL, Cause
from casetool.render.views.corrections import (
    correction_choice,
    correction_rows,
    corrections_head,
    no_corrections,
)
from tests.render.views.test_changes import BEFORE, OUT
from tests.support.room_of_robin import NOW
from tests.support.strategies import METHOD


def rows(session: Session, *opened: int) -> dict[str, str]:
    """Each row by its id: its mark, its words, and what stands beside them."""
    told = correction_rows(session, METHOD, frozenset(opened))
    return {
        one.id: " ".join(part for part in (one.mark, one.text, one.note) if part) for one in told
    }


def said(
    name: str, thing: str = "worry", sort: CorrectionKind = CorrectionKind.FACTUAL
) -> Correction:
    return Correction(id=name, thing=thing, becomes="Ash was seen", who="kit", sort=sort, at=NOW)


def with_all() -> Session:
    session = OUT
    for one in (said("z1"), said("z2"), said("z3"), said("z4", sort=CorrectionKind.DISAGREEMENT)):
        session = add_correction(session, METHOD, one)
    return refuse(accept(session, METHOD, "z1", NOW), "z2", NOW, "no paper says so")


def test_before_anything_went_round_it_says_how() -> None:
    assert corrections_head(BEFORE) == "Status: draft"
    assert ":corrections" not in rows(BEFORE)
    assert ":changes" not in rows(BEFORE)
    assert "c circulates" in rows(BEFORE)[":none"]
    assert rows(BEFORE)["date:plans"] == "· Single-agency plans by: Thu 26 Nov 2026"


def test_what_waits_stands_first_and_each_has_its_mark() -> None:
    session = with_all()
    assert corrections_head(session) == "Status: circulated for correction   one correction waits"
    found = rows(session)
    assert [one for one in found if one.startswith("correction")] == [
        "correction:z3", "correction:z1", "correction:z2", "correction:z4",
    ]  # fmt: skip
    marks = [found[f"correction:z{number}"][0] for number in (1, 2, 3, 4)]
    assert marks == ["✓", "✗", "?", "≠"]
    assert "it now reads “Ash was seen”" in found["correction:z3"]
    assert found["change:0"].startswith("· 5 What are we worried about?: changed: ")


def test_a_correction_of_a_line_that_is_gone_says_so() -> None:
    session = delete_entry(add_correction(OUT, METHOD, said("z1")), "worry")
    assert "the line is gone" in rows(session)["correction:z1"]


def test_a_version_opens_into_its_digest_and_what_it_changed() -> None:

    session = circulate(
        edit_entry(OUT, "worry", text="Ash was seen"), METHOD, NOW, digest="cd" * 32
    )
    assert rows(session)["version:2"].endswith("1 change")
    assert ":2-0" not in rows(session)
    opened = rows(session, 2)
    assert "cd" * 32 in opened[":digest-2"]
    assert "“Nobody has seen Ash” → “Ash was seen”" in opened[":2-0"]


def test_two_versions_of_one_number_are_two_rows_that_open_alone() -> None:
    second = evolve(OUT.circulated[0], at=NOW + timedelta(days=1), digest="cd" * 32)
    session = evolve(OUT, circulated=(*OUT.circulated, second))
    keys = [row.id for row in correction_rows(session, METHOD, frozenset({2}))]
    assert len(keys) == len(set(keys))
    assert {"version:1", "version:2", ":digest-2"} <= set(keys)


def test_what_is_empty_is_told_by_its_field_and_where_it_stands() -> None:
    found = fillable(BEFORE, METHOD)
    told = [no_corrections(BEFORE, METHOD, *one) for one in found]
    assert told[0] == "A new line   1 Facts"
    assert "The focal point   4 Analysis tree" in told
    assert "“See Ash”, by when   8 What needs to happen?" in told
    assert "date of referral   Details" in told
    assert told.index("date of referral   Details") > told.index(
        "A new line   7 Missing information"
    )


def test_the_words_of_lines_come_first_to_pick_from_then_fields_then_people() -> None:
    found = correctable(BEFORE, METHOD)
    assert found[:2] == (("worry", "", "Nobody has seen Ash"), ("act1", "", "See Ash"))
    assert found.index(("act1", "who", "Kit")) < found.index((DETAILS_ID, "child", "Robin"))
    told = [correction_choice(BEFORE, METHOD, *one) for one in found]
    assert told[0] == "Nobody has seen Ash   5 What are we worried about?"
    assert "“See Ash”, who by: Kit   8 What needs to happen?" in told
    assert "child's name: Robin   Details" in told


def test_a_new_box_of_the_tree_is_told_by_the_box_on_which_it_hangs() -> None:
    grown = add_cause(set_focal(OUT, "I wait."), Cause(id="why", text="nobody came"), FOCAL)
    told = [no_corrections(grown, METHOD, *one) for one in fillable(grown, METHOD)][-3:]
    assert told == [
        "A new effect of “I wait.”   4 Analysis tree",
        "A new cause of “I wait.”   4 Analysis tree",
        "A new cause of “nobody came”   4 Analysis tree",
    ]
    session = add_correction(grown, METHOD, said("z1", "cause-of-why"))
    words = "new cause of “nobody came”: “Ash was seen”"
    assert rows(session)["correction:z1"] == f"? Kit Marsh: {words} (open)"
    gone = rows(delete_branch(session, "why"))["correction:z1"]
    assert "new cause of a box that is gone: “Ash was seen”" in gone


def test_a_correction_of_somebody_whose_name_begins_like_a_new_line_is_told_as_any() -> None:
    person = Person(id="new-life", name="New Life", role="charity", agency="voluntary")
    session = evolve(OUT, people=(*OUT.people, person))
    session = circulate(session, METHOD, NOW)
    one = Correction(id="z1", at=NOW, thing="new-life", field="role", becomes="shelter")
    told = rows(add_correction(session, METHOD, one))["correction:z1"]
    assert told == "? Somebody: “New Life”, role: “charity” → “shelter” (open)"
