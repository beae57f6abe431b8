"""What each verb of the command line does. A verb imports what it uses: a list needs no models."""

import argparse
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from casetool.failure import Failure

if TYPE_CHECKING:
    from casetool.models.capture import Captured
    from casetool.models.method import Method
    from casetool.models.session import Session
    from casetool.storage.codec import Loaded
    from casetool.storage.library import Head


def carry_out(options: argparse.Namespace, folder: Path, why: str) -> int:
    """Carry out the verb that was asked for; none opens the app.

    Args:
        options: the parsed command line.
        folder: the sessions.
        why: why this folder.

    Returns:
        The exit code.

    Raises:
        Failure: it could not be done.
    """
    if options.verb is None:
        return _app(folder, why, None)
    return _VERBS[options.verb](options, folder)


def _open(options: argparse.Namespace, folder: Path) -> int:
    return _app(folder, "", _found(options.file, folder))


def _app(folder: Path, why: str, session: Path | None) -> int:
    from casetool.app import run
    from casetool.storage.files import SaveError
    from casetool.storage.folders import ensure

    try:
        if ensure(folder):
            why = f"made just now: {why}" if why else "made just now"
    except SaveError as error:
        raise Failure(str(error)) from None
    return run(folder, why, session)


def _demo(options: argparse.Namespace, folder: Path) -> int:
    import tempfile

    from casetool.app import run
    from casetool.storage.examples import copy_examples

    with tempfile.TemporaryDirectory(prefix="casetool-demo-") as name:
        copy_examples(Path(name))
        return run(Path(name), "invented examples: thrown away when you leave", None)


def _new(options: argparse.Namespace, folder: Path) -> int:
    from casetool.creating import create_session
    from casetool.document import local_now

    typed = {
        name: getattr(options, name)
        for name in ("child", "referral", "discussion", "reason", "facilitator")
    }
    if not typed["child"].strip():
        raise Failure("Who is it about? --child must not be empty; a pseudonym is enough.")
    path = create_session(typed, folder, local_now())
    sys.stdout.write(f"{path}\n")
    return 0


def _add(options: argparse.Namespace, folder: Path) -> int:
    from casetool.models.capture import CaptureRefused, place
    from casetool.opening import open_document
    from casetool.storage.writer import SaveState

    document = open_document(_found(options.file, folder))
    lines = _lines(options.text)
    captured = [_captured(options, line, document.session, document.method) for line in lines]
    try:
        for one in captured:
            edit = partial(
                place,
                method=document.method,
                captured=one,
                now=document.now(),
                new_id=document.fresh_id(),
            )
            document.apply(edit, "added")
    except CaptureRefused as refused:
        raise Failure(str(refused)) from None
    finally:
        document.close()
    state, reason = document.save_state()
    if state is not SaveState.SAVED:
        raise Failure(reason)
    if reason:
        sys.stderr.write(f"casetool: {reason}\n")
    count = f"{len(lines)} entries" if len(lines) != 1 else "1 entry"
    sys.stderr.write(f"{count} under {captured[0].step.title}, in {document.path.name}\n")
    return 0


def _captured(
    options: argparse.Namespace, line: str, session: "Session", method: "Method"
) -> "Captured":
    """A line as it is to be placed: its words are taken as they are."""
    from casetool.models.capture import Captured
    from casetool.models.entries import EntryKind
    from casetool.models.method import Kind
    from casetool.models.people import named

    step = method.find(options.heading)
    if step is None or step.kind in (Kind.ROUND, Kind.NOTES):
        known = ", ".join(f"{one.number or one.id}" for one in method.steps if one.number)
        raise Failure(f"There is no heading “{options.heading}”. Try {known}, else or people.")
    by = named(options.by, session.people) if options.by else None
    if options.by and by is None:
        handles = ", ".join(person.id for person in session.people) or "nobody yet"
        raise Failure(f"“{options.by}” names nobody in this session. It knows: {handles}.")
    kind = EntryKind[options.kind.upper()] if options.kind else None
    return Captured(step, line, kind, by, options.source)


def _lines(text: str) -> list[str]:
    """The lines to catch: the text, or standard input line by line."""
    if text != "-":
        lines = [text]
    elif sys.stdin is None or sys.stdin.closed:
        lines = []
    else:
        lines = sys.stdin.buffer.read().decode("utf-8-sig", "backslashreplace").splitlines()
    lines = [line for line in lines if line.strip()]
    if not lines:
        raise Failure("There were no words to add.")
    return lines


