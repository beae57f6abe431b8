"""The pane of the session's details and of the people."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from casetool.models import session_edits as details
from casetool.models.field_spec import form_specs
from casetool.models.ids import DETAILS_ID
from casetool.models.method import Step
from casetool.models.parsing.dates import format_date
from casetool.models.parsing.days import format_date_short
from casetool.models.parsing.times import LENGTH_BOUNDS, parse_length, parse_time
from casetool.models.parsing.typed_days import DayError, day_echo, parse_typed_day
from casetool.models.people import edits as people
from casetool.models.people.mentions import handle_of
from casetool.models.people.model import Attends, Person, person_named
from casetool.models.people.person_key import handle_in, person_key, still_means
from casetool.models.session import Session
from casetool.models.timing.schedule import USUAL_MINUTES
from casetool.models.vanished_items import GoneError
from casetool.render.text.terminal_safe import terminal_safe
from casetool.services.meeting.field_values import length_echo, time_echo
from casetool.services.meeting.form_drafts import FormDrafts
from casetool.services.meeting.timekeeping import set_discussion_length
from casetool.services.sessions.document import Document
from casetool.widgets.common.field_area import Field, form_field
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ListRow, PaneList
from casetool.widgets.common.item_menu import ItemMenu, MenuItem
from casetool.widgets.common.list_pane import ListPane
from casetool.widgets.common.list_spec import FieldRefusedError, ListSpec
from casetool.widgets.common.messages import Notice, Pick, numbered

_MARKS = {Attends.ROOM: "●", Attends.PHONE: "☏", Attends.ABSENT: "○", Attends.COVERED: "◐"}


class PeopleList(PaneList):
    """The list of the details and the people. The menu is for the selected person."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+up", "shift(-1)", "Up", id="people.up", show=False,
                tooltip="Move them one place up"),
        Binding("shift+down", "shift(1)", "Down", id="people.down", show=False,
                tooltip="Move them one place down"),
        Binding("delete", "remove", "Remove", id="people.remove", key_display="Del",
                tooltip="Take them off the list; Ctrl+Z brings them back"),
    ]  # fmt: skip
    MENU: ClassVar[Sequence[MenuItem]] = (
        MenuItem("people.room", "r", "in the room", "attends('ROOM')", "They are in the room",
                 stays=True),
        MenuItem("people.phone", "p", "by phone", "attends('PHONE')", "They take part by phone",
                 stays=True),
        MenuItem("people.absent", "a", "absent", "attends('ABSENT')", "They are not here",
                 stays=True),
        MenuItem("people.covered", "c", "somebody wears two hats for them …", "covered",
                 "Somebody here wears two hats for them"),
        MenuItem("people.form", "i", "change name, role, agency", "select",
                 "Open their form", opens_form=True),
        MenuItem("people.remove-them", "x", "take off the list", "remove",
                 "Take them off the list; Ctrl+Z brings them back"),
    )  # fmt: skip

    def __init__(self, document: Document, step: Step) -> None:
        super().__init__(widget_id=f"list-{step.id}")
        self.document = document

    def menu(self) -> ItemMenu:
        """What can be done with the selected person. The details are only changed."""
        person = self._person()
        if person is None:
            forms = tuple(item for item in self.MENU if item.id == "people.form")
            is_details = self.selected == DETAILS_ID
            title = "The details of the session" if is_details else ""
            return ItemMenu(title, forms, item_id=self.selected or "")
        action = f"attends('{person.attends.name}')"
        marked = {item.id for item in self.MENU if item.action == action}
        marked |= {"people.covered"} if person.attends is Attends.COVERED else set()
        key = person_key(person.id, self.document.session.people)
        return ItemMenu(person.label, tuple(self.MENU), frozenset(marked), item_id=key)

    def action_attends(self, how: str) -> None:
        """Say how they take part."""
        self._edit(attends=Attends[how])

    def action_covered(self) -> None:
        """Ask who wears two hats for them."""
        person = self._person()
        if person is None:
            return
        here = [
            other for other in self.document.session.people if other.present and other is not person
        ]
        if not here:
            self.post_message(Notice("Nobody else is here yet who could wear two hats."))
            return
        choices = numbered(
            [(other.id, f"{other.label}, {other.agency}".strip(", ")) for other in here]
        )
        cover = partial(self._speak_for, person_key(person.id, self.document.session.people))
        self.post_message(Pick(f"Who speaks for {person.label} too?", choices, cover))

    def action_shift(self, by: int) -> None:
        """Move them up or down."""
        person = self._person()
        if person is not None:
            edit = partial(people.shift_person, person_id=person.id, offset=by)
            self.document.apply(edit, "moved person")

    def action_remove(self) -> None:
        """Take them off the list."""
        person = self._person()
        if person is not None:
            edit = partial(people.remove_person, person_id=person.id)
            if self.document.apply(edit, "took a person off"):
                notice = f"{person.label} is off the list. Ctrl+Z brings them back."
                self.post_message(Notice(notice))

    def _person(self) -> Person | None:
        return person_named(self.selected or "", self.document.session.people)

    def _speak_for(self, key: str, by: str) -> None:
        """Note who speaks for the person that was asked about, whoever is selected by now."""

        def edit(session: Session) -> Session:
            cover = person_named(by, session.people)
            if cover is None or not cover.present:
                raise GoneError(by)
            person_id = handle_in(key)
            if not still_means(key, session.people):
                raise GoneError(person_id)
            return people.edit_person(session, person_id, attends=Attends.COVERED, covered_by=by)

        self.document.apply(edit, "how they attend")

    def _edit(self, **changes: object) -> None:
        person = self._person()
        if person is not None:
            person_id = person.id
            self.document.apply(
                lambda session: people.edit_person(session, person_id, **changes), "how they attend"
            )


