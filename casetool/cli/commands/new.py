"""casetool new: make a session, and print where it is."""

import argparse
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb
from casetool.cli.terminal.output import tell
from casetool.errors import UserError


def _arguments(parser: argparse.ArgumentParser) -> None:
    args.passphrase(parser)
    parser.add_argument(
        "--child", required=True, metavar="TEXT", help="the child, best by a pseudonym"
    )
    for name, metavar, text in (
        ("referral", "DATE", "the day of the referral: 14/10/2026"),
        ("discussion", "DATE", "the day of the discussion: 12 nov"),
        ("starts", "TIME", "when it will start: 10:00"),
        ("length", "MIN", "how long it will take, in minutes (60)"),
        ("review", "DATE", "when to decide whether to keep it: 7y"),
        ("reason", "TEXT", "the reason, in one line"),
        ("facilitator", "TEXT", "somebody not involved in the case"),
    ):
        parser.add_argument(f"--{name}", default="", metavar=metavar, help=text)
    parser.add_argument(
        "--nation",
        default="england",
        choices=("england", "wales", "scotland", "northern-ireland"),
        help="whose bank holidays count (england)",
    )


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.clock import local_now
    from casetool.services.sessions.create import DETAIL_FIELDS, create_session
    from casetool.storage.encryption.folder_status import encrypts_new_sessions
    from casetool.storage.locations import refuse_dead_drive, storage_context

    typed = {name: getattr(options, name) for name in DETAIL_FIELDS}
    if not typed["child"].strip():
        raise UserError("Who is it about? --child must not be empty. A pseudonym is enough.")
    typed["nation"] = options.nation.replace("-", " ").title()
    storage = storage_context(options.environment)
    refuse_dead_drive(folder)
    if encrypts_new_sessions(folder):
        from casetool.cli.sessions.passphrase import cipher_of_folder

        storage = replace(storage, cipher=cipher_of_folder(folder, options))
    now, was_there = local_now(), folder.is_dir()
    path = create_session(typed, folder, now, storage=storage, may_make_folder=True)
    sys.stdout.write(f"{path}\n")
    if not was_there:
        tell(f"The folder {folder} was made just now.")
    for line in _understood(typed, now.date()):
        sys.stderr.write(f"{line}\n")
    return 0


def _understood(typed: Mapping[str, str], today: date) -> list[str]:
    """The dates and times as they were understood, so that a wrong one does not go unseen."""
    from casetool.models.parsing.times import format_length, parse_length, parse_time
    from casetool.models.parsing.typed_days import day_echo
    from casetool.models.session import Nation

    nation = Nation(typed["nation"])
    days = {"Referral": "referral", "Discussion": "discussion", "Keep until": "review"}
    echoes = {label: day_echo(name, typed[name], today, nation) for label, name in days.items()}
    lines = [f"{label}: {echo}" for label, echo in echoes.items() if echo]
    if (starts := parse_time(typed["starts"])) is not None:
        lines.append(f"Starts: {starts:%H:%M}")
    if (length := parse_length(typed["length"])) is not None:
        lines.append(f"Length: {format_length(length)}")
    return lines


VERB = Verb(
    help="make a session and print its path",
    example='casetool new --child "Child A" --referral "14 oct" --discussion "12 nov"',
    add_arguments=_arguments,
    run=_run,
    rank=30,
)
