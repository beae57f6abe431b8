"""The parser of the command line, built from what the verbs declare."""

import argparse
from collections.abc import Mapping
from pathlib import Path

from casetool import __version__
from casetool.cli.arguments.verb import Verb

_FOLDER_HELP = "the sessions folder (default: CASETOOL_SESSIONS, ./sessions or your data folder)"
_EPILOG = """\
Without a verb, the app opens on the sessions in the folder. For example:
  casetool new --child "Child A" --discussion "12 nov"
  casetool add child-a worries - < worries.txt
  casetool notes child-a --output notes.md

Exit codes: 0 done, 1 failed or check found something, 2 wrong usage, 130 interrupted.
"""


def build_parser(verbs: Mapping[str, Verb]) -> argparse.ArgumentParser:
    """The parser of the command line.

    Args:
        verbs: the verbs that it knows, by name, in the order of the list. A command line that names
            a verb needs that one only, because the app must be on the screen soon.
    """
    top = argparse.ArgumentParser(
        prog="casetool",
        description="Run a multi-agency case discussion, and send round notes that are right.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"casetool {__version__}")
    top.add_argument("--sessions", type=_folder, metavar="DIR", help=_FOLDER_HELP)
    choices = top.add_subparsers(dest="verb", metavar="VERB")
    for name, verb in verbs.items():
        parser = choices.add_parser(
            name,
            help=verb.help,
            description=f"{verb.help[:1].upper()}{verb.help[1:]}.",
            epilog=f"Example:\n  {verb.example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        parser.add_argument(
            "--sessions", type=_folder, metavar="DIR", help=_FOLDER_HELP, default=argparse.SUPPRESS
        )
        parser.set_defaults(parser=parser)
        verb.add_arguments(parser)
    return top


def _folder(name: str) -> Path:
    """The folder of sessions. An empty name, such as an unset variable, names none."""
    if not name.strip():
        raise argparse.ArgumentTypeError("the name of the folder is empty")
    return Path(name)
