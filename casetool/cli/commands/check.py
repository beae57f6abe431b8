"""casetool check: what is still missing in a session."""

import argparse
import sys
from pathlib import Path

from casetool.cli import options as args
from casetool.cli.verb import Verb


def _arguments(parser: argparse.ArgumentParser) -> None:
    args.file(parser)
    args.passphrase(parser)
    args.json(parser)


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.output import print_json
    from casetool.cli.sessions import find_file, load_named
    from casetool.clock import local_now
    from casetool.models.checks import findings
    from casetool.render.text.terminal_safe import terminal_row

    loaded = load_named(options, folder)
    name, today = find_file(options.file, folder).name, local_now().date()
    all_findings = findings(loaded.session, loaded.method, name, today)
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
            sys.stdout.write(terminal_row(f"{step.number or step.short}: {sentence}") + "\n")
    return 1 if all_findings else 0


VERB = Verb(
    help="what is still missing; exit code 1 when something is",
    example="casetool check child-a",
    add_arguments=_arguments,
    run=_run,
    rank=14,
)
