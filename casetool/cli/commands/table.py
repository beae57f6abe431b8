"""What each verb of the command line does. A verb imports what it uses: a list needs no models."""

import argparse
import json
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from casetool.cli.parser import LEAST_WIDTH
from casetool.errors import UserError

if TYPE_CHECKING:
    from casetool.storage.encryption.cipher import Cipher
    from casetool.storage.toml.codec import Loaded


def carry_out(options: argparse.Namespace, folder: Path) -> int:
    """Carry out the verb that was asked for.

    Args:
        options: the parsed command line.
        folder: the sessions.

    Returns:
        The exit code.

    Raises:
        Failure: it could not be done.
    """
    return _VERBS[options.verb](options, folder)


def _open(options: argparse.Namespace, folder: Path) -> int:
    from casetool.app.launch import start_app

    return start_app(folder, "", _session(options.file, folder), options.environment)


def _board(options: argparse.Namespace, folder: Path) -> int:
    from casetool.app.launch import serve_board, show_board

    if options.web:
        session = _found(options.file, folder)
        return serve_board(session, options.environment, options.port or 0, options.open)
    if options.open or options.port is not None:
        raise UserError("--open and --port go with --web: without it nothing is served.")
    return show_board(_found(options.file, folder), options.environment)


def _demo(options: argparse.Namespace, folder: Path) -> int:
    from casetool.app.launch import demonstrate

    return demonstrate(options.environment)


