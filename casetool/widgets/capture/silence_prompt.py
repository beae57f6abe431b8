"""When the room goes silent: a question that the facilitator could ask."""

from textual.message import Message
from textual.widget import Widget

from casetool.models.meeting.questions import next_question, open_questions
from casetool.models.session import Session, Stage
from casetool.models.timing.activity import going_on
from casetool.services.sessions.document import Document

SILENCE_SECONDS = 60
"""Seconds without a key or a change after which a question is ready."""

SILENCE_POLL_SECONDS = 5.0
"""Seconds between two looks at the clock."""


class SilencePrompt(Widget):
    """Hears how long nothing was caught, and remembers what was asked. It shows nothing itself."""

    DEFAULT_CSS = """
    SilencePrompt { display: none; }
    """

    class Changed(Message):
        """A question is there, or is there no more."""

    def __init__(self, document: Document) -> None:
        super().__init__(id="lull")
        self.words = ""
        """What could be asked, while it is quiet."""
        self._document = document
        self._since = document.now()
        self._asked: set[str] = set()

    def on_mount(self) -> None:
        """Listen while the discussion goes on."""
        self._ticking = self.set_interval(SILENCE_POLL_SECONDS, self.look, pause=True)
        self._listen_or_not(self._document.session)
        self._end = self._document.subscribe(self._changed)

    def on_unmount(self) -> None:
        """Listen no longer."""
        self._end()

    def reset(self) -> None:
        """Something is typed or said: the silence is over."""
        self._since = self._document.now()
        if self.words:
            self.words = ""
            self.post_message(self.Changed())

    def ask(self) -> str:
        """The next good question, each time another one; what to say where there is none."""
        session, method, now = self._document.session, self._document.method, self._document.now()
        found = open_questions(session, method, now)
        question = next_question(found, self._asked)
        if question is None:
            return "No question comes to mind: all that can be asked from here is answered."
        if question.key in self._asked:
            self._asked.clear()  # all were asked: from the first one again
        self._asked.add(question.key)
        return f"You could ask: {question.text}"

    def look(self) -> None:
        """Look at the clock: after a silence a question is there."""
        now = self._document.now()
        quiet = (now - self._since).total_seconds() >= SILENCE_SECONDS
        if quiet and not self.words and going_on(self._document.session, now):
            session, method = self._document.session, self._document.method
            if open_questions(session, method, now):
                self.words = self.ask()
                self.post_message(self.Changed())

    def _changed(self, old: Session, new: Session) -> None:
        self._listen_or_not(new)
        self.reset()

    def _listen_or_not(self, session: Session) -> None:
        if session.stage is Stage.DISCUSSING:
            self._ticking.resume()
        else:
            self._ticking.pause()
