"""casetool trash: list the trash, bring a session back, or empty it."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb
from casetool.cli.terminal.output import print_row, tell
from casetool.errors import UserError

if TYPE_CHECKING:
    from casetool.storage.history.trash import Trashed


def _arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--restore", metavar="NAME", help="bring this session back")
    parser.add_argument("--empty", action="store_true", help="remove everything in it for good")
    args.yes(parser)


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.models.parsing.dates import format_moment
    from casetool.models.parsing.days import instant_in
    from casetool.storage.history.trash import (
        finish_stopped,
        list_trash,
        odd_in_trash,
        restore_from_trash,
    )
    from casetool.storage.locations import storage_context

    storage = storage_context(options.environment)
    finish_stopped(folder, storage)
    trash = list_trash(folder)
    if options.restore is not None:
        sys.stdout.write(f"{restore_from_trash(_named(trash, options.restore), storage)}\n")
        return 0
    if options.empty:
        return _empty(options, folder, trash)
    for trashed in trash:
        when = instant_in(trashed.when, None)
        print_row(f"{format_moment(when):>21}  {trashed.name}")
    odd = odd_in_trash(folder)
    for path in odd:
        tell(f"In the trash, but no deleted session: {path}")
    if not trash and not odd:
        tell("The trash is empty.")
    return 0


def _empty(options: argparse.Namespace, folder: Path, trash: "Sequence[Trashed]") -> int:
    from casetool.cli.terminal.prompts import confirm
    from casetool.cli.upkeep.removal import NOTHING_REMOVED, OUT_OF_REACH
    from casetool.storage.autosave.emergency_copy import copies_from
    from casetool.storage.history.trash import empty_trash, list_trash, odd_in_trash
    from casetool.storage.locations import storage_context

    if trash:
        confirm(f"Remove all {len(trash)} in the trash for good?", options, NOTHING_REMOVED)
    emptied, removed = {trashed.name for trashed in trash}, empty_trash(trash)
    odd, others = odd_in_trash(folder), list_trash(folder)
    tell(f"{removed} removed." if odd or others else f"The trash is now empty: {removed} removed.")
    for path in odd:
        tell(f"Still there, as it is no deleted session: {path}")
    for trashed in others:
        tell(f"Still there, as it came since you were asked: {trashed.name}")
    for copy in copies_from(folder, storage_context(options.environment)):
        if copy.origin is not None and copy.origin.name in emptied and not copy.has_session_file:
            tell(f"Still there: {copy.path}, an emergency copy for {copy.origin.name}.")
    sys.stderr.write(OUT_OF_REACH if removed else "")
    return 1 if odd or others else 0


def _named(trash: "Sequence[Trashed]", name: str) -> "Trashed":
    """The session that a name means. Of several with one name, the last deleted."""
    from casetool.storage.library.copy_names import is_in_name, is_whole_name

    whole = [trashed for trashed in trash if is_whole_name(name, trashed.name)]
    matching = whole or [trashed for trashed in trash if is_in_name(name, trashed.name)]
    if len({trashed.name for trashed in matching}) == 1:
        return matching[0]
    count = "More than one session" if matching else "No session"
    raise UserError(f"{count} in the trash has “{name}” in its name: casetool trash lists them.")


VERB = Verb(
    help="list the trash, bring a session back, or empty it",
    example="casetool trash --restore child-a",
    add_arguments=_arguments,
    run=_run,
    rank=190,
    needs_folder=True,
)
