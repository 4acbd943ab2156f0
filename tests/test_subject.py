"""Whether a text is of people who flee, are held or sent back: by its words, or by what it tells of numbers."""

import pytest

from refoulement.loaders.extract.kinds import triggers
from refoulement.loaders.extract.sentences import read
from refoulement.loaders.extract.subject import on_the_subject, told_with_numbers
from refoulement.tests.synthetic import article

OF_IT = [
    "At the first depot 37 men are held. At the second up to 94 are kept in sheds.",
    "The lawyer met 37 people without papers. In May the directorate expelled 12 of them.",
    "He met a woman from the North who has settled here.",
]
OF_ELSE = [
    "The ferry carried 137 people to the festival. In May 94 of them won a prize.",
    "The minister held talks on rice. In May 37 people attended a concert in the border town.",
]


def is_of_it(text: str) -> bool:
    sentences = read(article(text)).sentences
    return on_the_subject(sentences, [list(triggers(sentence.text, sentence.start)) for sentence in sentences])


@pytest.mark.parametrize("text", OF_IT)
def test_a_text_is_of_them_by_its_words_or_by_what_was_done_to_a_number(text: str) -> None:
    assert is_of_it(text)


@pytest.mark.parametrize("text", OF_ELSE)
def test_a_text_is_not_of_them_for_the_numbers_of_other_people(text: str) -> None:
    assert not is_of_it(text)


def test_what_will_be_done_to_a_number_is_not_told() -> None:
    sentences = read(article("They may deport 37 people. They deported 12 people.")).sentences
    assert told_with_numbers(sentences, [list(triggers(s.text, s.start)) for s in sentences]) == 1
