"""The team's own look told in words, and an example of its file to start from."""

import json
from collections.abc import Iterator

from casetool.models.method import Method, StepKind
from casetool.models.notes_style import (
    NotesDetail,
    NotesPart,
    NotesStyle,
    apply_style,
    can_appear,
    can_move,
    left_out,
)
from casetool.render.report.phrases import title_of

_EXAMPLE = """\
# How our notes look. This file lies beside the sessions and is called look.toml.
# Each line below shows what could be set: take the # away in front of what you change.
# casetool look checks it. docs/look.md says what each key means.

# organisation = "Anytown Safeguarding Children Partnership"
# footer = "Questions about these notes: 0100 000000"
# marking = "OFFICIAL-SENSITIVE"
# title = {title}
# numbers = true
# template = "partnership.docx"

# The headings in another order; those that are not named follow:
# order = [{order}]

# What does not appear. The notes say so. Also parts of the head: {parts}
# leave_out = [{last}]

# [details]
{details}

# [headings]
{headings}
"""

_LABELS = {
    NotesDetail.CHILD: "Child Name",
    NotesDetail.REFERRAL: "Date of Referral",
    NotesDetail.DISCUSSION: "Date of Case Discussion",
    NotesDetail.REASON: "Reason",
    NotesDetail.FACILITATOR: "Facilitator",
}
"""What the tool calls the details."""


def example_style(method: Method) -> str:
    """An example of the file, all of it commented out, with the method's own headings.

    Args:
        method: whose headings.
    """
    headings = [
        step for step in method.steps if can_appear(step) and step.kind is not StepKind.PEOPLE
    ]
    return _EXAMPLE.format(
        title=_quoted(method.notes_title),
        order=", ".join(f'"{step.id}"' for step in headings),
        last=f'"{headings[-1].id}"',
        parts=", ".join(NotesPart),
        details="\n".join(f'# {detail} = "{words}"' for detail, words in _LABELS.items()),
        headings="\n".join(
            f"# {step.id} = {_quoted(step.notes_title or step.title)}" for step in headings
        ),
    )


def style_summary(look: NotesStyle, method: Method) -> Iterator[str]:
    """A look as lines: what stands at head and foot, the headings in order, what is left out.

    Args:
        look: the look.
        method: whose headings.
    """
    shown = apply_style(method, look)
    told = {
        "Organisation": look.organisation,
        "Title": shown.notes_title,
        "Marking": look.marking,
        "Footer": look.footer,
        "Word template": look.template,
    }
    for label, words in told.items():
        yield f"{label}: {words or 'none'}"
    for detail, words in look.details.items():
        yield f"{_LABELS[detail]}: is called “{words}”"
    yield "Headings:"
    for step in filter(can_move, shown.steps):
        plain = method.step(step.id).title
        own = "" if step.id not in look.headings else f"   ({plain})"
        yield f"  {title_of(step)}{own}"
    yield f"Left out: {'; '.join(left_out(look, method)) or 'nothing'}"


def _quoted(text: str) -> str:
    """A text as TOML has it; JSON writes it the same way."""
    return json.dumps(text, ensure_ascii=False)
