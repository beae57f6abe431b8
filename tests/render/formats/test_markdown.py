"""The notes in the tool's own shape, and every word of them as it was typed."""

import re

import pytest
from hypothesis import given

from casetool.models.actions.model import Actions
from casetool.models.base import evolve
from casetool.models.corrections.targets import disagreements
from casetool.models.entries.model import Entries
from casetool.models.meeting.read_back import agreed_things
from casetool.models.meeting.tick_edits import toggle_agreed
from casetool.models.method import Method, empty_headings
from casetool.models.sequence_edits import replace_heading
from casetool.models.session import Session, actions_of, tree_of
from casetool.models.tree.model import FOCAL, Cause, Tree, walk
from casetool.render.formats.markdown import DEEPEST_IN_MARKDOWN, MARKDOWN_WIDTH, notes_markdown
from casetool.render.report.phrases import NOTHING_RECORDED
from casetool.render.tree.box_drawing import drawing
from casetool.render.views.changes import list_changes
from tests.support.action_columns import HEADINGS
from tests.support.pages import JUDGES, TABLE_JUDGES, Page, shown, typed
from tests.support.robin_notes import BEGUN, ROBIN, TREE
from tests.support.strategies import METHOD, sessions

BEFORE_THE_TREE = """\
# Case Discussion Notes

- **Child Name:** Robin
- **Date of Referral:** Wednesday 14 October 2026
- **Date of Case Discussion:** Thursday 12 November 2026
- **Reason:** Asleep in the cloakroom at 7.10
- **Facilitator:** Mo Ferris
- **Length of discussion:** 54 minutes (10:04 to 10:58)
- **Time for Immediate thoughts:** 4 minutes 50 seconds of 5 minutes
- **Taking part:**
  - Kit Marsh, school nurse, health: in the room, and wearing two hats for Dr Sam Oyelaran
  - Dr Sam Oyelaran, GP: absent, covered by Kit Marsh
  - Bea Quill, housing: by phone
  - adult mental health: absent
- **Not represented:** adult mental health

## 1. Facts: Documentation available for case discussion

- Referral form
- Late 22 times (source: school print-out)

## 2. About the child

- *child's own words:* School's warm. (source: said to Jo)

## 3. Immediate thoughts

- *feeling:* I'm angry.\\
  We've said this \\*three\\* times
- *hypothesis:* Dee may be terrified of us

## 4. Analysis tree

"""
AFTER_THE_DRAWING = """\
### EFFECTS

- tired *(has happened · short term · child)*
  - two levels behind in maths *(could happen)*

### FOCAL POINT

Nobody knows where I am.

### ROOT CAUSES

- mum isn't well in the mornings
  - medication stopped *(why?)*
- we didn't add it up *(team · root cause, supported)*
  - *speaks for it:* the audit said so too

## 5. What are we worried about?

- nobody has seen Ash

## 6. What worked well?

Nothing recorded.

## 7. Missing information?

- who is "Uncle T"? (who finds out: Bea; by: Monday 16 November 2026)
- dad(s)? (who finds out: Kit; by: soon; answer: one, in Leigh)

## 8. What needs to happen?

"""
AFTER_THE_ACTIONS = """
## What else do we need to know? Who else do we need to involve?

- an aunt in Leigh

## Round of the room

1 content, 1 not content.

- Bea Quill: not content, wants recorded: housing had two days

*Left out of these notes:* who said what
"""
COLUMNS_OF_THE_TOOL = {
    "Action": [
        'See Ash at home *answers:* nobody has seen Ash; who is "Uncle T"?',
        "Grading patterns *(single agency action, done Friday 20 November 2026)*",
    ],
    "Who By and When": ["Kit, Monday 16 November 2026", "Lee, 10 days"],
    "How will we know?": [r"seen \| spoken to", ""],
    "What difference will it make?": ["somebody knows", ""],
}
"""The columns that the Case Discussion Tool has. A later field may add one beside them."""


def test_the_notes_have_the_shape_of_the_tool() -> None:
    fenced = f"```text\n{drawing(TREE, MARKDOWN_WIDTH)}\n```\n\n"
    text = notes_markdown(ROBIN, METHOD)
    before, table, after = re.split(r"((?:^\|.*\n)+)", text, flags=re.MULTILINE)
    assert before == BEFORE_THE_TREE + fenced + AFTER_THE_DRAWING
    assert after == AFTER_THE_ACTIONS
    columns = columns_of(table)
    assert tuple(columns) == HEADINGS
    assert [each for each in columns.items() if each[0] in COLUMNS_OF_THE_TOOL] == [
        *COLUMNS_OF_THE_TOOL.items()
    ]


