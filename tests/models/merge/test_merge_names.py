"""The list of real names is compared and merged name by name."""

from casetool.models.merge.diff import differences, only_there
from casetool.models.merge.merge import merge_parts
from casetool.models.method import empty_headings
from casetool.models.pseudonyms.names import Name, Names
from casetool.models.session import Session
from tests.support.strategies import METHOD

ROBIN = Name(name="Robin Lee", stand_in="Child A", also=("Robin",))
UNCLE, GRAN = Name(name="Uncle Bo", stand_in="the uncle"), Name(name="Gran Jones")


def listed(*names: Name) -> Session:
    return Session(id="a", child="Child A", headings=empty_headings(METHOD), names=names)


def additions(here: Session, there: Session) -> frozenset[str]:
    """What only the other value has, as ``copies --merge`` takes it."""
    differing = differences(here, there)
    return frozenset(difference.key for difference in differing if not difference.here)


def merged_names(here: Session, there: Session, take: frozenset[str]) -> Names:
    return merge_parts(here, there, take).names


def test_a_name_of_each_side_comes_to_the_list_of_both() -> None:
    here, there = listed(ROBIN, UNCLE), listed(ROBIN, GRAN)
    both = merged_names(here, there, additions(here, there))
    assert both == (ROBIN, GRAN, UNCLE)
    assert not additions(listed(*both), there)


def test_a_list_that_only_the_other_side_has_comes_whole_and_goes_name_by_name() -> None:
    here, there = listed(), listed(ROBIN, GRAN)
    assert merged_names(here, there, additions(here, there)) == (ROBIN, GRAN)
    assert merged_names(there, here, frozenset({"name:=Robin Lee"})) == (GRAN,)


def test_a_name_that_both_have_otherwise_is_a_choice_in_plain_words() -> None:
    child_b = Name(name="Robin Lee", stand_in="Child B", also=("Robin", "Robbie"))
    here, there = listed(ROBIN, UNCLE), listed(child_b, GRAN)
    told = {each.key: (each.here, each.there) for each in differences(here, there)}
    assert told == {
        "name:=Robin Lee": (
            "real name: Robin Lee → Child A · also said: Robin",
            "real name: Robin Lee → Child B · also said: Robin, Robbie",
        ),
        "name:=Uncle Bo": ("real name: Uncle Bo → the uncle", ""),
        "name:=Gran Jones": ("", "real name: Gran Jones → no stand-in yet"),
    }
    assert merged_names(here, there, frozenset()) == here.names
    assert merged_names(here, there, frozenset({"name:=Robin Lee"})) == (child_b, UNCLE)
    assert merged_names(here, there, frozenset(told)) == there.names


def test_a_name_that_is_listed_twice_is_two() -> None:
    aunt = Name(name="Robin Lee", stand_in="the aunt")
    here, there = listed(ROBIN, UNCLE), listed(UNCLE, ROBIN, aunt)
    assert additions(here, there) == {"name:2=Robin Lee"}
    assert aunt in merged_names(here, there, additions(here, there))
    assert merged_names(there, here, frozenset({"name:2=Robin Lee"})) == (UNCLE, ROBIN)


def test_the_order_of_the_list_is_no_difference() -> None:
    assert differences(listed(ROBIN, UNCLE), listed(UNCLE, ROBIN)) == ()


def test_only_a_name_that_is_missing_or_otherwise_here_is_only_there() -> None:
    assert only_there(listed(ROBIN), listed(ROBIN, GRAN))
    assert not only_there(listed(ROBIN, GRAN), listed(ROBIN))
