"""How somebody says that they are absent, elsewhere, in the room, or there for a part."""

import pytest
from hypothesis import given

from casetool.models.people.attendance import (
    Attendance,
    looks_like_attendance,
    read_attendance,
    read_attended_cell,
    read_together,
    split_attendance,
)
from casetool.models.people.model import Attends
from tests.support.strategies import texts

ABSENT = (
    "absent", "Apologies", "apologies received", "apologies sent", "sent apologies", "apols",
    "Apols.", "sends her apologies", "gave their apologies", "with apologies", "apologies given",
    "apologies noted", "apologies for absence", "not present", "not attending", "did not attend",
    "didn’t attend", "DNA", "D.N.A.", "DNA'd", "unable to attend", "unable to come",
    "not able to attend", "cannot come", "can't come", "can’t make it", "cannot attend",
    "could not attend", "couldn't make it", "won't be here", "will not be attending", "not here",
    "not in attendance", "is away", "away", "away today", "on leave", "on annual leave",
    "annual leave", "maternity leave", "A/L", "off sick", "sick", "on holiday", "no show",
    "no-show", "unavailable", "not available", "not coming", "isn't coming", "has not come",
    "was unable to join", "invited, did not attend", "invited but absent", "apologised",
    "in court", "no response", "was not there", "not able to make it", "never came", "not in",
    "non-attendance", "non attendance", "non-attender", "noshow", "failed to attend", "FTA",
    "declined the invitation", "apols given", "apols sent",
    "absent (apologies)", "apologies - on leave", "regrets", "has sent apologies",
)  # fmt: skip
PHONE = (
    "by phone", "by phone.", "By Phone", "phone", "on the phone", "by telephone", "telephone",
    "over the phone", "via phone", "phoning in", "phoned in", "on Teams", "via Teams", "Teams",
    "by Teams", "MS Teams", "on MS Teams", "via Microsoft Teams", "over Teams", "Teams call",
    "joined on Teams", "joining via Teams", "attending on Teams", "attended by phone",
    "present by phone", "present (Teams)", "virtually", "virtual", "attending virtually",
    "dialling in", "dialled in", "dial-in", "dialing in", "dials in", "will dial in", "remote",
    "remotely", "joining remotely", "attended remotely", "Zoom", "on Zoom", "by Zoom", "via zoom",
    "online", "on-line", "joining online", "video", "by video", "video call", "by video link",
    "video conference", "videoconferencing", "via video conference", "on the line", "on a call",
    "on screen", "conference call", "calling in", "called in", "by Skype", "on her mobile",
    "is on Teams", "will be on Teams", "by speaker phone", "here by phone", "over the internet",
    "✓ Teams",
)  # fmt: skip
ROOM = (
    "in the room", "in person", "In Person", "in-person", "present", "attending", "attended",
    "here", "room", "in attendance", "present in person", "attended in person", "is here",
    "will attend", "will be here", "face to face", "on site", "joined", "present.", "coming",
    "attended the whole meeting", "present throughout", "took part", "in the building",
)  # fmt: skip


@pytest.mark.parametrize(
    ("phrase", "attends"),
    [
        *((phrase, Attends.ABSENT) for phrase in ABSENT),
        *((phrase, Attends.PHONE) for phrase in PHONE),
        *((phrase, Attends.ROOM) for phrase in ROOM),
    ],
)
def test_each_usual_way_is_understood(phrase: str, attends: Attends) -> None:
    for text in (phrase, f" {phrase.upper()} ", f"({phrase})", f"{phrase};"):
        assert read_attendance(text) == Attendance(attends)


@pytest.mark.parametrize(
    ("phrase", "attends", "detail"),
    [
        ("until 11", None, "until 11"),
        ("until 11am", None, "until 11am"),
        ("till 11.30", None, "till 11.30"),
        ("from 10.30", None, "from 10.30"),
        ("from 10:30 am", None, "from 10:30 am"),
        ("from half past ten", None, "from half past ten"),
        ("after the break", None, "after the break"),
        ("10-11", None, "10-11"),
        ("10.00 – 10.30", None, "10.00 – 10.30"),
        ("between 10 and 11", None, "between 10 and 11"),
        ("for the first half", None, "for the first half"),
        ("first half only", None, "first half only"),
        ("for the first half hour", None, "for the first half hour"),
        ("for the last 20 minutes", None, "for the last 20 minutes"),
        ("for part of the meeting", None, "for part of the meeting"),
        ("part of the meeting", None, "part of the meeting"),
        ("left early", None, "left early"),
        ("left at 11", None, "left at 11"),
        ("leaving at 11", None, "leaving at 11"),
        ("has to leave at 10.45", None, "has to leave at 10.45"),
        ("leaves early", None, "leaves early"),
        ("left the meeting at 11", None, "left the meeting at 11"),
        ("joins late", None, "joins late"),
        ("joined late", None, "joined late"),
        ("joined at 10.20", None, "joined at 10.20"),
        ("arrived late", None, "arrived late"),
        ("arriving at 10.15", None, "arriving at 10.15"),
        ("running late", None, "running late"),
        ("late", None, "late"),
        ("10 minutes late", None, "10 minutes late"),
        ("for half an hour", None, "for half an hour"),
        ("by phone until 11", Attends.PHONE, "until 11"),
        ("until 11 by phone", Attends.PHONE, "until 11"),
        ("on Teams from 10.30", Attends.PHONE, "from 10.30"),
        ("dialled in for the first half", Attends.PHONE, "for the first half"),
        ("by phone, left early", Attends.PHONE, "left early"),
        ("in the room until 11", Attends.ROOM, "until 11"),
        ("here from 10.30", Attends.ROOM, "from 10.30"),
        ("attended part of the meeting", Attends.ROOM, "part of the meeting"),
        ("on leave until Monday", Attends.ABSENT, "on leave until Monday"),
        ("away until 3 December", Attends.ABSENT, "away until 3 December"),
        ("no apologies", Attends.ABSENT, "no apologies"),
        ("no apologies received", Attends.ABSENT, "no apologies received"),
        ("did not attend, no apologies", Attends.ABSENT, "no apologies"),
        ("DNA - nil apologies", Attends.ABSENT, "nil apologies"),
        ("absent without apologies", Attends.ABSENT, "without apologies"),
        ("apols not rec'd", Attends.ABSENT, "apols not rec'd"),
        ("late apologies", Attends.ABSENT, "late apologies"),
    ],
)
def test_a_part_of_the_meeting_is_kept(phrase: str, attends: Attends | None, detail: str) -> None:
    assert read_attendance(phrase) == Attendance(attends, detail)


