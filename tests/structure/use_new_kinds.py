"""Use two kinds of step that only a copy of the house has, and print where they show.

Run by ``test_one_declaration.py`` with the copy first on the path.
"""

import asyncio
import json
import sys
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import casetool.methods
from casetool.methods import DEFAULT
from casetool.models.checks import findings
from casetool.models.corrections.field_edits import set_line
from casetool.models.corrections.targets import correctable, fillable
from casetool.models.meeting.read_back import readable_things
from casetool.models.merge.diff import differences
from casetool.models.merge.merge import merge_parts
from casetool.models.method import Method
from casetool.models.notes_options import NotesOptions
from casetool.models.people.voices import all_spoken
from casetool.models.pseudonyms.names import Name
from casetool.models.pseudonyms.replace import replace_names
from casetool.models.session import Session
from casetool.render.formats.notes_format import NotesFormat, render_report
from casetool.render.formats.pdf.blocks import pdf_data
from casetool.render.report.blocks import Report
from casetool.render.report.notes import build_notes
from casetool.render.report.preparation import pre_reading
from casetool.render.report.summary import build_summary
from casetool.render.views.plain_text import session_text
from casetool.services.meeting.line_batch import add_lines
from casetool.services.sessions.create import create_session
from casetool.services.sessions.document import Document
from casetool.storage.toml.codec import dumps, loads
from casetool.storage.toml.json_schema import json_schema
from casetool.widgets.common.form import Form
from tests.support.driving import START, driving

WISH, THANKS, WHOM = "A dog of her own", "Lifts to school", "the neighbour"
ROUND = '[[steps]]\nid = "round"'
NEW_STEPS = """[[steps]]
id = "wishes"
number = "9"
title = "What do we wish for?"
short = "Wishes"
phase = "during"
kind = "wishes"

[[steps]]
id = "thanks"
title = "Whom do we thank?"
short = "Zthanks"
phase = "during"
kind = "thanks"

"""


def add_method(folder: Path) -> None:
    """Put a method with a step of each new kind beside the sessions."""
    text = (Path(casetool.methods.__file__).parent / f"{DEFAULT}.toml").read_text(encoding="utf-8")
    assert text.count(ROUND) == 1
    (folder / "methods").mkdir(parents=True)
    own_method = folder / "methods" / f"{DEFAULT}.toml"
    own_method.write_text(text.replace(ROUND, NEW_STEPS + ROUND), encoding="utf-8")


async def use(folder: Path, places: dict[str, bool]) -> Document:
    """Catch lines of both kinds in the real app, and look at what it shows."""
    path = create_session({"child": "Child A", "discussion": "12 nov"}, folder, START)
    async with driving(folder, path, size=(200, 60)) as drive:
        await drive.go("p")
        await drive.say("Kit Marsh, nurse, health")
        await drive.go("9")
        drive.screen.line.input.value = f"{WISH} @kit"
        await drive.sees("9 What do we wish for?")
        places["preview"] = "Kit Marsh" in drive.seen()
        await drive.press("enter")
        places["its own pane"] = f"★ {WISH}" in drive.seen()
        await drive.go("z")
        await drive.say(THANKS)
        places["the usual pane"] = f"· {THANKS}" in drive.seen()
        places["beside it"] = WISH in drive.seen()
        await drive.press("tab", "enter")
        drive.screen.query_one(Form).focus_field("whom")
        await drive.type(WHOM)
        await drive.press("enter", "escape")
        places["the form"] = f"whom we thank: {WHOM}" in drive.seen()
        await drive.say("Soup")
        await drive.press("tab", "shift+up")
        texts = [text for _, text in drive.session.heading("thanks").texts()]
        await drive.press("delete")
        left = [text for _, text in drive.session.heading("thanks").texts()]
        places["the keys of a list"] = (texts, left) == (["Soup", THANKS], [THANKS])
        drive.screen.toggle_class("-board")
        await drive.sees("· Lifts to")  # a column of the board is narrow
        places["the board"] = "· A dog of her" in drive.seen() and WHOM in drive.seen()
        await drive.saved()
        return drive.document


