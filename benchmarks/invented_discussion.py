"""An invented discussion: what is said in the room, how it is typed, and what the record must hold.

Everyone and everything in it is made up. A key with a name stands in braces: ``{F8}``.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """One thing that is said, and the keys that catch it.

    Args:
        where: the heading in which it belongs.
        keys: all that is typed for it, step changes included.
        words: those of its words that nobody can do without.
        marks: what the record says of it besides, in the words of ``benchmarks.discussion.rows``.
        who: the handle of whoever said it. The keys name it by its first letter, which is enough.
    """

    where: str
    keys: str
    words: str
    marks: str = ""
    who: str = ""


def _people(keys: str, marks: str, words: str | None = None) -> Said:
    return Said("people", keys + "{Enter}", words or keys, marks)


def _line(where: str, keys: str, words: str, marks: str = "", who: str = "") -> Said:
    return Said(where, keys + (f" @{who[0]}" if who else "") + "{Enter}", words, marks, who)


def _field(words: str) -> Said:
    """A field of an action. The action's own row says what it must hold."""
    return Said("field", words + "{Enter}", words)


_CHILDS = "child's own words"

NEW = (
    Said("details", "{F2}Robin{Enter}", "Robin"),
    Said("details", "14 Oct{Enter}", "14 Oct"),
    Said("details", "12 Nov{Enter}", "12 Nov"),
    Said("details", "asleep in the cloakroom at 7.10, the third time{Enter}",
         "asleep in the cloakroom at 7.10, the third time"),
    Said("details", "Mo Ferris{Enter}", "Mo Ferris"),
)  # fmt: skip

PEOPLE = (
    _people("Jo Pell, class teacher, education", "jo: class teacher, education, in the room"),
    _people("Dr Sam Oyelaran, GP, health, absent", "sam: GP, health, covered by kit"),
    _people("Kit Marsh, school nurse, health, also GP", "kit: school nurse, health, in the room"),
    _people("PC Lee Garner, police", "lee: , police, in the room"),
    _people("Nic Thorley, social worker, children's social care",
            "nic: social worker, children's social care, in the room"),
    _people("Bea Quill, housing officer, housing, by phone",
            "bea: housing officer, housing, by phone"),
    _people(", adult mental health, absent", "adult: , adult mental health, absent",
            "adult mental health, absent"),
)  # fmt: skip

PAPERS = (
    _line("facts", "{F8}#Referral form", "Referral form", "document"),
    _line("facts", "#School attendance print-out", "School attendance print-out", "document"),
    _line("facts", "#Police vulnerability notices (2)", "Police vulnerability notices (2)",
          "document"),
    _line("facts", "#Housing file note", "Housing file note", "document"),
    _line("facts", "#Chronology from social care 2023-26", "Chronology from social care 2023-26",
          "document"),
    _line("facts", "Attendance 81% since September|school print-out",
          "Attendance 81% since September", "from school print-out"),
    _line("facts", "Late 22 times, but early (before 7.30) 9 times|school print-out",
          "Late 22 times, but early (before 7.30) 9 times", "from school print-out"),
    _line("facts", 'Notices on 3 August and 27 September. Children "asleep upstairs". No arrest.',
          'Notices on 3 August and 27 September. Children "asleep upstairs". No arrest.'),
    _line("facts", "Family moved four times since 2023|housing file note",
          "Family moved four times since 2023", "from housing file note"),
    _line("facts", "Present tenancy ends 31/12/2026", "Present tenancy ends 31/12/2026"),
    _line("facts", 'Dee was open to adult mental health until March; closed: "non-engagement"',
          'Dee was open to adult mental health until March; closed: "non-engagement"'),
    _line("facts", "Ash has been home-educated since May 2026",
          "Ash has been home-educated since May 2026"),
    _line("facts", "Wren missed the 2-year check; letter returned",
          "Wren missed the 2-year check; letter returned"),
    _line("missing", "?GP summary", "GP summary"),
)  # fmt: skip

ABOUT = (
    _line("about", "{F8}Draws maps of everywhere; wants to be a bus driver",
          "Draws maps of everywhere; wants to be a bus driver"),
    _line("about", '" drivers know where they are going', "drivers know where they are going",
          _CHILDS),
    _line("about", '" I get up when it\'s quiet. School\'s warm.',
          "I get up when it's quiet. School's warm.", _CHILDS, "jo"),
    _line("about", "Does Wren's breakfast; knows how to do the nappy; proud of it",
          "Does Wren's breakfast; knows how to do the nappy; proud of it"),
    _line("about", "Loves Ash, frightened when Ash & mum shout. Best friend moved away.",
          "Loves Ash, frightened when Ash & mum shout. Best friend moved away."),
    _line("missing", "?what a good day looks like for Robin: nobody has asked",
          "what a good day looks like for Robin: nobody has asked"),
)  # fmt: skip

