"""casetool restore: go back to an earlier version."""

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb
from casetool.cli.terminal.output import tell
from casetool.errors import UserError

if TYPE_CHECKING:
    from casetool.storage.context import StorageContext
    from casetool.storage.history.versions import StoredVersion


def _arguments(parser: argparse.ArgumentParser) -> None:
    args.file(parser)
    args.passphrase(parser)
    parser.add_argument(
        "version", metavar="VERSION", help="the name that history gives, or its beginning"
    )


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.sessions.passphrase import cipher_of_folder
    from casetool.cli.sessions.version_files import find_file_or_versions
    from casetool.models.parsing.dates import format_date
    from casetool.models.parsing.days import instant_in
    from casetool.services.sessions.last_state import keep_before_restore
    from casetool.storage.encryption.age import is_encrypted
    from casetool.storage.history.restore import restore
    from casetool.storage.locations import storage_context

    storage = storage_context(options.environment)
    path = find_file_or_versions(options.file, folder)
    version = _named_version(path, options.version, storage)
    if is_encrypted(version.path) or is_encrypted(path):
        storage = replace(storage, cipher=cipher_of_folder(path.parent, options))
    keep_before_restore(path, version.read(), storage)
    is_on_record = restore(path, version, storage)
    when = instant_in(version.when, None)
    day = f"{format_date(when.date())} at {when:%H:%M}"
    message = f"{path.name} is as it was on {day}. What it held before is now a version."
    tell(message + (" What was sent round stays on record." if is_on_record else ""))
    return 0


def _named_version(path: Path, name: str, storage: "StorageContext") -> "StoredVersion":
    """The version whose name begins like this.

    Raises:
        UserError: there is none, or there are several.
    """
    from casetool.storage.encryption.case_files import plain_name
    from casetool.storage.history.restore import versions_to_restore

    if not name.strip():
        raise UserError(f"Which version? casetool history {plain_name(path)} lists them.")
    versions = versions_to_restore(path, storage)
    matching = [version for version in versions if version.digest.startswith(name)]
    if len({version.digest for version in matching}) != 1:
        count = "More than one version" if matching else "No version"
        raise UserError(
            f"{count} of {path.name} begins with “{name}”:"
            f" casetool history {plain_name(path)} lists them."
        )
    return matching[0]


VERB = Verb(
    help="go back to an earlier version, and keep the present one as a version",
    example="casetool restore child-a 3f2a9c",
    add_arguments=_arguments,
    run=_run,
    rank=160,
)
