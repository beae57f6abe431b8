"""The closing round: who is content, and what each person wants recorded."""

from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from casetool.models.base import FrozenModel, Handle, LongText
from casetool.models.field_spec import FieldSpec
from casetool.models.heading import Heading


class AnswerContent(StrEnum):
    """Whether somebody is content with the outcome."""

    CONTENT = "content"
    NOT_CONTENT = "not content"
    DID_NOT_SAY = "did not say"


class Answer(FrozenModel):
    """One person's answer in the closing round."""

    person: Handle
    content: Annotated[AnswerContent, FieldSpec("Content with the outcome", in_form=False)]
    record: Annotated[LongText, FieldSpec("Wants recorded", prose=True)] = ""
    """What they want recorded."""


class Round(Heading):
    """A heading that holds the closing round (the tool: What needs to happen next)."""

    ON_THE_BOARD: ClassVar[bool] = False

    kind: Literal["round"] = "round"
    said: tuple[Answer, ...] = ()

    @property
    def count(self) -> int:
        """Number of people who were asked."""
        return len(self.said)
