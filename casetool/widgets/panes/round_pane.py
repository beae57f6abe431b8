"""The pane of the round of the room: who is content, and what each person wants recorded."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from casetool.models.base import evolve
from casetool.models.method import Step
from casetool.models.people.model import person_named
from casetool.models.people.person_key import person_key
from casetool.models.round.edits import clear_answer, set_answer
from casetool.models.round.model import Answer, Round
from casetool.models.round.model import AnswerContent as Contentment
from casetool.models.session import Session
from casetool.render.report.phrases import round_summary
from casetool.render.text.terminal_safe import terminal_safe
from casetool.services.meeting.form_drafts import FormDrafts
from casetool.services.sessions.document import Document
from casetool.widgets.common.field_area import Field, form_field
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ListRow, PaneList
from casetool.widgets.common.item_menu import ItemMenu, MenuItem
from casetool.widgets.common.key_queue import hold_keys
from casetool.widgets.common.list_pane import ListPane
from casetool.widgets.common.list_spec import ListSpec
from casetool.widgets.common.messages import Notice

_MARKS = {
    Contentment.CONTENT: "✓",
    Contentment.NOT_CONTENT: "✗",
    Contentment.DID_NOT_SAY: "–",
    None: "?",
}


HOW_TO_ASK = "F5 asks each in turn: y content, n not content, s did not say."


class RoundList(PaneList):
    """The people who are here. Its menu stores an answer and goes on to the next person."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete", "unsay", "Not asked", id="round.unsay", key_display="Del",
                tooltip="Back to not asked"),
    ]  # fmt: skip
    MENU: ClassVar[Sequence[MenuItem]] = (
        MenuItem("round.content", "y", "content", "say('CONTENT')", "Content with the outcome",
                 stays=True),
        MenuItem("round.not-content", "n", "not content …", "say('NOT_CONTENT')",
                 "Not content with the outcome"),
        MenuItem("round.did-not-say", "s", "did not say", "say('DID_NOT_SAY')", "Did not say",
                 stays=True),
        MenuItem("round.record", "i", "what they want recorded", "select",
                 "Write down what they want recorded", opens_form=True),
        MenuItem("round.not-asked", "x", "not asked", "unsay", "Back to not asked", stays=True),
    )  # fmt: skip

    def __init__(self, document: Document, step: Step) -> None:
        super().__init__(widget_id=f"list-{step.id}")
        self.document = document
        self.step = step

    def menu(self) -> ItemMenu:
        """What the selected person can answer, and what they answered."""
        person = person_named(self.selected or "", self.document.session.people)
        if person is None:
            return ItemMenu("")
        answer = answer_of(self.document.session, self.step.id, person.id)
        action = f"say('{answer.content.name}')" if answer is not None else "unsay"
        marked = {item.id for item in self.MENU if item.action == action}
        marked |= {"round.record"} if answer is not None and answer.record else set()
        key = person_key(person.id, self.document.session.people)
        title = f"{person.label}: content with the outcome?"
        is_last = not self._unasked()
        return ItemMenu(title, tuple(self.MENU), frozenset(marked), is_last, key)

    def on_focus(self, event: events.Focus) -> None:
        """Select the next person who was not asked yet, unless the focus has gone on already."""
        if self.screen.focused is self:
            self._go_on()

    def action_say(self, word: str) -> None:
        """Store the answer, then go to the next person, or ask what they want recorded."""
        person_id = self.selected
        if person_id is None:
            return
        old_answer = answer_of(self.document.session, self.step.id, person_id)
        content = Contentment[word]
        answer = (
            evolve(old_answer, content=content)
            if old_answer is not None
            else Answer(person=person_id, content=content)
        )
        edit = partial(set_answer, step=self.step.id, answer=answer)
        self.document.apply(edit, "round of the room")
        if content is Contentment.NOT_CONTENT:
            hold_keys(self.screen.focused or self)  # the next keys are text for the form
            self.action_select()  # opens the form
        else:
            self._go_on()

    def action_unsay(self) -> None:
        """Take their answer away."""
        if self.selected is not None:
            edit = partial(clear_answer, step=self.step.id, person_id=self.selected)
            self.document.apply(edit, "round of the room")

    def _go_on(self) -> None:
        """Select the next person who was not asked, or say that everybody was."""
        session = self.document.session
        unasked = self._unasked()
        if unasked:
            self.select(unasked[0])
            if not self.document.unfinished:  # of words without a place is said more than that
                self.post_message(Notice(HOW_TO_ASK))
        elif any(person.present for person in session.people):
            self.post_message(Notice(self._all_asked()))

    def _unasked(self) -> list[str]:
        """Who was not asked yet, from the selected person on."""
        session = self.document.session
        people = [person.id for person in session.people if person.present]
        start = people.index(self.selected) if self.selected in people else 0
        order = (*people[start:], *people[:start])
        return [person for person in order if answer_of(session, self.step.id, person) is None]

    def _all_asked(self) -> str:
        """How many are content, and what comes next."""
        heading = self.document.session.heading(self.step.id)
        session = self.document.session
        sentence = round_summary(heading, session)[0] if isinstance(heading, Round) else ""
        steps = self.document.method.steps
        after = steps[steps.index(self.step) + 1 :]
        then = f" F8: {after[0].title}." if after else ""
        return f"Everybody was asked. {sentence}{then}"


def round_pane(document: Document, step: Step) -> ListPane:
    """One row for each person who can speak."""
    return ListPane(
        step,
        RoundList(document, step),
        ListSpec(
            sees=lambda session: (session.heading(step.id), session.people),
            rows=partial(_rows, step.id),
            fields=partial(_fields, document, step),
            store=partial(_store, document, step),
            from_the_top=True,
            empty="Nobody is written down as present yet. Step “People” comes first.",
        ),
        FormDrafts(document, step.id),
    )


def answer_of(session: Session, step_id: str, person_id: str) -> Answer | None:
    """The answer of a person, None if they were not asked."""
    heading = session.heading(step_id)
    answers = heading.said if isinstance(heading, Round) else ()
    return next((answer for answer in answers if answer.person == person_id), None)


def _rows(step_id: str, session: Session) -> list[ListRow]:
    rows = []
    for person in session.people:
        answer = answer_of(session, step_id, person.id)
        if not person.present and answer is None:
            continue
        content = answer.content if answer is not None else None
        record = (
            f"\nwants recorded: {terminal_safe(answer.record)}" if answer and answer.record else ""
        )
        text = Content.assemble(
            (terminal_safe(person.label), "bold"),
            f"  {terminal_safe(person.agency)}  ",
            (content.value if content is not None else "not asked yet", MUTED),
            record,
        )
        mark = Content.styled(f"{_MARKS[content]} ", ACCENT)
        rows.append(ListRow(person.id, HangingText(mark, text), (id(person), id(answer))))
    return rows


def _fields(document: Document, step: Step, person_id: str) -> list[Field]:
    answer = answer_of(document.session, step.id, person_id)
    return [form_field(Answer, "record", answer.record if answer is not None else "")]


def _store(document: Document, step: Step, person_id: str, name: str, value: str) -> None:
    answer = answer_of(document.session, step.id, person_id)
    answer = answer or Answer(person=person_id, content=Contentment.DID_NOT_SAY)
    document.apply(
        partial(set_answer, step=step.id, answer=evolve(answer, record=value)),
        "what they want recorded",
    )
