"""Save drafts of forms and questions, each field in a slot of its own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import count

from casetool.models.method import KindName, Method
from casetool.models.tree.model import FOCAL
from casetool.services.meeting.question_drafts import QUESTION, is_without_form
from casetool.services.sessions.document import Document
from casetool.services.tree.box_drafts import BOX_SLOT, box_below, waiting_slot
from casetool.storage.autosave.draft_file import damaged_draft_files
from casetool.storage.autosave.draft_versions import (
    FORM,
    LINE_SLOT,
    WAITING_FORM,
    is_of_form,
    waiting_form_slot,
)

CAPTURE_SLOT = "capture"
"""The draft slot of the text in the capture line. The step and the box it is for stand behind."""

_WAITING = (f"{CAPTURE_SLOT}-", LINE_SLOT, f"{BOX_SLOT}waiting-", WAITING_FORM)
"""The prefixes of slots that no field uses."""


@dataclass(frozen=True, slots=True)
class FormDraft:
    """A draft in the form of an item, from when the session was last open."""

    slot: str
    list_id: str
    """The id of the list's step, or ``NAMES_DRAFT``."""
    item_id: str
    """The item as its slot names it. ``FormDrafts.item_of`` gives its id."""
    field: str
    text: str

    def is_with(self, other: "FormDraft") -> bool:
        """Whether it is of another field in the same form."""
        item, other_item = (self.list_id, self.item_id), (other.list_id, other.item_id)
        return item == other_item and self.field != other.field


def drafts_of_forms(drafts: Mapping[str, str]) -> tuple[FormDraft, ...]:
    """The drafts of forms, among all drafts of a session. Those that wait are the last."""
    slots = [slot for slot in sorted(drafts) if is_of_form(slot) and drafts[slot].strip()]
    return tuple(
        FormDraft(slot, *split_slot(slot), drafts[slot])
        for slot in sorted(slots, key=lambda slot: slot.startswith(WAITING_FORM))
    )


def in_one_form(first: FormDraft, drafts: Iterable[FormDraft]) -> list[FormDraft]:
    """The drafts that stand in one form together, each field once.

    Args:
        first: the draft whose form opens.
        drafts: all drafts of forms.
    """
    by_field = {first.field: first}
    for draft in drafts:
        if draft.is_with(first):
            by_field.setdefault(draft.field, draft)
    return [*by_field.values()]


def drafts_of_boxes(drafts: Mapping[str, str]) -> dict[str, str]:
    """The drafts of boxes of the tree, among all drafts of a session."""
    slots = (slot for slot in sorted(drafts) if slot.startswith(BOX_SLOT))
    return {slot: drafts[slot] for slot in slots if drafts[slot].strip()}


def has_form(slot: str) -> bool:
    """Whether a draft goes back into a form or a box, by its slot."""
    return slot.startswith(BOX_SLOT) or is_of_form(slot)


def texts_beside_line(document: Document) -> dict[str, str]:
    """The unfinished texts of an open session that are not of its line, by slot.

    Args:
        document: the open session.
    """
    return {
        slot: text
        for slot, text in document.unfinished.items()
        if not slot.startswith((CAPTURE_SLOT, LINE_SLOT))
    }


def unfinished_texts(
    document: Document, drafts: Mapping[str, str], line_is_used: bool, skips_forms: bool
) -> list[tuple[str, str]]:
    """The slots and texts of the drafts to restore in the capture line.

    Only one text of the line keeps its slot, as the line has one at a time.

    Args:
        document: the open session.
        drafts: the drafts on disk, by slot.
        line_is_used: whether other text goes into the line first. The draft of the line then
            moves to a free slot, so that it is not overwritten.
        skips_forms: whether the drafts of forms and boxes are restored elsewhere.
    """
    elsewhere = (QUESTION, FORM, WAITING_FORM, BOX_SLOT) if skips_forms else (QUESTION,)
    unfinished = [
        (slot, text)
        for slot, text in sorted(drafts.items())
        if text.strip() and (not slot.startswith(elsewhere) or is_without_form(document, slot))
    ]
    if line_is_used or not unfinished or unfinished[0][0].partition(" ")[0] != CAPTURE_SLOT:
        return with_own_slots(document, unfinished, drafts)
    line, *others = unfinished
    return [line, *with_own_slots(document, others, drafts)]


def with_own_slots(
    document: Document, texts: Iterable[tuple[str, str]], used_slots: Iterable[str]
) -> list[tuple[str, str]]:
    """Give texts that wait slots of their own, as their fields may be used again before.

    Args:
        document: the open session.
        texts: the slots and texts.
        used_slots: the slots in use.
    """
    used_names = {slot.partition(" ")[0] for slot in (*used_slots, *document.unfinished)}
    waiting: list[tuple[str, str]] = []
    for slot, text in texts:
        own_slot = slot
        if not slot.startswith(_WAITING):
            slots = (_waiting_slot(slot, number) for number in count(2))
            own_slot = next(
                free for free in slots if free == slot or free.partition(" ")[0] not in used_names
            )
        used_names.add(own_slot.partition(" ")[0])
        if document.unfinished.get(own_slot) != text:  # it may just have left the line
            document.keep_draft(own_slot, text)
        if own_slot != slot:
            document.keep_draft(slot, "")
        waiting.append((own_slot, text))
    return waiting


def capture_slot(step_id: str, node_id: str) -> str:
    """The slot of the text in the capture line.

    Args:
        step_id: the id of the step that it is for.
        node_id: the id of the node of the tree that it would go under.
    """
    return f"{CAPTURE_SLOT} {step_id}" + (f" {node_id}" if node_id != FOCAL else "")


def aim_of(slot: str, method: Method) -> tuple[str, str] | None:
    """The ids of the step and the node that a text was for, or None where the slot has none.

    Args:
        slot: the slot of the text.
        method: the method of the session.
    """
    if slot.startswith(BOX_SLOT):
        tree_step = next(iter(method.of_kind(KindName.TREE)), None)
        return (tree_step.id, box_below(slot)) if tree_step is not None else None
    if is_of_form(slot):
        list_id, _, _ = split_slot(slot)
        return (list_id, FOCAL) if list_id in {step.id for step in method.steps} else None
    name, *aim = slot.split(" ")
    if not (name.startswith(CAPTURE_SLOT) and aim):
        return None
    return aim[0], aim[1] if len(aim) > 1 else FOCAL


def notice_of_damaged_drafts(document: Document) -> str:
    """A notice that names the damaged drafts of a session, or empty.

    Args:
        document: the open session.
    """
    paths = damaged_draft_files(document.path, document.storage.cipher)
    folder = document.path.parent
    names = ", ".join(str(path.relative_to(folder)) for path in paths if folder in path.parents)
    return f"Text typed before is damaged. It stays in {names or paths[0]}." if paths else ""


def _waiting_slot(slot: str, number: int) -> str:
    """A slot of its own for a text that waits, which tells what the text is for."""
    if slot.startswith(BOX_SLOT):
        return waiting_slot(slot, number)
    if is_of_form(slot):
        return waiting_form_slot(slot, number)
    name, space, aim = slot.partition(" ")
    return f"{CAPTURE_SLOT}-{number}" + (f"{space}{aim}" if name == CAPTURE_SLOT else "")


def split_slot(slot: str) -> tuple[str, str, str]:
    """The id of the list, the key of the item and the field in the slot of a form."""
    list_id, _, item_path = slot.partition("/")[2].partition("/")
    item_id, _, field = item_path.rpartition("/")
    return list_id, item_id, field
