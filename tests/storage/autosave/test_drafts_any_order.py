"""Whatever fails and whenever: half typed words come back, and entered words do not."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from casetool.storage.autosave import draft_copy, draft_store, outdated_copy
from casetool.storage.autosave.draft_store import DraftStore
from casetool.storage.context import StorageContext
from casetool.storage.files.atomic import SaveError

LINE_SLOTS = ("capture worries", "capture tree")
FORM_SLOTS = ("form/actions/a1/what", "form/actions/a1/who")
HOUR_SECONDS = 3600.0


class Sitting(RuleBasedStateMachine):
    """One session worked on in several runs, on disks that come and go."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self._patched = pytest.MonkeyPatch()
        self.file_fails, self.state_fails, self.folder_away = False, False, False
        self.has_doubts = False
        """Whether an emergency copy may lack what is out of date, so that older texts come back."""
        self.count = 0
        self.unfinished: dict[str, str] = {}
        """What was typed and not entered, by slot."""
        self.pending: dict[str, str] = {}
        """What the writer tries again."""

    @initialize()
    def begin(self) -> None:
        """A session, and its first run."""
        root = Path(self._folder.name)
        self.path, self.storage = root / "s" / "a.toml", StorageContext(state=root / "state")
        self.path.parent.mkdir()
        self.path.touch()
        for module, name, attribute in (
            (draft_store, "update_drafts", "file_fails"),
            (draft_copy, "write_copy", "state_fails"),
            (outdated_copy, "write_copy", "state_fails"),
        ):
            self._patched.setattr(module, name, self._failing(getattr(module, name), attribute))
        self.run = DraftStore(self.storage)

    def _failing(self, write: Any, attribute: str) -> Any:
        def write_or_fail(*given: object) -> None:
            if getattr(self, attribute):
                raise SaveError("the disk fails.")
            write(*given)

        return write_or_fail

    def _keep(self, drafts: Mapping[str, str]) -> None:
        self.pending = self.run.keep(self.path, {**self.pending, **drafts}, False)
        self.has_doubts |= self.state_fails and bool(self.pending)

    @rule(slot=st.sampled_from(LINE_SLOTS), goes_on=st.booleans())
    def type_line(self, slot: str, goes_on: bool) -> None:
        """Half a line, for some step: the line has one text."""
        former = {old: self.unfinished.pop(old, "") for old in LINE_SLOTS}
        self._type(slot, max(former.values()) if goes_on else "", dict.fromkeys(former, ""))

    @rule(slot=st.sampled_from(FORM_SLOTS), goes_on=st.booleans())
    def type_in_form(self, slot: str, goes_on: bool) -> None:
        """Half a field of a form."""
        self._type(slot, self.unfinished.get(slot, "") if goes_on else "", {})

    def _type(self, slot: str, begun: str, emptied: dict[str, str]) -> None:
        self.count += 1
        self.unfinished[slot] = f"{begun} w{self.count}".strip()
        self._keep({**emptied, slot: self.unfinished[slot]})

    @precondition(lambda self: bool(self.unfinished))
    @rule(data=st.data())
    def enter(self, data: st.DataObject) -> None:
        """Enter one of the texts: the session, or its emergency copy, has it now."""
        slot = data.draw(st.sampled_from(sorted(self.unfinished)))
        del self.unfinished[slot]
        self._keep({slot: ""})

    @rule()
    def fail_file(self) -> None:
        """The drafts beside the session cannot be written, or can again."""
        self.file_fails = not self.file_fails

    @rule()
    def fail_state(self) -> None:
        """No emergency copy can be written, or one can again."""
        self.state_fails = not self.state_fails

    @rule()
    def take_folder(self) -> None:
        """The folder goes, with all that is in it, or comes back."""
        self.folder_away = not self.folder_away
        away = self.path.parent.with_name("away")
        here, there = (self.path.parent, away) if self.folder_away else (away, self.path.parent)
        here.rename(there)

    @rule()
    def try_again(self) -> None:
        """The writer tries again what failed."""
        self._keep({})

    @rule(hours=st.sampled_from([-1.0, 0.0, 1.0]))
    def set_clock(self, hours: float) -> None:
        """The server has another time than the laptop."""
        for drafts in self.path.parent.rglob("drafts/*"):
            when = drafts.stat().st_mtime + hours * HOUR_SECONDS
            os.utime(drafts, times=(when, when))

    @precondition(lambda self: not self.folder_away)
    @rule(is_killed=st.booleans())
    def start_anew(self, is_killed: bool) -> None:
        """The run ends, and the next one takes over what was left."""
        if not is_killed:
            self._keep({})
            self.run.release()
        lost_text, self.run, self.pending = self.run.lost_text, DraftStore(self.storage), {}
        offered = self.run.take_over(self.path)
        if not lost_text:
            assert set(self.unfinished.values()) <= set(offered.values())
        if not self.has_doubts:
            assert sorted(offered.values()) == sorted(self.unfinished.values())
        self.unfinished, self.pending = dict(offered), self.run.unfiled
        self.has_doubts |= self.state_fails

    @invariant()
    def nothing_is_called_lost_that_is_in_a_copy(self) -> None:
        """A text is called lost only if no emergency copy can be written."""
        if hasattr(self, "run") and self.run.lost_text:
            assert self.has_doubts

    def teardown(self) -> None:
        """Remove the files."""
        self._patched.undo()
        self._folder.cleanup()


TestSitting = Sitting.TestCase
