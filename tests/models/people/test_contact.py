"""What is taken out of a line about a person as an address or a number, and what is not."""

import pytest

from casetool.models.people.contact import without_contact


@pytest.mark.parametrize(
    "line",
    [
        "Kit Marsh, nurse, health <covers for Ola @ St Marks on Fridays",
        "Bo Lane < started in May, rota unclear, ring @ola",
        "Kit Marsh, nurse, <3 days a week @ clinic",
        "Kit Marsh, nurse <joins at 10 @ school>",
        "Kit Marsh, nurse, Unit X12",
        "Kit Marsh, Ward x25",
        "Kit Marsh, Team X14, health",
    ],
)
def test_words_beside_a_sign_of_an_address_stay(line: str) -> None:
    assert without_contact(line) == (line, False)


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("Kit <kit@nhs.example>", "Kit"),
        ("Kit < kit@nhs.example >", "Kit"),
        ("Kit <mailto:kit@nhs", "Kit"),
        ("Kit (x4521)", "Kit"),
        ("Kit, x4521", "Kit,"),
        ("Kit tel x4521", "Kit"),
        ("Kit ext 4521", "Kit"),
        ("Kit 020 7946 0000 x12", "Kit"),
    ],
)
def test_an_address_and_an_extension_are_left_out(line: str, plain: str) -> None:
    assert without_contact(line) == (plain, True)