def _show(options: argparse.Namespace, folder: Path) -> int:
    loaded = _loaded(options.file, folder)
    if options.json:
        held = loaded.session.model_dump(mode="json", by_alias=True)
        held["stage"] = loaded.session.stage.value
        sys.stdout.write(json.dumps(held, ensure_ascii=False, indent=2) + "\n")
        return 0
    from casetool.render.plain import plain

    sys.stdout.write(plain(loaded.session, loaded.method))
    return 0


def _list(options: argparse.Namespace, folder: Path) -> int:
    from casetool.methods import step_name
    from casetool.render.visible import visible
    from casetool.storage.library import heads

    found = heads(folder)
    if options.json:
        rows = [
            {
                "file": head.path.name,
                "child": head.child,
                "referral": head.referral.isoformat() if head.referral else None,
                "discussion": head.discussion.isoformat() if head.discussion else None,
                "stage": head.stage,
                "at": head.at,
                "open_actions": head.open_actions,
                "problem": head.problem,
            }
            for head in found
        ]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return 0
    if not found:
        sys.stderr.write(f"There are no sessions in {folder} yet.\n")
    for head in found:
        sys.stdout.write(visible(_list_line(head, step_name(head.method, head.at))) + "\n")
    return 0


def _list_line(head: "Head", step: str) -> str:
    day = head.discussion.isoformat() if head.discussion else "no date   "
    if head.problem:
        return f"{day}  {head.child:<20} {head.problem}  ({head.path.name})"
    actions = f"{head.open_actions} open actions" if head.open_actions else ""
    return (
        f"{day}  {head.child:<20} {head.stage + ' · ' + step:<28} {actions:<15} ({head.path.stem})"
    )


def _notes(options: argparse.Namespace, folder: Path) -> int:
    from casetool.render.markdown import notes
    from casetool.storage.files import SaveError, write

    loaded = _loaded(options.file, folder)
    text = notes(loaded.session, loaded.method, options.who)
    if options.output is None:
        from casetool.render.visible import visible

        sys.stdout.write(visible(text) if sys.stdout.isatty() else text)
        return 0
    try:
        write(options.output, text.encode(), None)
    except SaveError as error:
        raise Failure(str(error)) from None
    sys.stderr.write(f"The notes are in {options.output}\n")
    return 0


def _tree(options: argparse.Namespace, folder: Path) -> int:
    from casetool.models.session import tree_of
    from casetool.render.drawing import drawing
    from casetool.render.visible import visible

    tree = tree_of(_loaded(options.file, folder).session)
    if tree is None:
        raise Failure("This session's method has no analysis tree.")
    sys.stdout.write(visible(drawing(tree, options.width)) + "\n")
    return 0


def _check(options: argparse.Namespace, folder: Path) -> int:
    from casetool.models.checks import findings
    from casetool.render.visible import visible

    loaded = _loaded(options.file, folder)
    found = findings(loaded.session, loaded.method)
    if options.json:
        rows = [
            {"check": one.check, "step": one.step, "thing": one.thing, "words": one.words}
            for one in found
        ]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
    else:
        for one in found:
            step = loaded.method.step(one.step)
            sys.stdout.write(visible(f"{step.number or step.short}: {one.words}") + "\n")
    return 1 if found else 0


def _schema(options: argparse.Namespace, folder: Path) -> int:
    from casetool.methods import DEFAULT, find_method
    from casetool.storage.schema import json_schema

    sys.stdout.write(json.dumps(json_schema(find_method(DEFAULT)), indent=2) + "\n")
    return 0


def _found(name: str, folder: Path) -> Path:
    from casetool.storage.library import NoSessionError, find_session

    try:
        return find_session(folder, name)
    except NoSessionError as error:
        raise Failure(str(error)) from None


def _loaded(name: str, folder: Path) -> "Loaded":
    from casetool.opening import load_session

    return load_session(_found(name, folder))


_VERBS: dict[str, Callable[[argparse.Namespace, Path], int]] = {
    "open": _open,
    "new": _new,
    "add": _add,
    "show": _show,
    "list": _list,
    "notes": _notes,
    "tree": _tree,
    "check": _check,
    "schema": _schema,
    "demo": _demo,
}
