"""A glance at a session from the list: where it is, and what is still to do."""

from functools import partial
from pathlib import Path

from casetool.methods import NoMethodError, find_method
from casetool.render.preview import preview
from casetool.storage.codec import SessionFileError, decode, loads
from casetool.storage.files import read


def preview_of(path: Path) -> tuple[tuple[str, str], ...]:
    """What the library shows beside the list.

    Args:
        path: a session file.

    Returns:
        Lines as style and words; one line that says what is wrong, where it cannot be read.
    """
    try:
        data, _ = read(path)
        loaded = loads(decode(data), partial(find_method, folder=path.parent), path.name)
    except (SessionFileError, NoMethodError, OSError) as error:
        return (("$text-warning", str(error)),)
    return preview(loaded.session, loaded.method)
