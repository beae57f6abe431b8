"""``python -m casetool``: the front door."""

import sys
from collections.abc import Sequence

from casetool import __version__


def main(argv: Sequence[str] | None = None) -> int:
    """Run casetool.

    Args:
        argv: the arguments; those of the process without it.

    Returns:
        The exit code: 0 done, 1 could not do it, 2 wrong usage, 130 interrupted.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == ["--version"]:
        # before anything is imported: this is asked by scripts, again and again
        sys.stdout.write(f"casetool {__version__}\n")
        return 0
    from casetool.cli import run

    return run(arguments)


if __name__ == "__main__":
    raise SystemExit(main())
