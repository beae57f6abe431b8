"""Whole sessions for hypothesis: some empty, some rich, full of what people type."""

from collections.abc import Callable, Hashable
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import TypeVar

from hypothesis import strategies as st

from casetool.methods import find_method
from casetool.models.actions.model import Action, Actions, Scope, further_specs
from casetool.models.base import evolve
from casetool.models.corrections.model import (
    CirculatedVersion,
    Correction,
    CorrectionKind,
    DatesSet,
    Decision,
    LineChange,
    SentLine,
)
from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.meeting.ticks import Agreed, Tick
from casetool.models.method import Method, empty_heading
from casetool.models.people.model import Attends, People, Person
from casetool.models.pseudonyms.names import Name, NameDisplay
from casetool.models.round.model import Answer, AnswerContent, Round
from casetool.models.session import Nation, Session, SessionHeading
from casetool.models.timing.schedule import Break, Schedule, Share, Visit
from casetool.models.timing.step_timer import StepTimer
from casetool.models.tree.model import (
    DEEPEST_TREE,
    Cause,
    Effect,
    Ends,
    Happened,
    Horizon,
    Level,
    OnWhom,
    Test,
    Tree,
)

METHOD = find_method("case-discussion")

T = TypeVar("T")

NASTY = (
    "[TODO]", "[/", "[/b] plan", "[@click=app.bell]x[/]", "# heading", "- item", "1. first",
    "> quote", "```", "~~~", "===", "---", "a | b", "|---|", "*bold* _it_ ~no~", "`code`",
    "<script>alert(1)</script>", "<24h>", "a -> b", "&amp; & &#65;", "\\", "\\n", "![x](y)",
    "[a](b)", "[^1]", "[x]: http://a.b", "http://a_b.c/*d*", "www.x_y.z", "a@b.c", "=cmd()",
    "  leading", "trailing  ", "\ttab", "two\nlines", "a\n\nb", "- [ ] task", "“quotes” 'x' \"y\"",
    "日本語テキスト", "עברית", "e\u0301", "👩‍👧 emoji", "\u202egnirts", "\ufeff", "naïve £20 50%",
    "setext\n===", "x" * 120, "$PATH", "%s {x} {{y}}", "\u2028", "é" * 40,
)  # fmt: skip
"""Texts that some program somewhere has choked on."""


@cache  # to build a strategy takes longer than to draw from it
def texts() -> st.SearchStrategy[str]:
    """What people type: nasty words, pieces of them, and any other text."""
    anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
    pieces = st.lists(st.sampled_from(NASTY), min_size=1, max_size=3).map(" ".join)
    return st.one_of(st.sampled_from(NASTY), pieces, anything)


def lines() -> st.SearchStrategy[str]:
    """A text that is not empty and has one line."""
    return texts().map(lambda text: " ".join(text.split()) or "x")


@cache
def days() -> st.SearchStrategy[date]:
    """A day within living memory."""
    return st.dates(date(2000, 1, 1), date(2099, 12, 31))


@cache
def instants() -> st.SearchStrategy[datetime]:
    """An instant with an offset of whole minutes."""
    zones = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
    # hypothesis wants them bare, and adds the zone itself
    first, last = datetime(2000, 1, 1), datetime(2099, 12, 31)  # noqa: DTZ001
    return st.datetimes(first, last, timezones=zones)


@cache
def _ids(letter: str) -> st.SearchStrategy[list[str]]:
    return st.integers(0, 6).map(lambda n: [f"{letter}{i:03}" for i in range(n)])


@cache
def entry(entry_id: str) -> st.SearchStrategy[Entry]:
    """An entry with this id."""
    return st.builds(
        Entry,
        id=st.just(entry_id),
        text=texts(),
        kind=st.none() | st.sampled_from(EntryKind),
        by=st.none() | st.sampled_from(["p000", "health"]),
        at=st.none() | instants(),
        source=texts(),
        owner=texts(),
        due=st.none() | days(),
        due_words=texts(),
        answer=texts(),
        about=st.lists(st.sampled_from(["c0", "f0", "gone1"]), unique=True).map(tuple),
    )


