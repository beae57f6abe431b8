"""Answers of one person that stand in a file twice."""

from hypothesis import given
from hypothesis import strategies as st

from casetool.models.round.model import Answer, AnswerContent, Round
from casetool.models.round.repeated_answers import join_answers
from tests.support.strategies import texts

ANSWERS = st.builds(
    Answer,
    person=st.sampled_from(["odette", "hari", "bryn"]),
    content=st.sampled_from(AnswerContent),
    record=texts(),
)


@given(st.lists(ANSWERS, max_size=6))
def test_each_person_has_one_answer_with_every_word(answers: list[Answer]) -> None:
    heading = Round(step="round", said=tuple(answers))
    joined, repeated = join_answers(heading)
    people = [answer.person for answer in answers]
    assert [answer.person for answer in joined.said] == list(dict.fromkeys(people))
    assert {each.new for each in repeated} == {one for one in people if people.count(one) > 1}
    for answer in answers:
        (single,) = (each for each in joined.said if each.person == answer.person)
        assert answer.record in single.record
        assert single.content is answer.content or answer.content in single.record
    assert join_answers(joined) == (joined, ())
    if not repeated:
        assert joined is heading


def test_what_both_say_stands_there_once_and_keys_of_ones_own_stay() -> None:
    first, second = (
        Answer.model_validate(
            {"person": "odette", "content": "content", "record": "as I said"} | own
        )
        for own in ({"mine": 1}, {"theirs": 2})
    )
    joined, _ = join_answers(Round(step="round", said=(first, second)))
    (answer,) = joined.said
    assert answer.record == "as I said"
    assert answer.model_extra == {"mine": 1, "theirs": 2}
