"""Short stable ids for what is said."""

from collections.abc import Container
from random import Random

_LETTERS = "abcdefghjkmnpqrstvwxyz23456789"
_LENGTH = 5


def fresh_id(chance: Random, taken: Container[str]) -> str:
    """An id that nothing has yet: a letter, then four letters or digits that are not mistaken.

    Ids are random, not counted, so that two copies of one session that were both worked on can
    be laid side by side later.

    Args:
        chance: where randomness comes from; handed in, so that tests can repeat themselves.
        taken: the ids that are in use.
    """
    while True:
        first = chance.choice(_LETTERS[:22])
        rest = "".join(chance.choices(_LETTERS, k=_LENGTH - 1))
        if first + rest not in taken:
            return first + rest