@pytest.mark.parametrize(
    "phrase",
    ["apologies until 10.30", "not until 11 by phone", "in the room, then by phone",
     "absent for the first half", "attended, no apologies", "present (apologies)",
     "in person or by phone", "apologies, by phone"],
)  # fmt: skip
def test_two_things_at_once_are_not_understood(phrase: str) -> None:
    reading = read_attendance(phrase)
    assert reading is None or not reading.is_clear
    assert looks_like_attendance(phrase)


@pytest.mark.parametrize(
    "phrase",
    ["apols rec'd", "may attend", "hopes to join by phone", "phone tbc", "absent?",
     "not sure if present", "on her way, late", "hybrid", "zoomed", "Teams or phone",
     "won't know till Monday", "not on Teams"],
)  # fmt: skip
def test_what_only_mentions_it_is_told_from_an_agency(phrase: str) -> None:
    reading = read_attendance(phrase)
    assert reading is None or not reading.is_clear
    assert looks_like_attendance(phrase)


@pytest.mark.parametrize(
    "text",
    ["health", "police", "housing", "adult mental health", "Early Years", "Home Start",
     "Barnardo's",
     "children's social care", "Early Help", "0-19 service", "NHS Trust", "school nurse", "GP",
     "part-time social worker", "the borough", "Kit Marsh", "the", "", "for",
     "Hillside School", "Leigh & District", "St Mary's", "legal representative", "Leaving Care"],
)  # fmt: skip
def test_other_words_are_no_attendance(text: str) -> None:
    assert read_attendance(text) is None
    assert not looks_like_attendance(text)


@pytest.mark.parametrize(
    ("text", "before", "phrase"),
    [
        ("Kit Marsh by phone", "Kit Marsh", "by phone"),
        ("health by phone until 11", "health", "by phone until 11"),
        ("Sam Hill sent apologies", "Sam Hill", "sent apologies"),
        ("Sam Hill is on Teams", "Sam Hill", "is on Teams"),
        ("Sam Hill absent.", "Sam Hill", "absent."),
        ("housing: apologies", "housing", "apologies"),
        ("Lee Room", "Lee Room", ""),
        ("Kit Marsh", "Kit Marsh", ""),
        ("by phone", "by phone", ""),
        ("youth team", "youth team", ""),
        ("", "", ""),
    ],
)
def test_a_phrase_at_the_end_is_parted_from_the_words(text: str, before: str, phrase: str) -> None:
    assert split_attendance(text) == (before, phrase)


@pytest.mark.parametrize(
    ("cell", "attends"),
    [("Y", Attends.ROOM), ("yes", Attends.ROOM), ("✓", Attends.ROOM), ("N", Attends.ABSENT),
     ("No", Attends.ABSENT), ("-", Attends.ABSENT), ("Teams", Attends.PHONE),
     ("A", Attends.ABSENT)],
)  # fmt: skip
def test_a_tick_in_a_table_says_that_somebody_came(cell: str, attends: Attends) -> None:
    assert read_attended_cell(cell) == Attendance(attends)


@pytest.mark.parametrize(
    ("phrases", "reading"),
    [
        (["Y", "by phone"], Attendance(Attends.PHONE)),
        (["yes", "until 11"], Attendance(Attends.ROOM, "until 11")),
        (["no", "apologies"], Attendance(Attends.ABSENT)),
        (["✗"], Attendance(Attends.ABSENT)),
        (["Y", "apologies"], Attendance(Attends.ABSENT, is_clear=False)),
        (["no", "by phone"], Attendance(Attends.PHONE, is_clear=False)),
        (["y", "n"], Attendance(None, is_clear=False)),
        ([], None),
    ],
)
def test_all_that_a_line_says_has_to_agree(phrases: list[str], reading: Attendance | None) -> None:
    assert read_together(phrases) == reading


@given(texts())
def test_any_text_is_read_or_not(text: str) -> None:
    before, phrase = split_attendance(text)
    assert (before, phrase) == (text, "") or " ".join(text.split()).startswith(before)
    read_attended_cell(text)
