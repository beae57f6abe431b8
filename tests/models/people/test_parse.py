"""A person typed in one line."""

from time import process_time

import pytest
from hypothesis import given

from casetool.models.base import evolve
from casetool.models.people.contact import ADDRESS_LEFT_OUT
from casetool.models.people.model import Attends, People, Person
from casetool.models.people.parse import describe_person, person_from, read_person
from tests.models.people.test_attendance import ABSENT, PHONE, ROOM
from tests.support.strategies import people, texts

KIT = Person(id="kit", name="Kit Marsh", agency="health")
ZOE = Person(id="zoe", name="Zoë Quill", agency="housing", attends=Attends.ABSENT)


def told(line: str, there: People = (KIT, ZOE)) -> str:
    return " · ".join(describe_person(read_person(line, there), there))


def parts(line: str, there: People = ()) -> tuple[str, str, str]:
    person = read_person(line, there).person
    return person.name, person.role, person.agency


@pytest.mark.parametrize(
    ("line", "name", "role", "agency"),
    [
        ("Bea Quill", "Bea Quill", "", ""),
        ("Bea Quill, housing", "Bea Quill", "", "housing"),
        ("Bea Quill, housing officer, housing", "Bea Quill", "housing officer", "housing"),
        ("Bea Quill,housing officer,,housing", "Bea Quill", "housing officer", "housing"),
        ("Bea, officer, families, the borough", "Bea", "officer, families", "the borough"),
        (", adult mental health", "", "", "adult mental health"),
        ("by phone", "by phone", "", ""),
    ],
)
def test_commas_part_name_role_and_agency(line: str, name: str, role: str, agency: str) -> None:
    person = person_from(line, ())
    assert (person.name, person.role, person.agency) == (name, role, agency)
    assert person.attends is Attends.ROOM


@pytest.mark.parametrize(
    "line",
    [
        "Kit Marsh, school nurse, health",
        "Kit Marsh; school nurse; health",
        "Kit Marsh，school nurse，health",
        "Kit Marsh\tschool nurse\thealth",
        "Kit Marsh - school nurse - health",
        "Kit Marsh – school nurse – health",
        "Kit Marsh — school nurse — health",
        "Kit Marsh—school nurse—health",
        "Kit Marsh | school nurse | health",
        "Kit Marsh · school nurse · health",
        "Kit Marsh (school nurse), health",
        "Kit Marsh (school nurse, health)",
        "Kit Marsh [school nurse] health",
        "Kit Marsh (school nurse) (health)",
        "Kit Marsh (school nurse) - health",
        "Kit Marsh: school nurse, health",
        "Kit Marsh, school nurse - health",
        "Kit Marsh, health, school nurse",
        "- Kit Marsh, school nurse, health",
        "• Kit Marsh, school nurse, health",
        "1. Kit Marsh, school nurse, health",
        "12) Kit Marsh, school nurse, health",
        "[x] Kit Marsh, school nurse, health",
        "Kit Marsh, school nurse, health.",
        "Kit Marsh, school nurse., health...",
        "Kit Marsh ,school nurse , health ,",
        "Marsh, Kit (school nurse), health",
        '"Marsh, Kit", school nurse, health',
        "“Marsh, Kit” (school nurse) <kit@nhs.net>; health",
        "Kit Marsh <kit.marsh@nhs.net>, school nurse, health",
        "Kit Marsh, school nurse, health <kit.marsh@nhs.net>",
        "Kit Marsh, school nurse, health, kit.marsh@nhs.net",
        "Kit Marsh, school nurse, health (kit.marsh@nhs.net)",
        "Kit Marsh, school nurse, health, email: kit.marsh@nhs.net",
        "Kit Marsh, school nurse, health, 07700 900123",
        "kit@nhs.net, Kit Marsh, school nurse, health",
        "Kit Marsh / school nurse / health",
        "Kit Marsh (school nurse / health)",
        "Kit Marsh (school nurse - health)",
        "Kit Marsh, school nurse (health)",
        "Kit Marsh, health (school nurse)",
        "Kit Marsh from health, school nurse",
        "Kit Marsh. school nurse. health.",
        "health: Kit Marsh, school nurse",
        "-Kit Marsh, school nurse, health",
        "1.Kit Marsh, school nurse, health",
        "1 Kit Marsh, school nurse, health",
        "'Marsh, Kit' <kit@nhs.net>, school nurse, health",
        "Kit Marsh, school nurse, health, tel: +44 7700 900123",
        "Kit Marsh, school nurse, health, tel 01234 567890",
        "Kit Marsh, school nurse, health, phone 01234 567890",
        "Kit Marsh, school nurse, health, mob. no. 07700 900123",
        "Kit Marsh, school nurse, health, direct line 01234 567890 ext 12",
        "Kit Marsh, school nurse, health, ext. 1234",
        "Kit Marsh tel 01234 567890, school nurse, health",
        "Kit Marsh, school nurse, health (01234 567890)",
        "Kit Marsh, school nurse, health (01234) 567890",
        "Kit Marsh, school nurse (x1234), health",
        "Kit Marsh, -, school nurse, health",
        "Kit Marsh, school nurse, health, 07700 900123 (mobile)",
        "Kit Marsh, school nurse, health, tel: ext 45",
        "Kit Marsh : school nurse : health",
        "Kit Marsh: school nurse: health",
        "Kit Marsh :school nurse :health",
        "Kit Marsh = school nurse = health",
        "Kit Marsh -> school nurse -> health",
    ],
)
def test_parts_are_told_whatever_separates_them(line: str) -> None:
    assert parts(line) == ("Kit Marsh", "school nurse", "health")
    assert read_person(line, ()).question == ""
    assert person_from(line, ()).attends is Attends.ROOM


