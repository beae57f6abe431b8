"""The pane of the actions, with a form for what makes each of them SMART."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content

from casetool.models.actions import edits as actions
from casetool.models.actions.model import Action, Actions, Scope, not_smart, smart_gaps
from casetool.models.field_spec import form_specs
from casetool.models.finding import quoted
from casetool.models.method import KindName, Step
from casetool.models.parsing.dates import add_working_days, format_date, working_day
from casetool.models.session import Session, entries_of, tree_of, words_of
from casetool.models.tree.model import Cause, walk
from casetool.render.text.terminal_safe import terminal_safe
from casetool.render.views.read_back import line_states
from casetool.services.meeting.field_values import (
    when_changes,
    when_echo,
    when_text,
    who_echo,
    who_value,
)
from casetool.services.meeting.form_drafts import FormDrafts
from casetool.services.sessions.document import Document
from casetool.widgets.common.field_area import Field, form_field, no_echo
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ListRow, PaneList
from casetool.widgets.common.item_menu import ItemMenu, MenuItem
from casetool.widgets.common.list_pane import ListPane
from casetool.widgets.common.list_spec import ListSpec
from casetool.widgets.common.messages import Notice, Pick, PickChoice, numbered
from casetool.widgets.panes.entry_list import agreement

OWN_PLAN_DAYS = 10
"""Working days for a single-agency action (Case Discussion Tool, Follow Up)."""


class ActionList(PaneList):
    """The list of actions, and the menu for the selected one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("shift+up", "shift(-1)", "Up", id="action.up", show=False,
                tooltip="Move it one place up"),
        Binding("shift+down", "shift(1)", "Down", id="action.down", show=False,
                tooltip="Move it one place down"),
        Binding("delete", "delete", "Delete", id="action.delete", key_display="Del",
                tooltip="Delete it; Ctrl+Z brings it back"),
    ]  # fmt: skip
    MENU: ClassVar[Sequence[MenuItem]] = (
        MenuItem("action.done", "d", "done today", "done", "Done today, or open again", stays=True),
        MenuItem("action.scope", "s", "own plan of an agency", "scope",
                 "For a single agency's own plan, or for the partnership", stays=True),
        MenuItem("action.answers", "w", "what it answers …", "answers",
                 "Tie it to a worry, a cause or a gap; choose it again to untie it"),
        MenuItem("action.form", "i", "change the words", "select",
                 "Open its form", opens_form=True),
        MenuItem("action.move", "m", "move …", "move", "Move it under another heading"),
        MenuItem("action.delete-it", "x", "delete", "delete", "Delete it; Ctrl+Z brings it back"),
    )  # fmt: skip

    def __init__(self, document: Document, step: Step) -> None:
        super().__init__(widget_id=f"list-{step.id}")
        self.document = document
        self.step = step

    def menu(self) -> ItemMenu:
        """What can be done with the selected action."""
        action = self._action()
        if action is None:
            return ItemMenu("")
        marks = {
            "action.done": action.done is not None,
            "action.scope": action.scope is Scope.SINGLE_AGENCY,
            "action.answers": bool(action.answers),
        }
        marked = frozenset(name for name, is_set in marks.items() if is_set)
        return ItemMenu(
            action.what or "(what needs to happen?)", tuple(self.MENU), marked, item_id=action.id
        )

    def action_answers(self) -> None:
        """Ask which worry, cause or gap it answers."""
        choices = numbered(_answerable(self.document))
        if self.selected is None:
            return
        if not choices:
            self.post_message(Notice("There is no worry, cause or gap yet that it could answer."))
            return
        toggle = partial(self._toggle_answer, self.selected)
        self.post_message(Pick("What does it answer?", choices, toggle))

    def action_scope(self) -> None:
        """Make it a single-agency action, due within 10 working days, or a partnership action."""
        action = self._action()
        if action is None:
            return
        if action.scope is Scope.SINGLE_AGENCY:
            self._edit("made a partnership action", scope=Scope.PARTNERSHIP)
            return
        changes: dict[str, object] = {"scope": Scope.SINGLE_AGENCY}
        session = self.document.session
        if action.due is None and not action.due_words:
            start = session.discussion or self.document.now().date()
            changes["due"] = add_working_days(start, OWN_PLAN_DAYS, working_day(session.nation))
        self._edit("made a single-agency action", **changes)

    def action_done(self) -> None:
        """Mark it done today, or open again."""
        action = self._action()
        if action is not None:
            day = self.document.now().date() if action.done is None else None
            edit = partial(actions.set_done, action_id=action.id, day=day)
            self.document.apply(edit, "marked done" if day else "opened again")

    def action_shift(self, by: int) -> None:
        """Move it up or down."""
        if self.selected is not None:
            edit = partial(actions.shift_action, action_id=self.selected, offset=by)
            self.document.apply(edit, "moved action")

    def action_move(self) -> None:
        """Ask under which heading it belongs."""
        choices = tuple(
            PickChoice(step.id, f"{step.number} {step.title}".strip(), step.number or step.sigil)
            for step in self.document.method.of_kind(KindName.ENTRIES)
        )
        if self.selected is not None:
            move = partial(self._move_to, self.selected)
            self.post_message(Pick("Where does it belong?", choices, move))

    def action_delete(self) -> None:
        """Delete it."""
        if self.selected is not None:
            edit = partial(actions.delete_action, action_id=self.selected)
            if self.document.apply(edit, "deleted action"):
                self.post_message(Notice("Deleted. Ctrl+Z brings it back."))

    def _action(self) -> Action | None:
        actions_here = _actions(self.document.session, self.step.id)
        return next((action for action in actions_here if action.id == self.selected), None)

    def _toggle_answer(self, action_id: str, answered_id: str) -> None:
        """Tie the action that was asked about to what it answers, whatever is selected by now."""

        def edit(session: Session) -> Session:
            actions_here = _actions(session, self.step.id)
            answers = next((each.answers for each in actions_here if each.id == action_id), ())
            others = tuple(other_id for other_id in answers if other_id != answered_id)
            answers = others if answered_id in answers else (*others, answered_id)
            return actions.edit_action(session, action_id, answers=answers)

        self.document.apply(edit, "what it answers")

    def _move_to(self, action_id: str, step: str) -> None:
        edit = partial(actions.move_action, action_id=action_id, to_step=step)
        self.document.apply(edit, "moved to another heading")

    def _edit(self, label: str, **changes: object) -> None:
        action_id = self.selected
        if action_id is not None:
            self.document.apply(
                lambda session: actions.edit_action(session, action_id, **changes), label
            )


