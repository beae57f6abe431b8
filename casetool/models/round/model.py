"""The closing round: who is content, and what each person wants recorded."""

from enum import StrEnum
from typing import Annotated, Literal

from casetool.models.base import FrozenModel, Handle, Id, LongText
from casetool.models.field_spec import FieldSpec


class AnswerContent(StrEnum):
    """Whether somebody is content with the outcome."""

    CONTENT = "content"
    NOT_CONTENT = "not content"
    DID_NOT_SAY = "did not say"


class Answer(FrozenModel):
    """One person's answer in the closing round."""

    person: Handle
    content: Annotated[AnswerContent, FieldSpec("Content with the outcome", in_form=False)]
    record: Annotated[LongText, FieldSpec("Wants recorded")] = ""
    """What they want recorded."""


class Round(FrozenModel):
    """A heading that holds the closing round (the tool: What needs to happen next)."""

    kind: Literal["round"] = "round"
    step: Id
    said: tuple[Answer, ...] = ()

    @property
    def count(self) -> int:
        """Number of people who were asked."""
        return len(self.said)
