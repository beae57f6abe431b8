"""What the verbs take that make a paper, and what most verbs take."""

import argparse
from pathlib import Path

PASSPHRASE_HELP = "read the passphrase from a line of standard input, not from the terminal"
"""How a passphrase comes in without a terminal."""


_STANDARD_OUTPUT = ("-", "/dev/stdout")
"""What a user may call it."""


def file(verb: argparse.ArgumentParser) -> None:
    """A session: a path, or a part of its name."""
    verb.add_argument("file", metavar="FILE", help="a path, or the name of a session")


def passphrase(verb: argparse.ArgumentParser) -> None:
    """How the passphrase of an encrypted session is given."""
    verb.add_argument("--passphrase-stdin", action="store_true", help=PASSPHRASE_HELP)


def yes(verb: argparse.ArgumentParser) -> None:
    """Whether something is approved already."""
    verb.add_argument("--yes", action="store_true", help="do not ask again")


def notes(verb: argparse.ArgumentParser) -> None:
    """What the notes take."""
    file(verb)
    passphrase(verb)
    paper(verb)
    verb.add_argument("--summary", action="store_true", help="one page instead of the whole")
    verb.add_argument("--who", action="store_true", help="say who said what (off: learning)")
    names(verb)
    verb.add_argument(
        "--changes", action="store_true", help="print what changed since they last went round"
    )
    yes(verb)


def sheet(verb: argparse.ArgumentParser) -> None:
    """What the sheet for before the meeting takes."""
    file(verb)
    passphrase(verb)
    paper(verb)
    names(verb)
    yes(verb)


def output(verb: argparse.ArgumentParser) -> None:
    """The file that a verb writes; standard output without one."""
    verb.add_argument("--output", type=_output, metavar="PATH", help="a file; never over another")


def _output(path: str) -> Path | None:
    return None if path in _STANDARD_OUTPUT else Path(path)


def paper(verb: argparse.ArgumentParser) -> None:
    """Where a paper goes, and how it looks."""
    verb.add_argument(
        "--format", choices=("md", "html", "docx", "pdf"), help="else as the file's name ends (md)"
    )
    output(verb)
    verb.add_argument(
        "--marking", metavar="TEXT", help="at the head and foot of each page; '' for none"
    )
    verb.add_argument("--plain-look", action="store_true", help="whatever look.toml says")


def names(verb: argparse.ArgumentParser) -> None:
    """What stands in the place of real names."""
    which = verb.add_mutually_exclusive_group()
    which.add_argument(
        "--stand-ins", action="store_true", help="stand-ins for the real names, once approved"
    )
    which.add_argument("--initials", action="store_true", help="initials for them, once approved")


def actions(verb: argparse.ArgumentParser) -> None:
    """What the action log takes."""
    verb.add_argument("file", metavar="FILE", nargs="?", help="a session; or --all")
    verb.add_argument("--all", action="store_true", help="those of every session of the folder")
    verb.add_argument("--format", choices=("text", "csv", "ics"), default="text", help="(text)")
    verb.add_argument("--agency", default="", metavar="TEXT", help="its own; or a person's")
    verb.add_argument("--open", action="store_true", help="only those that are not done")
    verb.add_argument("--single-agency", action="store_true", help="only for agencies' own plans")
    verb.add_argument("--detail", action="store_true", help="with ics: also what is to be done")
    output(verb)
    verb.add_argument("--stand-ins", action="store_true", help="stand-ins for the real names")
    verb.add_argument("--plain-look", action="store_true", help="whatever look.toml says")
    yes(verb)
    passphrase(verb)
