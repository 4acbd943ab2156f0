"""A sentence that goes on from one with a source, and so has the same."""

import re
from collections.abc import Sequence
from dataclasses import replace

from refoulement.graph.entity import Entity
from refoulement.loaders.extract import ownstories
from refoulement.loaders.extract.lexicon import TAKES_UP
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.source import Source
from refoulement.ontology import subclasses

_CONTINUES = re.compile(
    r"^(?:\"|This |That |These |Those |The (?:figure|number|total)"
    r"|It (?!(?:is|was|has been) (?:\w+ )?"
    r"(?:believed|thought|known|clear|unclear|reported|feared)\b)|They |Of (?:them|those|these)|Among "
    r"|Another |The (?:others?|rest|remaining \w+)|More than |Only |At least |About |Compared|Up from|Down from"
    r"|Of (?:the|all) \d|(?:Women|Men|Children) (?:made up|account(?:ed)? for|make up)"
    r"|(?:In |Of )?(?:\w+(?:-\w+)?|\d+|In the remaining \w+) of (?:them|these|those)\b)"
)
_ANOTHER_SPEAKS = re.compile(r"(?:^|[ ,\"])(?:[Hh]e|[Ss]he) (?:said|says|told|tells|added|adds|recalled|recalls)\b")
_BELIEVED = re.compile(r"\b(?:believed|thought|said|reported|estimated|feared|alleged|understood|presumed) to\b")
_DEED = re.compile(
    r"\b(?:deport|repatriat|expel|sent (?:back|home|through|to)|return(?:ed)? (?:to|through|from)|handed over|driven"
    r"|taken(?! in\b)|pushed back|arrest|detain|caught|seized|picked up|held\b|jailed|died|killed|executed|shot)"
)  # what people counted by a body went through, by the same count
_FURTHER = re.compile(
    r"^(?:[^,;.]{3,40}, )?(?:[Oo]f (?:the|those|these)\b|[Aa] (?:second|third|fourth|further|smaller|larger|separate"
    r"|similar)\b|[Tt]he (?:remaining|rest|remainder|second|other|last)\b|(?:[Aa]n)?other\b"
    r"|[\w-]+ (?:more|others|of the)\b|(?:(?:[Ss]ome|[Aa]bout|[Aa]round|[Nn]early|[Aa]lmost|[Mm]ore than|[Aa]t least"
    r"|[Oo]ver|[Jj]ust|[Oo]nly) )?\d[\d,.]* (?:million )?(?:of (?:them|these|those)|had)\b)"
)
_FIGURE = re.compile(r"\d|\bhundred|\bthousand")
_NUMBER = re.compile(
    r"\b\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|dozens?|hundreds?|thousands?)\b",
    re.IGNORECASE,
)
_COUNTS_BACK = 3  # sentences
_COUNTS_ON = re.compile(
    r"^A total of \d|^(?:In all|In total|Altogether|All told), \d|^(?:In|Over) the same [^,.;]{3,40}? it was\b"
    r"|^The (?:accumulated|cumulative|total|overall|annual|latest|yearly|quarterly|monthly)"
    r" (?:number|figure|total|tally|count)\b"
    r"|^(?:In|From|Between|During|For|Until|Over) [^.;]{0,40}?(?:\d{4}|years?|months?|quarter|half),?"
    r" there (?:were|was)\b"
    r"|^(?:Annual|Yearly|Quarterly|Monthly) (?:arrivals|deportations|returns|arrests)\b"
    r"|\b[Tt]he (?:tally|figure|number|total|count)(?: [\w ]{3,30})? (?:was|is|stood|stands|came|comes|rose|fell"
    r"|edged|climbed|dropped|jumped|dipped|peaked|reached|totall?ed)\b"
    r"|^(?:Women|Men) (?:made up|accounted for)|^(?:Total |Overall )?[Aa]rrivals (?:were|peaked|fell|stood|rose|came)"
    r"|^(?:In|During|Over) the (?:same|first|second|third|fourth|last|previous|corresponding) (?:quarter|months?|half"
    r"|period|year)\b|^(?:Since|By|In) (?:\w+ )?\d{4},? (?:a total of|the (?:figure|number|total))"
    r"|^Of the total\b|^As of (?:the end of )?\w+"
)  # a count that goes on with those of an office that has been named


def continued(
    sentences: Sequence[Sentence], index: int, sources: Sequence[Source], *, speaks: bool, author: Entity | None
) -> Source:
    """The source of the sentence before, where a sentence goes on from it; `speaks`: a verb of telling is in it.

    `author` is the group whose own text this is: what it has told of goes on to the end of the paragraph.
    """
    if index == 0:
        return Source()
    if counting := _counts_on(sentences, index, sources):
        return counting
    sentence, previous, last = sentences[index], sentences[index - 1], sources[index - 1]
    same = previous.paragraph == sentence.paragraph
    quoted = same and sentence.text.lstrip().startswith('"') and not speaks
    takes_up = sentence.paragraph - previous.paragraph == 1 and TAKES_UP.match(sentence.text)
    if _ANOTHER_SPEAKS.search(sentence.text) and not (last.voice or any(e.kind == "Person" for e in last.claimants)):
        return Source()
    if last and ((same and _CONTINUES.match(sentence.text)) or quoted or takes_up):
        return replace(last, inherited=True, rule="the sentence before, which it goes on from")
    near = sentence.paragraph - previous.paragraph <= 1
    alone = len(last.claimants) == 1 and last.claimants[0].kind == "Person"
    if (
        near
        and alone
        and not speaks
        and ownstories.OWN.match(sentence.text)
        and not ownstories.FOR_ANOTHER.search(previous.text)
    ):
        return replace(last, inherited=True, rule="the story of who has spoken right before")
    own = author is not None and author in last.claimants
    if same and not speaks and (own or _goes_on_counting(sentence, last)):
        return replace(last, inherited=True, rule="the body that has counted those of the sentence before")
    return Source()


def _goes_on_counting(sentence: Sentence, last: Source) -> bool:
    """True for some, or further ones, of the people counted in a sentence on the word of a body."""
    bodies = bool(last.claimants) and all(e.kind != "Person" for e in last.claimants)
    told = _FURTHER.search(sentence.text) and _DEED.search(sentence.text) and _NUMBER.search(sentence.text)
    return bodies and bool(told) and not _BELIEVED.search(sentence.text)


def _counts_on(sentences: Sequence[Sentence], index: int, sources: Sequence[Source]) -> Source:
    """The office whose count a few sentences before a total goes on with."""
    if not _COUNTS_ON.search(sentences[index].text):
        return Source()
    for back in range(index - 1, max(-1, index - 1 - _COUNTS_BACK), -1):
        if sentences[index].paragraph - sentences[back].paragraph > 1:
            break
        if (last := sources[back]) and _FIGURE.search(sentences[back].text):
            official = last.claimants and all(e.kind in subclasses("GovernmentBody") for e in last.claimants)
            return replace(last, inherited=True, rule="the count it goes on with") if official else Source()
    return Source()
