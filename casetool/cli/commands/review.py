"""casetool review: show or set the date on which to decide whether to keep a session."""

import argparse
from pathlib import Path

from casetool.cli.arguments import options as args
from casetool.cli.arguments.verb import Verb
from casetool.cli.terminal.output import print_row


def _arguments(parser: argparse.ArgumentParser) -> None:
    args.file(parser)
    args.passphrase(parser)
    parser.add_argument(
        "day", metavar="DATE", nargs="?", help="such as 7y or 12/11/2033; none removes the date"
    )


def _run(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.sessions.find import find_file, find_original, storage_for
    from casetool.cli.upkeep.review_date import review_words, set_review
    from casetool.services.sessions.open import load_session

    path = (find_original if options.day else find_file)(options.file, folder)
    storage = storage_for(path, options)
    if options.day is not None:
        sentence = set_review(path, options.day, storage)
    else:
        sentence = review_words(load_session(path, storage).session.review, storage.now().date())
    print_row(f"{path.name}: {sentence}")
    return 0


VERB = Verb(
    help="show or set the date on which to decide whether to keep a session",
    example="casetool review child-a 7y",
    add_arguments=_arguments,
    run=_run,
    rank=170,
)
