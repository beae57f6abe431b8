"""What the parts of a line about a person say."""

from casetool.models.people.attendance import (
    Attendance,
    is_bare_mark,
    is_placeholder,
    is_unsure,
    is_wordless,
    looks_like_attendance,
    read_attendance,
    read_together,
    surely_mentions_attendance,
)
from casetool.models.people.hat_owners import (
    Hat,
    hats_for,
    is_hat,
    is_in_small_letters,
    is_unclear_whom,
    person_meant,
    unplaced_words,
)
from casetool.models.people.hats import HatWords, read_cover, read_hat
from casetool.models.people.line_parts import LineParts
from casetool.models.people.mentions import mention
from casetool.models.people.model import (
    Attends,
    People,
    Person,
    people_called,
    person_named,
    slug,
)
from casetool.models.people.roles import (
    can_be_agency,
    is_known_agency,
    is_said,
    is_usual_role,
)

HOW_QUESTION = "absent, by phone, or in the room?"
WHOM_QUESTION = "“in place of” a person, or “also” an agency?"


class PartReader:
    """Reads the parts of one line, in any order."""

    def __init__(self, people: People) -> None:
        self.question = ""
        """The first thing that was not understood."""
        self._people = people
        self._words: list[str] = []
        self._late_words: list[str] = []
        self._columns: tuple[str, str] | None = None
        self._attendance: list[str] = []
        self._covers: list[str] = []
        self._hats: list[HatWords] = []

    def read(self, parts: LineParts) -> None:
        """Read every part but the name."""
        self._columns = parts.columns
        further = _joined(parts.further)
        for part in further:
            if part is not further[-1] and is_placeholder(part) and is_bare_mark(part):
                continue
            if not self._takes_attendance(part) and not self._takes_hat(part):
                self._take_words(part)
        outer_words = parts.name.split()[:: max(1, len(parts.name.split()) - 1)]
        marks = [word for word in outer_words if word == "x" or is_wordless(word)]
        if read_attendance(parts.name) is not None:
            self._ask("who is it?")
        elif marks:
            self._ask(f"“{marks[0]}”: {HOW_QUESTION}")
        elif surely_mentions_attendance(parts.name) or (
            looks_like_attendance(parts.name) and is_unsure(parts.name)
        ):
            self._ask(f"“{parts.name}”: {HOW_QUESTION}")
        agency = self._columns[1] if self._columns is not None else ""
        if agency and (is_bare_mark(agency) or surely_mentions_attendance(agency)):
            self._ask(f"“{agency}”: which agency?")
        if self._words and self._columns is not None:
            self._ask(f"“{self._words[0]}”: {HOW_QUESTION}")

    def role_and_agency(self) -> tuple[str, str]:
        """The role, with the part of the meeting that they were there for, and the agency."""
        role, agency = self._columns or _role_and_agency(self._words, self._people)
        own = next((hat.whom for hat in self._hats if hat.is_own), "")
        reading = self._reading()
        detail = reading.detail if reading is not None else ""
        roles = (role, *self._late_words, detail)
        return ", ".join(part for part in roles if part), agency or own

    def attends(self) -> tuple[Attends, str | None]:
        """How they attend, and the id of whoever covers them."""
        reading = self._reading()
        if reading is not None and not reading.is_clear:
            self._ask(f"“{', '.join(self._attendance)}”: {HOW_QUESTION}")
        how = (reading.attends if reading is not None else None) or Attends.ROOM
        if not self._covers:
            return how, None
        if self._attendance and how is not Attends.ABSENT:
            self._ask(f"“{', '.join(self._attendance)}” and covered: {HOW_QUESTION}")
        names = list(filter(None, self._covers)) or [""]
        covering_id, *others = dict.fromkeys(self._covered_by(name) for name in names)
        if others:
            self._ask(f"covered by {' or '.join(f'“{name}”' for name in names)}?")
        return (Attends.COVERED if covering_id else Attends.ABSENT), covering_id

    def _covered_by(self, name: str) -> str | None:
        """The id of whoever covers them, by name, role or agency. Otherwise a question is asked."""
        cover = _covering_person(name, self._people)
        if cover is None or not cover.present:
            self._ask(_cover_question(name, cover))
            return None
        self._ask_about(unplaced_words(name, cover), cover.label)
        return cover.id

    def hats(self, agency: str) -> tuple[Hat, ...]:
        """Whom they also speak for, other than their own agency."""
        hats: list[Hat] = []
        for hat_phrase in self._hats:
            if not hat_phrase.whom:
                self._ask("two hats: for whom?")
            elif is_unclear_whom(hat_phrase, self._people):
                self._ask(f"{hat_phrase.whom}: {WHOM_QUESTION}")
            elif is_in_small_letters(hat_phrase, self._people):
                self._ask(f"“{hat_phrase.whom}”: an agency? Write it with a capital")
            elif slug(hat_phrase.whom) != slug(agency):
                hats += hats_for(hat_phrase, self._people)
        for hat in hats:
            self._ask_about(hat.unplaced, hat.label)
        return tuple(dict.fromkeys(hats))

    def _reading(self) -> Attendance | None:
        return read_together(self._attendance)

    def _ask_about(self, unplaced: str, label: str) -> None:
        """Ask about words behind the name of another person, who is on the list already."""
        if unplaced:
            self._ask(f"“{unplaced}”: write it at {label}, not here")

    def _ask(self, question: str) -> None:
        self.question = self.question or question

    def _takes_attendance(self, part: str) -> bool:
        cover = read_cover(part)
        if cover is not None:
            self._covers.append(cover)
            return True
        if read_attendance(part) is None:
            return False
        self._attendance.append(part)
        return True

    def _takes_hat(self, part: str) -> bool:
        hat_phrase = read_hat(part)
        if hat_phrase is None or not is_hat(hat_phrase, self._people):
            return False
        if " " not in hat_phrase.whom and looks_like_attendance(hat_phrase.whom):  # “also new”
            self._ask(f"“{part}”: {HOW_QUESTION}")
            return True
        self._hats.append(hat_phrase)
        return True

    def _take_words(self, part: str) -> None:
        is_known = is_usual_role(part) or is_known_agency(part, self._people)
        is_unclear = looks_like_attendance(part) or is_said(part) or self._is_surplus(part)
        if is_bare_mark(part) or surely_mentions_attendance(part) or (is_unclear and not is_known):
            self._ask(f"“{part}”: {HOW_QUESTION}")
            return
        is_late = bool(self._attendance) and len(self._words) > 1
        is_agency = is_known_agency(part, self._people)
        (self._late_words if is_late and not is_agency else self._words).append(part)

    def _is_surplus(self, part: str) -> bool:
        """Whether ordinary words follow an agency: hardly the name of another."""
        is_name = part[:1] != part[:1].lower() or not part[:1].isalpha()
        is_name = is_name or any(map(str.isdigit, part))
        has_agency = any(is_known_agency(word, self._people) for word in self._words)
        return has_agency and not is_name and not self._attendance


