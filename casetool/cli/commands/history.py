"""casetool history: the earlier versions of a session."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb
from casetool.cli.terminal.output import print_json, tell

if TYPE_CHECKING:
    from casetool.storage.history.versions import StoredVersion


def _arguments(parser: argparse.ArgumentParser) -> None:
    args.file(parser)
    args.json(parser)


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.sessions.version_files import (
        find_file_or_versions,
        is_sound,
        tell_of_unusable_folders,
    )
    from casetool.storage.history.restore import versions_to_restore
    from casetool.storage.locations import storage_context

    path = find_file_or_versions(options.file, folder)
    versions = versions_to_restore(path, storage_context(options.environment))
    if options.json:
        return print_json(
            [
                {
                    "version": version.digest,
                    "when": version.when.isoformat(),
                    "sound": is_sound(version),
                }
                for version in versions
            ]
        )
    for version in versions:
        sys.stdout.write(f"{_version_line(version, is_sound(version))}\n")
    if not versions:
        tell(f"There is no earlier version of {path.name} yet.")
        tell_of_unusable_folders(path)
    return 0


def _version_line(version: "StoredVersion", sound: bool) -> str:
    from casetool.models.parsing.dates import format_moment
    from casetool.models.parsing.days import instant_in

    when = instant_in(version.when, None)
    state = f"{version.path.stat().st_size:>9,} bytes" if sound else "damaged"
    return f"{version.digest}  {format_moment(when):>21}  {state}"


VERB = Verb(
    help="list the earlier versions of a session",
    example="casetool history child-a",
    add_arguments=_arguments,
    run=_run,
    rank=150,
    only_reads=True,
)