@pytest.mark.parametrize(
    ("line", "name", "agency"),
    [
        ("Marsh, Kit (NHS) <kit.marsh@nhs.net>", "Kit Marsh", "NHS"),
        ("Marsh, Kit (NHS)", "Kit Marsh", "NHS"),
        ("MARSH, Kit (NHS SUSSEX ICB - 09D)", "Kit MARSH", "NHS SUSSEX ICB - 09D"),
        ("O'Dowd, Marion (Police)", "Marion O'Dowd", "Police"),
        ("Thorley-Marsh, Nic (CSC)", "Nic Thorley-Marsh", "CSC"),
        ("van der Berg, Jo (Housing)", "Jo van der Berg", "Housing"),
        ('"Marsh, Kit" <kit@nhs.net>', "Kit Marsh", ""),
        ('"Marsh, Kit" <kit@…>', "Kit Marsh", ""),
        ("Marsh, Kit <kit@nhs.net>", "Kit Marsh", ""),
        ("Kit <kit@nhs.net>", "Kit", ""),
        ("Dr Marsh, Kit (NHS)", "Dr Kit Marsh", "NHS"),
        ('"Marsh, Kit (Children\'s Services)" <k@l.uk>', "Kit Marsh", "Children's Services"),
        ("Kit.Marsh@leigh.uk, Kit Marsh", "Kit Marsh", ""),
        ("Kit Marsh <kit@nhs.net>;", "Kit Marsh", ""),
        ("Kit Marsh kit@nhs.net", "Kit Marsh", ""),
        ("Kit Marsh [mailto:kit@nhs.net]", "Kit Marsh", ""),
        ("Kit Marsh, health <kit@nhs.net>", "Kit Marsh", "health"),
        ("Kit, Housing (north)", "Kit", "Housing (north)"),
        ("Kit Marsh (she/her), health", "Kit Marsh (she/her)", "health"),
        ("Kit (Katherine) Marsh, health", "Kit (Katherine) Marsh", "health"),
        ("@kit, health", "kit", "health"),
        ("Kit M., health", "Kit M.", "health"),
        ("Anne-Marie O'Dowd, 0-19 service", "Anne-Marie O'Dowd", "0-19 service"),
        ("محمد علی، شرطة", "محمد علی", "شرطة"),
        ("李小龙，学校", "李小龙", "学校"),
    ],
)
def test_an_address_book_line_is_a_name_without_address(line: str, name: str, agency: str) -> None:
    reading = read_person(line, ())
    assert (reading.person.name, reading.person.agency) == (name, agency)
    assert reading.question == ""
    assert "@" not in f"{reading.person.name}{reading.person.role}{reading.person.agency}"
    assert (reading.notice == ADDRESS_LEFT_OUT) == ("@" in line[1:])


