"""Who was not heard yet, and how long ago the child was mentioned: for the facilitator alone."""

from collections.abc import Iterator, Sequence

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from casetool.models.meeting.child_focus import without_child
from casetool.models.method import KindName
from casetool.models.people.voices import all_spoken, quietest, silent_people, voice_label
from casetool.models.session import Session, Stage
from casetool.models.timing.activity import going_on, minutes_since
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.text.wrap import wrap
from casetool.services.sessions.document import Document
from casetool.widgets.common.messages import Notice

VOICES_POLL_SECONDS = 15.0
"""Seconds between two looks at the clock."""

MOST_ROWS = 2
"""The most rows for the people who were not heard."""


def wrap_names(lead: str, names: Sequence[str], width: int, rows: int) -> tuple[str, ...]:
    """Wrap a list of names into rows. If not all fit, the number of the others is given.

    Args:
        lead: the text before the names.
        names: the names.
        width: columns of a row.
        rows: the most rows.
    """
    for count in range(len(names), 0, -1):
        more = f" +{len(names) - count} more" if count < len(names) else ""
        lines = wrap(f"{lead} {', '.join(names[:count])}{more}", max(2, width))
        if len(lines) <= rows:
            return lines
    return wrap(f"{lead} {len(names)} people", max(2, width))[:rows]


class VoicesLine(Widget):
    """Shows who was not heard, or who was silent longest, and the time without the child.

    It is visible during the discussion. When the step of the actions is opened, a notice names
    the people who were not heard.
    """

    DEFAULT_CSS = """
    VoicesLine { height: 4; border-top: solid $border-blurred; color: $text-muted; }
    """

    session: reactive[Session | None] = reactive(None)

    def __init__(self, document: Document) -> None:
        super().__init__(id="voices-line")
        self._document = document
        self._shown_lines: tuple[str, ...] = ()

    def on_mount(self) -> None:
        """Create the timer, and start it during the discussion."""
        self._ticking = self.set_interval(VOICES_POLL_SECONDS, self.look, pause=True)
        self._tick_or_not()

    def watch_session(self, old: Session | None, new: Session | None) -> None:
        """Show it during the discussion. Before the actions, name who was not heard."""
        self._tick_or_not()
        if old is None or new is None or old.at == new.at or new.stage is Stage.CLOSED:
            return
        if self._document.method.step(new.at).kind == KindName.ACTIONS:
            names = self._silent_labels(new)
            if names:
                self.post_message(Notice(f"Before the actions: not yet heard: {', '.join(names)}."))

    def render(self) -> Content:
        """The voices, then the child: bold, with a sign, once it is time to ask about them."""
        *voices, child = self._shown_lines = self._lines() or ("",)
        child_style = "bold $text-warning" if child.startswith("▲") else ""
        lines = [Content(line) for line in voices] + [Content.styled(child, child_style)]
        return Content("\n").join(
            line.truncate(max(1, self.size.width), ellipsis=True) for line in lines
        )

    def look(self) -> None:
        """Look at the clock, and draw only if something changed."""
        if self._lines() != self._shown_lines:
            self.refresh()

    def _lines(self) -> tuple[str, ...]:
        """The rows of the text, with the child in the last."""
        if self.session is None:
            return ()
        return (*self._voice_lines(self.session), self._child_line(self.session))

    def _voice_lines(self, session: Session) -> Iterator[str]:
        method, now = self._document.method, self._document.now()
        if not any(person.present for person in session.people):
            return
        if not all_spoken(session, method):
            yield "No line says yet who spoke."
            return
        if names := self._silent_labels(session):
            yield from wrap_names("Not yet heard:", names, self.size.width, MOST_ROWS)
            return
        silent = quietest(session, method) if going_on(session, now) else None
        minutes = minutes_since(session, silent.last, now) if silent and silent.last else 0
        if silent is None or not minutes:
            yield "Everybody has been heard."
            return
        name = terminal_safe(voice_label(silent.person, session.people))
        yield f"Silent longest: {name}, {minutes} min"

    def _silent_labels(self, session: Session) -> list[str]:
        people = silent_people(session, self._document.method)
        return [terminal_safe(voice_label(person, session.people)) for person in people]

    def _child_line(self, session: Session) -> str:
        now = self._document.now()
        without = without_child(session, self._document.method, now)
        if without is None or not going_on(session, now):
            return ""
        if without.long:
            never = " no word yet," if not without.ever else ""
            return f"▲ child:{never} {without.minutes} min"
        if not without.ever:
            return "child: no word yet"
        return f"child: {without.minutes} min" if without.minutes else "child: just now"

    def _tick_or_not(self) -> None:
        is_discussing = self.session is not None and self.session.stage is Stage.DISCUSSING
        self.display = is_discussing
        if self.is_mounted:
            self._ticking.resume() if is_discussing else self._ticking.pause()
