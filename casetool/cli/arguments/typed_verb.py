"""The verb as it was typed: ``help VERB``, and what is only nearly a verb."""

from collections.abc import Sequence

from casetool.cli.arguments.registry import all_verbs, find_verb, verb_names
from casetool.cli.arguments.verb import Verb
from casetool.cli.terminal.output import tell

HELP = "help"
"""Before a verb it asks for the help of that verb."""


def read_verb(arguments: Sequence[str]) -> tuple[list[str], dict[str, Verb]]:
    """What was typed, and the verbs that the parser needs for it.

    Args:
        arguments: what stands after the program's name.

    Returns:
        The arguments, with ``help VERB`` as ``VERB --help``, and the verb that they name, or all
        where they name none.

    Raises:
        SystemExit: there is no such verb. A near one was named on standard error.
    """
    command_line = list(arguments)
    index = 2 if command_line[:1] == ["--sessions"] else 0
    if command_line[index : index + 1] == [HELP]:
        verb = [each for each in command_line[index + 1 : index + 2] if each != HELP]
        command_line = [*command_line[:index], *verb, "--help"]
    name = command_line[index] if len(command_line) > index else ""
    if name in verb_names():
        return command_line, {name: find_verb(name)}
    if name and not name.startswith("-"):
        _refuse(name)
    return command_line, all_verbs() if name else {}


def _refuse(name: str) -> None:
    from difflib import get_close_matches  # only for a verb that is none

    near = get_close_matches(name, [*verb_names(), HELP], 1)
    hint = f" Did you mean {near[0]}?" if near else ""
    message = f"casetool: There is no verb “{name}”.{hint} casetool help lists them all."
    tell(message)
    raise SystemExit(2)
