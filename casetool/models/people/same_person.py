"""Whether two people with one handle are one person, whose name or role was corrected.

If in doubt, keep two: an extra person is easily removed, but text under a wrong name cannot be
found again.
"""

from casetool.models.people.model import Person, name_words, slug

_LONG_WORD = 4
"""Letters of a word in which a slip is a slip. A shorter word is rather another name."""


def is_same_person(ours: Person, theirs: Person, is_known: bool = False) -> bool:
    """Whether two rows of one list, or of two versions of it, are about one person.

    Args:
        ours: a person.
        theirs: another one.
        is_known: whether both versions knew somebody under this handle before they parted.
    """
    if says_the_same(ours, theirs) or is_blank(ours) or is_blank(theirs):
        return True
    if not (ours.name or theirs.name):
        return is_known and _are_alike(name_words(ours.agency), name_words(theirs.agency))
    if not (ours.name and theirs.name):
        return is_known and slug(ours.agency) == slug(theirs.agency)
    if is_known and ours.name == theirs.name:  # also a name without a letter, as “?”
        return True
    if not _are_alike(name_words(ours.name), name_words(theirs.name)):
        return False
    return is_known or _work_alike(ours, theirs)


def says_the_same(ours: Person, theirs: Person) -> bool:
    """Whether two people have the same name, role and agency."""
    return _fields(ours) == _fields(theirs)


def is_blank(person: Person) -> bool:
    """Whether the handle is all that there is, as in a file written by hand."""
    return not any(_fields(person))


def _fields(person: Person) -> tuple[str, str, str]:
    name, role, agency = (slug(text) or text for text in (person.name, person.role, person.agency))
    return name, role, agency


def _work_alike(ours: Person, theirs: Person) -> bool:
    """Whether role and agency speak for one person. A full name asks for less than a part."""
    roles, agencies = (
        {slug(text) for text in texts}
        for texts in ((ours.role, theirs.role), (ours.agency, theirs.agency))
    )
    if len(agencies - {""}) > 1:
        return False
    is_full_name = slug(ours.name) == slug(theirs.name) and len(name_words(ours.name)) > 1
    if is_full_name:
        return len(roles - {""}) < 2 or "" not in agencies
    return len(roles - {""}) < 2 and ("" not in agencies or "" not in roles)


def _are_alike(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Whether one name contains the other, or is the other with one slip of the hand."""
    if not (ours and theirs):
        return False
    if set(ours) <= set(theirs) or set(theirs) <= set(ours):
        return True
    differing = [pair for pair in zip(ours, theirs, strict=False) if pair[0] != pair[1]]
    return len(ours) == len(theirs) and len(differing) == 1 and _is_slip(*differing[0])


def _is_slip(ours: str, theirs: str) -> bool:
    """Whether a letter was left out, doubled, mistaken or exchanged, but not the first."""
    if min(len(ours), len(theirs)) < _LONG_WORD or ours[0] != theirs[0]:
        return False
    start = 0
    while ours[start : start + 1] == theirs[start : start + 1]:
        start += 1
    our_end, their_end = ours[start:], theirs[start:]
    return (
        our_end[1:] == their_end[1:]
        or our_end[1:] == their_end
        or our_end == their_end[1:]
        or (our_end[1::-1] == their_end[:2] and our_end[2:] == their_end[2:])
    )