@pytest.mark.parametrize(
    ("line", "role", "agency"),
    [
        *(
            (role, role, "")
            for role in (
                "nurse", "GP", "health visitor", "Social Worker", "teacher", "Headteacher",
                "head teacher", "SENCO", "SENDCo", "DSL", "police officer", "PC", "Sgt",
                "housing officer", "midwife", "family support worker", "solicitor", "youth worker",
                "team manager", "deputy head", "head of year 9", "nurse for looked-after children",
                "named doctor", "educational psychologist", "IDVA", "chair of governors",
                "attendance officer", "social worker (ASYE)", "mum", "Dad", "mother", "stepdad",
                "step-father", "gran", "maternal grandmother", "aunt", "uncle", "sibling", "sister",
                "Ash's mum", "foster carer", "kinship carer", "volunteer", "ward sister", "parent",
                "family friend", "paramedic", "mum's partner", "birth father",
                "son", "stepdaughter", "MGM", "host family", "scout leader", "school cook",
            )
        ),
        *(
            (agency, "", agency)
            for agency in (
                "health", "police", "education", "housing", "children's social care", "probation",
                "CAMHS", "voluntary sector", "adult mental health", "Home Start", "Early Help",
                "GP surgery", "school nursing team", "attendance team", "Leaving Care",
                "Hillside School", "St Mary's", "Barnardo's - Leigh",
            )
        ),
        ("nurse, by phone", "nurse", ""),
        ("by phone, nurse", "nurse", ""),
        ("Sgt, team leader, police", "Sgt, team leader", "police"),
        ("social worker, team manager", "social worker, team manager", ""),
        ("GP, general practice", "GP", "general practice"),
        ("doctor, GP", "doctor", "GP"),
        ("police, PC, apologies", "PC", "police"),
    ],
)  # fmt: skip
def test_a_usual_role_alone_is_the_role(line: str, role: str, agency: str) -> None:
    assert parts(f"Kit Marsh, {line}") == ("Kit Marsh", role, agency)


def test_an_agency_of_the_session_is_one() -> None:
    there = (Person(id="ada", agency="Safe Lives"),)
    assert parts("Kit, Safe Lives, nurse", there) == ("Kit", "nurse", "Safe Lives")


@pytest.mark.parametrize(
    ("phrase", "attends"),
    [
        *((phrase, Attends.ABSENT) for phrase in ABSENT),
        *((phrase, Attends.PHONE) for phrase in PHONE),
        *((phrase, Attends.ROOM) for phrase in ROOM),
    ],
)
def test_any_part_can_say_how_they_attend(phrase: str, attends: Attends) -> None:
    phrase = phrase.translate({ord("("): "- ", ord(")"): None})
    for line in (
        f"Sam Hill, PC, police, {phrase}",
        f"Sam Hill, PC, {phrase}, police",
        f"Sam Hill, {phrase}, PC, police",
        f"Sam Hill, PC, police ({phrase})",
        f"Sam Hill ({phrase}), PC, police",
        f"Sam Hill, PC, police - {phrase}",
        f"Sam Hill – {phrase} – PC – police",
    ):
        reading = read_person(line, (KIT, ZOE))
        assert (reading.question, reading.person.attends) == ("", attends), line
        assert parts(line) == ("Sam Hill", "PC", "police"), line


@pytest.mark.parametrize("number", ["01234 567890", "on 07700 900123", "(01234 567890)"])
def test_by_phone_with_a_number_is_by_phone(number: str) -> None:
    reading = read_person(f"Sam Hill, PC, police, by phone {number}", ())
    assert (reading.question, reading.person.attends) == ("", Attends.PHONE)
    assert (reading.person.role, reading.person.agency) == ("PC", "police")


@pytest.mark.parametrize(
    ("words", "attends"),
    [
        ("here", Attends.ROOM),
        ("In the room", Attends.ROOM),
        ("by phone", Attends.PHONE),
        ("ONLINE", Attends.PHONE),
        ("apologies", Attends.ABSENT),
        ("cannot come", Attends.ABSENT),
        ("covered", Attends.ABSENT),
        ("covered by nobody here", Attends.ABSENT),
        ("covered by zoe", Attends.ABSENT),
    ],
)
def test_the_last_part_can_say_how_they_attend(words: str, attends: Attends) -> None:
    person = person_from(f"Sam Oyelaran, GP, health, {words}", (KIT, ZOE))
    assert (person.attends, person.covered_by) == (attends, None)
    assert (person.role, person.agency) == ("GP", "health")


