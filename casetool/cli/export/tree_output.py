"""The analysis tree on its way out: in characters, as a picture, or for other programs."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from casetool.cli.export.names import approved_report, names_wanted, warn_of_names, write_file
from casetool.cli.terminal.output import tell
from casetool.errors import UserError
from casetool.models.method import empty_headings
from casetool.models.pseudonyms.names import NameDisplay
from casetool.models.pseudonyms.replace import names_left
from casetool.models.session import Session, tree_of
from casetool.models.tree.model import Tree
from casetool.render.text.terminal_safe import terminal_safe
from casetool.storage.toml.codec import Loaded


def send_tree(loaded: Loaded, options: argparse.Namespace, columns: int | None) -> int:
    """Write the analysis tree of a session.

    Args:
        loaded: the session.
        options: the form, where it goes, and what stands in the place of real names.
        columns: the most columns of a drawing, or None for no limit.

    Returns:
        The exit code.

    Raises:
        UserError: there is no tree, it could not be written, or the replacements were not approved.
    """
    form, output = options.format, options.output
    loaded = _with_names(replace(loaded, session=_only_tree(loaded)), options)
    tree = tree_of(loaded.session)
    assert tree is not None
    texts = _texts(tree, loaded, form, columns, options.plain)
    if output is None:
        return _printed(texts, form)
    files = _names(output, len(texts))
    for path in files:  # before any is written: all of them, or none
        if path.exists():
            raise UserError(f"{path} already exists. Nothing was written. Choose another name.")
    for path, text in zip(files, texts, strict=True):
        write_file(path, text.encode())
    message = f"The tree is in {files[0]}"
    if len(files) > 1:
        message = f"The tree needs {len(files)} pages: {files[0]} to {files[-1].name}"
    tell(message)
    return 0


def _only_tree(loaded: Loaded) -> Session:
    """The session with nothing in it that does not go out with its tree."""
    session, method = loaded.session, loaded.method
    tree = tree_of(session)
    if tree is None:
        raise UserError("This session's method has no analysis tree.")
    other_headings = (heading for heading in empty_headings(method) if heading.step != tree.step)
    about = tuple(correction for correction in session.corrections if tree.holds(correction.thing))
    return Session(
        id=session.id,
        method=session.method,
        child="…",
        agreed=session.agreed,
        names=session.names,
        corrections=about,
        headings=(*other_headings, tree),
    )


def _with_names(loaded: Loaded, options: argparse.Namespace) -> Loaded:
    """Replace names as requested, and warn if real names remain."""
    session, display = loaded.session, names_wanted(options)
    if display is not NameDisplay.NAMES:
        changed = approved_report(session, loaded.method, display, options.output, options)
        return replace(loaded, session=changed)
    if options.format != "text" or options.output is not None:
        warn_of_names(len(names_left(session, session.names)), "this tree")
    return loaded


def _texts(
    tree: Tree, loaded: Loaded, form: str, columns: int | None, plain: bool
) -> tuple[str, ...]:
    """Render the tree in a format, with a picture for each page."""
    match form:
        case "svg":
            from casetool.render.tree.svg.document import best_pictures

            return tuple(f"{picture.svg}\n" for picture in best_pictures(tree))
        case "mermaid":
            from casetool.render.tree.mermaid import mermaid

            return (mermaid(tree),)
        case "md":
            from casetool.render.tree.markdown_list import tree_list

            return (tree_list(loaded.session, loaded.method),)
        case _:
            from casetool.render.text.symbols import DRAWN_SYMBOLS, PLAIN_SYMBOLS
            from casetool.render.tree.box_drawing import drawing

            return (
                terminal_safe(drawing(tree, columns, PLAIN_SYMBOLS if plain else DRAWN_SYMBOLS))
                + "\n",
            )


def _printed(texts: tuple[str, ...], form: str) -> int:
    if len(texts) > 1:
        raise UserError(
            f"This tree needs {len(texts)} pages, and standard output takes one."
            " Use --output tree.svg: each page becomes a file, tree-1.svg and so on."
        )
    text = texts[0]
    sys.stdout.write(terminal_safe(text) if sys.stdout.isatty() else text)
    return 0


def _names(output: Path, count: int) -> tuple[Path, ...]:
    """The file, or as many as there are pages, each with its number."""
    if count == 1:
        return (output,)
    width = len(str(count))
    return tuple(
        output.with_name(f"{output.stem}-{page:0{width}}{output.suffix}")
        for page in range(1, count + 1)
    )
