"""What helps the facilitator to ask: the next good question, and the questions of the open step."""

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
    """Say a question that could be asked now; the next time another one."""
    tell(app.screen.query_one(SilencePrompt).ask())


def tick_question(app: App[Any], document: Document, tell: Callable[[str], object]) -> None:
    """Tick a question of the open step, or untick it; where there is only one, at once."""
    step = document.method.step(document.session.at)
    turn = partial(_turn, document, step, tell)
    if len(step.assurance) < 2:
        turn(0) if step.assurance else tell(NO_QUESTIONS)
        return

    def picked(choice: str | None) -> None:
        if choice is not None:
            turn(int(choice))

    done = ticked_off(document.session.ticked, step)
    rows = [(str(n), f"{mark(one in done)} {one}") for n, one in enumerate(step.assurance)]
    app.push_screen(PickScreen("Which question was seen to?", numbered(rows)), picked)


def _turn(document: Document, step: Step, tell: Callable[[str], object], place: int) -> None:
    words, now = step.assurance[place], document.now()
    if document.apply(lambda session: toggle_tick(session, words, now, step.id), "a question"):
        done = words in ticked_off(document.session.ticked, step)
        tell(f"{mark(done)} {words}")


SESSION_COMMANDS = (
    Command("question", "q", "The next good question, for when the room is silent",
         "Worked out from what was caught; again: another one", ask_next_question),
    Command("tick", "a", "Tick off a question of this step",
         "The questions that F9 shows: seen to, or not yet", tick_question),
)  # fmt: skip
