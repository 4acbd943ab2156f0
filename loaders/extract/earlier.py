"""Whom "they" and "the group" stand for: people told of before, or people whose number alone was."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from refoulement.graph.claim import Count
from refoulement.loaders.extract.binding import Telling
from refoulement.loaders.extract.composed import total
from refoulement.loaders.extract.counts import Quantity
from refoulement.loaders.extract.draft import Draft
from refoulement.loaders.extract.sentences import Sentence

NEAR = 1  # how many paragraphs on "they" may stand for people counted before
PARTY = 3  # how many paragraphs on "the group" may stand for the only people counted so far
SENTENCES = 2  # how many sentences on it may stand for people of whom only their number was told

_WHO_FLED = re.compile(
    r"(?:north )?koreans|women|men|people|persons|nationals|citizens|children|girls|boys|defectors|refugees"
    r"|escapees"
    r"|migrants|asylum[- ]seekers|fugitives|detainees|captives|sisters|brothers|siblings|family members|relatives"
    r"|fishermen|sailors|loggers|workers|orphans|teenagers|\w+ese|\w+(?:ans|zis|ris|lis|qis|nis)"
)
# what makes a number one of others than those who are spoken of next
_ASIDE = re.compile(
    r"\b(?:including|among|with|by|for|of|than|like|as|from|between|interviewed|killed|and|were|was|are|is) (?:\w+ )?$",
    re.IGNORECASE,
)


def told_of_them(drafts: Sequence[Draft], sentence: Sentence, told: Telling) -> list[Draft]:
    """What was told before of the people that "they" or "the group" stands for, the last of it last."""
    who = told.reference
    if told.number or who is None or who.rest or who.share or who.anew:
        return []
    earlier = [
        draft
        for draft in drafts
        if draft.count
        and draft.count.value is not None
        and draft.count.unit == "persons"
        and draft.kind != "Presence"
        and not (draft.kind == "Rescue" and told.verb and told.verb.kind in ("Repatriation", "Detention"))
        and sentence.paragraph - draft.spans[-1].paragraph <= NEAR
    ]
    if who.uncounted and len({draft.count.value for draft in earlier if draft.count}) != 1:
        return []  # "the group": which, of several
    return [
        draft for draft in earlier if draft.count and earlier[-1].count and draft.count.value == earlier[-1].count.value
    ]


@dataclass(frozen=True, slots=True)
class Introduced:
    """People of whom nothing but their number was told, and the sentence that tells it."""

    count: Count
    sentence: Sentence


def introduced(
    people: Sequence[tuple[Sentence, Sequence[Quantity]]], index: int, told: Telling, earlier: Sequence[Draft]
) -> Introduced | None:
    """The people that "they" stands for where their number was told since anything was told of others.

    `people` are the numbers of people of each sentence, `earlier` what was told of those told of last.
    """
    who = told.reference
    if told.number or who is None or who.rest or who.share or who.anew:
        return None
    here, _ = people[index]
    if who.uncounted:
        return None if earlier else _the_party(people, index, here.text[who.start - here.start : who.end - here.start])
    for sentence, numbers in reversed(people[max(0, index - SENTENCES) : index]):
        if here.paragraph != sentence.paragraph:
            return None
        if any(draft.spans[-1].start == sentence.start for draft in earlier):
            return None
        fitting = [number for number in numbers if _introduces(sentence, number)]
        if len(fitting) > 1:
            return None
        if fitting:
            told_before = any(d.count and d.count.value == fitting[0].count.value for d in earlier)
            return None if told_before else Introduced(fitting[0].count, sentence)
    return None


def _the_party(people: Sequence[tuple[Sentence, Sequence[Quantity]]], index: int, words: str) -> Introduced | None:
    """The people that "the group" stands for where no others were counted so far; "the family", those of a family."""
    counted = [(sentence, number) for sentence, numbers in people[:index] for number in numbers if not number.part]
    values = {number.count.value for _, number in counted}
    if len(values) != 1 or None in values or people[index][0].paragraph - counted[-1][0].paragraph > PARTY:
        return None
    sentence, number = counted[-1]
    before = sentence.text[: number.start - sentence.start]
    of_kin = re.search(r"\bfamily of $", before) or number.noun in ("family members", "relatives")
    of_those_who_fled = not number.deed and _WHO_FLED.fullmatch(number.noun)
    if not (of_those_who_fled or of_kin) or ("famil" in words and not of_kin):
        return None
    return Introduced(number.count, sentence)


def _introduces(sentence: Sentence, number: Quantity) -> bool:
    """True for a number of people who may be spoken of next."""
    if number.part or number.deed or number.count.value is None or not _WHO_FLED.fullmatch(number.noun):
        return False
    if re.search(r"\bothers?\b", sentence.text[number.start - sentence.start : number.end - sentence.start]):
        return False
    if total(sentence.text, number.start - sentence.start) is not None:
        return False  # women, men and children of one party
    beside = sentence.text[number.end - sentence.start :]
    return not (_ASIDE.search(sentence.text[: number.start - sentence.start]) or beside.startswith((" and ", ", and ")))