def columns_of(table: str) -> dict[str, list[str]]:
    """The cells of a table in Markdown as they are written, by the heading of their column."""
    lines = table.splitlines()
    assert all(line.startswith("| ") and line.endswith(" |") for line in lines)
    header, rule, *rows = [re.split(r" \| ", line[2:-2]) for line in lines]
    assert rule == ["---"] * len(header)
    columns = zip(*rows, strict=True)
    return {name: list(cells) for name, cells in zip(header, columns, strict=True)}


def test_who_said_what_is_told_only_when_asked_for() -> None:
    assert "said by" not in notes_markdown(ROBIN, METHOD)
    named = notes_markdown(ROBIN, METHOD, attribution=True)
    assert "- nobody has seen Ash (said by: Kit Marsh, health)\n" in named


def test_an_empty_tree_has_the_three_headings_that_the_form_has() -> None:
    tree = tree_of(ROBIN)
    assert tree is not None
    text = notes_markdown(replace_heading(ROBIN, Tree(step=tree.step)), METHOD)
    assert (
        f"### EFFECTS\n\n{NOTHING_RECORDED}\n\n"
        f"### FOCAL POINT\n\n{NOTHING_RECORDED}\n\n"
        f"### ROOT CAUSES\n\n{NOTHING_RECORDED}\n"
    ) in text


def test_an_empty_session_keeps_every_heading() -> None:
    empty = Session(id="s1", child="Robin", headings=empty_headings(METHOD))
    page = Page(TABLE_JUDGES[0](notes_markdown(empty, METHOD)))
    headings = [
        *(f"{n}. {words}" for n, words in enumerate(EIGHT, 1)),
        "What else do we need to know? Who else do we need to involve?",
        "Round of the room",
    ]
    assert page.of("h2") == [[words] for words in headings]
    of_the_tree = headings.index("4. Analysis Tree") if "4. Analysis Tree" in headings else 3
    parts = [page.of("p", under) for under in headings]
    assert parts.pop(of_the_tree) == []  # its three parts say it, each under its own heading
    assert parts == [[[NOTHING_RECORDED]]] * (len(headings) - 1)
    assert [page.of("p", part) for part in ("EFFECTS", "FOCAL POINT", "ROOT CAUSES")] == [
        [[NOTHING_RECORDED]]
    ] * 3
    assert page.of("li", "") == [
        ["Child Name: Robin"],
        ["Date of Referral: not recorded"],
        ["Date of Case Discussion: not recorded"],
    ]


EIGHT = (
    "Facts: Documentation available for case discussion",
    "About the child",
    "Immediate thoughts",
    "Analysis tree",
    "What are we worried about?",
    "What worked well?",
    "Missing information?",
    "What needs to happen?",
)


NOT_IN_THE_NOTES = ("people", "notes", "jottings")


def test_headings_come_from_the_method_alone() -> None:
    steps = [
        {**step.model_dump(), "title": f"*{step.id}* #", "notes_title": "", "number": ""}
        for step in METHOD.steps[::-1]
    ]
    other = Method.model_validate({"id": "m", "title": "M", "notes_title": "1. M", "steps": steps})
    page = Page(TABLE_JUDGES[0](notes_markdown(ROBIN, other)))
    assert page.of("h1") == [["1. M"]]
    assert page.of("h2") == [
        [f"*{step.id}* #"] for step in METHOD.steps[::-1] if step.id not in NOT_IN_THE_NOTES
    ]


@pytest.mark.parametrize("attribution", [False, True])
def test_what_is_private_does_not_go_out_with_the_action_that_answers_it(attribution: bool) -> None:
    private, actions = ROBIN.heading("jottings"), ROBIN.heading("actions")
    assert isinstance(private, Entries)
    assert isinstance(actions, Actions)
    answering = tuple(evolve(one, answers=(private.entries[0].id,)) for one in actions.actions)
    session = replace_heading(ROBIN, evolve(actions, actions=answering))
    assert private.entries[0].text not in notes_markdown(session, METHOD, attribution)


def test_what_is_private_never_goes_out() -> None:
    assert "Ask Bea why" not in notes_markdown(ROBIN, METHOD)
    assert "jottings" not in notes_markdown(ROBIN, METHOD).casefold()


def test_the_fence_is_longer_than_any_in_the_words() -> None:
    tree = Tree(step="tree", focal="```` and ```")
    session = ROBIN.model_copy(update={"headings": with_tree(ROBIN, tree)})
    for judge in JUDGES:
        page = Page(judge(notes_markdown(session, METHOD)))
        assert "```` and ```" in " ".join(page.of("pre")[0])
        assert page.of("p", "FOCAL POINT") == [["```` and ```"]]


def with_tree(session: Session, tree: Tree) -> tuple[object, ...]:
    return tuple(tree if isinstance(held, Tree) else held for held in session.headings)


