"""One small discussion with something of everything, invented, for the renderers' tests."""

from datetime import UTC, date, datetime

from casetool.models.actions.model import Action, Actions, Scope
from casetool.models.entries.model import Entries, Entry, EntryKind
from casetool.models.people.model import Attends, Person
from casetool.models.round.model import Answer, AnswerContent, Round
from casetool.models.session import Session
from casetool.models.timing.step_timer import StepTimer
from casetool.models.tree.model import (
    Cause,
    Effect,
    Ends,
    Happened,
    Horizon,
    Level,
    OnWhom,
    Test,
    Tree,
)

BEHIND = Effect(id="e2", text="two levels behind in maths", happened=Happened.COULD)
TIRED = Effect(
    id="e1",
    text="tired",
    happened=Happened.HAS,
    horizon=Horizon.SHORT,
    on=(OnWhom.CHILD,),
    children=(BEHIND,),
)
STOPPED = Cause(id="c3", text="medication stopped")
UNWELL = Cause(id="c1", text="mum isn't well in the mornings", children=(STOPPED,))
APART = Cause(
    id="c2",
    text="we didn't add it up",
    level=Level.TEAM,
    ends=Ends.ROOT,
    test=Test.SUPPORTED,
    speaks_for=("the audit said so too",),
)
TREE = Tree(
    step="tree",
    focal="Nobody knows where I am.",
    effects=(TIRED,),
    causes=(UNWELL, APART),
)

PEOPLE = (
    Person(id="kit", name="Kit Marsh", role="school nurse", agency="health"),
    Person(
        id="sam", name="Dr Sam Oyelaran", agency="GP", attends=Attends.COVERED, covered_by="kit"
    ),
    Person(id="bea", name="Bea Quill", agency="housing", attends=Attends.PHONE),
    Person(id="amh", agency="adult mental health", attends=Attends.ABSENT),
)
FACTS = (
    Entry(id="a1", text="Late 22 times", kind=EntryKind.FACT, source="school print-out"),
    Entry(id="a2", text="Referral form", kind=EntryKind.DOCUMENT),
)
ABOUT = (Entry(id="b1", text="School's warm.", kind=EntryKind.CHILD, source="said to Jo"),)
THOUGHTS = (
    Entry(
        id="d1",
        text="I'm angry.\nWe've said this *three* times",
        kind=EntryKind.FEELING,
        by="kit",
    ),
    Entry(id="d2", text="Dee may be terrified of us", kind=EntryKind.HYPOTHESIS),
)
WORRIES = (Entry(id="w1", text="nobody has seen Ash", by="kit"),)
MISSING = (
    Entry(id="m1", text='who is "Uncle T"?', owner="Bea", due=date(2026, 11, 16)),
    Entry(id="m2", text="dad(s)?", owner="Kit", due_words="soon", answer="one, in Leigh"),
)
ACTIONS = (
    Action(
        id="x1",
        what="See Ash at home",
        who="Kit",
        due=date(2026, 11, 16),
        known="seen | spoken to",
        difference="somebody knows",
        answers=("w1", "m1", "gone"),
    ),
    Action(
        id="x2",
        what="Grading patterns",
        who="Lee",
        scope=Scope.SINGLE_AGENCY,
        due_words="10 days",
        done=date(2026, 11, 20),
    ),
)
SAID = (
    Answer(person="kit", content=AnswerContent.CONTENT),
    Answer(person="bea", content=AnswerContent.NOT_CONTENT, record="housing had two days"),
)
BEGUN = datetime(2026, 11, 12, 10, 4, tzinfo=UTC)
ROBIN = Session(
    id="s1",
    child="Robin",
    referral=date(2026, 10, 14),
    discussion=date(2026, 11, 12),
    reason="Asleep in the cloakroom at 7.10",
    facilitator="Mo Ferris",
    begun=BEGUN,
    closed=datetime(2026, 11, 12, 10, 58, tzinfo=UTC),
    clocks=(StepTimer(step="thoughts", budget=300, began=BEGUN, used=290),),
    people=PEOPLE,
    headings=(
        Entries(step="facts", entries=FACTS),
        Entries(step="about", entries=ABOUT),
        Entries(step="thoughts", entries=THOUGHTS),
        TREE,
        Entries(step="worries", entries=WORRIES),
        Entries(step="worked"),
        Entries(step="missing", entries=MISSING),
        Actions(step="actions", actions=ACTIONS),
        Entries(step="else", entries=(Entry(id="z1", text="an aunt in Leigh"),)),
        Round(step="round", said=SAID),
        Entries(step="jottings", entries=(Entry(id="j1", text="Ask Bea why"),)),
    ),
)
