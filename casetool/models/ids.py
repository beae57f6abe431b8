"""Short stable ids for entries, actions and nodes."""

from collections.abc import Container, Iterable
from random import Random

DETAILS_ID = "details"
"""The id that stands for the session's own details, and so for no person or line."""

_CHARACTERS = "abcdefghjkmnpqrstvwxyz23456789"
_LENGTH = 5


def fresh_id(random: Random, used_ids: Container[str]) -> str:
    """Make an unused id: a letter, then four letters or digits that are hard to confuse.

    Ids are random rather than counted, so that two diverging copies of a session can be merged.

    Args:
        random: the source of randomness.
        used_ids: the ids in use.
    """
    while True:
        first = random.choice(_CHARACTERS[:22])
        others = "".join(random.choices(_CHARACTERS, k=_LENGTH - 1))
        new_id = first + others
        if new_id not in used_ids:
            return new_id


def fresh_ids(random: Random, used_ids: Iterable[str], count: int) -> list[str]:
    """Make different unused ids.

    Args:
        random: the source of randomness.
        used_ids: the ids in use.
        count: how many are needed.
    """
    all_ids = set(used_ids)
    new_ids: list[str] = []
    for _ in range(count):
        new_id = fresh_id(random, all_ids)
        new_ids.append(new_id)
        all_ids.add(new_id)
    return new_ids