@pytest.mark.parametrize(
    ("line", "attends", "role", "agency"),
    [
        ("Sam Hill, PC, police, until 11", Attends.ROOM, "PC, until 11", "police"),
        ("Sam Hill, PC, police, by phone until 11", Attends.PHONE, "PC, until 11", "police"),
        ("Sam Hill, PC, police, by phone, until 11", Attends.PHONE, "PC, until 11", "police"),
        ("Sam Hill, police, from 10.30", Attends.ROOM, "from 10.30", "police"),
        ("Sam Hill, police, for the first half", Attends.ROOM, "for the first half", "police"),
        ("Sam Hill (left early), PC, police", Attends.ROOM, "PC, left early", "police"),
        ("Sam Hill, joins late, police", Attends.ROOM, "joins late", "police"),
        ("Sam Hill, police (on Teams from 10.30)", Attends.PHONE, "from 10.30", "police"),
        ("Sam Hill - police - 10 - 11", Attends.ROOM, "10 - 11", "police"),
        ("Sam Hill, PC, on leave until Monday", Attends.ABSENT, "PC, on leave until Monday", ""),
        ("Sam Hill, PC, police, apologies, clinic ran over", Attends.ABSENT,
         "PC, clinic ran over", "police"),
    ],
)  # fmt: skip
def test_a_part_of_the_meeting_stays_in_the_role(
    line: str, attends: Attends, role: str, agency: str
) -> None:
    person = read_person(line, ()).person
    assert (person.attends, person.role, person.agency) == (attends, role, agency)


@pytest.mark.parametrize(
    ("line", "name", "attends"),
    [
        ("Kit Marsh by phone", "Kit Marsh", Attends.PHONE),
        ("Sam Hill apologies", "Sam Hill", Attends.ABSENT),
        ("Apologies: Sam Hill", "Sam Hill", Attends.ABSENT),
        ("Apologies, Sam Hill, PC, police", "Sam Hill", Attends.ABSENT),
        ("Absent - Sam Hill", "Sam Hill", Attends.ABSENT),
        ("On Teams: Sam Hill, police", "Sam Hill", Attends.PHONE),
        ("Lee Room, police", "Lee Room", Attends.ROOM),
    ],
)
def test_the_name_stays_a_name(line: str, name: str, attends: Attends) -> None:
    person = read_person(line, ()).person
    assert (person.name, person.attends) == (name, attends)


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ("Sam, PC, police, apols rec'd", "“apols rec'd”: absent, by phone, or in the room?"),
        ("Sam, PC, police, may attend", "“may attend”: absent, by phone, or in the room?"),
        ("Sam, phone tbc", "“phone tbc”: absent, by phone, or in the room?"),
        ("Sam may attend", "“Sam may attend”: absent, by phone, or in the room?"),
        ("Sam, PC, police, on her lunch", "“on her lunch”: absent, by phone, or in the room?"),
        ("Sam, PC, police, N/A", "“N/A”: absent, by phone, or in the room?"),
        ("Sam, until 11, then Teams", "“then Teams”: absent, by phone, or in the room?"),
        ("Sam, hybrid, police", "“hybrid”: absent, by phone, or in the room?"),
        *(
            (f"Sam, PC, police, {words}", f"“{words}”: absent, by phone, or in the room?")
            for words in (
                "apologies from manager",
                "apologies from her manager",
                "apologies via the nurse",
                "attended with manager",
                "joined by phone with her manager",
                "DNA x 2",
                "X",
                "x",
                "-",
                "–",
                "?",
                "??",
                "×",
                "☒",
                "A",
                "P",
                "1",
                "n/a",
                "N/K",
                "tbc",
                "not invited",
            )
        ),
        (
            "Sam apologies from manager",
            "“Sam apologies from manager”: absent, by phone, or in the room?",
        ),
        *(
            (f"Sam, PC, police, {words}", "covered by whom?")
            for words in (
                "sent deputy",
                "sent a deputy",
                "deputy sent",
                "deputy attending",
                "sending a colleague",
                "sent representative",
                "deputy instead",
            )
        ),
        ("Sam, PC, police, sent Bo instead", "covered by “Bo”: nobody here is called that"),
        ("Sam x", "“x”: absent, by phone, or in the room?"),
        ("☒ Sam, police", "“☒”: absent, by phone, or in the room?"),
        (
            "Sam, police, on behalf of Bo Lund",
            "Bo Lund: “in place of” a person, or “also” an agency?",
        ),
        ("Sam, PC, police, deputising", "two hats: for whom?"),
        ("Sam, PC, police, in place of", "two hats: for whom?"),
        ("Sam, Y, police, apologies", "“Y, apologies”: absent, by phone, or in the room?"),
        (
            "Sam, apologies until 10.30",
            "“apologies until 10.30”: absent, by phone, or in the room?",
        ),
        ("Sam, apologies, by phone", "“apologies, by phone”: absent, by phone, or in the room?"),
        ("Sam, covered by nobody", "covered by “nobody”: nobody here is called that"),
        ("Sam, covered", "covered by whom?"),
        ("Sam, covered by zoe", "Zoë Quill is not here, so cannot cover them"),
        ("Sam, two hats", "two hats: for whom?"),
        ("Sam, police, absent, also housing", "only somebody who is here can wear two hats"),
        ("by phone", "who is it?"),
        ("Name, Role, Agency, Attended", "these are the headings of a table: type a name"),
        ("Name\tOrganisation", "these are the headings of a table: type a name"),
    ],
)
def test_what_is_not_understood_is_asked_about(line: str, question: str) -> None:
    reading = read_person(line, (KIT, ZOE))
    assert reading.question == question
    assert question in told(line)
    assert not reading.person.agency or reading.person.agency not in question