def look_at_models(session: Session, method: Method, places: dict[str, bool]) -> None:
    """Check, correct, merge, read back, replace, write and read the new lines."""
    found = findings(session, method, today=START.date())
    wish_id = next(session.heading("wishes").texts())[0]
    places["checks"] = ("wish-without-reason", wish_id) in {(f.check, f.item_id) for f in found}
    places["read back"] = ("wishes", (wish_id,)) in readable_things(session, method)
    places["voices"] = [spoken.by for spoken in all_spoken(session, method)] == ["kit"]
    text = dumps(session, method)
    places["saved"] = f'[[wishes.wishes]]\nid = "{wish_id}"\ntext = "{WISH}"' in text
    places["loaded"] = loads(text, lambda _: method).session == session
    places["schema"] = "wishes" in json_schema(method)["$defs"]["Wishes"]["properties"]
    places["corrected"] = (wish_id, "", WISH) in correctable(session, method)
    places["filled"] = (wish_id, "because") in fillable(session, method)
    corrected = set_line(session, wish_id, "because", "she asks", START.date())
    added = set_line(corrected, "new-wishes", "", "A garden", START.date(), "new")
    places["a new line"] = dict(added.heading("wishes").texts())["new"] == "A garden"
    chosen = frozenset(difference.key for difference in differences(session, added))
    places["merged"] = merge_parts(session, added, chosen) == added
    names = (Name(name="Kit Marsh", stand_in="the nurse", also=("Kit",)),)
    replaced = replace_names(session, names)[0]
    places["names"] = [spoken.by for spoken in all_spoken(replaced, method)] == ["the-nurse"]


def look_at_notes(session: Session, method: Method, places: dict[str, bool]) -> None:
    """Write the notes in every form."""
    report = build_notes(session, method, NotesOptions(attribution=True))
    wish, thanks = f"We wish for: {WISH}", f"{THANKS} (whom we thank: {WHOM})"
    for form in NotesFormat:
        words = _words(report, form)
        places[form.value] = wish in words and thanks in words
    plain = session_text(session, method, width=200)
    places["plain text"] = wish in plain and thanks in plain
    summary = repr(build_summary(session, method, NotesOptions()))
    places["the summary counts it"] = "9. What do we wish for? (1)" in summary
    sheet = repr(pre_reading(session, method, NotesOptions()))
    places["the sheet"] = "What do we wish for?" in sheet


def _words(report: Report, form: NotesFormat) -> str:
    """The words of the notes in a form."""
    if form is NotesFormat.PDF:
        if find_spec("typst") is not None:
            assert render_report(report, form, START).data.startswith(b"%PDF")
        return _joined(pdf_data(report))
    data = render_report(report, form, START).data
    if form is NotesFormat.WORD:
        data = ZipFile(BytesIO(data)).read("word/document.xml")
    return _without_tags(data.decode())


def _joined(data: object) -> str:
    if isinstance(data, dict):
        return "".join(map(_joined, data.values()))
    if isinstance(data, list | tuple):
        return "".join(map(_joined, data))
    return data if isinstance(data, str) else ""


def _without_tags(text: str) -> str:
    return "".join(part.partition(">")[2] for part in f">{text}".split("<"))


def main() -> None:
    """Print each place, and whether the new kinds are in it."""
    folder, places = Path(sys.argv[1]), dict[str, bool]()
    add_method(folder)
    document = asyncio.run(use(folder, places))
    method, session = document.method, document.session
    look_at_models(session, method, places)
    look_at_notes(session, method, places)
    add_lines(document.path, "9", ["A quiet night"], by="kit")
    again = loads(document.path.read_text(encoding="utf-8"), lambda _: method).session
    places["casetool add"] = "A quiet night" in dict(again.heading("wishes").texts()).values()
    json.dump(places, sys.stdout)


if __name__ == "__main__":
    main()
