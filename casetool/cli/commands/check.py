"""casetool check: what is still missing in a session."""

import argparse
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb
from casetool.cli.terminal.output import print_json, print_row


def _arguments(parser: argparse.ArgumentParser) -> None:
    args.file(parser)
    args.passphrase(parser)
    args.json(parser)


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.sessions.find import find_file, storage_for
    from casetool.clock import local_now
    from casetool.models.checks import findings, repeated_ids
    from casetool.services.sessions.open import load_session

    path = find_file(options.file, folder)
    loaded = load_session(path, storage_for(path, options))
    all_findings = (
        *findings(loaded.session, loaded.method, path.name, local_now().date()),
        *repeated_ids(loaded.renewed_ids, loaded.method),
    )
    if options.json:
        print_json(
            [
                {
                    "check": finding.check,
                    "step": finding.step,
                    "thing": finding.item_id,
                    "words": finding.message,
                }
                for finding in all_findings
            ]
        )
    else:
        for finding in all_findings:
            step = loaded.method.step(finding.step)
            sentence = finding.message.replace("\n", " ")
            print_row(f"{step.number or step.short}: {sentence}")
    return 1 if all_findings else 0


VERB = Verb(
    help="list what is still missing (exit code 1 if anything is)",
    example="casetool check child-a",
    add_arguments=_arguments,
    run=_run,
    rank=140,
    only_reads=True,
)