@pytest.mark.parametrize(
    "words",
    ["covered by kit", "covered by @kit", "Covered by Kit Marsh", "covered by kit.",
     "covered by Kit M",
     "is covered by kit", "represented by Kit", "Kit Marsh covering", "kit to cover", "cover: Kit",
     "sent Kit instead", "sent deputy: Kit", "sent a deputy (Kit)", "Kit in her place",
     "Kit Marsh attending instead",
     "covered by health",
     "covered by Kit Marsh (health)", "absent, covered by kit", "apologies (covered by kit)"],
)  # fmt: skip
def test_somebody_present_can_wear_two_hats(words: str) -> None:
    reading = read_person(f"Sam Oyelaran, health, {words}", (KIT, ZOE))
    assert (reading.person.attends, reading.person.covered_by) == (Attends.COVERED, "kit")
    assert reading.question == ""


def test_one_who_is_covered_covers_nobody() -> None:
    lee = evolve(ZOE, id="lee", name="Lee", attends=Attends.COVERED, covered_by="kit")
    assert person_from("Sam, health, covered by lee", (KIT, lee)).attends is Attends.ABSENT


SAM = Person(id="sam", name="Sam Oyelaran", role="GP", agency="surgery", attends=Attends.ABSENT)


@pytest.mark.parametrize(
    ("words", "hats"),
    [
        ("also housing", ["Zoë Quill"]),
        ("also for housing", ["Zoë Quill"]),
        ("covering housing", ["Zoë Quill"]),
        ("and housing", ["Zoë Quill"]),
        ("housing too", ["Zoë Quill"]),
        ("on behalf of housing", ["Zoë Quill"]),
        ("wearing two hats for housing", ["Zoë Quill"]),
        ("wearing the housing hat", ["Zoë Quill"]),
        ("two hats: housing", ["Zoë Quill"]),
        ("representing housing", ["Zoë Quill"]),
        ("covering for the GP", ["Sam Oyelaran"]),
        ("also the GP", ["Sam Oyelaran"]),
        ("standing in for Sam", ["Sam Oyelaran"]),
        ("stands in for Sam Oyelaran", ["Sam Oyelaran"]),
        ("deputising for the GP", ["Sam Oyelaran"]),
        ("instead of Sam", ["Sam Oyelaran"]),
        ("covering for Sam and Zoë", ["Sam Oyelaran", "Zoë Quill"]),
        ("standing in for kit", ["Kit Marsh"]),
        ("stepping in for Dr Oyelaran", ["Sam Oyelaran"]),
        ("sat in for Sam", ["Sam Oyelaran"]),
        ("acting on behalf of Sam", ["Sam Oyelaran"]),
        ("on behalf of the GP", ["Sam Oyelaran"]),
        ("on behalf of the health visitor", ["health visitor"]),
        ("speaking for education too", ["education"]),
        ("plus education", ["education"]),
        ("also education", ["education"]),
        ("also education and probation", ["education", "probation"]),
        ("on behalf of health", ["health"]),
        ("also Adult Health and Wellbeing", ["Adult Health and Wellbeing"]),
        ("covering for Lee Garner", ["Lee Garner"]),
    ],
)
def test_two_hats_are_told(words: str, hats: list[str]) -> None:
    there = (KIT, ZOE, SAM)
    for line in (f"Liam O'Neill, PC, police, {words}", f"Liam O'Neill ({words}), PC, police"):
        reading = read_person(line, there)
        assert [hat.label for hat in reading.hats] == hats
        assert (reading.person.role, reading.person.agency) == ("PC", "police")
        assert reading.question == ""
        assert f"two hats: {', '.join(hats)}" in told(line, there)


