"""casetool list: the sessions of the folder."""

import argparse
import sys
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb
from casetool.cli.terminal.output import print_json, tell, tell_about_subfolders, terminal_columns


def _arguments(parser: argparse.ArgumentParser) -> None:
    args.json(parser)
    parser.add_argument("--overdue", action="store_true", help="only those due for review")


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.sessions.session_list import count_summaries, list_lines, summaries_as_data
    from casetool.clock import local_now
    from casetool.methods import step_name
    from casetool.storage.autosave.emergency_copy import copies_from
    from casetool.storage.autosave.waiting_copies import way_back
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
    copies = copies_from(folder, storage_context(options.environment))
    if options.json:
        return print_json(summaries_as_data(summaries, copies))
    if not summaries:
        none = "No session is due for review in" if options.overdue else "There are no sessions in"
        tell(f"{none} {folder}.")
    tell_about_subfolders(folder)
    for line in list_lines(summaries, step_name, today, terminal_columns()):
        sys.stdout.write(f"{line}\n")
    for copy in copies:
        name = copy.origin.name if copy.origin is not None else copy.path.name
        tell(f"{name}: {way_back(copy, folder)}.")
    return 0


VERB = Verb(
    help="list the sessions in the folder",
    example="casetool list",
    add_arguments=_arguments,
    run=_run,
    rank=60,
    needs_folder=True,
    only_reads=True,
)
