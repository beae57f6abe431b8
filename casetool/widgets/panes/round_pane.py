"""The pane of the round of the room: who is content, and what each wants recorded."""

from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content

from casetool.models.base import evolve
from casetool.models.method import Step
from casetool.models.round.edits import clear_answer, set_answer
from casetool.models.round.model import Answer, Round
from casetool.models.round.model import AnswerContent as Contentment
from casetool.models.session import Session
from casetool.render.report.phrases import round_summary
from casetool.render.text.terminal_safe import terminal_safe
from casetool.services.meeting.drafts import FormDrafts
from casetool.services.sessions.document import Document
from casetool.widgets.common.form import Field
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ItemList, ListRow
from casetool.widgets.common.key_queue import hold_keys
from casetool.widgets.common.list_pane import ListPane, ListSpec
from casetool.widgets.common.messages import Notice

_MARKS = {
    Contentment.CONTENT: "✓",
    Contentment.NOT_CONTENT: "✗",
    Contentment.DID_NOT_SAY: "–",
    None: "?",
}


class RoundList(ItemList):
    """Who is here; one key each says what they answered, and goes on to the next."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "say('CONTENT')", "Content", id="round.content",
                tooltip="Content with the outcome"),
        Binding("n", "say('NOT_CONTENT')", "Not content", id="round.not-content",
                tooltip="Not content with the outcome"),
        Binding("s", "say('DID_NOT_SAY')", "Did not say", id="round.did-not-say",
                tooltip="Did not say"),
        Binding("delete,backspace,x", "unsay", "Not asked", id="round.unsay", key_display="Del",
                tooltip="Back to not asked"),
    ]  # fmt: skip

    def __init__(self, document: Document, step: Step) -> None:
        super().__init__(widget_id=f"list-{step.id}")
        self.document = document
        self.step = step

    def on_focus(self, event: events.Focus) -> None:
        """Begin with, or go on to, whoever was not asked yet."""
        self._go_on()

    def action_say(self, word: str) -> None:
        """Keep their answer; then the next person, or what it is that they want recorded."""
        person = self.selected
        if person is None:
            return
        before = said_by(self.document.session, self.step.id, person)
        answer = Contentment[word]
        said = (
            evolve(before, content=answer)
            if before is not None
            else Answer(person=person, content=answer)
        )
        self.document.apply(partial(set_answer, step=self.step.id, said=said), "round of the room")
        if answer is Contentment.NOT_CONTENT:
            hold_keys(self)  # for the form: what is typed now are the words for it
            self.action_select()  # opens it; the next person comes after it
        else:
            self._go_on()

    def action_unsay(self) -> None:
        """Take their answer away."""
        if self.selected is not None:
            edit = partial(clear_answer, step=self.step.id, person_id=self.selected)
            self.document.apply(edit, "round of the room")

    def _go_on(self) -> None:
        """Select the next one who was not asked, from here on and round; or say that all were."""
        session = self.document.session
        people = [one.id for one in session.people if one.present]
        here = people.index(self.selected) if self.selected in people else 0
        order = (*people[here:], *people[:here])
        silent = [one for one in order if said_by(session, self.step.id, one) is None]
        if silent:
            self.select(silent[0])
        elif people:
            self.post_message(Notice(self._all_asked()))

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


def said_by(session: Session, step: str, person: str) -> Answer | None:
    """What this person answered, if they were asked."""
    heading = session.heading(step)
    said = heading.said if isinstance(heading, Round) else ()
    return next((one for one in said if one.person == person), None)


def _rows(step: str, session: Session) -> list[ListRow]:
    rows = []
    for person in session.people:
        said = said_by(session, step, person.id)
        if not person.present and said is None:
            continue
        answer = said.content if said is not None else None
        record = f"\nwants recorded: {terminal_safe(said.record)}" if said and said.record else ""
        words = Content.assemble(
            (terminal_safe(person.label), "bold"),
            f"  {terminal_safe(person.agency)}  ",
            (answer.value if answer is not None else "not asked yet", MUTED),
            record,
        )
        mark = Content.styled(f"{_MARKS[answer]} ", ACCENT)
        rows.append(ListRow(person.id, HangingText(mark, words), (id(person), id(said))))
    return rows


def _fields(document: Document, step: Step, thing: str) -> list[Field]:
    said = said_by(document.session, step.id, thing)
    return [Field("record", "Wants recorded", said.record if said is not None else "")]


def _store(document: Document, step: Step, thing: str, name: str, value: str) -> None:
    said = said_by(document.session, step.id, thing)
    said = said or Answer(person=thing, content=Contentment.DID_NOT_SAY)
    document.apply(
        partial(set_answer, step=step.id, said=evolve(said, record=value)),
        "what they want recorded",
    )
