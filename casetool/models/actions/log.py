"""The action log: actions of one or many sessions, their owners and states."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casetool.models.actions.model import Action, Scope
from casetool.models.actions.owners import Owners, is_theirs, owner_filter, owners_of
from casetool.models.people.model import agencies
from casetool.models.session import Nation, Session, actions_of


class ActionState(StrEnum):
    """The state of an action."""

    OVERDUE = "overdue"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class LoggedAction:
    """An action together with details of its session."""

    session: str
    """Id of the session."""
    child: str
    discussion: date | None
    nation: Nation
    """The nation whose bank holidays count."""
    number: int
    """Position among the session's actions, from 1."""
    action: Action
    owners: Owners
    file: str = ""
    """Name of the session's file, where the log covers several."""

    @property
    def who(self) -> str:
        """The owning agencies as text. Empty where none is known."""
        return "; ".join(self.owners.agencies)

    def state(self, today: date) -> ActionState:
        """The action's state on a day."""
        if self.action.done is not None:
            return ActionState.DONE
        late = self.action.due is not None and self.action.due < today
        return ActionState.OVERDUE if late else ActionState.OPEN


Log = tuple[LoggedAction, ...]


def list_actions(session: Session, file: str = "") -> Log:
    """List the actions of a session with their owners.

    Args:
        session: the session.
        file: name of its file, where the log covers several.
    """
    return tuple(
        LoggedAction(
            session=session.id,
            child=session.child,
            discussion=session.discussion,
            nation=session.nation,
            number=number,
            action=action,
            owners=owners_of(action.who, session.people),
            file=file,
        )
        for number, action in enumerate(actions_of(session), 1)
    )


def of_agency(session: Session, log: Log, text: str) -> Log:
    """Keep the actions of an agency or a person.

    Args:
        session: the session.
        log: its actions.
        text: an agency, a part of its name, or a person.
    """
    target = owner_filter(text, session.people)
    return tuple(entry for entry in log if is_theirs(entry.action.who, target, session.people))


def matching_actions(
    log: Iterable[LoggedAction], only_open: bool = False, single_agency: bool = False
) -> Log:
    """Filter the actions.

    Args:
        log: the actions.
        only_open: leave out actions that are done.
        single_agency: keep only what belongs in one agency's own plan.
    """
    return tuple(
        entry
        for entry in log
        if not (only_open and entry.action.done is not None)
        and not (single_agency and entry.action.scope is not Scope.SINGLE_AGENCY)
    )


def open_first(log: Iterable[LoggedAction], today: date) -> Log:
    """Sort a log: overdue, open, then done, each by date.

    Args:
        log: the actions.
        today: the day used to tell what is overdue.
    """
    order = {state: index for index, state in enumerate(ActionState)}

    def key(entry: LoggedAction) -> tuple[int, date, str, int]:
        day = entry.action.done or entry.action.due or date.max
        return order[entry.state(today)], day, entry.file, entry.number

    return tuple(sorted(log, key=key))


def without_owner(log: Iterable[LoggedAction]) -> Log:
    """The actions that name no agency known to their session."""
    return tuple(entry for entry in log if not entry.owners.agencies)


def by_agency(session: Session, log: Log) -> tuple[tuple[str, Log], ...]:
    """Group a session's actions by agency, in the order of the people.

    Actions that name no known agency come last, under an empty name.

    Args:
        session: the session.
        log: its actions.
    """
    groups = [
        (agency, tuple(entry for entry in log if agency in entry.owners.agencies))
        for agency in agencies(session.people)
    ]
    # a person without an agency has no list either
    unowned = tuple(entry for entry in log if not entry.owners.agencies)
    return tuple((name, entries) for name, entries in (*groups, ("", unowned)) if entries)


def count_words(log: Sequence[LoggedAction], today: date) -> str:
    """Summarise a log, for example ``9 actions: 3 overdue, 2 open, 4 done``.

    Args:
        log: the actions.
        today: the day used to tell what is overdue.
    """
    states = [entry.state(today) for entry in log]
    parts = [f"{count} {state}" for state in ActionState if (count := states.count(state))]
    total = f"{len(log)} action{'' if len(log) == 1 else 's'}"
    return f"{total}: {', '.join(parts)}" if parts else total