THOUGHTS = (
    _line("thoughts", "{F8}{F2}~ I'm angry, honestly. We've said this three times",
          "I'm angry, honestly. We've said this three times", "feeling", "jo"),
    _line("thoughts", "Both notices were graded standard. On their own.",
          "Both notices were graded standard. On their own.", "", "lee"),
    _line("thoughts", "It's not the sleeping, it's that nobody missed Robin at home at six",
          "It's not the sleeping, it's that nobody missed Robin at home at six", "", "jo"),
    _line("thoughts", "We stopped being curious once it had a label: housing support",
          "We stopped being curious once it had a label: housing support", "", "nic"),
    _line("thoughts", "% mum had her prescription stopped in the summer",
          "mum had her prescription stopped in the summer", "hypothesis", "kit"),
    _line("worked", "+Robin tells us things. That's huge.", "Robin tells us things. That's huge.",
          "", "jo"),
    _line("worries", "!the 31st of December: a hotel, out of area, over Christmas",
          "the 31st of December: a hotel, out of area, over Christmas", "", "bea"),
    _line("missing", "?is Ash all right? No one's seen Ash since May ... has anyone?",
          "is Ash all right? No one's seen Ash since May ... has anyone?", "", "lee"),
    _line("thoughts", "% Dee is terrified of us. She was in care herself (1998 - 2004)",
          "Dee is terrified of us. She was in care herself (1998 - 2004)", "hypothesis", "nic"),
)  # fmt: skip

_FOCAL = "Nobody knows where I am in the morning."
_STOPS = "Learns that telling changes nothing -> stops telling"
_CHILD_SHORT = "has happened, short term, child"

EFFECTS = (
    Said("tree", "{F8}" + _FOCAL + "{Enter}", _FOCAL, "focal point"),
    Said("tree", "{Esc}{S-Tab}Tired and behind in maths; down two levels since July{F5}hsc",
         "Tired and behind in maths; down two levels since July", f"of focal: {_CHILD_SHORT}"),
    Said("tree", "{Enter}Anything between 5 and 7.30: a 40 mph road, no pavement{F5}osc",
         "Anything between 5 and 7.30: a 40 mph road, no pavement",
         "of focal: could happen, short term, child"),
    Said("tree", "{Enter}Wren isn't seen by any service, 0 contacts in 13 months{F5}hf",
         "Wren isn't seen by any service, 0 contacts in 13 months",
         "of focal: has happened, family and siblings"),
    Said("tree", "{Enter}Ash drops out of sight; then what, county lines?{F5}olf",
         "Ash drops out of sight; then what, county lines?",
         "of focal: could happen, longer term, family and siblings"),
    Said("tree", "{Enter}School staff carry it alone; Jo comes in at 7 herself{F5}hv",
         "School staff carry it alone; Jo comes in at 7 herself",
         "of focal: has happened, services"),
    Said("tree", "{Enter}" + _STOPS + "{F5}olc", _STOPS,
         "of focal: could happen, longer term, child"),
    Said("tree", "{Tab}Robin is the only one who talks; if that goes, we're blind{F5}olv",
         "Robin is the only one who talks; if that goes, we're blind",
         f"of {_STOPS}: could happen, longer term, services"),
)  # fmt: skip


def _chain(*boxes: tuple[str, str, str]) -> tuple[Said, ...]:
    """Causes, each the reason of the one before: its words, keys after them, its marks."""
    parent, chain = "focal", list[Said]()
    for number, (words, after, marks) in enumerate(boxes):
        before = "{Home}{Tab}" if number == 0 else ""
        chain.append(Said("tree", before + words + after, words, f"of {parent}: {marks}"))
        parent = words
    return tuple(chain)


CAUSES = (
    *_chain(
        ("Dee isn't well in the mornings", "{Tab}", ""),
        ("Medication stopped in July", "{Tab}", ""),
        ("The review letter went to the old address", "{Tab}", ""),
        ("Each service holds its own address; nobody owns telling the others",
         "{F5}r4y", "root cause, supported, inter-agency"),
    ),
    Said("tree", "+letter returned for Wren too{Enter}", "letter returned for Wren too",
         "speaks for Each service holds its own address; nobody owns telling the others"),
    *_chain(
        ("Robin gets up because nights are loud", "{Tab}", ""),
        ("Ash and Dee argue at night", "{Tab}", ""),
        ("Ash is home all day, nothing to do, phone only", "{Tab}", ""),
        ("One missed visit, and the policy allows closing", "{F5}r5",
         "root cause, untested, organisation"),
    ),
    *_chain(
        ("We didn't add it up", "{Tab}", ""),
        ("Notices are graded one by one", "{Tab}", ""),
        ("The grading tool looks at the incident <24h>, not the pattern", "{F5}r5y",
         "root cause, supported, organisation"),
    ),
    *_chain(
        ('"Housing support" label', "{Tab}", ""),
        ("The 2023 assessment was about rent arrears of £1,940", "{Tab}", ""),
        ("Caseloads; 31 at the peak", "{F5}w", "still asking why"),
    ),
    *_chain(
        ("Dee is afraid of social workers", "{Tab}", ""),
        ("Grew up in care", "{Enter}", ""),
    ),
)  # fmt: skip

