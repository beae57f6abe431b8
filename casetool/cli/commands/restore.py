"""casetool restore: go back to an earlier version."""

import argparse
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb
from casetool.cli.terminal.output import tell
from casetool.errors import UserError


def _arguments(parser: argparse.ArgumentParser) -> None:
    args.file(parser)
    parser.add_argument(
        "version", metavar="VERSION", help="the name that history gives, or its beginning"
    )


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.sessions.version_files import find_file_or_versions
    from casetool.models.parsing.dates import format_date
    from casetool.models.parsing.days import instant_in
    from casetool.storage.encryption.case_files import plain_name
    from casetool.storage.history.restore import restore, versions_to_restore
    from casetool.storage.locations import storage_context

    storage = storage_context(options.environment)
    path = find_file_or_versions(options.file, folder)
    if not options.version.strip():
        raise UserError(f"Which version? casetool history {plain_name(path)} lists them.")
    matching = [
        version
        for version in versions_to_restore(path, storage)
        if version.digest.startswith(options.version)
    ]
    if len({version.digest for version in matching}) != 1:
        count = "More than one version" if matching else "No version"
        raise UserError(
            f"{count} of {path.name} begins with “{options.version}”:"
            f" casetool history {plain_name(path)} lists them."
        )
    restore(path, matching[0], storage)
    when = instant_in(matching[0].when, None)
    day = f"{format_date(when.date())} at {when:%H:%M}"
    message = f"{path.name} is as it was on {day}. What it held before is now a version."
    tell(message)
    return 0


VERB = Verb(
    help="go back to an earlier version, and keep the present one as a version",
    example="casetool restore child-a 3f2a9c",
    add_arguments=_arguments,
    run=_run,
    rank=160,
)
