"""The entries of a heading as a list, and the keys that change them."""

from collections.abc import Sequence
from functools import partial
from typing import ClassVar

from textual.content import Content

from casetool.models.actions import edits as actions
from casetool.models.entries import edits as entries
from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.method import KindName
from casetool.models.parsing.dates import format_date
from casetool.models.people.model import People, agencies, slug, speaker
from casetool.models.tree import edits as tree
from casetool.models.tree.model import FOCAL
from casetool.models.tree.paths import Side
from casetool.render.report.phrases import AGREED
from casetool.render.text.terminal_safe import terminal_safe
from casetool.widgets.common.hanging_indent import ACCENT, MUTED, HangingText
from casetool.widgets.common.item_list import ListRow
from casetool.widgets.common.item_menu import ItemMenu, MenuItem
from casetool.widgets.common.messages import GoTo, Notice, Pick, PickChoice, numbered
from casetool.widgets.panes.plain_list import PlainList

KIND_MARKS = {
    EntryKind.FACT: "=",
    EntryKind.FEELING: "~",
    EntryKind.HYPOTHESIS: "%",
    EntryKind.CHILD: "“",
    EntryKind.DOCUMENT: "#",
    None: "·",
}
"""The mark of a kind: the sigil that makes it."""


def entry_row(entry: Entry, people: People, state: str = "") -> ListRow:
    """One entry as a row of the list: its mark, its text and its details.

    Args:
        entry: the entry.
        people: the people who may have said it.
        state: its state after the read-back, in words. Empty if it was not read back.
    """
    speaker_label = speaker(entry.by, people) if entry.by else ""
    time = f"{entry.at:%H:%M}" if entry.at is not None else ""
    due = format_date(entry.due) if entry.due is not None else entry.due_words
    details = [
        f"source: {entry.source}" if entry.source else "",
        f"finds out: {entry.owner}" if entry.owner else "",
        f"by {due}" if due else "",
        f"answer: {entry.answer}" if entry.answer else "",
        speaker_label,
        time if speaker_label else "",
    ]
    tail = "  ·  ".join(part for part in details if part)
    kind = f"{entry.kind.value}: " if entry.kind in (EntryKind.CHILD, EntryKind.DOCUMENT) else ""
    text = Content.assemble(
        (kind, MUTED),
        terminal_safe(entry.text),
        (f"   {terminal_safe(tail)}" if tail else "", MUTED),
        agreement(state),
    )
    mark = Content.styled(f"{KIND_MARKS[entry.kind]} ", ACCENT)
    return ListRow(entry.id, HangingText(mark, text), (id(entry), speaker_label, state))


def agreement(state: str, separator: str = "   ") -> Content:
    """The state of a line after the read-back. A change since then is shown as a warning.

    Args:
        state: the state in words, or nothing.
        separator: the text in front of it.
    """
    if not state:
        return Content("")
    agreed = state == AGREED
    mark = "✓" if agreed else "!"
    return Content.styled(f"{separator}{mark} {state}", MUTED if agreed else "$text-warning")


