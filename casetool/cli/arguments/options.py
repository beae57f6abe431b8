"""Arguments that several verbs take."""

import argparse
from pathlib import Path

PASSPHRASE_HELP = "read the passphrase from one line of standard input"
"""How a passphrase comes in without a terminal."""

_STANDARD_OUTPUT = ("-", "/dev/stdout")
"""What a user may call it."""


def nothing(parser: argparse.ArgumentParser) -> None:
    """The verb takes nothing more."""


def file(parser: argparse.ArgumentParser) -> None:
    """A session, by path or part of its name."""
    parser.add_argument("file", metavar="FILE", help="a path, or part of a session's name")


def file_or_folder(parser: argparse.ArgumentParser) -> None:
    """One session, or all of the folder, and the passphrase."""
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help="a session (without it, every session in the folder)",
    )
    passphrase(parser)


def passphrase(parser: argparse.ArgumentParser) -> None:
    """How the passphrase of an encrypted session is given."""
    parser.add_argument("--passphrase-stdin", action="store_true", help=PASSPHRASE_HELP)


def yes(parser: argparse.ArgumentParser) -> None:
    """Whether something is approved already."""
    parser.add_argument("--yes", action="store_true", help="do not ask again")


def json(parser: argparse.ArgumentParser) -> None:
    """Whether the answer is for a program."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def output(parser: argparse.ArgumentParser) -> None:
    """The file to write. Without one, standard output is used."""
    parser.add_argument("--output", type=_output, metavar="PATH", help="write to this new file")


def _output(path: str) -> Path | None:
    return None if path in _STANDARD_OUTPUT else Path(path)


def plain_look(parser: argparse.ArgumentParser) -> None:
    """Whether the team's own look is left out this time."""
    parser.add_argument("--plain-look", action="store_true", help="ignore look.toml this once")


def report(parser: argparse.ArgumentParser) -> None:
    """Where notes or a sheet go, and how they look."""
    parser.add_argument(
        "--format",
        choices=("md", "html", "docx", "pdf"),
        help="without it, by the end of the file's name (md)",
    )
    output(parser)
    parser.add_argument(
        "--marking", metavar="TEXT", help="protective marking of each page; '' for none"
    )
    plain_look(parser)


def names(parser: argparse.ArgumentParser) -> None:
    """What replaces real names."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--stand-ins", action="store_true", help="put stand-ins for real names, once you approve"
    )
    which.add_argument(
        "--initials", action="store_true", help="put initials for real names, once you approve"
    )
