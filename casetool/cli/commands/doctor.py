"""casetool doctor: check the whole folder."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb
from casetool.cli.terminal.output import print_json, print_row, tell_about_subfolders
from casetool.errors import UserError

if TYPE_CHECKING:
    from casetool.storage.library.health import Health


def _arguments(parser: argparse.ArgumentParser) -> None:
    args.json(parser)
    parser.add_argument(
        "--unlock", action="store_true", help="ask for the passphrase and check inside"
    )
    args.passphrase(parser)


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.terminal.progress import CountingLine, stopped_reading
    from casetool.storage.encryption.folder_status import has_encryption
    from casetool.storage.library.health import examine, waiting_copies
    from casetool.storage.locations import storage_context

    storage = storage_context(options.environment)
    if not folder.is_dir():
        copies = [f"{copy.path}: {copy.message}" for copy in waiting_copies(folder, storage)]
        raise UserError(f"There is no folder {folder}.", *copies)
    if (options.passphrase_stdin or options.unlock) and has_encryption(folder):
        from casetool.cli.sessions.passphrase import cipher_of_folder

        storage = replace(storage, cipher=cipher_of_folder(folder, options))
    with CountingLine("Looking at", stopped_reading("files were checked")) as line:
        health = examine(folder, storage, tally=line)
    if options.json:
        troubles = [
            {"file": str(trouble.path), "words": trouble.message} for trouble in health.troubles
        ]
        print_json({"troubles": troubles})
    else:
        for trouble in health.troubles:
            print_row(f"{trouble.path}: {trouble.message}")
    sys.stderr.write(_summary(health))
    tell_about_subfolders(folder)
    return 1 if health.troubles else 0


def _summary(health: "Health") -> str:
    sessions = f"{health.sessions} session{'' if health.sessions == 1 else 's'}"
    versions = f"{health.versions} earlier version{'' if health.versions == 1 else 's'}"
    unopened = f" ({health.unopened} encrypted, not opened: --unlock)" if health.unopened else ""
    count = len(health.troubles)
    problems = f"{count or 'no'} problem{'' if count == 1 else 's'}"
    return f"Checked {sessions}{unopened} and {versions}: {problems}.\n"


VERB = Verb(
    help="check the whole folder (exit code 1 if something is wrong)",
    example="casetool doctor",
    add_arguments=_arguments,
    run=_run,
    rank=200,
    needs_folder=True,
    only_reads=True,
)
