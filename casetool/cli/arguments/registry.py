"""The verbs there are: one for each module of ``cli/commands/``."""

from importlib import import_module
from pathlib import Path

from casetool.cli import commands
from casetool.cli.arguments.verb import Verb


def verb_names() -> frozenset[str]:
    """The names of all verbs. No module of a verb is imported for it."""
    files = (path for folder in commands.__path__ for path in Path(folder).iterdir())
    names = (path.stem for path in files if path.suffix == ".py")
    return frozenset(name for name in names if name != "__init__")


def find_verb(name: str) -> Verb:
    """A verb by its name.

    Raises:
        ModuleNotFoundError: there is none.
    """
    verb = import_module(f"casetool.cli.commands.{name}").VERB
    assert isinstance(verb, Verb)
    return verb


def all_verbs() -> dict[str, Verb]:
    """Every verb by its name, in the order of the list."""
    verbs = {name: find_verb(name) for name in verb_names()}
    return dict(sorted(verbs.items(), key=lambda item: item[1].rank))
