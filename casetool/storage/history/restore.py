"""Going back to an earlier version: what is there now becomes one, too."""

from pathlib import Path

from casetool.storage.context import Rest
from casetool.storage.encryption.case_files import foreign_names, ids_of_others, session_id
from casetool.storage.encryption.cipher import SealError
from casetool.storage.files.atomic import SaveError, mark_of, write
from casetool.storage.files.locks import claimed
from casetool.storage.files.regular_file import read_regular
from casetool.storage.history.versions import Version, keep_version, versions_of


def history_of(path: Path, rest: Rest) -> list[Version]:
    """The earlier versions of a session, newest first; also of one that is broken or gone.

    Args:
        path: its file.
        rest: how it is kept.
    """
    try:
        session = session_id(rest.seal.open(read_regular(path)))
    except (OSError, SealError):
        session = None
    if session is not None:
        foreign = foreign_names(path, session)  # another case may have the same id
        return [one for one in versions_of(path.parent, session) if one.name not in foreign]
    others = ids_of_others(path)  # a living session may have been called so once
    found = versions_of(path.parent, name=path.name)
    return [version for version in found if version.session not in others]


def restore(path: Path, version: Version, rest: Rest) -> None:
    """Make an earlier version the session's file again.

    Args:
        path: the session file; it may be broken, or gone.
        version: the version.
        rest: how it is kept.

    Raises:
        SaveError: another window has it open, the version is damaged, or it cannot be written;
            then the file is as it was.
    """
    with claimed(path, rest):
        data = version.read()
        try:
            now: bytes | None = path.read_bytes()
        except FileNotFoundError:
            now = None
        except OSError as error:
            raise SaveError(f"{path.name} was not restored: {error.strerror}.") from None
        if now is not None:
            keep_version(path, version.session, now, rest.now())
        write(path, data, mark_of(now) if now is not None else None)