@cache
def action(action_id: str) -> st.SearchStrategy[Action]:
    """An action with this id."""
    return st.builds(
        Action,
        id=st.just(action_id),
        what=texts(),
        who=texts(),
        due=st.none() | days(),
        due_words=texts(),
        answers=st.lists(st.sampled_from(["e000", "c000", "gone1"]), unique=True).map(tuple),
        scope=st.sampled_from(Scope),
        done=st.none() | days(),
        by=st.none() | st.sampled_from(["p000", "health"]),
        at=st.none() | instants(),
        **{name: texts() for name in further_specs()},
    )


@cache
def effect(node_id: str) -> st.SearchStrategy[Effect]:
    """An effect with this id."""
    return st.builds(
        Effect,
        id=st.just(node_id),
        text=texts(),
        happened=st.none() | st.sampled_from(Happened),
        horizon=st.none() | st.sampled_from(Horizon),
        on=st.lists(st.sampled_from(OnWhom), unique=True).map(tuple),
        entry=st.none() | st.sampled_from(["e000", "gone1"]),
        at=st.none() | instants(),
    )


@cache
def cause(node_id: str) -> st.SearchStrategy[Cause]:
    """A cause with this id."""
    return st.builds(
        Cause,
        id=st.just(node_id),
        text=texts(),
        level=st.none() | st.sampled_from(Level),
        ends=st.none() | st.sampled_from(Ends),
        test=st.sampled_from(Test),
        speaks_for=st.lists(texts(), max_size=2).map(tuple),
        speaks_against=st.lists(texts(), max_size=1).map(tuple),
        entry=st.none() | st.sampled_from(["e000", "gone1"]),
        at=st.none() | instants(),
    )


@st.composite
def trees(draw: st.DrawFn, step: str = "tree") -> Tree:
    """An analysis tree of up to a dozen nodes a side."""

    def causes(prefix: str, depth: int) -> tuple[Cause, ...]:
        names = [f"{prefix}{n}" for n in range(draw(st.integers(0, 3 - depth)))]
        return tuple(evolve(draw(cause(name)), children=causes(name, depth + 1)) for name in names)

    def effects(prefix: str, depth: int) -> tuple[Effect, ...]:
        names = [f"{prefix}{n}" for n in range(draw(st.integers(0, 3 - depth)))]
        return tuple(
            evolve(draw(effect(name)), children=effects(name, depth + 1)) for name in names
        )

    return Tree(step=step, focal=draw(texts()), effects=effects("f", 0), causes=causes("c", 0))


@st.composite
def people(draw: st.DrawFn) -> People:
    """Who takes part: those who are covered are covered by somebody who is there."""
    invited = tuple(
        Person(id=name, name=draw(texts()), role=draw(texts()), agency=draw(texts()),
               attends=draw(st.sampled_from([Attends.ROOM, Attends.PHONE, Attends.ABSENT])))
        for name in draw(_ids("p"))
    )  # fmt: skip
    here = [person.id for person in invited if person.present]
    if not here or not draw(st.booleans()):
        return invited
    cover = draw(st.sampled_from(here))
    return tuple(
        person if person.present else evolve(person, attends=Attends.COVERED, covered_by=cover)
        for person in invited
    )


def hours() -> st.SearchStrategy[Schedule]:
    """The discussion in time."""
    steps = st.sampled_from([step.id for step in METHOD.steps])
    return st.builds(
        Schedule,
        began=instants(),
        ends=instants(),
        shares=_few(st.builds(Share, step=steps, seconds=st.integers(0, 9000))),
        visits=_few(st.builds(Visit, step=steps, at=instants())),
        breaks=_few(st.builds(Break, since=instants(), until=st.none() | instants())),
        ended=st.none() | instants(),
    )


@cache
def versions() -> st.SearchStrategy[CirculatedVersion]:
    """Notes that went round, of things that are there and of some that are gone."""
    things = st.sampled_from(["e000", "c0", "focal", "details", "p000", "gone1"])
    steps = st.sampled_from(["", "facts", "tree", "worries"])
    return st.builds(
        CirculatedVersion,
        number=st.integers(1, 9),
        at=instants(),
        to=texts(),
        marking=texts(),
        form=st.sampled_from(["md", "html", "docx", "pdf"]),
        names=st.sampled_from(NameDisplay),
        digest=st.sampled_from(["", "0f" * 32]),
        until=st.none() | days(),
        changes=_few(
            st.builds(LineChange, thing=things, step=steps, field=st.sampled_from(["", "due"]),
                      was=texts(), becomes=texts())
        ),
        lines=_few(
            st.builds(SentLine, thing=things, step=steps, words=texts(),
                      more=_few(texts().map(lambda text: f"due: {text}")))
        ),
    )  # fmt: skip


