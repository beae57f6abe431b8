"""Whether the session in a file is another case than ours.

Another id is another case. Cases copied from one template have one id: with another child, it is
another case where that child is known from another file. Otherwise its name was corrected.
"""

from collections.abc import Iterator, Sequence, Set
from pathlib import Path
from typing import NamedTuple, Protocol

from casetool.storage.context import real_path
from casetool.storage.encryption.age import AGE_SUFFIX, decrypted_bytes
from casetool.storage.encryption.case_files import other_sessions, plain_name
from casetool.storage.encryption.cipher import Cipher, CipherError
from casetool.storage.files.regular_file import read_regular
from casetool.storage.history.undo_journal import breaks_off_at, journal_path
from casetool.storage.history.versions import former_children, share_a_child, versions_of
from casetool.storage.library.copy_names import compared_stem, copy_names, is_made_from
from casetool.storage.library.summary import compared_name, read_summary, shown_text, summary_keys


class Head(Protocol):
    """What says whose a session is: a session itself, or the summary of its file."""

    @property
    def id(self) -> str:
        """The id of the session, or empty if it is not known."""
        ...

    @property
    def child(self) -> str:
        """The name of its child."""
        ...


class CaseInFile(NamedTuple):
    """What tells a case in a file from others."""

    path: Path
    id: str
    """The id of its session, or empty if it is not known."""
    child: str

    @property
    def child_name(self) -> str:
        """The child's name for comparing."""
        return compared_name(shown_text(self.child))


class OtherCases:
    """Remembers the last file with another case, so that looking again reads nothing.

    Args:
        cipher: decrypts the files that are compared.
    """

    def __init__(self, cipher: Cipher) -> None:
        self._cipher = cipher
        self._last: tuple[CaseInFile, CaseInFile] | None = None

    def is_other(self, ours: CaseInFile, theirs: CaseInFile) -> bool:
        """Whether their file holds another case than ours.

        Args:
            ours: the open session, in the file that it had when it was opened.
            theirs: what another program wrote.
        """
        if self._last == (ours, theirs):
            return True
        is_other = is_other_case(ours, theirs, self._cipher)
        self._last = (ours, theirs) if is_other else None
        return is_other


def case_of(path: Path, head: Head) -> CaseInFile:
    """The case of a session that is in a file."""
    return CaseInFile(path, head.id, head.child)


def case_in(path: Path, cipher: Cipher) -> CaseInFile:
    """The case in a file, which is read."""
    return case_of(path, read_summary(path, cipher))


def case_in_data(path: Path, data: bytes, cipher: Cipher) -> CaseInFile | None:
    """The case in what a file held, or None where it is no session or cannot be decrypted."""
    try:
        keys = summary_keys((decrypted_bytes(data, cipher),))
        return CaseInFile(path, str(keys["id"]), str(keys["child"]))
    except (CipherError, ValueError, KeyError, RecursionError):
        return None


def is_other_case(ours: CaseInFile, theirs: CaseInFile, cipher: Cipher) -> bool:
    """Whether their file holds another case than ours. A file without an id holds none.

    Only where the id is the same and the child is not, heads of other files are read.

    Args:
        ours: our session, in the folder whose files may be of other cases.
        theirs: what may be another case.
        cipher: decrypts the other files.
    """
    if not (ours.id and theirs.id):
        return False
    if ours.id != theirs.id:
        return True
    return ours.child_name != theirs.child_name and _is_known_elsewhere(theirs, ours, cipher)


def are_two_cases(first: CaseInFile, second: CaseInFile, cipher: Cipher) -> bool:
    """Whether two files hold two cases, whichever of them came later."""
    return is_other_case(first, second, cipher) or is_other_case(second, first, cipher)


def other_cases(path: Path, session_id: str, cipher: Cipher) -> list[CaseInFile]:
    """The other cases in a session's folder and its trash that have its id.

    A template that was copied as a file gives its id to each case made from it.

    Args:
        path: the session file.
        session_id: its id, or empty if it is not known.
        cipher: decrypts it and the others.
    """
    ours = case_in(path, cipher) if session_id else None
    if ours is None or ours.id != session_id:
        return []
    cases = (case_in(other, cipher) for other in other_sessions(path))
    return [case for case in cases if case.id == session_id and _are_apart(ours, case, cipher)]