def _joined(parts: tuple[str, ...]) -> tuple[str, ...]:
    """The parts, with “invited” and “did not attend” as one."""
    for index in range(len(parts) - 1):
        pair = f"{parts[index]}, {parts[index + 1]}"
        is_begun = looks_like_attendance(parts[index]) and read_attendance(parts[index]) is None
        if is_begun and read_attendance(pair) is not None:
            return (*parts[:index], pair, *_joined(parts[index + 2 :]))
    return parts


def _role_and_agency(parts: list[str], people: People) -> tuple[str, str]:
    """Which parts are the role, and which is the agency.

    It is the last known agency. Without any it is the last part, unless that is a usual role.
    """
    if not parts:
        return "", ""
    *before, last = parts
    indices = [index for index, part in enumerate(before) if is_known_agency(part, people)]
    is_agency = is_known_agency(last, people) or (not indices and not is_usual_role(last))
    if is_agency or (before and can_be_agency(last)):
        return ", ".join(before), last
    others = [index for index, part in enumerate(before) if not is_usual_role(part)]
    if not indices and len(others) == 1 and others[0]:
        indices = others  # “midwife, maternity, chair”
    agency = parts.pop(indices[-1]) if indices else ""
    return ", ".join(parts), agency


def _covering_person(text: str, people: People) -> Person | None:
    """The person whom a name means, by any part of it, or the only one of a role or agency."""
    is_of_two = len(people_called(text, people)) > 1
    handle = None if is_of_two else mention(slug(text), people).target
    person = person_meant(text, people) or person_named(handle or "", people)
    office = slug(text)
    able = [
        someone
        for someone in people
        if someone.present and office and office in (slug(someone.role), slug(someone.agency))
    ]
    return able[0] if person is None and len(able) == 1 else person


def _cover_question(text: str, cover: Person | None) -> str:
    if not text:
        return "covered by whom?"
    if cover is None:
        return f"covered by “{text}”: nobody here is called that"
    return f"{cover.label} is not here, so cannot cover them"
