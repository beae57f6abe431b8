"""The verb as it was typed: ``help VERB``, and what is only nearly a verb."""

import sys
from collections.abc import Sequence

from casetool.cli.parser import EXAMPLES


def as_meant(arguments: Sequence[str]) -> list[str]:
    """The arguments with ``help VERB`` as ``VERB --help``, which is shown in the end.

    Args:
        arguments: what stands after the program's name.

    Raises:
        SystemExit: there is no such verb, nor one that this could be; it was said.
    """
    words = list(arguments)
    place = 2 if words[:1] == ["--sessions"] else 0
    verb = words[place] if len(words) > place else ""
    if verb == "help":
        return [*words[:place], *words[place + 1 : place + 2], "--help"]
    if verb and verb not in EXAMPLES and not verb.startswith("-"):
        from difflib import get_close_matches  # only for a verb that is none

        from casetool.render.text.terminal_safe import terminal_row

        near = get_close_matches(verb, EXAMPLES, 1)
        hint = f" Did you mean {near[0]}?" if near else ""
        told = f"There is no verb “{verb}”.{hint} casetool help lists them all."
        sys.stderr.write(terminal_row(f"casetool: {told}") + "\n")
        raise SystemExit(2)
    return words
