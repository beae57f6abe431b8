"""Wishes: what people wish for the child. A kind of step that only the tests have."""

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from casetool.models.base import Id, Instant, LongText
from casetool.models.field_spec import FieldSpec
from casetool.models.finding import Finding, quoted
from casetool.models.heading import HeadingItem, ItemsHeading
from casetool.models.method import Step
from casetool.models.session import Session
from casetool.models.step_kind import StepKind


class Wish(HeadingItem):
    """A wish for the child."""

    text: Annotated[LongText, FieldSpec("Wish")] = ""
    because: Annotated[LongText, FieldSpec("Why it matters")] = ""
    by: Id | None = None
    at: Instant | None = None


class Wishes(ItemsHeading):
    """A heading that holds wishes."""

    ITEMS: ClassVar[str] = "wishes"
    ITEM: ClassVar[type[HeadingItem]] = Wish

    kind: Literal["wishes"] = "wishes"
    wishes: tuple[Wish, ...] = ()


def wish_findings(session: Session, step: Step) -> Iterator[Finding]:
    """Report each wish without a reason."""
    heading = session.heading(step.id)
    for wish in heading.wishes if isinstance(heading, Wishes) else ():
        if not wish.because:
            message = f"{quoted(wish.text)}: why does it matter?"
            yield Finding("wish-without-reason", step.id, wish.id, message)


KIND = StepKind(heading=Wishes, findings=wish_findings)
