"""``python -m casetool``: the front door."""

import os
import sys
from collections.abc import Mapping, Sequence

from casetool import __version__


def main(argv: Sequence[str] | None = None, environment: Mapping[str, str] | None = None) -> int:
    """Run casetool.

    Args:
        argv: the arguments, by default those of the process.
        environment: the user's environment, by default that of the process.

    Returns:
        The exit code: 0 done, 1 could not do it, 2 wrong usage, 130 interrupted.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments == ["--version"]:
        # before anything is imported: this is asked by scripts, again and again
        sys.stdout.write(f"casetool {__version__}\n")
        return 0
    try:
        from casetool.cli.core_dumps import forbid_core_dumps
        from casetool.cli.main import run_cli
        from casetool.cli.process_end import end_process

        if argv is None:  # else the process is somebody else's
            forbid_core_dumps()
    except KeyboardInterrupt:
        if sys.stderr is not None:  # closed by whoever started us
            sys.stderr.write("Stopped. Nothing was changed.\n")
        return 130
    try:
        code = run_cli(arguments, os.environ if environment is None else environment)
    except KeyboardInterrupt:  # while something was being told
        code = 130
    if argv is None:
        end_process(code)
    return code


if __name__ == "__main__":
    raise SystemExit(main())
