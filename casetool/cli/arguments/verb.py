"""What a verb of the command line is: its one declaration."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb, as its module in ``cli/commands/`` declares it under the name ``VERB``.

    Attributes:
        help: what it does, in a few words.
        example: a command line that works.
        add_arguments: adds its arguments to its parser.
        run: carries it out, from the parsed command line and the folder of sessions. It imports
            what it needs, and returns the exit code.
        rank: its place in the list of verbs. Tens are taken, so that others fit between.
        needs_folder: whether a folder that was named must be there: the verb only looks into it.
        only_reads: whether it changes no session, so that Ctrl+C leaves everything as it was.
        opens_window: whether it opens the app or the board, which see to their symbols themselves.
    """

    help: str
    example: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace, Path], int]
    rank: int
    needs_folder: bool = False
    only_reads: bool = False
    opens_window: bool = False
