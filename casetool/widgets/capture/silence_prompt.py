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
    """Measures the silence and remembers the questions asked. It shows nothing itself."""

    DEFAULT_CSS = """
    SilencePrompt { display: none; }
    """

    class Changed(Message):
        """A question has come or gone."""

    def __init__(self, document: Document) -> None:
        super().__init__(id="lull")
        self.text = ""
        """The question to ask, empty unless the room is silent."""
        self._document = document
        self._silent_since = document.now()
        self._asked_keys: set[str] = set()

    def on_mount(self) -> None:
        """Watch the clock while the discussion goes on."""
        self._ticking = self.set_interval(SILENCE_POLL_SECONDS, self.look, pause=True)
        self._listen_or_not(self._document.session)
        self._unsubscribe = self._document.subscribe(self._changed)

    def on_unmount(self) -> None:
        """Stop following the document."""
        self._unsubscribe()

    def reset(self) -> None:
        """End the silence, as something was typed or said."""
        self._silent_since = self._document.now()
        if self.text:
            self.text = ""
            self.post_message(self.Changed())

    def ask(self) -> str:
        """The next question to ask, another one each time, or a sentence that there is none."""
        session, method, now = self._document.session, self._document.method, self._document.now()
        questions = open_questions(session, method, now)
        question = next_question(questions, self._asked_keys)
        if question is None:
            return "No question comes to mind: all that can be asked from here is answered."
        if question.key in self._asked_keys:
            self._asked_keys.clear()  # all were asked: begin again with the first
        self._asked_keys.add(question.key)
        return f"You could ask: {question.text}"

    def look(self) -> None:
        """Look at the clock, and have a question ready after a silence."""
        now = self._document.now()
        is_silent = (now - self._silent_since).total_seconds() >= SILENCE_SECONDS
        if is_silent and not self.text and going_on(self._document.session, now):
            session, method = self._document.session, self._document.method
            if open_questions(session, method, now):
                self.text = self.ask()
                self.post_message(self.Changed())

    def _changed(self, old: Session, new: Session) -> None:
        self._listen_or_not(new)
        self.reset()

    def _listen_or_not(self, session: Session) -> None:
        if session.stage is Stage.DISCUSSING:
            self._ticking.resume()
        else:
            self._ticking.pause()
