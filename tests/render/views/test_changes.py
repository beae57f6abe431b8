"""Versions, changes and corrections in words."""

from datetime import date

from casetool.models.actions.edits import add_action, edit_action
from casetool.models.actions.model import Action
from casetool.models.base import evolve
from casetool.models.corrections.edits import accept, add_correction, agree, circulate
from casetool.models.corrections.model import Correction, CorrectionKind
from casetool.models.entries.edits import delete_entry, edit_entry, move_entry
from casetool.models.entries.model import Entry
from casetool.models.notes_options import NotesOptions
from casetool.models.people.edits import edit_person
from casetool.models.session import Session
from casetool.render.views.changes import (
    changes_beside,
    changes_text,
    describe_changes,
    describe_correction,
    describe_dates,
    describe_version,
    list_changes,
    version_line,
)
from tests.support.room_of_robin import NOW, ROOM, with_lines
from tests.support.strategies import METHOD

WORRY = Entry(id="worry", text="Nobody has seen Ash")
ACTION = Action(id="act1", what="See Ash", who="Kit")
BEFORE = add_action(with_lines(ROOM, "worries", WORRY), "actions", ACTION)
OUT = circulate(
    BEFORE, METHOD, NOW, to="the group", options=NotesOptions(marking="OFFICIAL"), digest="ab" * 32
)


def sentences(session: Session) -> list[str]:
    return [f"{one.where}: {one.sentence}" for one in describe_changes(session, METHOD)]


def test_which_notes_these_are() -> None:
    assert version_line(BEFORE, METHOD) == "Draft"
    assert version_line(OUT, METHOD) == (
        "Version 1, circulated 12 November 2026, for correction until 26 November 2026"
    )
    assert version_line(agree(OUT, NOW), METHOD) == (
        "Version 1, circulated 12 November 2026, agreed 12 November 2026"
    )
    assert version_line(delete_entry(OUT, "worry"), METHOD) == (
        "Draft after version 1, which was circulated 12 November 2026"
    )
    assert describe_version(OUT.circulated[0]) == (
        "Version 1, 12 November 2026 · to the group · OFFICIAL · md · SHA-256 abababababab…"
    )


def test_each_change_says_where_and_what() -> None:
    session = edit_action(OUT, "act1", who="Nic", due=date(2026, 11, 16))
    session = edit_person(session, "bea", role="officer")
    session = evolve(session, reason="asleep in the cloakroom")
    assert sentences(edit_entry(session, "worry", text="Ash was seen")) == [
        "Details: reason: “asleep in the cloakroom”",
        "Taking part: “Bea Quill”, role: “officer”",
        "5 What are we worried about?: changed: “Nobody has seen Ash” → “Ash was seen”",
        "8 What needs to happen?: “See Ash”, who by: “Kit” → “Nic”",
        "8 What needs to happen?: “See Ash”, by when: “Mon 16 Nov 2026”",
    ]
    assert sentences(move_entry(OUT, "worry", "missing")) == [
        "7 Missing information: “Nobody has seen Ash”, moved: “5 What are we worried about?” → "
        "“7 Missing information”"
    ]
    assert sentences(delete_entry(OUT, "worry")) == [
        "5 What are we worried about?: taken out: “Nobody has seen Ash”"
    ]
    assert sentences(edit_action(OUT, "act1", who="")) == [
        "8 What needs to happen?: “See Ash”, who by: “Kit” → nothing"
    ]


def test_the_next_version_lists_what_changed_since_the_one_before() -> None:
    assert list_changes(OUT, METHOD) == ("", ())
    session = edit_entry(OUT, "worry", text="Ash was seen")
    title, (told,) = list_changes(session, METHOD)
    assert (title, told.was, told.becomes) == (
        "Changed since version 1",
        "Nobody has seen Ash",
        "Ash was seen",
    )
    # and so it does once that version has gone round itself
    assert list_changes(circulate(session, METHOD, NOW), METHOD) == (title, (told,))


def test_all_of_it_as_text() -> None:
    assert "not gone round yet" in changes_text(BEFORE, METHOD)
    assert changes_text(OUT, METHOD) == (
        "Nothing has changed since version 1, circulated 12 November 2026.\n"
    )
    said = Correction(id="z1", thing="worry", becomes="Ash was seen", who="kit", at=NOW)
    no = Correction(
        id="z2",
        thing="act1",
        becomes="Too late.",
        who="mum",
        sort=CorrectionKind.DISAGREEMENT,
        at=NOW,
    )
    session = add_correction(add_correction(OUT, METHOD, said), METHOD, no)
    assert describe_correction(session.corrections[0], session, METHOD).endswith("(open)")
    assert changes_text(accept(session, METHOD, "z1", NOW, "it stands there"), METHOD) == (
        "Changed since version 1, circulated 12 November 2026:\n\n"
        "5 What are we worried about?\n"
        "  changed: “Nobody has seen Ash” → “Ash was seen”\n\n"
        "Corrections:\n"
        "  Kit Marsh: “Nobody has seen Ash” → “Ash was seen” (accepted: it stands there)\n"
        "  mum disagrees with “See Ash”: “Too late.”\n"
    )


def test_a_disagreement_stands_beside_its_line_in_the_words_of_who_disagrees() -> None:
    said = Correction(
        id="z1",
        thing="worry",
        becomes="*I* saw Ash",
        who="bea",
        sort=CorrectionKind.DISAGREEMENT,
        at=NOW,
    )
    session = add_correction(OUT, METHOD, said)
    assert changes_beside(session, "worry") == (("Bea Quill disagrees", "*I* saw Ash"),)
    assert changes_beside(session, "act1") == ()
    nobody = add_correction(OUT, METHOD, evolve(said, who=""))
    assert changes_beside(nobody, "worry") == (("Somebody disagrees", "*I* saw Ash"),)


def test_the_dates_that_follow_have_labels() -> None:
    assert describe_dates(OUT) == (
        ("Corrections by", "Thursday 26 November 2026"),
        ("Single-agency plans by", "Thursday 26 November 2026"),
    )
    assert describe_dates(BEFORE)[0] == ("Notes go out", "Thursday 19 November 2026")
    assert describe_dates(evolve(ROOM, begun=None)) == ()


def test_a_correction_that_adds_a_line_says_where_and_what_became_of_it() -> None:
    said = Correction(id="z1", thing="new-worries", becomes="no bus", by="kit", at=NOW)
    assert describe_correction(said, OUT, METHOD) == (
        "Kit Marsh: new under 5 What are we worried about?: “no bus” (open)"
    )
    beside = evolve(said, sort=CorrectionKind.DISAGREEMENT)
    assert describe_correction(beside, OUT, METHOD).endswith(
        "“no bus” (disagreement, kept beside the line)"
    )
    elsewhere = evolve(said, thing="new-wishes")  # a heading of another method
    assert describe_correction(elsewhere, OUT, METHOD).startswith("Kit Marsh: new under wishes: ")
