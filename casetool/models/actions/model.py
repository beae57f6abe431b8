"""Actions, and what makes them SMART."""

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated, ClassVar, Literal

from casetool.models.base import Day, Handle, Id, Instant, LineText, LongText
from casetool.models.field_spec import FieldSpec, field_specs, form_specs
from casetool.models.heading import HeadingItem, ItemsHeading


class Scope(StrEnum):
    """Whose action plan an action belongs to (Case Discussion Tool, Follow Up)."""

    PARTNERSHIP = "partnership"
    SINGLE_AGENCY = "single agency"


_WHAT_WHO_WHEN = ("what", "who", "due")
"""The fields of an action for which each list and table has a place of its own."""


class Action(HeadingItem):
    """An action: what, who by, when, how we will know, and what difference for the child."""

    TEXT: ClassVar[str] = "what"

    what: Annotated[
        LongText,
        FieldSpec(
            "What", "begin with a verb", "What needs to happen", "Action", prose=True, smart=True
        ),
    ] = ""
    who: Annotated[LineText, FieldSpec("Who by", "one name", smart=True)] = ""
    due: Annotated[Day | None, FieldSpec("When", "fri, 12 dec, +2w, 10wd", smart=True)] = None
    due_words: LineText = ""
    """The deadline as it was said, if it is no date. Such an action is not SMART."""
    known: Annotated[
        LongText,
        FieldSpec("How we will know", "what will be seen, and where",
                  "How will we know it is done?", "How will we know?",
                  prose=True, smart=True),
    ] = ""  # fmt: skip
    difference: Annotated[
        LongText,
        FieldSpec("What difference", "for the child",
                  "What difference will it make for the child?", "What difference will it make?",
                  prose=True, smart=True),
    ] = ""  # fmt: skip
    answers: tuple[Id, ...] = ()
    """Ids of the worries, causes and gaps that it answers."""
    scope: Annotated[Scope, FieldSpec("Whose plan", in_form=False)] = Scope.PARTNERSHIP
    done: Annotated[Day | None, FieldSpec("Done on", in_form=False)] = None
    """The day it was done. None while it is open."""
    by: Handle | None = None
    """Who suggested it, if it was caught as an entry. Never in the notes. ``who`` does it."""
    at: Instant | None = None


class Actions(ItemsHeading):
    """A heading that holds actions."""

    ITEMS: ClassVar[str] = "actions"
    ITEM: ClassVar[type[HeadingItem]] = Action

    kind: Literal["actions"] = "actions"
    actions: tuple[Action, ...] = ()


def open_actions(actions: tuple[Action, ...]) -> tuple[Action, ...]:
    """The actions that are not done."""
    return tuple(action for action in actions if action.done is None)


def not_smart(action: Action) -> tuple[str, ...]:
    """What an action lacks to be SMART (Case Discussion Tool, What needs to happen next)."""
    return smart_gaps(type(action), lambda name: _is_set(getattr(action, name)))


def smart_gaps(model: type[Action], is_set: Callable[[str], bool]) -> tuple[str, ...]:
    """The names of the fields that are needed to be SMART and are not set.

    Args:
        model: the class of the action.
        is_set: tells whether the field of a name is set.
    """
    specs = field_specs(model).items()
    return tuple(spec.name for name, spec in specs if spec.smart and not is_set(name))


def further_specs(model: type[Action] = Action) -> dict[str, FieldSpec]:
    """The specs of what a form asks for beside what, who and when.

    Args:
        model: the class of the action.
    """
    return {name: spec for name, spec in form_specs(model).items() if name not in _WHAT_WHO_WHEN}


def further_answers(action: Action) -> tuple[tuple[FieldSpec, str], ...]:
    """What an action says beside what, who and when: how we will know, and what difference."""
    specs = further_specs(type(action))
    return tuple((spec, getattr(action, name)) for name, spec in specs.items())


def action_texts(action: Action) -> tuple[str, ...]:
    """Every text of an action that people typed."""
    answers = (text for _, text in further_answers(action))
    return action.what, action.who, action.due_words, *answers


def _is_set(value: object) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value is not None
