"""casetool list: the sessions in the folder."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb
from casetool.cli.terminal.output import print_json, tell, tell_about_subfolders, terminal_columns

if TYPE_CHECKING:
    from casetool.storage.autosave.emergency_copy import EmergencyCopy
    from casetool.storage.context import StorageContext


def _arguments(parser: argparse.ArgumentParser) -> None:
    args.json(parser)
    parser.add_argument("--overdue", action="store_true", help="only those due for review")


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.sessions.session_list import count_summaries, list_lines, summaries_as_data
    from casetool.clock import local_now
    from casetool.methods import step_name
    from casetool.storage.autosave.waiting_copies import copies_to_read
    from casetool.storage.library.index import due_for_review
    from casetool.storage.locations import storage_context

    today = local_now().date()
    summaries = count_summaries(folder)
    if options.overdue:
        summaries = tuple(
            summary
            for summary in summaries
            if due_for_review(summary, today) and not summary.copy_of
        )
    storage = storage_context(options.environment)
    copies = copies_to_read(folder, storage)
    if options.json:
        return print_json(summaries_as_data(summaries, copies))
    if not summaries:
        none = "No session is due for review in" if options.overdue else "There are no sessions in"
        tell(f"{none} {folder}.")
    tell_about_subfolders(folder)
    for line in list_lines(summaries, step_name, today, terminal_columns()):
        sys.stdout.write(f"{line}\n")
    _tell_about_copies(copies, folder, storage)
    _tell_where_they_went_on((summary.path for summary in summaries), storage)
    return 0


def _tell_about_copies(
    copies: Iterable["EmergencyCopy"], folder: Path, storage: "StorageContext"
) -> None:
    from casetool.storage.autosave.waiting_copies import way_back

    for copy in copies:
        name = copy.origin.name if copy.origin is not None else copy.path.name
        tell(f"{name}: {way_back(copy, folder, storage.cipher)}.")


def _tell_where_they_went_on(paths: Iterable[Path], storage: "StorageContext") -> None:
    from casetool.storage.continuation import where_it_went_on

    for path in paths:
        if sentence := where_it_went_on(path, storage):
            tell(f"{path.name}: {sentence}.")


VERB = Verb(
    help="list the sessions in the folder",
    example="casetool list",
    add_arguments=_arguments,
    run=_run,
    rank=60,
    needs_folder=True,
    only_reads=True,
)