def _new(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.commands.new import make_session

    return make_session(options, folder)


def _add(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.stdin import lines_from_stdin, show_if_lost

    # before anything is opened: while one is still typing, nothing is held
    lines = lines_from_stdin(options.text)
    from casetool.render.text.terminal_safe import terminal_safe
    from casetool.services.meeting.add_lines import add_lines
    from casetool.storage.locations import storage_context

    about = (options.by, options.kind or "", options.source)
    with show_if_lost(options.text, lines):
        path = _session(options.file, folder)
        storage = replace(storage_context(options.environment), cipher=_seal_of(path, options))
        words = add_lines(path, options.heading, lines, *about, storage=storage)
    sys.stderr.write(terminal_safe(words) + "\n")
    return 0


def _show(options: argparse.Namespace, folder: Path) -> int:
    from casetool.models.privacy import without_private

    loaded = _loaded(options, folder)
    session = loaded.session if options.private else without_private(loaded.session, loaded.method)
    if session is not loaded.session:
        sys.stderr.write("Your private jottings are left out; --private shows them too.\n")
    if options.json:
        from casetool.models.corrections.targets import correction_status

        held = session.model_dump(mode="json", by_alias=True)
        derived = {"stage": session.stage.value, "status": correction_status(loaded.session).value}
        return _print_json(held | derived)
    from casetool.render.views.plain_text import session_text

    sys.stdout.write(session_text(session, loaded.method, min(_columns() or 80, 100)))
    return 0


def _list(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.commands.list import print_list, summaries_as_data, summaries_counted
    from casetool.clock import local_now
    from casetool.methods import step_name
    from casetool.render.text.terminal_safe import terminal_safe
    from casetool.storage.autosave.emergency_copy import copies_from, way_back
    from casetool.storage.library.index import due_for_review
    from casetool.storage.locations import storage_context

    today = local_now().date()
    found = summaries_counted(folder)
    if options.overdue:
        found = tuple(head for head in found if due_for_review(head, today) and not head.copy_of)
    copies = copies_from(folder, storage_context(options.environment))
    if options.json:
        return _print_json(summaries_as_data(found, copies))
    if not found:
        none = "No session is due for review in" if options.overdue else "There are no sessions in"
        sys.stderr.write(terminal_safe(f"{none} {folder}.") + "\n")
    for line in print_list(found, step_name, today, _columns()):
        sys.stdout.write(f"{line}\n")
    for copy in copies:
        name = copy.origin.name if copy.origin is not None else copy.path.name
        sys.stderr.write(terminal_safe(f"{name}: {way_back(copy, folder)}.") + "\n")
    return 0


def _review(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.commands.review import review_words, set_review
    from casetool.render.text.terminal_safe import terminal_safe
    from casetool.services.sessions.open import load_session
    from casetool.storage.locations import storage_context

    path = (_session if options.day else _found)(options.file, folder)
    storage = replace(storage_context(options.environment), cipher=_seal_of(path, options))
    if options.day is not None:
        words = set_review(path, options.day, storage)
    else:
        words = review_words(load_session(path, storage).session.review, storage.now().date())
    sys.stdout.write(terminal_safe(f"{path.name}: {words}\n"))
    return 0


def _notes(options: argparse.Namespace, folder: Path) -> int:
    loaded = _loaded(options, folder)
    if options.changes:
        from casetool.cli.commands.changes import print_changes

        return print_changes(loaded, options)
    from casetool.cli.commands.notes import send_notes

    return send_notes(loaded, folder, options)


def _sheet(options: argparse.Namespace, folder: Path) -> int:
    loaded = _loaded(options, folder)
    from casetool.cli.commands.notes import send_sheet

    return send_sheet(loaded, folder, options)


def _blank(options: argparse.Namespace, folder: Path) -> int:
    from casetool.cli.commands.notes import send_blank

    return send_blank(folder, options)


def _tree(options: argparse.Namespace, folder: Path) -> int:
    loaded = _loaded(options, folder)
    from casetool.cli.commands.tree import send_tree

    columns = options.width or (None if options.output else _columns())
    return send_tree(loaded, options, columns)


def _check(options: argparse.Namespace, folder: Path) -> int:
    from casetool.clock import local_now
    from casetool.models.checks import findings
    from casetool.render.text.terminal_safe import terminal_safe

    loaded = _loaded(options, folder)
    file, today = _found(options.file, folder).name, local_now().date()
    found = findings(loaded.session, loaded.method, file, today)
    if options.json:
        _print_json(
            [
                {"check": one.check, "step": one.step, "thing": one.item_id, "words": one.message}
                for one in found
            ]
        )
    else:
        for one in found:
            step = loaded.method.step(one.step)
            words = one.message.replace("\n", " ")
            sys.stdout.write(terminal_safe(f"{step.number or step.short}: {words}") + "\n")
    return 1 if found else 0


def _schema(options: argparse.Namespace, folder: Path) -> int:
    from casetool.methods import DEFAULT, find_method
    from casetool.storage.toml.json_schema import json_schema

    return _print_json(json_schema(find_method(DEFAULT)))


def _print_json(value: object) -> int:
    """Print as JSON, in letters as they are; escaped where one of them could act on a terminal."""
    from casetool.render.text.terminal_safe import terminal_safe

    text = json.dumps(value, ensure_ascii=False, indent=2)
    sys.stdout.write((text if terminal_safe(text) == text else json.dumps(value, indent=2)) + "\n")
    return 0


def _columns() -> int | None:
    """The columns of the terminal; None when what is printed goes elsewhere."""
    if not sys.stdout.isatty():
        return None
    return max(LEAST_WIDTH, os.get_terminal_size(sys.stdout.fileno()).columns)


def _found(name: str, folder: Path) -> Path:
    from casetool.storage.library.index import NoSessionError, find_session

    try:
        return find_session(folder, name)
    except NoSessionError as error:
        raise UserError(str(error)) from None


def _session(name: str, folder: Path) -> Path:
    """The session that is meant, where something is written: never a copy of one."""
    from casetool.storage.library.copies import stem_of
    from casetool.storage.library.index import session_of_copy

    path = _found(name, folder)
    session = session_of_copy(path)
    if session is not None:
        raise UserError(
            f"{path.name} is a copy of {session.name}, and was left as it is. casetool copies"
            f" “{stem_of(path.name)}” says what differs; --own makes it a session of its own."
        )
    return path


def _loaded(options: argparse.Namespace, folder: Path) -> "Loaded":
    from casetool.services.sessions.open import load_session
    from casetool.storage.context import StorageContext

    path = _found(options.file, folder)
    return load_session(path, StorageContext(cipher=_seal_of(path, options)))


def _seal_of(path: Path, options: argparse.Namespace) -> "Cipher":
    """What opens a session; the passphrase of an encrypted one is asked for."""
    from casetool.storage.encryption.cipher import NO_CIPHER

    if not path.name.endswith(".age"):
        return NO_CIPHER
    from casetool.cli.commands.encryption import cipher_of

    return cipher_of(path, options)


def _hand_on(options: argparse.Namespace, folder: Path) -> int:
    """To the module of a verb that has one of its own; imported only now."""
    module, name = _ELSEWHERE[options.verb]
    carried_out: int = getattr(import_module(f"casetool.cli.commands.{module}"), name)(
        options, folder
    )
    return carried_out


_ELSEWHERE = {
    "actions": ("actions", "print_actions"),
    "copies": ("copies", "decide_on_copies"),
    "look": ("look", "show_style"),
    **dict.fromkeys(["history", "restore", "delete", "trash", "doctor"], ("keeping", "carry_out")),
    **dict.fromkeys(["encrypt", "decrypt", "passphrase"], ("encryption", "carry_out")),
}

_VERBS: dict[str, Callable[[argparse.Namespace, Path], int]] = {
    "open": _open,
    "board": _board,
    "new": _new,
    "add": _add,
    "show": _show,
    "list": _list,
    "blank": _blank,
    "sheet": _sheet,
    "notes": _notes,
    "tree": _tree,
    "check": _check,
    "review": _review,
    "schema": _schema,
    "demo": _demo,
    **dict.fromkeys(_ELSEWHERE, _hand_on),
}
