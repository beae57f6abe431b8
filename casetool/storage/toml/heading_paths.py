"""Where a value of a session stands in its file, in which a heading is a table of its own."""

from casetool.models.method import Method, empty_heading
from casetool.toml.error_location import ValuePath


def path_in_file(path: ValuePath, method: Method) -> ValuePath:
    """Where a value stands in the file, in which a heading is a table of its own.

    Args:
        path: where it stands in the session.
        method: the session's method.
    """
    if path[:1] != ("headings",) or len(path) < 3 or not isinstance(path[1], int):
        return path
    steps = [step.id for step in method.steps if empty_heading(step) is not None]
    return (steps[path[1]], *path[2:])
