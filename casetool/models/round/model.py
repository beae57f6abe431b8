"""The round of the room before closing: who is content, and what each wants recorded."""

from enum import StrEnum
from typing import Literal

from casetool.models.base import FrozenModel, Id, LongText


class AnswerContent(StrEnum):
    """What somebody said when asked whether they are content with the outcome."""

    CONTENT = "content"
    NOT_CONTENT = "not content"
    DID_NOT_SAY = "did not say"


class Answer(FrozenModel):
    """One person's answer in the round of the room."""

    person: Id
    content: AnswerContent
    record: LongText = ""
    """What they want recorded."""


class Round(FrozenModel):
    """A heading that holds the round of the room (the tool: What needs to happen next)."""

    kind: Literal["round"] = "round"
    step: Id
    said: tuple[Answer, ...] = ()

    @property
    def count(self) -> int:
        """How many people were asked."""
        return len(self.said)