@cache
def corrections() -> st.SearchStrategy[Correction]:
    """What readers said, ruled on or not."""
    return st.builds(
        Correction,
        id=st.sampled_from(["z001", "z002", "z003"]),
        thing=st.sampled_from(["e000", "c0", "focal", "details", "p000", "gone1"]),
        field=st.sampled_from(["", "due", "reason"]),
        by=st.none() | st.just("p000"),
        who=texts(),
        sort=st.sampled_from(CorrectionKind),
        was=texts(),
        becomes=texts(),
        version=st.integers(0, 9),
        at=instants(),
        ruling=st.none() | st.sampled_from(Decision),
        why=texts(),
        ruled=st.none() | instants(),
    )


def _few(one: st.SearchStrategy[T]) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(one, max_size=2).map(tuple)


def _rows(
    one: st.SearchStrategy[T], key: Callable[[T], Hashable]
) -> st.SearchStrategy[tuple[T, ...]]:
    return st.lists(one, max_size=2, unique_by=key).map(tuple)


@st.composite
def sessions(draw: st.DrawFn, method: Method = METHOD) -> Session:
    """A valid session of a method."""

    def filled(heading: SessionHeading, letter: str) -> SessionHeading:
        match heading:
            case Entries():
                ids = draw(_ids(letter))
                return Entries(step=heading.step, entries=tuple(draw(entry(i)) for i in ids))
            case Actions():
                ids = draw(_ids(letter))
                return Actions(step=heading.step, actions=tuple(draw(action(i)) for i in ids))
            case Tree():
                return draw(trees(heading.step))
            case Round():
                said = [Answer(person=one.id, content=draw(st.sampled_from(AnswerContent)),
                             record=draw(texts())) for one in invited]  # fmt: skip
                return Round(step=heading.step, said=tuple(said))
        raise TypeError(heading.kind)

    invited = draw(people())
    empty = [held for step in method.steps if (held := empty_heading(step)) is not None]
    headings = tuple(filled(one, "eghijklmnoqrst"[n]) for n, one in enumerate(empty))
    clocks = st.builds(StepTimer, step=st.just("thoughts"), budget=st.integers(0, 9000),
                       began=instants(), since=st.none() | instants(),
                       used=st.integers(0, 9000))  # fmt: skip
    names = st.builds(Name, name=lines(), stand_in=texts(),
                      also=st.lists(lines(), max_size=2).map(tuple))  # fmt: skip
    ticks = st.builds(Tick, words=texts(), at=instants(), step=st.sampled_from(["", "facts"]))
    agreed = st.builds(Agreed, thing=st.sampled_from(["focal", "e0"]), words=texts(), at=instants())
    return Session(
        id="s0001",
        method=method.id,
        child=draw(lines()),
        referral=draw(st.none() | days()),
        discussion=draw(st.none() | days()),
        review=draw(st.none() | days()),
        reason=draw(texts()),
        facilitator=draw(texts()),
        nation=draw(st.sampled_from(Nation)),
        begun=draw(st.none() | instants()),
        closed=draw(st.none() | instants()),
        at=draw(st.sampled_from([step.id for step in method.steps])),
        people=invited,
        clocks=tuple(draw(st.lists(clocks, max_size=1))),
        starts=draw(st.none() | st.times()),
        length=draw(st.integers(5, 1440)),
        wall=draw(st.sampled_from(NameDisplay)),
        hour=draw(st.none() | hours()),
        ticked=draw(_rows(ticks, lambda one: (one.step, one.words))),
        agreed=draw(_rows(agreed, lambda one: one.thing)),
        names=tuple(draw(st.lists(names, max_size=2))),
        notes_agreed=draw(st.none() | instants()),
        dates_set=DatesSet(
            notes_out=draw(st.none() | days()),
            plans=draw(st.none() | days()),
        ),
        circulated=draw(_rows(versions(), lambda one: one.number)),
        corrections=draw(_rows(corrections(), lambda one: one.id)),
        headings=headings,
    )


