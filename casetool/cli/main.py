"""The command line: the one place where an error becomes words and a code."""

import argparse
import io
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from casetool.cli.arguments.parser import build_parser
from casetool.cli.arguments.typed_verb import read_verb
from casetool.cli.arguments.verb import Verb
from casetool.cli.terminal.error_stream import ErrorStream
from casetool.cli.terminal.output import STOPPED_UNCHANGED, tell
from casetool.cli.terminal.plain_symbols import speak_plainly
from casetool.errors import UserError, fault_location
from casetool.storage.locations import SESSIONS_VARIABLE, refuse_dead_drive, sessions_folder


def run_cli(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> int:
    """Carry out a command line.

    Args:
        arguments: what stands after the program's name.
        environment: the user's environment.

    Returns:
        The exit code.
    """
    try:
        _speak_utf8()
        return _carry_out(arguments, environment)
    except UserError as failure:
        return _tell(*map(str, failure.args))
    except SystemExit as stop:  # the parser has said why
        return int(stop.code or 0)
    except KeyboardInterrupt:  # before the verb, which hears its own
        tell(STOPPED_UNCHANGED)
        return 130
    except OSError as error:
        if sys.stdout is sys.__stdout__:
            # what could not be printed must not be tried again when Python ends
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if isinstance(error, BrokenPipeError):
            return 0  # whoever read our output has gone: nothing is wrong
        where = error.filename or "The output could not be written"
        return _tell(f"{where}: {(error.strerror or 'it cannot be done').lower()}.")
    except Exception as error:
        return _tell(*_rows_of(error))


def _carry_out(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    arguments, verbs = read_verb(arguments)
    options = build_parser(verbs).parse_args(arguments)
    options.environment = environment
    verb = verbs[options.verb] if options.verb is not None else None
    folder, why = sessions_folder(options.sessions, environment, Path.cwd())
    if verb is None or verb.needs_folder:
        refuse_dead_drive(folder)
    is_named = options.sessions is not None or environment.get(SESSIONS_VARIABLE)
    if verb is not None and verb.needs_folder and is_named and not folder.is_dir():
        raise UserError(f"There is no folder {folder} ({why}).")
    if verb is not None and not verb.opens_window:
        speak_plainly(environment, (sys.stdout, sys.stderr))
        if isinstance(sys.stderr, io.TextIOWrapper):
            sys.stderr = ErrorStream(sys.stderr)
    if verb is None:
        return _run_app(folder, why, environment)
    return _run_verb(verb, options, folder)


def _run_app(folder: Path, why: str, environment: Mapping[str, str]) -> int:
    try:
        from casetool.app.launch import start_app

        return start_app(folder, why, None, environment)
    except KeyboardInterrupt:
        return 130


def _run_verb(verb: Verb, options: argparse.Namespace, folder: Path) -> int:
    try:
        code = verb.run(options, folder)
        sys.stdout.flush()  # here, where a full disk or a closed pipe can still be told
    except KeyboardInterrupt as interrupt:
        if verb.only_reads and not interrupt.args:  # a counting line has said what was done
            tell(STOPPED_UNCHANGED)
        return 130
    return code


def _rows_of(error: Exception) -> tuple[str, ...]:
    """What to say of an error that no verb made a sentence of."""
    from casetool.storage.encryption.cipher import CipherError
    from casetool.storage.files.atomic import SaveError
    from casetool.storage.library.index import NoSessionError

    if isinstance(error, CipherError | SaveError | NoSessionError):
        return (str(error),)
    # Python's own account of it quotes values, and they are the case
    sentence = "a fault in casetool stopped this. Everything already saved is safe."
    return sentence, f"({fault_location(error)})"


def _speak_utf8() -> None:
    """Box drawing and names reach a pipe whole, whatever code page the system is set to."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, io.StringIO())  # closed by whoever started us: nobody listens
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _tell(*rows: str) -> int:
    from casetool.render.text.terminal_safe import terminal_row

    # they can quote a file's name, or what stands in the file
    safe_rows = [terminal_row(row) for row in rows] or ["this could not be done."]
    sys.stderr.write("\n".join([f"casetool: {safe_rows[0]}", *safe_rows[1:]]) + "\n")
    return 1