def people_pane(document: Document, step: Step) -> ListPane:
    """The details in the first row, then one person a row."""
    return ListPane(
        step,
        PeopleList(document, step),
        ListSpec(
            sees=lambda session: (session,),
            rows=_rows,
            fields=partial(_fields, document),
            store=partial(_store, document),
        ),
        FormDrafts(document, step.id),
    )


def _rows(session: Session) -> list[ListRow]:
    return [_details_row(session), *(_person_row(person, session) for person in session.people)]


def _details_row(session: Session) -> ListRow:
    referral = format_date(session.referral) if session.referral else "not set"
    discussion = format_date(session.discussion) if session.discussion else "not set"
    details = [
        f"Referral: {referral}   Discussion: {discussion}{_time_of(session)}",
        f"Reason: {session.reason or 'not set'}",
        f"Facilitator: {session.facilitator or 'not set'} (not involved in the case)",
        *([f"Keep until: {format_date(session.review)}"] if session.review else []),
    ]
    lines = "\n".join(terminal_safe(line) for line in details)
    text = Content.assemble((terminal_safe(session.child), "bold"), (f"\n{lines}", MUTED))
    return ListRow(
        DETAILS_ID, HangingText(Content.styled("✎ ", ACCENT), text), (session.child, lines)
    )


def _time_of(session: Session) -> str:
    """The start and the length of the discussion, where they are not the usual ones."""
    starts = f", {session.starts:%H:%M}" if session.starts is not None else ""
    return f"{starts}, {session.length} min" if starts or session.length != USUAL_MINUTES else ""


def _person_row(person: Person, session: Session) -> ListRow:
    how = person.attends.value
    if person.attends is Attends.COVERED:
        cover = person_named(person.covered_by or "", session.people)
        how = f"covered by {cover.label if cover is not None else 'nobody now'}"
    hats = [other.label for other in session.people if other.covered_by == person.id]
    parts = [person.role, person.agency if person.name else "", how]
    parts += [f"wears two hats, for {name}" for name in hats]
    tail = " · ".join(part for part in parts if part)
    text = Content.assemble(
        (terminal_safe(person.label), "bold"),
        f"  {terminal_safe(tail)}",
        (f"  @{handle_of(person)}", MUTED),
    )
    mark = Content.styled(f"{_MARKS[person.attends]} ", ACCENT)
    return ListRow(person.id, HangingText(mark, text), (id(person), tail))


def _fields(document: Document, row_id: str) -> list[Field]:
    if row_id == DETAILS_ID:
        return _detail_fields(document)
    person = person_named(row_id, document.session.people)
    if person is None:
        return []
    return [form_field(Person, name, getattr(person, name)) for name in form_specs(Person)]


def _detail_fields(document: Document) -> list[Field]:
    session = document.session
    referral, discussion, review = (
        format_date_short(day) if day is not None else ""
        for day in (session.referral, session.discussion, session.review)
    )
    starts = f"{session.starts:%H:%M}" if session.starts is not None else ""
    past, near, ahead = (
        partial(_day_echo, document, name) for name in ("referral", "discussion", "review")
    )
    return [
        Field("child", "Child", session.child, "better a pseudonym than the name"),
        Field("referral", "Referral", referral, "14 oct", past),
        Field("discussion", "Discussion", discussion, "thu", near),
        Field("starts", "Starts", starts, "10:00", time_echo),
        Field("length", "Length", str(session.length), "60 min, 1h30", length_echo),
        Field("reason", "Reason", session.reason, "in one line", is_prose=True),
        Field("facilitator", "Facilitator", session.facilitator, "not involved in the case"),
        Field("review", "Keep until", review, "7y: then somebody decides", ahead),
    ]


def _day_echo(document: Document, name: str, text: str) -> str:
    return day_echo(name, text, document.now().date(), document.session.nation)


def _day(document: Document, name: str, text: str) -> date | None:
    return parse_typed_day(name, text, document.now().date(), document.session.nation)


def _not_understood(value: str) -> str:
    """The message when what was typed is dropped: that must never happen silently."""
    return f"“{value.strip()}” was not understood, and is not kept: it stays as it was."


def _store(document: Document, row_id: str, name: str, value: str) -> None:
    if row_id != DETAILS_ID:
        document.apply(
            lambda session: people.edit_person(session, row_id, **{name: value}), "edited person"
        )
        return
    if name == "length":
        minutes = parse_length(value)
        if minutes is not None:
            set_discussion_length(document, minutes)
        elif value.strip():
            message = f"“{value.strip()}” is not a length of {LENGTH_BOUNDS} (90 min)"
            raise FieldRefusedError(f"{message}: it stays as it was.")
        return
    change: object = value
    if name in ("referral", "discussion", "review", "starts"):
        try:
            change = parse_time(value) if name == "starts" else _day(document, name, value)
        except DayError as error:
            raise FieldRefusedError(f"{error} It stays as it was.") from None
        if change is None and value.strip():
            raise FieldRefusedError(_not_understood(value))
    if name == "child" and not value.strip():
        return
    document.apply(
        lambda session: details.edit_details(session, **{name: change}), "edited details"
    )
