"""The action log: the actions of one session or of many, whose they are, and how they stand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casetool.models.actions.model import Action, Scope
from casetool.models.actions.owners import Owners, is_theirs, owner_filter, owners_of
from casetool.models.people.model import agencies
from casetool.models.session import Nation, Session, actions_of


class ActionState(StrEnum):
    """How an action stands."""

    OVERDUE = "overdue"
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class LoggedAction:
    """One action, with the session that it is from."""

    session: str
    """The id of its session."""
    child: str
    discussion: date | None
    nation: Nation
    """Whose bank holidays count."""
    number: int
    """Its place among the actions of its session, from 1."""
    action: Action
    owners: Owners
    file: str = ""
    """The name of the session's file, where it is one of many."""

    @property
    def who(self) -> str:
        """The agencies whose action it is, for a reader; nothing where none is known."""
        return "; ".join(self.owners.agencies)

    def state(self, today: date) -> ActionState:
        """How it stands on a day."""
        if self.action.done is not None:
            return ActionState.DONE
        late = self.action.due is not None and self.action.due < today
        return ActionState.OVERDUE if late else ActionState.OPEN


Log = tuple[LoggedAction, ...]


def list_actions(session: Session, file: str = "") -> Log:
    """The actions of a session, each with whose it is.

    Args:
        session: the session.
        file: the name of its file, where it is one of many.
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
    """Those of the actions of a session that are an agency's, or a person's.

    Args:
        session: the session.
        log: its actions.
        text: who: an agency, a part of its name, a person.
    """
    asked = owner_filter(text, session.people)
    return tuple(one for one in log if is_theirs(one.action.who, asked, session.people))


def matching_actions(
    log: Iterable[LoggedAction], only_open: bool = False, single_agency: bool = False
) -> Log:
    """Those of the actions that are asked for.

    Args:
        log: the actions.
        only_open: leave out what is done.
        single_agency: only what belongs into one agency's own plan.
    """
    return tuple(
        one
        for one in log
        if not (only_open and one.action.done is not None)
        and not (single_agency and one.action.scope is not Scope.SINGLE_AGENCY)
    )


def open_first(log: Iterable[LoggedAction], today: date) -> Log:
    """The action log of many sessions: what is overdue, what is open, what is done; by its date.

    Args:
        log: the actions.
        today: the day that tells what is overdue.
    """
    order = {state: place for place, state in enumerate(ActionState)}

    def key(one: LoggedAction) -> tuple[int, date, str, int]:
        day = one.action.done or one.action.due or date.max
        return order[one.state(today)], day, one.file, one.number

    return tuple(sorted(log, key=key))


def without_owner(log: Iterable[LoggedAction]) -> Log:
    """The actions that name no agency whom their session knows: they are in no agency's list."""
    return tuple(one for one in log if not one.owners.agencies)


def by_agency(session: Session, log: Log) -> tuple[tuple[str, Log], ...]:
    """Each agency that has actions in a session, in the order of the people, with its own.

    What names nobody whom the session knows stands last, under no name: nothing is lost.

    Args:
        session: the session.
        log: its actions.
    """
    groups = [
        (agency, tuple(one for one in log if agency in one.owners.agencies))
        for agency in agencies(session.people)
    ]
    # somebody who was written down without an agency has no list either
    rest = tuple(one for one in log if not one.owners.agencies)
    return tuple((name, theirs) for name, theirs in (*groups, ("", rest)) if theirs)


def count_words(log: Sequence[LoggedAction], today: date) -> str:
    """How many there are and how they stand, such as ``9 actions: 3 overdue, 2 open, 4 done``.

    Args:
        log: the actions.
        today: the day that tells what is overdue.
    """
    states = [one.state(today) for one in log]
    parts = [f"{count} {state}" for state in ActionState if (count := states.count(state))]
    all_of = f"{len(log)} action{'' if len(log) == 1 else 's'}"
    return f"{all_of}: {', '.join(parts)}" if parts else all_of
