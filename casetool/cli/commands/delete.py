"""casetool delete: move a session to the trash, or remove it for good."""

import argparse
from dataclasses import replace
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb


def _arguments(parser: argparse.ArgumentParser) -> None:
    args.file(parser)
    parser.add_argument(
        "--purge", action="store_true", help="remove it for good, with versions and drafts"
    )
    parser.add_argument(
        "--copies", action="store_true", help="with --purge: also the copies beside it"
    )
    args.yes(parser)
    args.passphrase(parser)


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.sessions.passphrase import cipher_if_given
    from casetool.cli.sessions.version_files import find_file_or_versions
    from casetool.cli.upkeep.removal import check_whole_name, move_to_trash, purge_session
    from casetool.storage.history.trash import finish_stopped
    from casetool.storage.locations import storage_context

    storage = storage_context(options.environment)
    finish_stopped(folder, storage)
    path = find_file_or_versions(options.file, folder)
    if options.purge:
        check_whole_name(options, path)
    if options.purge or options.passphrase_stdin:
        # only with its key can casetool tell its versions and drafts from those of another session
        storage = replace(storage, cipher=cipher_if_given(path, options))
    if options.purge:
        return purge_session(options, path, storage)
    return move_to_trash(path, folder, storage)


VERB = Verb(
    help="move a session to the trash, or remove it and every copy kept of it",
    example="casetool delete child-a",
    add_arguments=_arguments,
    run=_run,
    rank=180,
)