def actions_pane(document: Document, step: Step) -> ListPane:
    """The list of actions. Each has a form, and says what it lacks to be SMART."""
    return ListPane(
        step,
        ActionList(document, step),
        ListSpec(
            sees=lambda session: (*session.headings, session.agreed),
            rows=partial(_rows, step.id),
            fields=partial(_fields, document, step),
            store=partial(_store, document),
            footnote=_footnote,
            empty="No action yet. Type what needs to happen and press Enter.",
        ),
        FormDrafts(document, step.id),
    )


def _actions(session: Session, step_id: str) -> tuple[Action, ...]:
    heading = session.heading(step_id)
    return heading.actions if isinstance(heading, Actions) else ()


def _answerable(document: Document) -> list[tuple[str, str]]:
    """The worries, gaps and causes that an action can answer: ids and labels."""
    session, method = document.session, document.method
    answerable = []
    for heading, entry in entries_of(session):
        step = method.step(heading.step)
        if step.wants_action or step.owners:
            answerable.append((entry.id, f"{step.short}: {entry.text}"))
    tree = tree_of(session)
    if tree is not None:
        causes = (node for node, _, _ in walk(tree) if isinstance(node, Cause))
        answerable += [(node.id, f"Cause: {node.text}") for node in causes]
    return answerable


def _rows(step_id: str, session: Session) -> list[ListRow]:
    states = line_states(session)
    return [
        _row(action, session, states.get(action.id, "")) for action in _actions(session, step_id)
    ]


def _row(action: Action, session: Session, state: str) -> ListRow:
    due = format_date(action.due) if action.due is not None else action.due_words
    details = [
        action.who,
        f"by {due}" if due else "",
        "own plan" if action.scope is Scope.SINGLE_AGENCY else "",
        f"done {format_date(action.done)}" if action.done is not None else "",
        *(f"answers: {quoted(words_of(session, answered_id))}" for answered_id in action.answers),
    ]
    missing = not_smart(action)
    second_line = "  ·  ".join(part for part in details if part)
    text = Content.assemble(
        terminal_safe(action.what) or "(what needs to happen?)",
        (f"\n{terminal_safe(second_line)}" if second_line else "", MUTED),
        agreement(state, "\n"),
        (f"\nstill missing: {', '.join(missing)}" if missing else "", "$text-warning"),
    )
    mark = Content.styled("✓ " if action.done is not None else "□ ", ACCENT)
    return ListRow(action.id, HangingText(mark, text), (id(action), second_line, state))


def _fields(document: Document, step: Step, action_id: str) -> list[Field]:
    matching = [action for action in _actions(document.session, step.id) if action.id == action_id]
    if not matching:
        return []
    action = matching[0]
    due = when_text(action.due, action.due_words)
    echoes = {"who": partial(who_echo, document), "due": partial(when_echo, document, stored=due)}
    return [
        form_field(
            Action, name, due if name == "due" else getattr(action, name), echoes.get(name, no_echo)
        )
        for name in form_specs(Action)
    ]


def _footnote(values: dict[str, str]) -> str:
    missing = smart_gaps(Action, lambda name: bool(values.get(name, "").strip()))
    return f"Still missing: {', '.join(missing)}" if missing else "SMART: nothing is missing."


def _store(document: Document, action_id: str, name: str, value: str) -> None:
    match name:
        case "due":
            changes = when_changes(document, value)
        case "who":
            changes = {"who": who_value(document, value)}
        case _:
            changes = {name: value}
    document.apply(
        lambda session: actions.edit_action(session, action_id, **changes), "edited action"
    )
