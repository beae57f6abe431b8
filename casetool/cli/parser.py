"""What can be said on the command line: each verb, an example, and the arguments that it takes."""

import argparse
from collections.abc import Callable, Collection
from pathlib import Path

from casetool import __version__
from casetool.cli import options as papers

LEAST_WIDTH = 24
"""Columns below which neither a drawing nor an outline can be read."""

EXAMPLES = {
    "open": ("the app, on one session", "casetool open child-a"),
    "board": ("the room's window: all headings side by side, following the session",
              "casetool board child-a"),
    "new": ("make a session, and print where it is",
            'casetool new --child "Child A" --referral "14 oct" --discussion "12 nov"'),
    "add": ("catch entries under a heading, from standard input",
            "casetool add child-a worries - < worries.txt"),
    "show": ("a session as plain text, or whole as JSON", "casetool show child-a"),
    "list": ("the sessions of the folder", "casetool list"),
    "copies": ("copies that sync programs and editors made: what differs, and what becomes of them",
               "casetool copies child-a"),
    "blank": ("the blank tool, one page to print", "casetool blank --output blank.docx"),
    "sheet": ("the sheet to be read before the meeting, with room for own notes",
              "casetool sheet child-a --output sheet.docx"),
    "notes": ("the notes: Markdown, a web page, Word or PDF",
              "casetool notes child-a --output notes.docx"),
    "actions": ("the actions, and whose they are; as text, for a spreadsheet or a calendar",
                "casetool actions child-a --agency health"),
    "look": ("the team's own look of the notes, checked", "casetool look"),
    "tree": ("the analysis tree as a drawing, a picture, a list, or for mermaid",
             "casetool tree child-a --format svg --output tree.svg"),
    "check": ("what is still missing; exit code 1 when something is", "casetool check child-a"),
    "history": ("the earlier versions of a session", "casetool history child-a"),
    "restore": ("go back to an earlier version; what is there now becomes one, too",
                "casetool restore child-a 3f2a9c"),
    "review": ("until when a session is kept before somebody decides; or set that day",
               "casetool review child-a 7y"),
    "delete": ("move a session to the trash, or remove it with every copy kept of it",
               "casetool delete child-a"),
    "trash": ("what is in the trash; bring back from it, or empty it",
              "casetool trash --restore child-a"),
    "doctor": ("look whether everything in the folder is sound; exit code 1 when not",
               "casetool doctor"),
    "encrypt": ("close one session, or all of the folder, with a passphrase",
                "casetool encrypt child-a"),
    "decrypt": ("take the encryption off one session, or off all of the folder",
                "casetool decrypt child-a"),
    "passphrase": ("change the passphrase of encrypted sessions", "casetool passphrase"),
    "schema": ("the JSON Schema of the session file", "casetool schema > session.schema.json"),
    "demo": ("the app on a throw-away copy of the example sessions", "casetool demo"),
}  # fmt: skip
"""Every verb: what it does, and an example."""

_FOLDER_HELP = "the folder of sessions (else CASETOOL_SESSIONS, ./sessions, your data folder)"
_EPILOG = """\
Without a verb the app opens on the sessions of the folder. For example:
  casetool new --child "Child A" --discussion "12 nov"
  casetool add child-a worries - < worries.txt
  casetool notes child-a --output notes.md

Exit codes: 0 done; 1 could not be done, or check found something; 2 wrong usage; 130 interrupted.
"""
_OFFICE_HELP = "a second public key, age1…, that opens what is encrypted; none takes it away"
_TREE_HELP = (
    "text: characters (text); svg: a picture for a page of A4, and where it takes several, a file"
    " for each beside --output: tree-1.svg, tree-2.svg; mermaid: a flowchart; md: lists in lists"
)
_STDIN_HELP = (
    "the words, taken as they are; - or nothing reads one entry a line from standard input,"
    " which is better: what stands in a command is kept in the shell's history"
)


