"""The team's own style in words, and an example of its file."""

import json
from collections.abc import Iterator

from casetool.models.method import KindName, Method
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
"""The program's own labels of the details."""


def example_style(method: Method) -> str:
    """Write an example of the file with the method's headings, all commented out.

    Args:
        method: the method with the headings.
    """
    headings = [step for step in method.steps if can_appear(step) and step.kind != KindName.PEOPLE]
    return _EXAMPLE.format(
        title=_quoted(method.notes_title),
        order=", ".join(f'"{step.id}"' for step in headings),
        last=f'"{headings[-1].id}"',
        parts=", ".join(NotesPart),
        details="\n".join(f'# {detail} = "{label}"' for detail, label in _LABELS.items()),
        headings="\n".join(
            f"# {step.id} = {_quoted(step.notes_title or step.title)}" for step in headings
        ),
    )


def style_summary(style: NotesStyle, method: Method) -> Iterator[str]:
    """Describe a style as lines: header and footer, headings in order, omissions.

    Args:
        style: the style.
        method: the method with the headings.
    """
    styled_method = apply_style(method, style)
    settings = {
        "Organisation": style.organisation,
        "Title": styled_method.notes_title,
        "Marking": style.marking,
        "Footer": style.footer,
        "Word template": style.template,
    }
    for label, text in settings.items():
        yield f"{label}: {text or 'none'}"
    for detail, text in style.details.items():
        yield f"{_LABELS[detail]}: is called “{text}”"
    yield "Headings:"
    for step in filter(can_move, styled_method.steps):
        default_title = method.step(step.id).title
        note = "" if step.id not in style.headings else f"   ({default_title})"
        yield f"  {title_of(step)}{note}"
    yield f"Left out: {'; '.join(left_out(style, method)) or 'nothing'}"


def _quoted(text: str) -> str:
    """Quote a text for TOML, in which JSON strings are valid."""
    return json.dumps(text, ensure_ascii=False)