@cache
def extreme_days() -> st.SearchStrategy[date]:
    """Any day that the calendar has, its ends more often than others."""
    ends = [(1, 1, 1), (1, 1, 2), (1582, 10, 15), (1899, 12, 31), (2028, 2, 29), (4100, 4, 4),
            (9998, 12, 31), (9999, 12, 30), (9999, 12, 31)]  # fmt: skip
    return st.sampled_from(ends).map(lambda day: date(*day)) | st.dates()


@cache
def extreme_instants() -> st.SearchStrategy[datetime]:
    """Any instant that a file can hold: with each offset, up to the ends of the calendar."""
    edges = st.sampled_from([-23 * 60 - 59, -12 * 60, -1, 0, 1, 14 * 60, 23 * 60 + 59])
    zones = (edges | st.integers(-23 * 60 - 59, 23 * 60 + 59)).map(
        lambda minutes: timezone(timedelta(minutes=minutes))
    )
    ends = st.sampled_from([datetime.min, datetime.max]) | st.datetimes()  # noqa: DTZ901
    return st.builds(lambda at, zone: at.replace(tzinfo=zone), ends, zones)


@cache
def extreme_numbers() -> st.SearchStrategy[int]:
    """Any whole number that a file can hold."""
    ends = [0, -1, 59, 2**31, 2**63 - 1, -(2**63), 10**18, -(10**30), 10**400, 10**4000]
    return st.sampled_from(ends) | st.integers()


@cache
def extreme_texts() -> st.SearchStrategy[str]:
    """Nothing, very much, and every letter that there is."""
    long = ["", " ", "\n" * 60, "x" * 3000, "a b " * 900, "\u0301" * 200, "🏴" * 150, "{" * 90]
    return st.sampled_from(long) | texts()


_ANY_WORDS = frozenset({
    "text", "source", "owner", "due_words", "answer", "what", "who", "known", "difference", "to",
    "marking", "focal", "reason", "facilitator", "role", "agency", "record", "was", "becomes",
    "why",
})  # fmt: skip
"""The fields that hold any words, even none."""

_BOUND = frozenset({"format", "length", "number", "version"})
"""The numbers that the format bounds."""


def reshaped(
    session: Session,
    day: Callable[[date], date],
    instant: Callable[[datetime], datetime],
    number: Callable[[int], int],
    words: Callable[[str], str],
) -> Session:
    """A session with another value in the place of each day, instant, number and text."""

    def other(name: str, value: object) -> object:
        match value:
            case dict():
                return {key: other(key, part) for key, part in value.items()}
            case list() | tuple():
                return type(value)(other(name, part) for part in value)
            case datetime():
                return instant(value)
            case date():
                return day(value)
            case str() if name in _ANY_WORDS and type(value) is str:
                return words(value)
            case int() if name not in _BOUND and not isinstance(value, bool):
                new = number(value)
                return abs(new) if name in ("late", "seconds") else new
            case _:
                return value

    return Session.model_validate(other("", session.model_dump()))


@st.composite
def extreme_sessions(draw: st.DrawFn) -> Session:
    """A session that the format admits, with the oddest values of each kind."""
    session = draw(sessions())
    if draw(st.integers(0, 4)) == 0:
        headings = (deepest() if isinstance(one, Tree) else one for one in session.headings)
        session = evolve(session, headings=tuple(headings))
    return reshaped(
        session,
        lambda value: draw(extreme_days() | st.just(value)),
        lambda value: draw(extreme_instants() | st.just(value)),
        lambda value: draw(extreme_numbers() | st.just(value)),
        lambda value: draw(extreme_texts() | st.just(value)),
    )


@cache
def deepest() -> Tree:
    """A tree as deep as the format admits, on both sides."""
    causes: tuple[Cause, ...] = ()
    effects: tuple[Effect, ...] = ()
    for level in range(DEEPEST_TREE, 0, -1):
        causes = (Cause(id=f"c{level}", text=f"cause {level}", children=causes),)
        effects = (Effect(id=f"f{level}", text=f"effect {level}", children=effects),)
    return Tree(step="tree", focal="deep", causes=causes, effects=effects)