@pytest.mark.parametrize(
    ("line", "attends", "role", "hat"),
    [
        ("Jo, housing, also CAMHS (by phone)", Attends.PHONE, "", "CAMHS"),
        ("Jo, housing, also CAMHS by phone", Attends.PHONE, "", "CAMHS"),
        ("Jo (covering for Sam until 11), housing", Attends.ROOM, "until 11", "Sam Oyelaran"),
        ("Jo covering for Sam until 11, housing", Attends.ROOM, "until 11", "Sam Oyelaran"),
        ("Jo, housing, covering for Sam (apologies)", Attends.ROOM, "", "Sam Oyelaran"),
        ("Jo (housing) also covering CAMHS", Attends.ROOM, "", "CAMHS"),
        ("Jo, housing, wearing two hats (CAMHS)", Attends.ROOM, "", "CAMHS"),
        ("Jo, housing, covering for Ann (midwife)", Attends.ROOM, "", "Ann (midwife)"),
        ("Jo (housing; “I’ll wear two hats for the GP”)", Attends.ROOM, "", "Sam Oyelaran"),
        ("Jo, housing and also CAMHS", Attends.ROOM, "", "CAMHS"),
    ],
)
def test_a_hat_and_how_they_attend_are_told_apart(
    line: str, attends: Attends, role: str, hat: str
) -> None:
    reading = read_person(line, (KIT, ZOE, SAM))
    person = reading.person
    assert (person.name, person.role, person.agency) == ("Jo", role, "housing")
    assert (person.attends, reading.question) == (attends, "")
    assert [hat.label for hat in reading.hats] == [hat]


@pytest.mark.parametrize("line", ["Police", "police, absent", "Adult social care (by phone)"])
def test_an_agency_alone_needs_no_comma_in_front(line: str) -> None:
    person = read_person(line, ()).person
    assert person.name == ""
    assert person.agency.casefold() in line.casefold()
    assert person.agency


@pytest.mark.parametrize(
    ("line", "role", "agency"),
    [
        ("Liam, police, also chair", "also chair", "police"),
        ("Liam, maternity cover", "", "maternity cover"),
        ("Liam, representing health", "", "health"),
        ("Liam, nurse for the school", "nurse for the school", ""),
        ("Liam, cover teacher, education", "cover teacher", "education"),
        ("Liam, health, also health", "", "health"),
    ],
)
def test_other_words_are_no_hats(line: str, role: str, agency: str) -> None:
    reading = read_person(line, ())
    assert reading.hats == ()
    assert (reading.person.role, reading.person.agency, reading.question) == (role, agency, "")