CAUGHT = (
    _line("worries", "!the tenancy", "the tenancy", "", "bea"),
    _line("worries", "!Robin on the road", "Robin on the road", "", "lee"),
    _line("worries", "!Ash unseen", "Ash unseen", "", "nic"),
    _line("worries", "!Dee's health", "Dee's health", "", "kit"),
    _line("worries", "! ~ that we'll all go away and write it up",
          "that we'll all go away and write it up", "feeling", "jo"),
    _line("worked", "+Robin trusts Jo", "Robin trusts Jo"),
    _line("worked", '+Kit kept ringing ("11 calls")', 'Kit kept ringing ("11 calls")'),
    _line("worked", "+the boiler fixed in 2 days", "the boiler fixed in 2 days", "", "bea"),
    _line("worked", '+officers did record the children\'s names, not "2x kids"',
          'officers did record the children\'s names, not "2x kids"', "", "lee"),
    _line("worked", "+the breakfast club let Robin in at 7:10",
          "the breakfast club let Robin in at 7:10"),
    _line("missing", "?when exactly the prescription stopped",
          "when exactly the prescription stopped"),
    _line("missing", "?what does Wren's nursery place look like",
          "what does Wren's nursery place look like"),
    _line("missing", '?who is "Uncle T" in the second notice',
          'who is "Uncle T" in the second notice'),
    _line("missing", "?dad(s)?", "dad(s)?"),
    _line("missing", "?what Robin wants", "what Robin wants", "", "jo"),
    _line("else", "&adult mental health", "adult mental health"),
    _line("else", "&EHE team", "EHE team"),
    _line("else", "&the GP", "the GP"),
    _line("else", "&maybe the young carers' service", "maybe the young carers' service"),
    _line("else", "&an aunt in Leigh", "an aunt in Leigh"),
)  # fmt: skip


def _action(keys: str, words: str, marks: str, *fields: str) -> tuple[Said, ...]:
    """An action, then its fields. Nothing was said for an empty one."""
    opened = Said("actions", keys + "{Enter}", words, marks)
    return (opened, *(_field(field) for field in fields))


ACTIONS = (
    *_action("{F4}8See Ash and Wren at home, with Kit", "See Ash and Wren at home, with Kit",
             "Nic Thorley, 2026-11-16, both seen and spoken to alone, someone knows they're safe",
             "nic", "Monday 16 November", "both seen and spoken to alone",
             "someone knows they're safe"),
    *_action("Ask the panel for a one-year extension", "Ask the panel for a one-year extension",
             "Bea Quill, 2026-11-26, panel minute, Christmas in one place",
             "bea", "in 10 working days", "panel minute", "Christmas in one place"),
    *_action("One call with the GP and adult mental health about the prescription",
             "One call with the GP and adult mental health about the prescription",
             "Kit Marsh, 2026-11-20, , ", "kit", "next Friday", "", ""),
    *_action("Ask Robin what a good day looks like, with the map",
             "Ask Robin what a good day looks like, with the map",
             "Jo Pell, 2026-11-13, Robin's words at the review on 10 December, ",
             "jo", "this week", "Robin's words at the review on 10 December", ""),
    *_action("Put the finding about grading into the police action plan",
             "Put the finding about grading into the police action plan",
             "PC Lee Garner, 2026-11-26, , , single agency", "lee", "10 working days", "", ""),
    Said("mark", "{Up}{F5}s", ""),
    *_action("One address list for the family", "One address list for the family",
             "Nic Thorley, 2026-11-13, , ", "nic", "tomorrow", "", ""),
    *_action("Tell Dee we met", "Tell Dee we met", "Nic Thorley, , , ", "nic", "", "", ""),
)  # fmt: skip

ROUND = (
    Said("round", "{F4}r{F5}y", "", "jo: content"),
    Said("round", "y", "", "kit: content"),
    Said("round", "y", "", "lee: content"),
    Said("round", "y", "", "nic: content"),
    Said("round", "nhousing was asked for papers two days before{Enter}",
         "housing was asked for papers two days before", "bea: not content"),
)  # fmt: skip

PARTS = {
    "the new discussion": NEW,
    "people": PEOPLE,
    "facts": PAPERS,
    "about the child": ABOUT,
    "immediate thoughts": THOUGHTS,
    "effects": EFFECTS,
    "causes": CAUSES,
    "caught at any moment": CAUGHT,
    "actions": ACTIONS,
    "the round": ROUND,
}
"""The parts of the hour, in their order."""
