"""The person that each draft is about. A handle may later be given to somebody else."""

from casetool.models.method import KindName
from casetool.models.people.person_key import handle_in, label_in, person_key, still_means
from casetool.services.sessions.document import Document
from casetool.storage.autosave.draft_versions import is_of_form

_OF_PEOPLE = (KindName.PEOPLE, KindName.ROUND)


def is_list_of_people(document: Document, list_id: str) -> bool:
    """Whether the items of a list are people.

    Args:
        document: the open session.
        list_id: the id of the list's step.
    """
    return any(step.id == list_id and step.kind in _OF_PEOPLE for step in document.method.steps)


def item_key(document: Document, list_id: str, item_id: str) -> str:
    """The item of a draft as its slot names it: a person with name and agency.

    Args:
        document: the open session.
        list_id: the id of the list's step.
        item_id: the id of the item, or its key at another time.
    """
    if not is_list_of_people(document, list_id):
        return item_id
    return person_key(item_id, document.session.people)


def item_of_key(document: Document, list_id: str, key: str) -> str | None:
    """The id of the item of a draft, None where its handle means another person by now.

    Args:
        document: the open session.
        list_id: the id of the list's step.
        key: the item as the slot names it.
    """
    if not is_list_of_people(document, list_id):
        return key
    return handle_in(key) if still_means(key, document.session.people) else None


def missed_person(document: Document, slot: str) -> str:
    """What to call the person that a draft was for and is not there, empty for any other.

    Args:
        document: the open session.
        slot: the slot of the draft.
    """
    list_id, _, item_path = slot.partition("/")[2].partition("/")
    key = item_path.rpartition("/")[0]
    is_missed = is_of_form(slot) and item_of_key(document, list_id, key) is None
    return label_in(key) if is_missed else ""