def parser(meant: Collection[str] = tuple(EXAMPLES)) -> argparse.ArgumentParser:
    """The parser of the command line.

    Args:
        meant: the verbs that can be meant: the arguments of the others are left out, because the
            app must be on the screen soon.
    """
    top = argparse.ArgumentParser(
        prog="casetool",
        description="Run a multi-agency case discussion, and send round notes that are right.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"casetool {__version__}")
    top.add_argument("--sessions", type=Path, metavar="DIR", help=_FOLDER_HELP)
    verbs = top.add_subparsers(dest="verb", metavar="VERB")
    for name, (words, example) in EXAMPLES.items():
        verb = verbs.add_parser(
            name,
            help=words,
            description=f"{words[:1].upper()}{words[1:]}.",
            epilog=f"Example:\n  {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        if name in meant:
            verb.add_argument(
                "--sessions", type=Path, metavar="DIR", help=_FOLDER_HELP, default=argparse.SUPPRESS
            )
            _ARGUMENTS.get(name, papers.file)(verb)
    return top


def _board(verb: argparse.ArgumentParser) -> None:
    papers.file(verb)
    verb.add_argument("--web", action="store_true", help="in a browser of this computer instead")
    verb.add_argument("--open", action="store_true", help="with --web: start the browser, too")
    verb.add_argument("--port", type=int, metavar="N", help="with --web: where; else a free one")


def _file_or_all(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("file", metavar="FILE", nargs="?", help="a session; else all of the folder")
    papers.passphrase(verb)


def _encrypt(verb: argparse.ArgumentParser) -> None:
    _file_or_all(verb)
    verb.add_argument("--office", metavar="RECIPIENT", help=_OFFICE_HELP)


def _nothing(verb: argparse.ArgumentParser) -> None:
    """The verb takes nothing more."""


def _json(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--json", action="store_true", help="as JSON")


def _new(verb: argparse.ArgumentParser) -> None:
    papers.passphrase(verb)
    verb.add_argument("--child", required=True, metavar="TEXT", help="better a pseudonym")
    verb.add_argument("--referral", default="", metavar="DATE", help="such as 14/10/2026")
    verb.add_argument("--discussion", default="", metavar="DATE", help="such as 12 nov")
    verb.add_argument("--starts", default="", metavar="TIME", help="when it is to start: 10:00")
    verb.add_argument("--length", default="", metavar="MIN", help="how long it may take (60)")
    verb.add_argument("--review", default="", metavar="DATE", help="keep it until then: 7y")
    verb.add_argument("--reason", default="", metavar="TEXT", help="why, in one line")
    verb.add_argument("--facilitator", default="", metavar="TEXT", help="not involved in the case")
    verb.add_argument(
        "--nation",
        default="england",
        choices=("england", "wales", "scotland", "northern-ireland"),
        help="whose bank holidays count (england)",
    )


def _add(verb: argparse.ArgumentParser) -> None:
    papers.file(verb)
    verb.add_argument("heading", metavar="HEADING", help="its number, id or title: 5, worries")
    verb.add_argument("text", metavar="TEXT", nargs="?", help=_STDIN_HELP)
    verb.add_argument(
        "--by", default="", metavar="WHO", help="who said it, or who does it: kit, health"
    )
    verb.add_argument("--source", default="", metavar="TEXT", help="where a fact stands")
    verb.add_argument(
        "--kind",
        choices=("fact", "feeling", "hypothesis", "child", "document"),
        help="what sort of words they are",
    )


def _check(verb: argparse.ArgumentParser) -> None:
    papers.file(verb)
    papers.passphrase(verb)
    _json(verb)


def _show(verb: argparse.ArgumentParser) -> None:
    _check(verb)
    words = "with your private jottings, which are left out otherwise"
    verb.add_argument("--private", action="store_true", help=words)


def _look(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--example", action="store_true", help="print an example to start from")


def _tree(verb: argparse.ArgumentParser) -> None:
    papers.file(verb)
    papers.passphrase(verb)
    verb.add_argument(
        "--format", choices=("text", "svg", "mermaid", "md"), default="text", help=_TREE_HELP
    )
    papers.output(verb)
    verb.add_argument("--width", type=_width, metavar="N", help="columns; an outline if wider")
    verb.add_argument("--plain", action="store_true", help="boxes of + - | instead of drawn ones")
    papers.names(verb)
    papers.yes(verb)


def _width(text: str) -> int:
    width = int(text)
    if width < LEAST_WIDTH:
        raise argparse.ArgumentTypeError(f"a drawing needs {LEAST_WIDTH} columns at least")
    return width


def _history(verb: argparse.ArgumentParser) -> None:
    papers.file(verb)
    _json(verb)


def _restore(verb: argparse.ArgumentParser) -> None:
    papers.file(verb)
    verb.add_argument("version", metavar="VERSION", help="as history names it, or its beginning")


def _review(verb: argparse.ArgumentParser) -> None:
    papers.file(verb)
    papers.passphrase(verb)
    verb.add_argument(
        "day", metavar="DATE", nargs="?", help="such as 7y or 12/11/2033; none takes it away"
    )


def _list(verb: argparse.ArgumentParser) -> None:
    _json(verb)
    verb.add_argument("--overdue", action="store_true", help="only those whose review is due")


def _copies(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("file", metavar="FILE", nargs="?", help="a session, or one copy; else all")
    ways = verb.add_mutually_exclusive_group()
    ways.add_argument("--merge", action="store_true", help="take in what only the copies hold")
    ways.add_argument("--discard", action="store_true", help="move the copies to the trash")
    ways.add_argument("--own", action="store_true", help="make a copy a session of its own")
    papers.passphrase(verb)


def _delete(verb: argparse.ArgumentParser) -> None:
    papers.file(verb)
    verb.add_argument("--purge", action="store_true", help="with versions and drafts, for good")
    verb.add_argument("--copies", action="store_true", help="with --purge: what lies beside, too")
    papers.yes(verb)


def _trash(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("--restore", metavar="NAME", help="bring this session back")
    verb.add_argument("--empty", action="store_true", help="remove all of it for good")
    papers.yes(verb)


def _doctor(verb: argparse.ArgumentParser) -> None:
    _json(verb)
    verb.add_argument("--unlock", action="store_true", help="ask for the passphrase, look inside")
    verb.add_argument("--passphrase-stdin", action="store_true", help=papers.PASSPHRASE_HELP)


_ARGUMENTS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "board": _board,
    "new": _new,
    "add": _add,
    "show": _show,
    "list": _list,
    "notes": papers.notes,
    "sheet": papers.sheet,
    "blank": papers.paper,
    "actions": papers.actions,
    "look": _look,
    "tree": _tree,
    "check": _check,
    "history": _history,
    "restore": _restore,
    "review": _review,
    "copies": _copies,
    "delete": _delete,
    "trash": _trash,
    "doctor": _doctor,
    "encrypt": _encrypt,
    "decrypt": _file_or_all,
    "passphrase": papers.passphrase,
    "schema": _nothing,
    "demo": _nothing,
}
