"""The capture line: what is a sigil, what is a name, and what is only words."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casetool.models.base import evolve
from casetool.models.capture.grammar import (
    KIND_SIGILS,
    TREE_SIGILS,
    describe_target,
    place_lines,
    read_line,
)
from casetool.models.capture.line import CapturedLine, CaptureRefused
from casetool.models.entries.model import Entry, EntryKind
from casetool.models.method import KindName, Method, Step, empty_headings
from casetool.models.people.model import Person
from casetool.models.session import (
    Session,
    Stage,
    actions_of,
    entries_of,
    ids_of,
    tree_of,
    words_of,
)
from casetool.models.tree.model import DEEPEST_TREE, FOCAL, Cause, Effect, Tree
from casetool.models.vanished_items import GoneError
from tests.support.strategies import METHOD, NASTY, sessions, texts

NOW = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)
KIT = Person(id="kit", name="Kit Marsh", role="school nurse", agency="health")
PEOPLE = (
    KIT,
    Person(id="jo", name="Jo Pell", agency="education"),
    Person(id="lee", name="PC Lee Garner", agency="police"),
)
EMPTY = Session(id="robin", child="Robin", people=PEOPLE, headings=empty_headings(METHOD))
AGREED = evolve(
    EMPTY,
    headings=tuple(
        Tree(
            step="tree",
            focal="Nobody knows where I am in the morning.",
            effects=(Effect(id="tired", text="Robin is tired"),),
            causes=(
                Cause(id="nights", text="Nights are loud, and Robin gets up when it is quiet"),
            ),
        )
        if heading.step == "tree"
        else heading
        for heading in EMPTY.headings
    ),
)


def read(line: str, at: str = "thoughts") -> CapturedLine:
    return read_line(line, METHOD.step(at), METHOD, PEOPLE)


def put(line: str, at: str = "thoughts", session: Session = EMPTY, under: str = FOCAL) -> Session:
    return place_lines(session, METHOD, [read(line, at)], NOW, ["new01"], under)


def entry(session: Session, step: str) -> Entry:
    return next(entry for heading, entry in entries_of(session) if heading.step == step)


def told(line: str, at: str = "thoughts", session: Session = EMPTY, under: str = FOCAL) -> str:
    return " · ".join(describe_target(read(line, at), session, under))


@pytest.mark.parametrize(
    ("line", "step", "text"),
    [
        ("nobody missed Robin at home", "thoughts", "nobody missed Robin at home"),
        ("! the tenancy", "worries", "the tenancy"),
        ("!  the tenancy  ", "worries", "the tenancy"),
        ("+ Kit kept ringing", "worked", "Kit kept ringing"),
        ("? GP summary", "missing", "GP summary"),
        ("> see Ash", "actions", "see Ash"),
        ("& an aunt in Leigh", "else", "an aunt in Leigh"),
        ("^ Robin is tired", "tree", "Robin is tired"),
        ("< loud nights", "tree", "loud nights"),
        ("! + one only", "worries", "+ one only"),
    ],
)
def test_a_sigil_and_a_space_send_it_elsewhere(line: str, step: str, text: str) -> None:
    captured = read(line)
    assert (captured.step.id, captured.text, captured.kind) == (step, text, None)


@pytest.mark.parametrize(
    ("line", "step", "kind", "text"),
    [
        ("= two notices", "thoughts", EntryKind.FACT, "two notices"),
        ("~ I'm angry", "thoughts", EntryKind.FEELING, "I'm angry"),
        ("% terrified of us", "thoughts", EntryKind.HYPOTHESIS, "terrified of us"),
        ('" School\'s warm." ', "thoughts", EntryKind.CHILD, "School's warm."),
        ("! ~ I'm scared for Ash", "worries", EntryKind.FEELING, "I'm scared for Ash"),
        ("= ~ one kind only", "thoughts", EntryKind.FACT, "~ one kind only"),
        ("# referral form", "thoughts", None, "# referral form"),
        ("> = 10 calls", "actions", None, "= 10 calls"),
        ("^ ~ fear", "tree", None, "~ fear"),
    ],
)
def test_a_mark_says_what_sort_of_words(
    line: str, step: str, kind: EntryKind | None, text: str
) -> None:
    captured = read(line)
    assert (captured.step.id, captured.kind, captured.text) == (step, kind, text)


@pytest.mark.parametrize(
    ("line", "step", "text"),
    [
        ("!the tenancy", "worries", "the tenancy"),
        ("+Kit kept ringing", "worked", "Kit kept ringing"),
        ("?GP summary", "missing", "GP summary"),
        ("&an aunt in Leigh", "else", "an aunt in Leigh"),
        ("/ask her later", "jottings", "ask her later"),
        ("!Ögretmen", "worries", "Ögretmen"),
        ("!~ I'm scared", "thoughts", "!~ I'm scared"),
    ],
)
def test_these_signs_need_no_space_before_a_letter(line: str, step: str, text: str) -> None:
    captured = read(line)
    assert (captured.step.id, captured.text, captured.kind) == (step, text, None)


def test_a_document_is_marked_without_a_space_too() -> None:
    captured = read("#Referral form", "facts")
    assert (captured.kind, captured.text) == (EntryKind.DOCUMENT, "Referral form")


@pytest.mark.parametrize("line", ["!Kit Marsh", "+Kit", "&Kit", "#Kit", "?Kit"])
def test_among_the_people_they_do(line: str) -> None:
    captured = read(line, "people")
    assert (captured.step.id, captured.text) == ("people", line)


def test_a_document_is_marked_only_where_documents_are() -> None:
    assert read("# referral form", "facts").kind is EntryKind.DOCUMENT
    assert read("referral form", "facts").kind is None
    assert read("# one", "about").text == "# one"


ORDINARY = (
    "+ve", "=£20", "ask @ school", "asked @kit about it", "non-engagement [sic]", "a -> b",
    "2x kids", "<24h>", "!", "?!", "~5 km", "%", '"quoted"', "#1", "^^", "@nobody said so",
    "said @nobody",
    "@kit", "mail kit@health.invalid", "@@kit x", "a | b", "-", "1. first", ">3 times",
    "&c.", "+ve test result", "!? really", "?1", "~ish", "=x", ">x", '"x', "^x", "<x", "||", "a||b",
)  # fmt: skip


def test_a_private_jotting_needs_no_space_among_the_people_either() -> None:
    captured = read("/Kit lies", "people")
    assert (captured.step.id, captured.text) == ("jottings", "Kit lies")


@pytest.mark.parametrize("line", ORDINARY)
@pytest.mark.parametrize("at", ["thoughts", "worries", "tree", "actions", "people", "round"])
def test_ordinary_text_is_never_eaten(line: str, at: str) -> None:
    captured = read(line, at)
    assert (captured.text, captured.kind, captured.by, captured.side) == (line, None, None, None)
    assert captured.step.id == ("else" if at == "round" else at)


@pytest.mark.parametrize("line", [*ORDINARY, "! worry", "@kit said", "x @kit", "= a", "x | paper"])
def test_a_space_in_front_takes_all_of_it_literally(line: str) -> None:
    captured = read(f"  {line} ", "facts")
    assert captured == CapturedLine(METHOD.step("facts"), line)


@pytest.mark.parametrize(
    ("line", "by", "text"),
    [
        ("@kit she kept ringing", "kit", "she kept ringing"),
        ("she kept ringing @kit", "kit", "she kept ringing"),
        ("she kept ringing @Kit. ", "kit", "she kept ringing"),
        ("@kit, she kept ringing", "kit", "she kept ringing"),
        ("! ~ @jo scared", "jo", "scared"),
        ("@health we rang", "health", "@health we rang"),
        ("@the-health we rang", "health", "we rang"),
        ("@marsh we rang", "kit", "@marsh we rang"),
        ("@Marsh we rang", "kit", "we rang"),
        ("@nobody asked @kit", "kit", "@nobody asked"),
        ("@jo heard it from @kit", "jo", "heard it from @kit"),
        ("ask @jo and @kit", None, "ask @jo and @kit"),
        ("they gave it to @kit.", None, "they gave it to @kit."),
        ("she kept ringing @KIT", "kit", "she kept ringing"),
        ("she kept ringing @mar;", "kit", "she kept ringing"),
        ("did she ring @jo?", "jo", "did she ring?"),
        ("she rang! @jo!", "jo", "she rang!"),
        ("(she rang @jo)", "jo", "(she rang)"),
        ("“she rang @jo.”", "jo", "“she rang”"),
        ("@gar: graded standard", "lee", "graded standard"),
    ],
)
def test_a_name_in_front_or_at_the_end_says_who_said_it(
    line: str, by: str | None, text: str
) -> None:
    captured = read(line)
    assert (captured.by, captured.text) == (by, text)


@pytest.mark.parametrize("word", ["home", "school", "schools", "work", "the"])
@pytest.mark.parametrize("at", ["thoughts", "facts", "worries", "actions"])
def test_an_ordinary_word_after_an_at_sign_is_text(word: str, at: str) -> None:
    there = (*PEOPLE, Person(id="ada", agency="Home Start"), Person(id="oak", agency="school"))
    for line in (f"attendance better @{word}", f"@{word} he is settled"):
        captured = read_line(line, METHOD.step(at), METHOD, there)
        assert (captured.text, captured.by) == (line, None)


THERE = (
    Person(id="will", name="Will Said", agency="Contact Centre"),
    Person(id="may", name="May Hill", agency="Family Hub"),
    Person(id="ada", name="Ada Poe", agency="housing"),
    Person(id="rose", name="Rose Kerr", agency="Adult Mental Health Early Help Trust"),
    Person(id="mark", name="Mark Dunn", agency="Borough Council Social Review Team"),
    Person(id="safe", agency="Safe Start"),
    Person(id="mum", name="Mum"),
)


@pytest.mark.parametrize(
    "word",
    ["contact", "centre", "hub", "family", "review", "mental", "early", "help", "trust", "council",
     "borough", "social", "adult", "health", "safe", "start", "team"],
)  # fmt: skip
@pytest.mark.parametrize("at", ["thoughts", "facts", "worries", "actions"])
def test_a_single_word_of_an_agency_is_text(word: str, at: str) -> None:
    for line in (f"he is calmer @{word}", f"@{word} he is settled", f"she cried @{word}."):
        captured = read_line(line, METHOD.step(at), METHOD, THERE)
        assert (captured.text, captured.by) == (line, None)


@pytest.mark.parametrize(
    ("line", "by", "told"),
    [
        ("better @will", "will", "“@will” stays in the words, “@Will” does not"),
        ("@may need help", "may", "“@may” stays in the words, “@May” does not"),
        ("they slept @hill", "may", "“@hill” stays in the words, “@Hill” does not"),
        ("kicked out @housing", "housing",
         "“@housing” stays in the words, “@the-housing” does not"),
        ("@a friend's house", "ada", "“@a” stays in the words, “@A” does not"),
        ("cross with @mum", "mum", "“@mum” stays in the words"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("at", ["thoughts", "actions"])
def test_a_name_that_may_be_a_word_stays_in_the_words(
    line: str, by: str, told: str, at: str
) -> None:
    captured = read_line(line, METHOD.step(at), METHOD, THERE)
    assert (captured.text, captured.by) == (line, by)
    assert told in describe_target(captured, evolve(EMPTY, people=THERE))


@pytest.mark.parametrize(
    ("line", "by"),
    [
        ("better @Will", "will"), ("better @wil", "will"), ("@May better", "may"),
        ("better @the-housing", "housing"), ("better @contact-centre", "contact-centre"),
        ("better @a", "ada"), ("better @safe-start", "safe-start"),
    ],
)  # fmt: skip
def test_a_name_that_can_be_nothing_else_is_taken_off(line: str, by: str) -> None:
    captured = read_line(line, METHOD.step("thoughts"), METHOD, THERE)
    assert (captured.text, captured.by) == ("better", by)
    assert not any("stays" in part for part in describe_target(captured, EMPTY))


@pytest.mark.parametrize(
    ("line", "by"),
    [
        ("nobody told @kit", None), ("cross as nobody told @kit", None),
        ("mum did not tell @kit", None),
        ("the school contacted @kit", None), ("she has been told @kit", "kit"),
        ("they weren’t always informed @kit", "kit"), ("nobody came @kit", "kit"),
    ],
)  # fmt: skip
def test_a_name_behind_a_verb_that_needs_one_stays_in_the_words(line: str, by: str | None) -> None:
    captured = read(line, "thoughts")
    assert captured.by == by
    assert ("@kit" in captured.text) is (by is None)


@pytest.mark.parametrize("line", ["^ Robin is tired @kit", "< @kit loud nights", "x @jo"])
def test_a_box_keeps_no_speaker_so_the_name_stays_in_its_words(line: str) -> None:
    captured = read(line, "tree")
    assert captured.by is None
    assert "@" in captured.text
    name = "@jo" if "jo" in line else "@kit"
    assert f"“{name}” stays in the words" in told(line, "tree")


def test_a_word_that_fits_two_asks_which_and_stays_text() -> None:
    joan = Person(id="joan", name="Joan Pellew", agency="police")
    there = evolve(EMPTY, people=(*PEOPLE, joan))
    for line in ("she rang @pel", "@pel she rang"):
        captured = read_line(line, METHOD.step("thoughts"), METHOD, there.people)
        assert (captured.text, captured.by) == (line, None)
        parts = describe_target(captured, there)
        assert "“@pel”: Jo Pell, education or Joan Pellew, police?" in parts


@pytest.mark.parametrize("line", ["she kept ringing @", "@ she kept ringing", "! ~ it @ @"])
def test_an_at_sign_alone_is_whoever_spoke_last(line: str) -> None:
    captured = read_line(line, METHOD.step("thoughts"), METHOD, PEOPLE, "jo")
    assert captured.by == "jo"
    assert captured.text in ("she kept ringing", "it @")
    nobody = read(line)
    assert nobody.by is None
    assert nobody.text == line.removeprefix("! ~ ")


@pytest.mark.parametrize("line", ["@", "ask @ school", "mail a@", " she rang @"])
def test_an_at_sign_elsewhere_or_without_words_is_only_text(line: str) -> None:
    captured = read_line(line, METHOD.step("thoughts"), METHOD, PEOPLE, "jo")
    assert (captured.by, captured.text) == (None, line.strip())


def test_a_name_goes_before_an_at_sign_alone_only_where_it_stands_last() -> None:
    step = METHOD.step("thoughts")
    assert read_line("@ she rang @kit", step, METHOD, PEOPLE, "jo").by == "kit"
    assert read_line("@kit she rang @", step, METHOD, PEOPLE, "jo").by == "jo"


def test_a_source_and_an_at_sign_go_together() -> None:
    captured = read_line("late 22 times @ | print-out", METHOD.step("facts"), METHOD, PEOPLE, "jo")
    assert (captured.text, captured.by, captured.source) == ("late 22 times", "jo", "print-out")


@pytest.mark.parametrize(
    "line",
    [
        "attendance 81% | school print-out",
        "attendance 81% | school print-out @jo",
        "attendance 81% @jo | school print-out",
        "@jo attendance 81% | school print-out",
        "attendance 81%|school print-out",
        "attendance 81%| school print-out @jo",
    ],
)
def test_a_source_follows_a_bar_where_facts_have_sources(line: str) -> None:
    captured = read(line, "facts")
    assert (captured.text, captured.source) == ("attendance 81%", "school print-out")
    assert captured.by == ("jo" if "@" in line else None)
    assert read(line, "worries").source == ""


def test_of_two_bars_the_last_one_counts() -> None:
    captured = read("a | b | housing file", "facts")
    assert (captured.text, captured.source) == ("a | b", "housing file")


@pytest.mark.parametrize("at", ["round", "notes"])
def test_where_nothing_can_be_written_it_goes_to_the_row_in_view(at: str) -> None:
    assert read("an aunt in Leigh", at).step.id == "else"
    assert read("! the tenancy", at).step.id == "worries"


def test_a_method_without_a_tree_or_a_row_in_view_eats_nothing() -> None:
    plain = evolve(METHOD, steps=(METHOD.step("facts"), METHOD.step("round")))
    captured = read_line("^ up", plain.step("facts"), plain, ())
    assert (captured.text, captured.side) == ("^ up", None)
    assert read_line("words", plain.step("round"), plain, ()).step.id == "round"


def test_a_sigil_shows_where_it_goes_before_there_are_words() -> None:
    assert told("! ") == "5 What are we worried about?"
    assert told("! ~ ") == "5 What are we worried about? · feeling"
    with pytest.raises(CaptureRefused, match="no words"):
        put("! ")


@pytest.mark.parametrize("pasted", ["a\x00b", "a\x1b[31m"])
def test_what_a_terminal_cannot_bear_is_shown(pasted: str) -> None:
    assert read(pasted).text == f"a\\u{ord(pasted[1]):04x}{pasted[2:]}"


def test_an_entry_carries_its_kind_who_said_it_and_when() -> None:
    session = put("! ~ I'm scared for Ash @jo")
    caught = entry(session, "worries")
    assert caught == Entry(
        id="new01", text="I'm scared for Ash", kind=EntryKind.FEELING, by="jo", at=NOW
    )
    assert entry(put("late 22 times | print-out", "facts"), "facts").source == "print-out"


def test_the_discussion_begins_with_the_first_words_in_it() -> None:
    assert put("referral form", "facts").stage is Stage.PREPARING
    assert put("I'm angry").begun == NOW
    assert put("! the tenancy", "facts").begun == NOW
    assert put("Nobody knows where I am.", "tree").begun == NOW


def test_only_the_heading_that_it_goes_to_is_another() -> None:
    session = put("! the tenancy")
    for old, new in zip(EMPTY.headings, session.headings, strict=True):
        assert (old is new) == (old.step != "worries")


def test_of_an_action_a_name_says_who_does_it() -> None:
    action = actions_of(put("> see Ash and Wren @kit"))[0]
    assert (action.what, action.who, action.at) == ("see Ash and Wren", "Kit Marsh", NOW)
    assert actions_of(put("> ring @the-health"))[0].who == "health"
    assert actions_of(put("> ring"))[0].who == ""


def test_the_first_words_in_the_tree_are_the_focal_point() -> None:
    session = put("Nobody knows where I am.", "tree")
    assert words_of(session, FOCAL) == "Nobody knows where I am."
    assert next(ids_of(session)) == "kit"


@pytest.mark.parametrize("line", ["^ Robin is tired", "< loud nights"])
@pytest.mark.parametrize("at", ["thoughts", "tree"])
def test_effects_and_causes_wait_for_the_focal_point(line: str, at: str) -> None:
    with pytest.raises(CaptureRefused, match=r"wait until the focal point is agreed.* step 4"):
        put(line, at)
    assert "wait until the focal point is agreed" in told(line, at)


def parent(session: Session) -> str:
    """Where the new node hangs, and on which side."""
    tree = tree_of(session)
    assert tree is not None
    for side, nodes in (("effects", tree.effects), ("causes", tree.causes)):
        if nodes[-1].id == "new01":
            return side
        if nodes[0].children:
            return nodes[0].id
    raise AssertionError("the node is nowhere")


@pytest.mark.parametrize(
    ("line", "at", "under", "where", "words"),
    [
        ("because", "tree", FOCAL, "causes", "a cause of the focal point"),
        ("because", "tree", "nights", "nights", "why?  “Nights are loud, and Robin gets…”"),
        ("and then", "tree", "tired", "tired", "and then?  “Robin is tired”"),
        ("^ later", "tree", "nights", "effects", "an effect of the focal point"),
        ("< because", "tree", "tired", "causes", "a cause of the focal point"),
        ("^ later", "worries", "tired", "tired", "and then?  “Robin is tired”"),
        ("^ later", "worries", FOCAL, "effects", "an effect of the focal point"),
        ("because", "tree", "gone1", "causes", "a cause of the focal point"),
    ],
)
def test_words_hang_on_the_selected_node_where_they_fit(
    line: str, at: str, under: str, where: str, words: str
) -> None:
    assert parent(put(line, at, AGREED, under)) == where
    assert told(line, at, AGREED, under) == f"4 Analysis tree · {words}"


def test_a_tree_that_is_too_deep_keeps_the_words_in_the_line() -> None:
    session, under = AGREED, "nights"
    for level in range(2, DEEPEST_TREE + 1):
        captured = read("why", "tree")
        session = place_lines(session, METHOD, [captured], NOW, [f"n{level}"], under)
        under = f"n{level}"
    with pytest.raises(CaptureRefused, match="50 levels"):
        put("why", "tree", session, under)


def test_a_person_is_typed_in_one_line() -> None:
    session = put("Bea Quill, housing officer, housing, by phone", "people")
    assert session.people[-1].id == "bea"
    assert session.begun is None
    with pytest.raises(CaptureRefused, match="Who is it"):
        put(", absent", "people")


@pytest.mark.parametrize("line", ["Bea Quill ", ", mental health"])
def test_a_name_or_an_agency_is_enough(line: str) -> None:
    person = put(line, "people").people[-1]
    assert person.label == line.strip(", ")
    assert read(line, "people").text == line.strip()


def test_a_focal_point_of_nothing_but_white_space_is_not_agreed() -> None:
    blank = Tree(step="tree", focal=" \n")
    headings = [blank if one.step == "tree" else one for one in EMPTY.headings]
    with pytest.raises(CaptureRefused):
        put("^ tired", session=evolve(EMPTY, headings=headings))
    assert words_of(put("Mum", "tree", evolve(EMPTY, headings=headings)), FOCAL) == "Mum"


@pytest.mark.parametrize(
    ("line", "at", "words"),
    [
        ("x", "thoughts", "3 Immediate thoughts"),
        ("~ x @kit", "worries", "5 What are we worried about? · feeling · Kit Marsh, health"),
        ("x @the-police", "worries", "5 What are we worried about? · police"),
        ("x | print-out", "facts", "1 Facts · source: print-out"),
        ("> x @kit", "facts", "8 What needs to happen? · who by: Kit Marsh"),
        ("> x", "facts", "8 What needs to happen?"),
        ("x", "tree", "4 Analysis tree · the focal point"),
        ("x", "round", "What else do we need to know? Who else do we need to involve?"),
        ("Bea Quill, housing, phone", "people", "new person · Bea Quill · housing · by phone"),
        (", mental health, absent", "people", "new person · mental health · absent"),
    ],
)
def test_the_line_tells_where_words_go_and_as_what(line: str, at: str, words: str) -> None:
    assert told(line, at) == words


SIGILS = [*KIND_SIGILS, *TREE_SIGILS, *"!+?>&", "@kit", "@", "-", ""]
LINES = st.lists(st.sampled_from([*SIGILS, *NASTY]) | texts(), max_size=4).map(" ".join)
STEPS = st.sampled_from(METHOD.steps)


@settings(max_examples=200)
@given(LINES, STEPS)
def test_no_letter_of_what_is_typed_is_lost(line: str, step: Step) -> None:
    """Only sigils, a name in front or at the end, a bar and white space are ever taken off."""
    captured = read_line(line, step, METHOD, PEOPLE)
    marks = "".join([*(step.sigil for step in METHOD.steps), *KIND_SIGILS, *TREE_SIGILS])

    def words_of(text: str) -> list[str]:
        """The words without bars, and without signs in front."""
        bare_words = (word.lstrip(marks) for word in text.replace("|", " ").split())
        return [word for word in bare_words if word]

    kept = words_of(f"{captured.text} {captured.source}")
    said = words_of(str(read_line(f" {line}", step, METHOD, PEOPLE).text))
    taken = len(said) - len(kept)
    assert taken == (captured.by is not None)
    assert kept in (said, said[1:], said[:-1]) or captured.by is not None


@given(sessions(), LINES, STEPS, st.sampled_from([FOCAL, "c0", "f00", "gone1"]))
def test_any_line_is_placed_or_refused_and_its_place_told(
    session: Session, line: str, step: Step, under: str
) -> None:
    captured = read_line(line, step, METHOD, session.people)
    assert all(describe_target(captured, session, under))
    before = list(ids_of(session))
    try:
        new = place_lines(session, METHOD, [captured], NOW, ["new01"], under)
    except CaptureRefused as refused:
        assert str(refused).endswith(".")
        return
    ids = list(ids_of(new))
    focal = captured.step.kind == KindName.TREE and ids == before
    assert focal or len(ids) == len(set(ids)) == len(before) + 1
    assert Session.model_validate(new.model_dump()) == new


def test_any_other_method_can_name_its_own_sigils() -> None:
    own = Method(
        id="own", title="Own", notes_title="Own",
        steps=(evolve(METHOD.step("facts"), sigil=""), evolve(METHOD.step("worries"), sigil="*")),
    )  # fmt: skip
    assert read_line("* x", own.step("facts"), own, ()).step.id == "worries"
    assert read_line("! x", own.step("facts"), own, ()).text == "! x"


@pytest.mark.parametrize("step", ["round", "notes"])
def test_a_line_is_refused_where_a_heading_takes_none(step: str) -> None:
    assert read("x", step).step.id != step
    with pytest.raises(GoneError, match=step):
        place_lines(EMPTY, METHOD, [CapturedLine(METHOD.step(step), "x")], NOW, ["new01"])


@pytest.mark.parametrize("unseen", ["\u00a0", "\u200b", "\ufeff", "\u2003", "\u200e"])
def test_what_nobody_sees_in_front_of_a_sign_does_not_hide_it(unseen: str) -> None:
    line = read_line(f"{unseen}/ SECRET", METHOD.step("worries"), METHOD, ())
    assert (line.step.id, line.text) == ("jottings", "SECRET")
    plain = read_line(f"{unseen}he is late", METHOD.step("worries"), METHOD, ())
    assert plain.step.id == "worries"
