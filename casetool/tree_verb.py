"""The analysis tree on its way out: in characters, as a picture, or for other programs."""

import sys
from pathlib import Path

from casetool.failure import Failure
from casetool.models.names import Names, find_names
from casetool.models.tree import Tree, walk
from casetool.outgoing import warn_of_names, write_file
from casetool.render.visible import visible
from casetool.storage.codec import Loaded


def send_tree(
    loaded: Loaded, form: str, output: Path | None, columns: int | None, plain: bool
) -> int:
    """Write the analysis tree of a session.

    Args:
        loaded: the session.
        form: ``text``, ``svg``, ``mermaid`` or ``md``.
        output: the file; standard output without one.
        columns: how wide the drawing may be; None for as wide as it is.
        plain: whether boxes are drawn with ASCII alone.

    Returns:
        The exit code.

    Raises:
        Failure: there is no tree, or it could not be written.
    """
    from casetool.models.session import tree_of

    tree = tree_of(loaded.session)
    if tree is None:
        raise Failure("This session's method has no analysis tree.")
    if form != "text" or output is not None:
        _warn(tree, loaded.session.names)
    texts = _texts(tree, loaded, form, columns, plain)
    if output is None or output == Path("-"):
        return _printed(texts, form)
    files = _names(output, len(texts))
    for path in files:  # before any is written: all of them, or none
        if path.exists():
            raise Failure(f"{path} is there already. Nothing was written. Choose another name.")
    for path, text in zip(files, texts, strict=True):
        write_file(path, text.encode())
    said = f"The tree is in {files[0]}"
    if len(files) > 1:
        said = f"The tree takes {len(files)} pages: {files[0]} to {files[-1].name}"
    sys.stderr.write(visible(said) + "\n")
    return 0


def _warn(tree: Tree, names: Names) -> None:
    """That real names go out: how many, and not which."""
    texts = [tree.focal, *(node.text for node, _, _ in walk(tree))]
    left = sum(len(find_names(text, names)) for text in texts)
    warn_of_names(left, "this tree", "in the notes --stand-ins replaces it.")


def _texts(
    tree: Tree, loaded: Loaded, form: str, columns: int | None, plain: bool
) -> tuple[str, ...]:
    """The tree in a form; a picture for each page of it."""
    match form:
        case "svg":
            from casetool.render.tree_svg import best_pictures

            return tuple(f"{picture.svg}\n" for picture in best_pictures(tree))
        case "mermaid":
            from casetool.render.mermaid import mermaid

            return (mermaid(tree),)
        case "md":
            from casetool.render.tree_list import tree_list

            return (tree_list(loaded.session, loaded.method),)
        case _:
            from casetool.render.drawing import drawing
            from casetool.render.signs import DRAWN, PLAIN

            return (visible(drawing(tree, columns, PLAIN if plain else DRAWN)) + "\n",)


def _printed(texts: tuple[str, ...], form: str) -> int:
    if len(texts) > 1:
        raise Failure(
            f"This tree takes {len(texts)} pages, and standard output holds one."
            " Say --output tree.svg: each page becomes a file, tree-1.svg and so on."
        )
    text = texts[0]
    sys.stdout.write(visible(text) if sys.stdout.isatty() else text)
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
