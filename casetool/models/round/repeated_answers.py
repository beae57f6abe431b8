"""Answers of one person that stand in a file twice, mostly because a row was copied by hand.

The round has one answer of each person. So those of one person become one as the file is read.
"""

from dataclasses import dataclass

from casetool.models.base import evolve
from casetool.models.round.model import Answer, Round


@dataclass(frozen=True, slots=True)
class JoinedAnswers:
    """A person whose answers were joined."""

    new: str
    """The id of the person."""
    step: str
    """The step of the round."""

    @property
    def message(self) -> str:
        """What it means for the facilitator."""
        return (
            f"“{self.new}” has two answers in the round of this file, as after copying a row by"
            " hand. Nothing is lost: they are one from the next save on, with the words of both."
        )


def join_answers(heading: Round) -> tuple[Round, tuple[JoinedAnswers, ...]]:
    """Join the answers of each person.

    Args:
        heading: the round, as it stands in a file.

    Returns:
        The round, the same object where each person has one answer, and who had more.
    """
    answers: dict[str, Answer] = {}
    repeated: dict[str, JoinedAnswers] = {}
    for answer in heading.said:
        first = answers.get(answer.person)
        answers[answer.person] = answer if first is None else _joined(first, answer)
        if first is not None:
            repeated[answer.person] = JoinedAnswers(answer.person, heading.step)
    if not repeated:
        return heading, ()
    return evolve(heading, said=tuple(answers.values())), tuple(repeated.values())


def _joined(first: Answer, second: Answer) -> Answer:
    """The first answer, with what only the second says as further words."""
    further = second.record if second.record not in first.record else ""
    if second.content is not first.content:
        further = f"{second.content}: {further}" if further else f"{second.content}"
    record = " / ".join(text for text in (first.record, further) if text)
    return Answer.model_validate(second.model_dump() | first.model_dump() | {"record": record})
