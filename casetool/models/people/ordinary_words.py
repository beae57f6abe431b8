"""Words that may follow an at sign in an ordinary sentence: “better @school”, “@may need help”."""

_ORDINARY = """
    all any asda assembly aunt auntie baby bank bar base beach bed bedtime best bingo boy boyfriend
    break breakfast brother bus cafe camp car care cell centre chapel chemist child childminder
    children chippy christmas church cinema class clinic club coach college community corner counter
    court cousin crossroads dad daddy dentist dentists desk dinner doctor door easter eight eleven
    evening family farm father first five flat foodbank four friend garage garden gate gig girl
    girlfriend gran grandad grandma granny gym hairdresser half hall haven hearing her him his home
    hospital hostel hotel house island it jobcentre kitchen lad lady lake last least lesson library
    lidl lunch lunchtime mall man market mass mate maths me meeting men midday midnight mill mine
    mom moment monday morning mosque most mother mum mummy museum nan nana neighbour night nine noon
    nursery office once one parent park partner pharmacy pier pitch placement play playgroup
    playschool pool port prison pub reception refuge rehab respite rest reunion risk road salon
    saturday school scout scouts sea seven shelter shop sister six sixth-form sleep square stage
    station stepdad stepmum store street sunday supermarket surgery swimming table tea teatime
    temple ten tesco that the theatre them there this three thursday time times toilet town training
    trial tuesday tutor twelve two uncle uni unit university us village ward wedding wednesday
    weekend window woman women work worst yard young youth zoo
"""
ORDINARY_WORDS = frozenset(_ORDINARY.split())
"""Words that name nobody unless a person is called so, most of them places and times."""

_NAMES = """
    amber angel april art autumn banks bay beach bell berry bill birch bird bishop black bliss bloom
    blossom blue bond booth bow boy bridge bright brook brooks brown buck bud bush butcher butler
    castle cat chance chapel charity chase christian church clay cliff close cloud coral corner
    court crystal daisy dale dawn day den dill dolly don dove drew earl elder ember ernest eve faith
    fay fern field finch fish ford forest fox frank gale gay ginger glen glory gold golden grace
    grant gray green grey ground grove hale hall hand happy harbour hardy harmony hart haven hazel
    heart heath heather heaven hill holly home honey hope house hunt hunter hurst iris iron ivory
    ivy jade jewel joy july june justice keep king knight lake lamb lance land lane laurel law lawn
    lily lion little long lot love low lucky major mall mare marina mark marsh marshall master max
    may mayor meadow melody mercy merit mile miles mill mills mint misty moon moor moors moss myrtle
    noble north oak ocean olive opal orchid page park parker parks pat patience patsy peace pearl
    peg penny pepper pilgrim pine pip piper pit poll pond pool poppy port post power precious price
    priest prince prior prudence queen quick rain range raven reef rich ridge rise river rivers rob
    rock rocky rose rosemary rowan ruby rush rusty sage saint salt sand sandy savage scarlet sharp
    shaw shore short silver skip sky small smith snow sonny south spring star stark steel stern
    still stone storm strong sue summer sunny swan swift tab temple thorn tiger trinity trip true
    unity urban valley verity vine violet wall walls waters way weaver well wells west white wick
    wild will willow win winter wise wolf wood woods yard young
"""
NAME_WORDS = frozenset(_NAMES.split())
"""First names and surnames that are also words: in small letters they may be either."""

_LEADING = frozenset(
    {"a", "an", "about", "around", "at", "each", "every", "he", "in", "is", "it", "just", "like",
     "my", "near", "no", "not", "on", "or", "our", "she", "so", "some", "their", "they", "to",
     "up", "we", "you", "your"}
)  # fmt: skip
"""Words that begin a sentence or a phrase, and hardly end one."""


def is_ordinary(word: str) -> bool:
    """Whether a word after an at sign is ordinary text, in the singular or the plural."""
    return word in ORDINARY_WORDS or word.removesuffix("s") in ORDINARY_WORDS


def can_be_text(word: str, leads: bool) -> bool:
    """Whether a word that names somebody may be part of the sentence as well.

    Args:
        word: as typed, without its at sign and marks.
        leads: whether the line begins with it.
    """
    small = word.casefold()
    if is_ordinary(small):
        return True
    return word == small and (word in NAME_WORDS or (leads and word in _LEADING))
