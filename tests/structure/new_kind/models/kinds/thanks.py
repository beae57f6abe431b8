"""Thanks: a kind of step that only the tests have, and that says nothing but its model."""

from typing import Annotated, ClassVar, Literal

from casetool.models.base import Id, Instant, LongText
from casetool.models.field_spec import FieldSpec
from casetool.models.heading import HeadingItem, ItemsHeading
from casetool.models.step_kind import StepKind


class Thank(HeadingItem):
    """Something that somebody is thanked for."""

    text: Annotated[LongText, FieldSpec("Thanks")] = ""
    whom: Annotated[LongText, FieldSpec("Whom we thank")] = ""
    by: Id | None = None
    at: Instant | None = None


class Thanks(ItemsHeading):
    """A heading that holds thanks."""

    ITEMS: ClassVar[str] = "thanks"
    ITEM: ClassVar[type[HeadingItem]] = Thank

    kind: Literal["thanks"] = "thanks"
    thanks: tuple[Thank, ...] = ()


KIND = StepKind(heading=Thanks)
