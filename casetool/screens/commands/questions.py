"""Commands for the next good question and for the questions of the open step."""

from collections.abc import Callable
from functools import partial
from typing import Any

from textual.app import App

from casetool.models.meeting.tick_edits import toggle_tick
from casetool.models.method import Step
from casetool.screens.commands.command import Command
from casetool.screens.dialogs.choice_dialog import PickScreen
from casetool.services.sessions.document import Document
from casetool.widgets.capture.silence_prompt import SilencePrompt
from casetool.widgets.common.messages import numbered
from casetool.widgets.status.prompts import mark, ticked_off

NO_QUESTIONS = "This step has no questions of its own to tick."


def ask_next_question(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Suggest a question to ask now, a different one each time."""
    tell(app.screen.query_one(SilencePrompt).ask())


def tick_question(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Tick or untick a question of the open step, at once if it has only one."""
    step = document.method.step(document.session.at)
    toggle = partial(_toggle, document, step, tell)
    if len(step.assurance) < 2:
        toggle(0) if step.assurance else tell(NO_QUESTIONS)
        return

    def picked(choice: str | None) -> None:
        if choice is not None:
            toggle(int(choice))

    ticked = ticked_off(document.session.ticked, step)
    rows = [
        (str(index), f"{mark(question in ticked)} {question}")
        for index, question in enumerate(step.assurance)
    ]
    app.push_screen(PickScreen("Which question was seen to?", numbered(rows)), picked)


def _toggle(document: Document, step: Step, tell: Callable[[str], object], index: int) -> None:
    """Tick or untick the question at an index of the step's list."""
    question, now = step.assurance[index], document.now()
    if document.apply(lambda session: toggle_tick(session, question, now, step.id), "a question"):
        done = question in ticked_off(document.session.ticked, step)
        tell(f"{mark(done)} {question}")


SESSION_COMMANDS = (
    Command("question", "q", "The next good question, for when the room is silent",
         "Worked out from what was caught. Again for another one", ask_next_question),
    Command("tick", "a", "Tick a question of this step",
         "Mark a question that F9 shows as seen to, or not yet", tick_question),
)  # fmt: skip