@pytest.mark.parametrize("depth", [DEEPEST_IN_MARKDOWN, DEEPEST_IN_MARKDOWN + 1, 50])
def test_however_deep_a_cause_is_no_reader_drops_it(depth: int) -> None:
    cause = Cause(id=f"c{depth}", text=f"cause {depth}.", speaks_for=("the audit",))
    for level in range(depth - 1, 0, -1):
        cause = Cause(id=f"c{level}", text=f"cause {level}.", children=(cause,))
    tree = Tree(step="tree", focal="x", causes=(cause,))
    session = ROBIN.model_copy(update={"headings": with_tree(ROBIN, tree)})
    for judge in JUDGES:
        told = [
            words
            for (words,) in Page(judge(notes_markdown(session, METHOD))).of("li", "ROOT CAUSES")
        ]
        assert [re.findall("cause [0-9]+[.]", words) for words in told] == [
            *([f"cause {level}."] for level in range(1, depth + 1)), []
        ]  # fmt: skip
        assert told[-1] == "speaks for it: the audit"
        assert all(words.startswith("level") for words in told[DEEPEST_IN_MARKDOWN:-1])


ALLOWED = {
    "h1", "h2", "h3", "p", "ul", "li", "strong", "em", "br", "a", "pre", "code",
    "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


@given(sessions())
def test_every_word_comes_out_as_typed_under_its_own_heading(session: Session) -> None:
    markdown = notes_markdown(session, METHOD)
    for judge in TABLE_JUDGES:
        page = Page(judge(markdown))
        assert page.tags <= ALLOWED
        changed = [title] if (title := list_changes(session, METHOD)[0]) else []
        assert page.of("h2") == [[words] for words in (*titles(), *changed)]
        assert page.of("li", "")[0] == shown(f"Child Name: {session.child}")
        assert len(page.of("li", "")) >= 3 + len(session.people)
        for heading in session.headings:
            if isinstance(heading, Entries) and heading.step not in NOT_IN_THE_NOTES:
                under = page.of("li", titles()[position(heading.step)])
                wanted = [entry.text for entry in heading.entries]
                wanted += objections(session, [entry.id for entry in heading.entries])
                assert len(under) == len(wanted)
                assert all(any(holds(item, text) for item in under) for text in wanted)
        assert page.of("th") == [[words] for words in HEADINGS if actions_of(session)]
        assert len(page.of("td")) == len(HEADINGS) * len(actions_of(session))
        tree_is_told(page, session)


def objections(session: Session, things: list[str]) -> list[str]:
    """The words of those who disagree with one of these lines."""
    held = disagreements(session)
    return [one.becomes for thing in things for one in held.get(thing, ())]


def titles() -> list[str]:
    return [
        *(f"{n}. {words}" for n, words in enumerate(EIGHT, 1)),
        "What else do we need to know? Who else do we need to involve?",
        "Round of the room",
    ]


def position(step: str) -> int:
    held = [one.step for one in empty_headings(METHOD)]
    return held.index(step)


def holds(item: list[str], text: str) -> bool:
    """Whether a piece of the page has the lines of a text in it."""
    return "\v".join(typed(text)) in "\v".join(item)


def tree_is_told(page: Page, session: Session) -> None:
    tree = tree_of(session)
    assert tree is not None
    if not tree.count:
        return
    told = page.of("li", "EFFECTS") + page.of("li", "ROOT CAUSES")
    nodes = [node for node, _, _ in walk(tree)]
    evidence = [
        words
        for node in nodes
        if isinstance(node, Cause)
        for words in (*node.speaks_for, *node.speaks_against)
    ]
    evidence += objections(session, [node.id for node in nodes])
    assert len(told) == len(nodes) + len(evidence)
    for words in [*(node.text for node in nodes), *evidence]:
        assert any(holds(item, words) for item in told)
    focal = typed(tree.focal) if tree.focal.strip(" \t\n") else [NOTHING_RECORDED]
    if FOCAL in agreed_things(session):
        focal = [*focal[:-1], f"{focal[-1]} (agreed in the room)"]
    assert page.of("p", "FOCAL POINT") == [focal]


def test_what_was_agreed_in_the_room_says_so() -> None:
    session = ROBIN
    for thing in ("w1", "focal", "c2", "x1", "x2"):
        session = toggle_agreed(session, thing, BEGUN)
    text = notes_markdown(session, METHOD)
    assert "- nobody has seen Ash (agreed in the room)\n" in text
    assert "\nNobody knows where I am. *(agreed in the room)*\n" in text
    assert "supported; agreed in the room)*\n" in text
    assert "| See Ash at home *(agreed in the room)* *answers:*" in text
    assert "done Friday 20 November 2026, agreed in the room)* |" in text
    assert "agreed" not in notes_markdown(ROBIN, METHOD)
