"""What is still missing: each check finds what it is for, and falls silent when it is there."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given

from casetool.models.actions.edits import edit_action
from casetool.models.actions.model import Action, Actions
from casetool.models.base import evolve
from casetool.models.checks import NAME_CHECKS, findings
from casetool.models.entries.edits import delete_entry, edit_entry
from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.finding import CHECK_QUOTE_LETTERS, Finding, quoted
from casetool.models.meeting.tick_edits import toggle_agreed
from casetool.models.method import empty_headings
from casetool.models.people.model import Attends, Person
from casetool.models.pseudonyms.names import Name
from casetool.models.round.model import Answer, AnswerContent, Round
from casetool.models.session import Session, SessionHeading, ids_of
from casetool.models.tree.model import FOCAL, Cause, Effect, Ends, Happened, Horizon, OnWhom, Tree
from tests.support.action_columns import with_further_texts
from tests.support.strategies import METHOD, sessions

NOW = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)
BY = date(2026, 11, 26)
EMPTY = Session(id="robin", child="Robin", headings=empty_headings(METHOD))

TIRED = Effect(
    id="tired", text="Robin is tired", happened=Happened.HAS, horizon=Horizon.SHORT,
    on=(OnWhom.CHILD,),
)  # fmt: skip
NIGHTS = Cause(id="nights", children=(Cause(id="argue", text="They argue", ends=Ends.ROOT),))
WORRY = Entry(id="ash", text="Nobody has seen Ash")
GAP = Entry(id="gp", text="GP summary", owner="Kit Marsh", due=BY)
VISIT = with_further_texts(
    Action(id="visit", what="Nic sees Ash", who="Nic", due=BY, answers=("ash",)), "both are safe"
)
WHOLE: tuple[SessionHeading, ...] = (
    Entries(step="about", entries=(Entry(id="maps", text="Draws maps"),)),
    Tree(step="tree", focal="Nobody knows where I am.", effects=(TIRED,), causes=(NIGHTS,)),
    Entries(step="worries", entries=(WORRY,)),
    Entries(step="missing", entries=(GAP,)),
    Actions(step="actions", actions=(VISIT,)),
    Round(step="round", said=(Answer(person="kit", content=AnswerContent.CONTENT),)),
)


def filled(session: Session, *headings: SessionHeading) -> Session:
    there = {heading.step: heading for heading in headings}
    return evolve(session, headings=[there.get(one.step, one) for one in session.headings])


DONE = filled(
    evolve(
        EMPTY,
        discussion=date(2026, 11, 12),
        facilitator="Mo Ferris",
        people=(Person(id="kit", name="Kit Marsh", agency="health"),),
    ),
    *WHOLE,
)


def found(session: Session) -> list[tuple[str, str, str | None]]:
    return [(one.step, one.check, one.item_id) for one in findings(session, METHOD)]


def the_words(session: Session) -> str:
    (finding,) = findings(session, METHOD)
    return finding.message


def with_tree(**changes: object) -> Session:
    return filled(DONE, evolve(DONE.heading("tree"), **changes))


def with_people(*people: Person) -> Session:
    there = (*DONE.people, *people)
    said = [Answer(person=one.id, content=AnswerContent.CONTENT) for one in there if one.present]
    return filled(evolve(DONE, people=there), Round(step="round", said=tuple(said)))


def test_a_whole_discussion_lacks_nothing() -> None:
    assert found(DONE) == []


def test_of_an_empty_one_all_that_is_missing_stands_in_the_order_of_the_steps() -> None:
    assert found(EMPTY) == [
        ("people", "no-date", "details"),
        ("people", "no-facilitator", "details"),
        ("people", "nobody-present", None),
        ("about", "child-not-heard", None),
        ("tree", "no-focal-point", None),
        ("actions", "no-action", None),
    ]


@pytest.mark.parametrize("focal", ["", " \n\t"])
def test_a_focal_point_is_words(focal: str) -> None:
    assert found(with_tree(focal=focal)) == [("tree", "no-focal-point", None)]


@pytest.mark.parametrize(
    ("changes", "lacks"),
    [
        ({"happened": None}, "whether it has happened or could happen"),
        ({"horizon": None}, "short or longer term"),
        ({"on": ()}, "on whom"),
        ({"horizon": None, "on": ()}, "short or longer term, on whom"),
    ],
)
def test_an_effect_is_told_apart(changes: dict[str, object], lacks: str) -> None:
    later = evolve(TIRED, id="later", **changes)
    session = with_tree(effects=(evolve(TIRED, children=(later,)),))
    assert found(session) == [("tree", "effect-unclear", "later")]
    assert the_words(session) == f"Effect “Robin is tired” lacks {lacks}."


def test_no_leaf_is_left_dangling() -> None:
    ends = [None, Ends.WHY, Ends.INFO, Ends.ASIDE, Ends.ROOT]
    causes = [Cause(id=f"c{n}", text="They argue", ends=end) for n, end in enumerate(ends)]
    session = with_tree(causes=(Cause(id="nights", children=tuple(causes)),))
    assert found(session) == [("tree", "dangling-leaf", "c0")]
    assert the_words(session).startswith("“They argue”: why?")


def test_of_all_causes_one_is_a_root_cause() -> None:
    leaf = Cause(id="argue", ends=Ends.WHY)
    assert found(with_tree(causes=(leaf,))) == [("tree", "no-root-cause", "argue")]
    assert found(with_tree(causes=())) == []


def test_a_worry_that_no_action_answers() -> None:
    worry = Entry(id="road", text="Robin on the road")
    session = filled(DONE, Entries(step="worries", entries=(WORRY, worry)))
    assert found(session) == [("worries", "worry-unanswered", "road")]
    assert the_words(session) == "No action answers “Robin on the road”"


def test_no_action_need_answer_what_worked_well() -> None:
    assert found(filled(DONE, Entries(step="worked", entries=(WORRY,)))) == []


@pytest.mark.parametrize(
    ("changes", "check", "words"),
    [
        ({"owner": ""}, "gap-without-owner", "lacks who finds it out."),
        ({"due": None}, "gap-without-date", "lacks by when."),
        ({"due": None, "due_words": "soon"}, "gap-without-date", "by when (“soon” is no date)."),
        ({"owner": "", "due": None}, "gap-without-owner", "who finds it out and by when."),
        ({"owner": "", "answer": " "}, "gap-without-owner", "lacks who finds it out."),
    ],
)
def test_a_gap_has_somebody_and_a_day(changes: dict[str, object], check: str, words: str) -> None:
    session = filled(DONE, Entries(step="missing", entries=(evolve(GAP, **changes),)))
    assert found(session) == [("missing", check, "gp")]
    assert the_words(session).startswith("“GP summary” lacks ")
    assert the_words(session).endswith(words)


def test_a_gap_that_is_answered_lacks_nothing() -> None:
    gap = evolve(GAP, owner="", due=None, answer="it came on 11 November")
    assert found(filled(DONE, Entries(step="missing", entries=(gap,)))) == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"what": " "}, "“…” lacks what."),
        ({"who": ""}, "“Nic sees Ash” lacks who by."),
        ({"known": "", "difference": ""}, "lacks how we will know, what difference."),
        ({"due": None}, "“Nic sees Ash” lacks when."),
        ({"due": None, "due_words": "in the new year"}, "when (“in the new year” is no date)."),
        ({"due_words": "soon", "who": ""}, "“Nic sees Ash” lacks who by."),
    ],
)
def test_an_action_is_smart(changes: dict[str, object], words: str) -> None:
    session = filled(DONE, Actions(step="actions", actions=(evolve(VISIT, **changes),)))
    assert found(session) == [("actions", "action-not-smart", "visit")]
    assert the_words(session).endswith(words)


def test_a_method_with_two_lists_of_actions_asks_of_each_its_own() -> None:
    second = evolve(METHOD.step("actions"), id="later")
    method = evolve(METHOD, steps=(*METHOD.steps, second))
    vague = Actions(step="later", actions=(evolve(VISIT, id="vague", who=""),))
    session = evolve(DONE, headings=(*DONE.headings, vague))
    (finding,) = findings(session, method)
    assert (finding.step, finding.item_id) == ("later", "vague")


def test_the_child_is_heard_in_any_step() -> None:
    silent = filled(DONE, Entries(step="about"))
    assert found(silent) == [("about", "child-not-heard", None)]
    said = Entry(id="quiet", text="School's warm.", kind=EntryKind.CHILD)
    for step in ("facts", "thoughts", "worked", "else"):
        assert found(filled(silent, Entries(step=step, entries=(said,)))) == []
    feeling = evolve(said, kind=EntryKind.FEELING)
    assert found(filled(silent, Entries(step="thoughts", entries=(feeling,)))) != []


ABSENT = Person(id="sam", name="Sam Oyelaran", agency="adult mental health", attends=Attends.ABSENT)


def test_an_agency_is_absent_when_nobody_speaks_for_it() -> None:
    session = with_people(ABSENT, evolve(ABSENT, id="ben", name=""))
    assert found(session) == [("people", "agency-absent", "sam")]
    assert the_words(session) == "adult mental health: absent, and nobody wears two hats for it."


@pytest.mark.parametrize(
    "person",
    [
        evolve(ABSENT, agency="health"),
        evolve(ABSENT, agency=""),
        evolve(ABSENT, attends=Attends.PHONE),
        evolve(ABSENT, attends=Attends.COVERED, covered_by="kit"),
    ],
)
def test_one_who_is_here_or_wears_two_hats_speaks_for_an_agency(person: Person) -> None:
    assert found(with_people(person)) == []


def test_one_who_is_not_here_wears_no_hats() -> None:
    hats = evolve(ABSENT, attends=Attends.COVERED, covered_by="lee")
    lee = Person(id="lee", agency="health", attends=Attends.ABSENT)
    assert found(with_people(hats, lee)) == [("people", "agency-absent", "sam")]


def test_all_who_were_not_asked_are_named_together() -> None:
    there = (
        *DONE.people,
        Person(id="jo", name="Jo Pell", agency="education"),
        Person(id="bea", agency="housing", attends=Attends.PHONE),
        evolve(ABSENT, agency="health"),
    )
    session = evolve(DONE, people=there)
    assert found(session) == [("round", "round-not-asked", "jo")]
    assert the_words(session).endswith("content: Jo Pell, housing.")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\n  b\tc", "“a b c”"),
        ("", "“…”"),
        ("x" * CHECK_QUOTE_LETTERS, f"“{'x' * CHECK_QUOTE_LETTERS}”"),
        ("x" * (CHECK_QUOTE_LETTERS + 1), f"“{'x' * (CHECK_QUOTE_LETTERS - 1)}…”"),
    ],
)
def test_a_quotation_is_short_and_a_cut_shows(text: str, shown: str) -> None:
    assert quoted(text) == shown


def test_a_long_agency_is_cut_too() -> None:
    long = evolve(ABSENT, agency="x" * 500)
    assert len(the_words(with_people(long))) < 120


MENDED: list[tuple[str, Callable[[Session], Session]]] = [
    ("no-date", lambda session: evolve(session, discussion=BY)),
    ("no-facilitator", lambda session: evolve(session, facilitator="Mo Ferris")),
    ("no-focal-point", lambda session: filled(
        session, evolve(session.heading("tree"), focal="Nobody knows."))),
    ("worry-unanswered", lambda session: filled(session, Entries(step="worries"))),
    ("round-not-asked", lambda session: evolve(session, people=())),
]  # fmt: skip


@given(sessions())
def test_findings_point_at_what_is_there_and_go_when_it_is_mended(session: Session) -> None:
    steps = [step.id for step in METHOD.steps]
    listed = findings(session, METHOD)
    places = [steps.index(one.step) for one in listed]
    assert places == sorted(places)
    there = {*ids_of(session), "details", FOCAL, None}
    assert {one.item_id for one in listed} <= there
    assert len(set(listed)) == len(listed)
    assert all("\n" not in one.message for one in listed)
    for check, mend in MENDED:
        left: tuple[Finding, ...] = findings(mend(session), METHOD)
        assert check not in {one.check for one in left}


NAMES = (Name(name="Robin", stand_in="Child A"), Name(name="Ash", stand_in="Sibling"))


def told(session: Session, file: str = "") -> list[tuple[str, str, str | None, str]]:
    found = findings(session, METHOD, file)
    named = [one for one in found if one.check in NAME_CHECKS]
    return [(one.check, one.step, one.item_id, one.message) for one in named]


def test_real_names_are_found_where_they_stand_each_once_a_step() -> None:
    entries = tuple(Entry(id=f"w{n}", text=text) for n, text in enumerate(("Ash", "Ash and Robin")))
    session = filled(
        evolve(DONE, child="Child A", names=NAMES, reason="Robin slept here"),
        Entries(step="worries", entries=entries),
    )
    assert told(session) == [
        ("real-name", "people", "details", "Real name “Robin”: the stand-in is “Child A”."),
        ("real-name", "tree", "tired", "Real name “Robin”: the stand-in is “Child A”."),
        ("real-name", "worries", "w0", "Real name “Ash”, 2 times: the stand-in is “Sibling”."),
        ("real-name", "worries", "w1", "Real name “Robin”: the stand-in is “Child A”."),
        ("real-name", "actions", "visit", "Real name “Ash”: the stand-in is “Sibling”."),
    ]
    assert told(evolve(session, names=())) == []


def test_the_label_and_the_file_are_no_real_names() -> None:
    session = evolve(EMPTY, names=NAMES)
    checks = [one[0] for one in told(session, "2026-11-12-robin-2.toml")]
    assert checks == ["child-real-name", "file-real-name"]
    assert told(evolve(session, child="Child A"), "2026-11-12-child-a.toml") == []


def test_a_stand_in_is_there_and_no_real_name_itself() -> None:
    names = (Name(name="Robin"), Name(name="Wren", stand_in="Robin's sister"))
    assert [one[0] for one in told(evolve(EMPTY, child="A", names=names))] == [
        "no-stand-in",
        "stand-in-real-name",
    ]


def test_what_was_changed_since_it_was_agreed_is_told_where_it_stands() -> None:
    agreed = toggle_agreed(DONE, "ash", NOW)
    assert found(agreed) == []
    later = edit_entry(agreed, "ash", text="Nobody has seen Wren")
    assert found(later) == [("worries", "agreed-then-changed", "ash")]
    assert the_words(later).endswith("as “Nobody has seen Ash”")
    assert found(toggle_agreed(later, "ash", NOW)) == []


def test_an_action_that_moves_to_another_day_is_not_what_was_agreed() -> None:
    later = edit_action(toggle_agreed(DONE, "visit", NOW), "visit", due=date(2026, 12, 1))
    assert found(later) == [("actions", "agreed-then-changed", "visit")]
    assert "Nic, by Thursday 26" in the_words(later)


def test_what_is_gone_since_it_was_agreed_is_told_at_the_notes() -> None:
    gone = delete_entry(toggle_agreed(DONE, "gp", NOW), "gp")
    assert found(gone) == [("notes", "agreed-then-changed", None)]
    assert the_words(gone) == "Agreed in the room, and gone since: “GP summary”"