@pytest.mark.parametrize(
    ("line", "name", "role", "agency", "attends"),
    [
        ("Kit Lane\tschool nurse\thealth\tby phone", "Kit Lane", "school nurse", "health", "PHONE"),
        ("Sam Hill\tPC\tpolice\tApologies", "Sam Hill", "PC", "police", "ABSENT"),
        ("Sam Hill\tPC\tpolice\t", "Sam Hill", "PC", "police", "ROOM"),
        ("Sam Hill\tPC\tpolice\tY", "Sam Hill", "PC", "police", "ROOM"),
        ("Sam Hill\tPC\tpolice\tno", "Sam Hill", "PC", "police", "ABSENT"),
        ("Sam Hill\t\tpolice\tTeams until 11", "Sam Hill", "until 11", "police", "PHONE"),
        ("Sam Hill\tcarer link\t\tyes", "Sam Hill", "carer link", "", "ROOM"),
        ("Hill, Sam\tPC\tpolice\tyes", "Sam Hill", "PC", "police", "ROOM"),
        ("Sam Hill\tpolice\tPC\tyes", "Sam Hill", "PC", "police", "ROOM"),
        ("\t\thousing\tabsent", "", "", "housing", "ABSENT"),
        ("Sam <s@police.uk>\tPC, team 3\tpolice\tyes", "Sam", "PC, team 3", "police", "ROOM"),
        ("Sam Hill\tPC\tpolice", "Sam Hill", "PC", "police", "ROOM"),
        ("Sam Hill\tpolice\tby phone", "Sam Hill", "", "police", "PHONE"),
        ("1\tSam Hill\tPC\tpolice\tby phone", "Sam Hill", "PC", "police", "PHONE"),
    ],
)
def test_tabs_part_the_cells_of_a_row(
    line: str, name: str, role: str, agency: str, attends: str
) -> None:
    reading = read_person(line, ())
    assert parts(line) == (name, role, agency)
    assert reading.person.attends is Attends[attends]
    assert reading.question == ""


@pytest.mark.parametrize("cell", ["x", "?", "tbc", "not filled in", "maybe"])
def test_a_mark_that_is_not_understood_is_asked_about(cell: str) -> None:
    question = read_person(f"Sam Hill\tPC\tpolice\t{cell}", ()).question
    assert question == f"“{cell}”: absent, by phone, or in the room?"


@pytest.mark.parametrize("cell", ["?", "tbc", "x"])
def test_a_mark_in_the_column_of_agencies_is_asked_about(cell: str) -> None:
    assert read_person(f"Sam Hill\tPC\t{cell}\tyes", ()).question == f"“{cell}”: which agency?"
    blank = read_person("Sam Hill\t-\tn/a\tyes", ())
    assert (blank.person.role, blank.person.agency, blank.question) == ("", "", "")


@pytest.mark.parametrize(
    ("line", "handle"),
    [("Kit Oduya", "kit-oduya"), ("Kit Marsh", "kit-marsh"), ("Dr Sam Oyelaran", "sam"),
     (", adult mental health, absent", "adult"), ("- Sam", "sam"), ("1. Sam", "sam"),
     ("Marsh, Ana (NHS) <a@nhs.net>", "ana"), ("محمد علی، شرطة", "محمد")],
)  # fmt: skip
def test_each_gets_a_handle_of_their_own(line: str, handle: str) -> None:
    assert person_from(line, (KIT,)).id == handle


@given(texts(), people())
def test_any_line_makes_a_person_who_can_be_added(line: str, there: People) -> None:
    person = person_from(line, there)
    assert person.id not in {one.id for one in there}
    assert Person.model_validate(person.model_dump()) == person
    present = {one.id for one in there if one.present}
    assert (person.covered_by in present) == (person.attends is Attends.COVERED)


@pytest.mark.parametrize(
    "text",
    ["word ", "a,", "a - ", "the ", "will be ", "a@", "0 1 ", "also ", "abc. ", "a\t", "(", "a/ ",
     "health and ", "-", '"'],
)  # fmt: skip
def test_a_very_long_line_is_read_at_once(text: str) -> None:
    began = process_time()
    read_person(text * 3000 + "x", (KIT, ZOE))
    assert process_time() - began < 2


def test_who_covers_is_asked_where_two_have_that_name() -> None:
    people = (
        Person(id="kit", name="Kit Marsh", agency="health"),
        Person(id="kit2", name="Kit Brown", agency="police"),
    )
    reading = read_person("Vic Ansell, worker, adult services, covered by Kit", people)
    assert "covered by “Kit”" in reading.question
    for name, handle in (("Kit Brown", "kit2"), ("Marsh", "kit")):
        reading = read_person(f"Vic Ansell, worker, adult services, covered by {name}", people)
        assert (reading.question, reading.person.covered_by) == ("", handle)