class EntryList(PlainList):
    """The entries of one heading, and the menu for the selected one."""

    NOUN: ClassVar[str] = "entry"

    MENU: ClassVar[Sequence[MenuItem]] = (
        MenuItem("entry.fact", "f=", "fact", "kind('fact')", "Mark it as a fact", stays=True),
        MenuItem("entry.feeling", "g~", "feeling", "kind('feeling')", "Mark it as a feeling",
                 stays=True),
        MenuItem("entry.hypothesis", "h%", "hypothesis", "kind('hypothesis')",
                 "Mark it as a hypothesis", stays=True),
        MenuItem("entry.child", "c\"“", "child's words", "kind('child')",
                 "Mark it as the child's own words", stays=True),
        MenuItem("entry.document", "d#", "document", "kind('document')",
                 "Mark it as a document at hand", stays=True),
        MenuItem("entry.no-kind", "n", "no kind", "kind('')",
                 "Neither fact nor feeling nor hypothesis", stays=True),
        MenuItem("entry.by", "b@", "who said it …", "said_by",
                 "Say who said it, or that nobody is named"),
        MenuItem("entry.move", "m", "move …", "move", "Move it under another heading"),
        MenuItem("entry.send-worry", "!", "to worries", "send('!')", "Move it to the worries"),
        MenuItem("entry.send-worked", "+", "to worked well", "send('+')",
                 "Move it to what worked well"),
        MenuItem("entry.send-missing", "?", "to missing", "send('?')",
                 "Move it to the missing information"),
        MenuItem("entry.send-action", ">", "to actions", "send('>')", "Make it an action instead"),
        MenuItem("entry.send-else", "&", "to who else", "send('&')",
                 "Move it to what else, who else"),
        MenuItem("entry.answer", "a", "action for it", "answer", "A new action that answers this"),
        MenuItem("entry.to-effect", "e^", "effect, in the tree", "to_tree('effects')",
                 "Put it into the tree as an effect"),
        MenuItem("entry.to-cause", "w<", "why? in the tree", "to_tree('causes')",
                 "Put it into the tree as a cause"),
        MenuItem("entry.words", "i", "change the words", "select",
                 "Open its form", opens_form=True),
        MenuItem("entry.delete-it", "x", "delete", "delete", "Delete it; Ctrl+Z brings it back"),
    )  # fmt: skip

    def entry(self) -> Entry | None:
        """The selected entry."""
        heading = self.document.session.heading(self.step.id)
        entries_here = heading.entries if isinstance(heading, Entries) else ()
        return next((entry for entry in entries_here if entry.id == self.selected), None)

    def menu(self) -> ItemMenu:
        """What can be done with the selected entry. It does not move to its own heading."""
        entry = self.entry()
        if entry is None:
            return ItemMenu("")
        own = f"send('{self.step.sigil}')"
        items = tuple(item for item in self.MENU if item.action != own)
        kind = entry.kind.name.lower() if entry.kind is not None else ""
        marked = {item.id for item in items if item.action == f"kind('{kind}')"}
        marked |= {"entry.by"} if entry.by is not None else set()
        return ItemMenu(entry.text, items, frozenset(marked), item_id=entry.id)

    def action_kind(self, kind: str) -> None:
        """Mark it as a fact, a feeling or another kind."""
        new_kind = EntryKind[kind.upper()] if kind else None
        self._edit(f"marked as {new_kind.value if new_kind else 'no kind'}", kind=new_kind)

    def action_said_by(self) -> None:
        """Ask who said it."""
        people = self.document.session.people
        speakers = [(person.id, speaker(person.id, people)) for person in people if person.name]
        speakers += [(slug(agency), agency) for agency in agencies(people)]
        choices = numbered([("", "nobody is named"), *speakers], first=0)
        if self.selected is not None:
            set_by = partial(self._set_by, self.selected)
            self.post_message(Pick("Who said it?", choices, set_by))

    def action_move(self) -> None:
        """Ask under which heading it belongs."""
        choices = [
            PickChoice(step.id, f"{step.number} {step.title}".strip(), step.number or step.sigil)
            for step in self.document.method.steps
            if step.kind in (KindName.ENTRIES, KindName.ACTIONS) and step.id != self.step.id
        ]
        if self.selected is not None:
            move = partial(self._move_to, self.selected)
            self.post_message(Pick("Where does it belong?", tuple(choices), move))

    def action_send(self, sigil: str) -> None:
        """Move it to the heading with this sigil."""
        for step in self.document.method.steps:
            if step.sigil == sigil and step.id != self.step.id and self.selected is not None:
                self._move_to(self.selected, step.id)

    def action_answer(self) -> None:
        """Make an action that answers this entry, and go there to fill it in."""
        entry = self.entry()
        steps = self.document.method.of_kind(KindName.ACTIONS)
        if entry is None or not steps:
            return
        new_id, now = self.document.fresh_id(), self.document.now()
        edit = partial(
            actions.action_answering, step=steps[0].id, item_id=entry.id, new_id=new_id, now=now
        )
        if self.document.apply(edit, "new action"):
            self.post_message(GoTo(steps[0].id, new_id, opens_form=True))

    def action_to_tree(self, side: Side) -> None:
        """Put a copy into the tree, under the focal point. The entry stays."""
        entry = self.entry()
        tree_step = next(iter(self.document.method.of_kind(KindName.TREE)), None)
        if entry is None or tree_step is None:
            return
        if not getattr(self.document.session.heading(tree_step.id), "focal", "").strip():
            self.post_message(Notice("Effects and causes wait until the focal point is agreed."))
            return
        node_id, now = self.document.fresh_id(), self.document.now()
        edit = partial(
            tree.send_to_tree, entry_id=entry.id, side=side, node_id=node_id, now=now, parent=FOCAL
        )
        if self.document.apply(edit, "sent into the tree"):
            word = "an effect of" if side == "effects" else "a cause of"
            self.post_message(Notice(f"It is in the tree too, as {word} the focal point."))

    def _set_by(self, entry_id: str, by: str) -> None:
        """Name the speaker of the entry that was asked about, whatever is selected by now."""
        self.document.apply(
            lambda session: entries.edit_entry(session, entry_id, by=by or None), "who said it"
        )

    def _move_to(self, entry_id: str, step: str) -> None:
        edit = partial(entries.move_entry, entry_id=entry_id, to_step=step)
        if self.document.apply(edit, "moved to another heading"):
            self.post_message(Notice(f"Moved to {self.document.method.step(step).title}"))

    def _edit(self, label: str, **changes: object) -> None:
        entry_id = self.selected
        if entry_id is not None:
            self.document.apply(
                lambda session: entries.edit_entry(session, entry_id, **changes), label
            )
