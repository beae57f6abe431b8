"""Usual roles, and words that name an agency: they tell which part of a line is which."""

import re
from functools import lru_cache

from casetool.models.people.model import People, agencies, slug

_ROLES = re.compile(
    r"""
    (?:.*\W)?
    (?:nurse|doctor|gp|visitor|worker|keyworker|teacher|headteacher|head|sen(?:d)?co|officer
    |police(?:wo)?man
    |constable|sergeant|inspector|superintendent|detective|midwife|solicitor|barrister|lawyer
    |manager
    |practitioner|assistant|consultant|p(?:a)?ediatrician|psychologist|psychiatrist|therapist
    |physiotherapist|counsell?or|chair(?:person|man|woman)?|note-?\ ?taker|minute-?\ ?taker
    |facilitator
    |lead|co-?ordinator|advis[eo]r|advocate|mentor|tutor|director|clinician|pharmacist|dentist
    |registrar|carer|childminder|nanny|guardian|principal|trainee|student|deputy|supervisor
    |specialist
    |administrator|governor|chaplain|imam|vicar|priest|interpreter|intervenor|psychotherapist|matron
    |commissioner|secretary|receptionist|ta|hlta|dsl|ddsl|dht|aht|hv|sw|fsw|ssw|asw|ewo|iro|idva
    |isva
    |lado|pc|ds|dc|di|dci|dsu|sgt|insp|pcso|wpc|ep|slt|salt|ot|cpn|tm|pa|cso|ro|observer
    |observing|minutes|minuting|note-?\ ?taking|minute-?\ ?taking
    |mum|mam|mom|mummy|mother|dad|daddy|father|parents?|(?:step|god|grand)-?\ ?(?:mum|mother|dad
    |father|parents?|brother|sister|son|daughter|pa|ma)|gran|granny|nan|nana|nanny|auntie|aunty|aunt|uncle
    |cousin
    |sibling|brother|sister|relative|kin|family\ (?:member|friend)|friend|neighbour|partner|husband
    |wife|boyfriend|girlfriend|fianc[eé]e?|young\ person|volunteer|befriender|mentee|apprentice
    |intern|clerk|analyst|coach|instructor|trainer|paramedic|surgeon|physician|dietici?an|dietitian
    |radiographer|orthoptist|optometrist|audiologist|podiatrist|professional|executive|trustee
    |(?:step)?(?:son|daughter)|twin|lodger|[mp]g[mf]|leader|cook|driver|caretaker
    |(?:host|birth|foster|extended|wider)\ family
    |warden|landlord|landlady|pastor|minister|rabbi|translator|colleague|representative|rep
    |hca|ceo|sho|elsa|anp|rmn|amhp)
    \d?
    (?:\ (?:for|of|in|at|on|with|to)\ .+|\ \d+)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""A role ends in such a word, or has one before “of”, “for” and the like."""

_AMBIGUOUS_ROLES = frozenset({"gp"})
"""Roles that people also give as the agency."""

_LONGEST_PART = 200
"""Letters of a part that is looked at. What is longer is neither."""

_PLAIN_AGENCIES = frozenset(
    {"police", "health", "housing", "education", "social care", "children's social care",
     "childrens social care", "adult social care", "children's services", "probation", "camhs",
     "early help", "early years", "youth justice", "adult mental health", "mental health", "nhs",
     "voluntary sector", "midwifery", "health visiting", "school nursing", "cafcass", "nspcc"}
)  # fmt: skip
"""Agencies that may stand where a name is expected: “Police: Sam Hill”, “housing, absent”."""

_AGENCIES = re.compile(
    r"""
    (?:.*\W)?
    (?:health(?:\ visiting|care)?|police|education|housing|(?:\w+\ )?care|social\ (?:services|work)
    |children'?s?\ (?:services|centre|home)|probation|camhs|voluntary\ sector|early\ (?:help|years)
    |school|schools|academy|nursery|pre-?school|college|university|midwifery|(?:school
    |education)\ attendance|(?:school\ )?nursing
    |youth\ (?:justice|offending|work)|yjs|yot|yos|nhs|icb|ccg|nspcc|barnardo'?s|cafcass(?:\ cymru)?
    |substance\ (?:misuse|use)|drugs?\ and\ alcohol|women'?s\ aid|domestic\ abuse|fire|ambulance
    |dwp|jobcentre|legal|local\ authority|council|community|charity|mash|csc|asc|cypmhs|gp
    |general\ practice|surgery|practice|hospital|clinic|trust|team|service|services|department
    |directorate|unit|centre|association|society|foundation|partnership|agency|network|hub|project
    |church|mosque|constabulary|prison|courts?|refuge|shelter|hostel|home-?\ ?start|sector|ltd
    |limited
    |cic|llp|plc|organisation|board|safeguarding|fostering|adoption|hmpps|dental|pharmacy
    |sixth\ form)
    (?:\ \d+)?
    (?:\ (?:for|of|in)\ .+)?
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""An agency ends in such a word, or has one before “of”, “for” and the like."""


_DOING = (
    r"(?:com|go|leav|join|arriv|popp|dropp|nipp|stepp|dial|diall|call|phon|ring|zoom|skyp|runn|wait"
    r"|hop|try|driv|travell?|sitt|stay|work|park|gett|look|send|attend|watch|listen|be|hav|finish"
    r"|start|see|do|tak|walk)ing"
)
_SAYS_SOMETHING = re.compile(
    rf"""
    (?:might|may|will|would|could|should|shall|can|must|has|have|had|is|was|are|were|be|being|been
    |hopes?|hoped|hopefully|probably|possibly|likely|if|when|while|because|since|unless|but|so|still
    |just|only|not|now|then|soon|for|by|on|at|in|from|until|till|with|without|via|through|over|using
    |to|after|before|during|off|out|up|stuck|held|caught|tied|delayed|detained|expected|she|he|they
    |it|doubling|left|{_DOING})\s.+|{_DOING}|(?:\w+\ )?report(?:\s.+)?
    """,
    re.VERBOSE,
)
"""Words that begin a sentence rather than a name, written small."""


def is_said(text: str) -> bool:
    """Whether a part is rather a sentence than the name of an agency: ``Might pop in``."""
    plain = text.strip(" .")
    if plain[1:] == plain[1:].lower():  # a name has capitals further on: “On Track”
        plain = plain.lower()
    return _SAYS_SOMETHING.fullmatch(plain) is not None


@lru_cache(maxsize=1024)  # at each key most parts are as they were
def is_usual_role(text: str) -> bool:
    """Whether a part is a role by its words: ``nurse``, ``health visitor``, ``head of year``."""
    return len(text) <= _LONGEST_PART and _ROLES.fullmatch(_plain(text)) is not None


def is_plain_agency(text: str) -> bool:
    """Whether a text is the usual name of an agency, and never that of a person."""
    return len(text) <= _LONGEST_PART and _plain(text).casefold() in _PLAIN_AGENCIES


def can_be_agency(text: str) -> bool:
    """Whether a part that is a role may stand for an agency beside another role."""
    return len(text) <= _LONGEST_PART and _plain(text).casefold() in _AMBIGUOUS_ROLES


def is_known_agency(text: str, people: People = ()) -> bool:
    """Whether a part is an agency by its words, or one that the session has already."""
    if text and slug(text) in {slug(agency) for agency in agencies(people)}:
        return True
    return _is_agency_by_words(text)


@lru_cache(maxsize=1024)
def _is_agency_by_words(text: str) -> bool:
    if len(text) > _LONGEST_PART or is_usual_role(text):
        return False
    return _AGENCIES.fullmatch(_plain(text)) is not None


def _plain(text: str) -> str:
    """A text without brackets, article and outer marks."""
    plain = re.sub(r"\s*[(\[][^)\]]*[)\]]?", "", text.replace("’", "'"))
    return re.sub(r"^(?:the|a|an|our)\s+", "", plain.strip(" .,;:"), flags=re.IGNORECASE)
