"""The invented discussion typed whole through a pseudo-terminal, at the pace of a hand.

It is typed without one look at the screen and without one repair. Then the file is read: whatever
was said must stand where it belongs. The keys beyond the words and their Enter are counted.
"""

import os
import re
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import partial
from pathlib import Path

from benchmarks.invented_discussion import PARTS, Said
from benchmarks.terminal import Program
from casetool.methods import find_method
from casetool.models.actions.model import Actions, Scope
from casetool.models.entries.model import Entries
from casetool.models.round.model import Round
from casetool.models.session import Session, tree_of
from casetool.models.tree.model import FOCAL, Cause, Effect, Ends
from casetool.storage.toml.codec import decode, loads

PACES_MS = (120, 60)
"""Milliseconds from one key to the next: a hand, and a quick one."""

WITH_WHO, WITHOUT_WHO = 2.0, 1.0
"""Most extra keys for each thing said, with the keys for who said it and without."""

LAST_SECONDS = 60.0
"""How long a busy machine may take for the last keys, and to leave."""

KEYS = {
    "Enter": "\r",
    "Esc": "\x1b",
    "Tab": "\t",
    "S-Tab": "\x1b[Z",
    "Home": "\x1b[H",
    "Up": "\x1b[A",
    "F2": "\x1bOQ",
    "F4": "\x1bOS",
    "F5": "\x1b[15~",
    "F8": "\x1b[19~",
}

STEP_KEYS = re.compile(r"\{F8\}|\{F4\}.|\{F2\}")
"""What changes the step or starts its clock. It is counted apart."""

Row = tuple[str, str, str, str]
"""The heading, the words, what is said of them, and the handle of whoever said them."""


@dataclass(frozen=True)
class Count:
    """Keys beyond the words and their Enter.

    Args:
        things: how many things were said.
        extra: the keys, without those that change the step.
        who: those of them that name who said it.
        steps: the keys that change the step or start its clock.
    """

    things: int
    extra: int
    who: int
    steps: int


def presses(keys: str) -> Iterator[str]:
    """Each key press of what is typed, as the terminal sends it."""
    for name, letter in re.findall(r"\{([\w-]+)\}|(.)", keys):
        yield KEYS[name] if name else letter


def counted(part: tuple[Said, ...]) -> Count:
    """The extra keys of a part of the hour. An empty field is no thing, but its key counts."""
    extra = who = steps = 0
    for said in part:
        changes = sum(len(list(presses(keys))) for keys in STEP_KEYS.findall(said.keys))
        source = said.marks.removeprefix("from ") if said.marks.startswith("from ") else ""
        words = len(said.words) + len(source) + bool(said.words)
        extra += len(list(presses(said.keys))) - changes - words
        who += len(" @j") if said.who else 0
        steps += changes
    things = sum(1 for said in part if said.words or said.where == "round")
    return Count(things, extra, who, steps)


def type_all(folder: Path, pace: float) -> Path:
    """Type the discussion into an empty folder, and leave.

    Args:
        folder: where the session will be.
        pace: seconds from one key to the next.

    Returns:
        The session file.
    """
    program = Program([sys.executable, "-m", "benchmarks.meeting", str(folder)])
    program.until("No sessions here yet")
    program.settle(0.5)
    due = time.perf_counter()
    for said in (said for part in PARTS.values() for said in part):
        for key in presses(said.keys):
            program.send(key)
            due += pace
            program.read_until(due)
    program.send("\x11")  # Ctrl+Q, which waits for its turn
    program.leave(LAST_SECONDS)
    (file,) = folder.glob("*.toml")
    return file


