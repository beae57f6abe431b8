"""Use an action's field that only a copy of the house has, and print where it shows.

Run by ``test_one_declaration.py`` with the copy first on the path.
"""

import asyncio
import json
import sys
from pathlib import Path

from casetool.models.actions.log import list_actions
from casetool.models.actions.model import not_smart
from casetool.models.corrections.changes import changes_between
from casetool.models.corrections.note_lines import lines_of
from casetool.models.session import actions_of
from casetool.render.formats.notes_format import FORMAT_NAMES, render_report
from casetool.render.report.notes import build_notes
from casetool.render.views.action_log import action_csv, action_listing
from casetool.render.views.change_labels import FIELD_LABELS
from casetool.render.views.plain_text import session_text
from casetool.services.sessions.create import create_session
from casetool.services.sessions.document import Document
from casetool.widgets.common.form import Form
from tests.support.driving import START, driving

LABEL, ANSWER = "Folder colour", "pale green"


async def fill_in(folder: Path) -> tuple[Document, str, str, list[str]]:
    """Catch an action, and answer the new question in its form.

    Returns:
        The saved document, the form as seen, the text of the file, and the names of what changed.
    """
    folder.mkdir()
    path = create_session({"child": "Child A", "discussion": "12 nov"}, folder, START)
    async with driving(folder, path) as drive:
        await drive.say("> Ring the aunt")
        before = lines_of(drive.session)
        await drive.go("8")
        await drive.press("tab", "enter")
        drive.screen.query_one(Form).focus_field("tint")
        await drive.type(ANSWER)
        form = drive.seen()
        await drive.press("enter", "escape")
        await drive.saved()
        changes = changes_between(before, lines_of(drive.session))
        return (
            drive.document,
            form,
            path.read_text(),
            [FIELD_LABELS[each.field] for each in changes],
        )


def main() -> None:
    """Print each place, and whether the field is in it."""
    document, form, stored, changed = asyncio.run(fill_in(Path(sys.argv[1])))
    session, method = document.session, document.method
    report, log = build_notes(session, method), list_actions(session)
    (action,) = actions_of(session)
    places = {
        "form": LABEL in form,
        "file": ANSWER in stored,
        "checks": LABEL.lower() in " ".join(not_smart(type(action)(id="a"))).lower(),
        "plain text": ANSWER in session_text(session, method),
        "list": ANSWER in action_listing(log, START.date()),
        "table": ANSWER in action_csv(log, START.date()).decode(),
        "changes": LABEL.lower() in " ".join(changed).lower(),
    }
    for form_name in FORMAT_NAMES:
        if form_name.is_text:
            places[form_name.value] = (
                ANSWER in render_report(report, form_name, START).data.decode()
            )
    json.dump(places, sys.stdout)


if __name__ == "__main__":
    main()
