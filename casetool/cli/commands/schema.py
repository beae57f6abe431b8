"""casetool schema: the JSON Schema of the session file."""

import argparse
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.terminal.output import print_json
    from casetool.methods import DEFAULT, find_method
    from casetool.storage.toml.json_schema import json_schema

    return print_json(json_schema(find_method(DEFAULT)))


VERB = Verb(
    help="print the JSON Schema of the session file",
    example="casetool schema > session.schema.json",
    add_arguments=args.nothing,
    run=_run,
    rank=240,
    only_reads=True,
)
