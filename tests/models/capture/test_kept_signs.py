"""Signs that are part of what was said: amounts, and fractures as nurses write them."""

import pytest

from casetool.models.capture.grammar import describe_target, read_line
from casetool.models.entries.model import EntryKind
from tests.models.capture.test_grammar import AGREED, PEOPLE
from tests.support.strategies import METHOD

FACTS = METHOD.step("facts")


@pytest.mark.parametrize(
    "line",
    [
        "> three missed appointments", "> half of sessions missed", "> thirteen absences",
        "> .5 ml", "> twenty-two times late",
        "> a dozen incidents", "> a week in hospital", "> twice a week", "> half",
        "> two thirds of lessons",
        "> several late nights", "> most days", "> a few days", "> half an hour late",
        "> forty five minutes",
        "< half the time", "< once a week", "< Once a week", "< half his lessons",
        "< two hours sleep",
        "< a month ago", "< monthly", "< a quarter of sessions",
        "~ weekly", "~ once a week", "~ twice a day", "~ three times a term",
        "~ every other week", "> twice this term", "< once in two weeks", "~ once or twice",
        "~ half past nine", "~ daily, at most", "~ a couple of weeks", "~ fortnightly since May",
        "% of lessons missed", "%of lessons", "% .5", "> £.50", "~£40",
        "> ½ the sessions", "< ⅓ of lessons", "> ~40", "< ~ £40 a week", "~ ½ an hour",
    ],
)  # fmt: skip
def test_an_amount_in_words_stays_as_it_is_typed(line: str) -> None:
    captured = read_line(line, FACTS, METHOD, PEOPLE)
    assert (captured.step.id, captured.text, captured.kind, captured.side) == (
        "facts", line, None, None,
    )  # fmt: skip
    assert f"“{line[0]}” stays in the words, as an amount" in describe_target(captured, AGREED)


@pytest.mark.parametrize(
    ("line", "step", "kind"),
    [
        ("> Three of us visit on Monday", "actions", None),
        ("> three of us visit on Monday", "actions", None),
        ("> Three sessions with Kit", "actions", None),
        ("> one call with the GP", "actions", None),
        ("> once mum is out, see Ash", "actions", None),
        ("> half the team to visit", "actions", None),
        ("> weekly visits by Kit", "actions", None),
        ("> second opinion", "actions", None),
        ("> two", "actions", None),
        ("> a week's food parcel for Dee", "actions", None),
        ("> every week ring Dee", "actions", None),
        ("> once this week is over, ring", "actions", None),
        ("< every weekend dad is away", "tree", None),
        ("> several of us ring", "actions", None),
        ("< two jobs and no childcare", "tree", None),
        ("< one missed visit, and the policy allows closing", "tree", None),
        ("< once it had a label", "tree", None),
        ("~ half scared of him", "thoughts", EntryKind.FEELING),
        ("~ daily dread", "thoughts", EntryKind.FEELING),
        ("~ one of us should have asked", "thoughts", EntryKind.FEELING),
        ("% offended by the letter", "thoughts", EntryKind.HYPOTHESIS),
        ("% half of it is fear", "thoughts", EntryKind.HYPOTHESIS),
        ("= two notices", "thoughts", EntryKind.FACT),
    ],
)  # fmt: skip
def test_what_only_begins_like_an_amount_keeps_its_sign(
    line: str, step: str, kind: EntryKind | None
) -> None:
    captured = read_line(line, METHOD.step("thoughts"), METHOD, PEOPLE)
    assert (captured.step.id, captured.text, captured.kind) == (step, line[2:], kind)
    assert not any("amount" in part for part in describe_target(captured, AGREED))


@pytest.mark.parametrize(
    "line",
    [
        "# left radius, 2023", "# NOF", "#NOF", "# ribs 4 and 5", "# R tib/fib", "#wrist",
        "# distal ulna", "# L5", "# nasal bone", "# 5th metacarpal", "# skull aged 3 months",
    ],
)  # fmt: skip
def test_a_fracture_is_no_document(line: str) -> None:
    captured = read_line(line, FACTS, METHOD, PEOPLE)
    assert (captured.step.id, captured.text, captured.kind) == ("facts", line, None)
    assert "“#” stays in the words, as a fracture" in describe_target(captured, AGREED)


@pytest.mark.parametrize(
    "paper",
    [
        "GP letter, 3 Oct", "Referral form", "School attendance print-out", "Housing file note",
        "Police vulnerability notices (2)", "Chronology from social care 2023-26",
        "x-ray of left wrist",
        "hand-over form", "second-hand report", "EHCP", "strategy meeting minutes",
    ],
)  # fmt: skip
@pytest.mark.parametrize("sign", ["#", "# "])
def test_a_paper_is_a_document(sign: str, paper: str) -> None:
    captured = read_line(f"{sign}{paper}", FACTS, METHOD, PEOPLE)
    assert (captured.text, captured.kind) == (paper, EntryKind.DOCUMENT)
    assert "document" in describe_target(captured, AGREED)