def _are_apart(first: CaseInFile, second: CaseInFile, cipher: Cipher) -> bool:
    """Whether two files with one id are two cases: about two children, and neither a copy.

    Where a program may have made the name of one from that of the other, they are one case if the
    child of one was called like that of the other before.
    """
    if first.child_name == second.child_name:
        return False
    for case, other in ((first, second), (second, first)):
        stem = compared_stem(other.path.name)
        if _is_copy(case.path.name, {stem}):
            return False
        if is_made_from(case.path.name, other.path.name) and share_a_child(case, other, cipher):
            return False
    return True


def names_of_others(path: Path, session_id: str, cipher: Cipher) -> set[str]:
    """The names of files of other cases with our id, which may have been taken elsewhere since.

    A name counts if two things hold. Its last version is of a child that no version under our
    name has, and is later than our first. Then both were worked on, and ours was not renamed.

    Args:
        path: the session file, which may have had other names and another name for its child.
        session_id: its id, or empty if it is not known.
        cipher: decrypts it and its versions.
    """
    ours = case_in(path, cipher)
    versions = versions_of(real_path(path).parent, session_id) if session_id else []
    if ours.id != session_id or not versions:
        return set()
    children = {ours.child_name, *former_children(path, session_id, cipher)}
    own_times = [each.when for each in versions if plain_name(Path(each.name)) == plain_name(path)]
    newest = {plain_name(Path(version.name)): version for version in reversed(versions)}
    cases = {
        name: case_in(version.path, cipher)
        for name, version in newest.items()
        if own_times and version.when > min(own_times)
    }
    return {name for name, case in cases.items() if case.id and case.child_name not in children}


class VersionsOfOthers:
    """Tells the earlier versions of a session from those of other cases with its id.

    Args:
        path: the file of the session.
        cases: the other cases.
        cipher: decrypts their files.
    """

    def __init__(self, path: Path, cases: Sequence[CaseInFile], cipher: Cipher) -> None:
        self._name, self._cipher = plain_name(path), cipher
        self._children = {case.child_name for case in cases}
        # a backup of ours that nobody worked on has a former name of our child
        self._children_worked_on = {
            case.child_name
            for case in cases
            if journal_path(case.path).exists() or _had_name(case.path, path, cipher)
        }
        self._names = {plain_name(case.path) for case in cases}
        self.former_names = {
            plain_name(case.path) for case in cases if _had_name(path, case.path, cipher)
        }
        """The names that ours had before other cases came to them."""
        self._own_child = case_in(path, cipher).child_name if self.former_names else ""

    def has(self, version: Path, name: str) -> bool:
        """Whether an earlier version is of one of the other cases, by its name or its child.

        Args:
            version: the file of the version.
            name: the name that its session had.
        """
        plain = name.removesuffix(AGE_SUFFIX)
        is_own_name = plain == self._name
        if not is_own_name and plain in self._names:
            return plain not in self.former_names or self._child_in(version) != self._own_child
        children = self._children_worked_on if is_own_name else self._children
        return bool(children) and self._child_in(version) in children

    def _child_in(self, version: Path) -> str:
        return case_in(version, self._cipher).child_name


def _had_name(path: Path, other: Path, cipher: Cipher) -> bool:
    """Whether a file had the name of another before, and was renamed by hand."""
    try:
        return breaks_off_at(other, read_regular(path), cipher)
    except OSError:
        return False


def _is_known_elsewhere(case: CaseInFile, ours: CaseInFile, cipher: Cipher) -> bool:
    """Whether a file under another name has the id and the child of a case."""
    names = {plain_name(case.path), plain_name(ours.path)}
    others = (case_in(path, cipher) for path in _files_of_other_names(ours, names))
    return any(other.id == case.id and other.child_name == case.child_name for other in others)


def _files_of_other_names(ours: CaseInFile, names: set[str]) -> Iterator[Path]:
    """Sessions in the folder, its trash and its versions that are under none of these names.

    In the trash the same name counts, too. Copies that programs make of these files do not.
    """
    stems = {compared_stem(name) for name in names}
    folder = ours.path.parent
    try:
        others = other_sessions(ours.path)
    except OSError:
        others = []
    for path in others:
        is_own = path.parent == folder and plain_name(path) in names
        if not is_own and not _is_copy(path.name, stems):
            yield path
    for version in versions_of(folder, ours.id):
        name = version.name.removesuffix(AGE_SUFFIX)
        if name not in names and not _is_copy(name, stems):
            yield version.path


def _is_copy(name: str, stems: Set[str]) -> bool:
    """Whether a program made this name, and no hand, from the name of one of the files."""
    return any(copy_name.stem in stems for copy_name in copy_names(name))
