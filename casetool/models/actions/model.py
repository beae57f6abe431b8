"""Actions, and what makes them SMART."""

from enum import StrEnum
from typing import Literal

from casetool.models.base import Day, FrozenModel, Id, Instant, LineText, LongText


class Scope(StrEnum):
    """Whose action plan an action belongs to (Case Discussion Tool, Follow Up)."""

    PARTNERSHIP = "partnership"
    SINGLE_AGENCY = "single agency"


class Action(FrozenModel):
    """An action: what, who by, when, how we will know, and what difference for the child."""

    id: Id
    what: LongText = ""
    who: LineText = ""
    due: Day | None = None
    due_words: LineText = ""
    """The deadline as it was said, if it is no date. Such an action is not SMART."""
    known: LongText = ""
    """How will we know it is done?"""
    difference: LongText = ""
    """What difference will it make for the child?"""
    answers: tuple[Id, ...] = ()
    """Ids of the worries, causes and gaps that it answers."""
    scope: Scope = Scope.PARTNERSHIP
    done: Day | None = None
    """The day it was done. None while it is open."""
    by: Id | None = None
    """Who suggested it, if it was caught as an entry. Never in the notes. ``who`` does it."""
    at: Instant | None = None


class Actions(FrozenModel):
    """A heading that holds actions."""

    kind: Literal["actions"] = "actions"
    step: Id
    actions: tuple[Action, ...] = ()

    @property
    def count(self) -> int:
        """Number of actions."""
        return len(self.actions)


def open_actions(actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """The actions that are not done."""
    return tuple(action for action in actions if action.done is None)


def not_smart(action: Action) -> tuple[str, ...]:
    """What an action lacks to be SMART (Case Discussion Tool, What needs to happen next)."""
    lacks = (
        (not action.what.strip(), "what"),
        (not action.who, "who by"),
        (action.due is None, "when"),
        (not action.known.strip(), "how we will know"),
        (not action.difference.strip(), "what difference"),
    )
    return tuple(word for missing, word in lacks if missing)
