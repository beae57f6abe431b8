"""casetool add: catch entries under a heading, from standard input."""

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb
from casetool.cli.terminal.output import tell
from casetool.errors import UserError

if TYPE_CHECKING:
    from casetool.storage.context import StorageContext
    from casetool.storage.encryption.cipher import Cipher

_Contents = tuple[Path, bytes]
"""A session file, and what it held."""

_STDIN_HELP = (
    "one entry, taken as it is. Without it, or with -, each line of standard input is an entry."
    " That is safer, because your shell keeps a history of commands"
)


def _arguments(parser: argparse.ArgumentParser) -> None:
    args.file(parser)
    parser.add_argument("heading", metavar="HEADING", help="its number, id or title: 5, worries")
    parser.add_argument("text", metavar="TEXT", nargs="?", help=_STDIN_HELP)
    parser.add_argument(
        "--by", default="", metavar="WHO", help="who said it, or who will do it: kit, health"
    )
    parser.add_argument("--source", default="", metavar="TEXT", help="the source of a fact")
    parser.add_argument(
        "--kind",
        choices=("fact", "feeling", "hypothesis", "child", "document"),
        help="what kind of statement it is",
    )


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.terminal.stdin import lines_from_stdin, show_if_lost

    if options.text is None and sys.stdin and sys.stdin.isatty():
        options.parser.error("add needs TEXT, or - to read one entry on each line")
    begun = _contents_now(options, folder)
    typed = bytearray()

    def work() -> Path:
        # before anything is opened: a session is not locked while somebody is still typing
        lines = lines_from_stdin(options.text, typed)
        return _add(options, folder, begun, lines)

    path = show_if_lost(work, typed, partial(_keep, options, folder, begun))
    from casetool.cli.sessions.version_files import tell_of_unusable_folders

    tell_of_unusable_folders(path)
    return 0


def _add(
    options: argparse.Namespace, folder: Path, begun: "_Contents | None", lines: Sequence[str]
) -> Path:
    """Add lines to the session that they were begun for, and give its file.

    Raises:
        UserError: they could not be added.
    """
    from casetool.cli.sessions.find import find_original, storage_for
    from casetool.services.meeting.line_batch import add_lines

    about = (options.by, options.kind or "", options.source)
    path = find_original(options.file, folder)
    storage = storage_for(path, options)
    if not _is_same_case(begun, _contents_now(options, folder), storage.cipher):
        raise UserError(
            f"{path.name} is not the session that it was when you began, or it is gone."
            " Nothing was added."
        )
    tell(add_lines(path, options.heading, lines, *about, storage=storage))
    return path


def _keep(
    options: argparse.Namespace,
    folder: Path,
    begun: "_Contents | None",
    lines: Sequence[str],
) -> str:
    """Keep lines for the plain session that they were begun for, and say so, or nothing."""
    from casetool.services.sessions.open import KEPT, copy_typed_lines, keep_as_drafts
    from casetool.storage.encryption.age import is_encrypted
    from casetool.storage.encryption.case_files import other_form_of
    from casetool.storage.locations import storage_context

    storage = storage_context(options.environment)  # without a key
    if begun is None or is_encrypted(begun[0]) or other_form_of(begun[0]) is not None:
        return ""  # it may have been encrypted meanwhile
    where = _place(begun, options.heading, lines, storage)
    if not os.path.lexists(begun[0]):  # its drive may have gone
        return KEPT if copy_typed_lines(*where, begun[1]) else ""
    if not _is_same_case(begun, _contents_now(options, folder), storage.cipher):
        return ""
    return KEPT if keep_as_drafts(*where) or copy_typed_lines(*where) else ""


def _place(
    begun: "_Contents", heading: str, lines: Sequence[str], storage: "StorageContext"
) -> tuple[Path, Sequence[str], "StorageContext", str]:
    """Where lines are kept: as one text of the line at their heading, which Enter shows again."""
    from casetool.methods import find_method
    from casetool.models.capture.line_marks import marked_lines
    from casetool.services.meeting.drafts import CAPTURE_SLOT
    from casetool.services.sessions.open import plain_words
    from casetool.storage.toml.codec import decode, loads

    path, data = begun
    aim = ""
    with suppress(UserError), plain_words(path):
        method = loads(decode(data), partial(find_method, folder=path.parent)).method
        step = method.find(heading)
        aim = f" {step.id}" if step is not None else ""
    return path, [marked_lines("\n".join(lines))], storage, f"{CAPTURE_SLOT}-{{:03}}{aim}"


def _contents_now(options: argparse.Namespace, folder: Path) -> "_Contents | None":
    """The file that is meant now with its content, or None if there is none to read."""
    from casetool.cli.sessions.find import find_original
    from casetool.storage.files.regular_file import read_regular

    try:
        path = find_original(options.file, folder)
        return path, read_regular(path)
    except (UserError, OSError):
        return None


def _is_same_case(begun: "_Contents | None", now: "_Contents | None", cipher: "Cipher") -> bool:
    """Whether the file that was meant when the lines were begun has the same case now.

    What was no session that can be read is not compared: it is refused when it is opened.
    """
    from casetool.storage.library.other_case import case_in_data

    case = case_in_data(*begun, cipher) if begun is not None else None
    return case is None or (now is not None and case == case_in_data(*now, cipher))


VERB = Verb(
    help="add entries under a heading, from standard input",
    example="casetool add child-a worries - < worries.txt",
    add_arguments=_arguments,
    run=_run,
    rank=40,
)