def rows(session: Session) -> Iterator[Row]:
    """Everything that the record holds, in the words of ``Said``."""
    for person in session.people:
        attends = f"covered by {person.covered_by}" if person.covered_by else person.attends
        yield "people", "", f"{person.id}: {person.role}, {person.agency}, {attends}", ""
    for heading in session.headings:
        if isinstance(heading, Entries):
            for entry in heading.entries:
                marks = f"from {entry.source}" if entry.source else entry.kind or ""
                yield heading.step, entry.text, str(marks), entry.by or ""
        elif isinstance(heading, Actions):
            for action in heading.actions:
                single = ", single agency" if action.scope is Scope.SINGLE_AGENCY else ""
                fields = action.who, str(action.due or action.due_words or "")
                both = ", ".join((*fields, action.known, action.difference)) + single
                yield "actions", action.what, both, ""
        elif isinstance(heading, Round):
            for answer in heading.said:
                yield "round", answer.record, f"{answer.person}: {answer.content}", ""
    yield from _tree_rows(session)


def _tree_rows(session: Session) -> Iterator[Row]:
    tree = tree_of(session)
    if tree is None:
        return
    yield "tree", tree.focal, "focal point", ""
    for effect in tree.effects:
        yield from _effect_rows(effect, FOCAL)
    for cause in tree.causes:
        yield from _cause_rows(cause, FOCAL)


def _effect_rows(effect: Effect, parent: str) -> Iterator[Row]:
    marks = filter(None, (effect.happened, effect.horizon, *effect.on))
    yield "tree", effect.text, f"of {parent}: {', '.join(marks)}", ""
    for child in effect.children:
        yield from _effect_rows(child, effect.text)


def _cause_rows(cause: Cause, parent: str) -> Iterator[Row]:
    test = cause.test if cause.ends is Ends.ROOT else None
    marks = filter(None, (cause.ends, test, cause.level))
    yield "tree", cause.text, f"of {parent}: {', '.join(marks)}", ""
    for words in cause.speaks_for:
        yield "tree", words, f"speaks for {cause.text}", ""
    for child in cause.children:
        yield from _cause_rows(child, cause.text)


def expected() -> Iterator[Row]:
    """What the record must hold."""
    for said in (said for part in PARTS.values() for said in part):
        if said.where not in ("details", "field", "mark"):
            words = "" if said.where == "people" else said.words
            yield said.where, words, said.marks, said.who


def compare(file: Path) -> bool:
    """Print what is missing and what is there besides, and tell whether nothing is."""
    session = loads(decode(file.read_bytes()), partial(find_method, folder=file.parent)).session
    seen, wanted = Counter(rows(session)), Counter(expected())
    for row in (wanted - seen).elements():
        print(f"  not in the record: {row}")
    for row in (seen - wanted).elements():
        print(f"  in the record, but never said so: {row}")
    print(f"  {sum((wanted & seen).values())} of {sum(wanted.values())} as they were said")
    return seen == wanted


def tell_counts() -> bool:
    """Print the extra keys of each part, and tell whether the limits are kept."""
    counts = {name: counted(part) for name, part in PARTS.items()}
    total = Count(*map(sum, zip(*map(astuple, counts.values()), strict=True)))
    print(f"{'extra keys for each thing said':<34} things  extra   mean  without who  step changes")
    for name, count in (*counts.items(), ("all", total)):
        mean, bare = count.extra / count.things, (count.extra - count.who) / count.things
        print(
            f"  {name:<32} {count.things:6} {count.extra:6}"
            f" {mean:6.2f} {bare:8.2f} {count.steps:10}"
        )
    print(f"  limits {WITH_WHO} and {WITHOUT_WHO}")
    return mean <= WITH_WHO and bare <= WITHOUT_WHO


def main(paces: tuple[int, ...]) -> int:
    """Type, count and tell."""
    held = tell_counts()
    for pace in paces:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name, "sessions")
            folder.mkdir()
            os.environ["CASETOOL_STATE"] = str(Path(name, "state"))
            began = time.perf_counter()
            print(f"typed at {pace} ms a key, without a repair:")
            held &= compare(type_all(folder, pace / 1000))
            print(f"  in {(time.perf_counter() - began) / 60:.1f} minutes")
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main(tuple(map(int, sys.argv[1:])) or PACES_MS))
