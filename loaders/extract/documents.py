"""Whose a document is that a text cites further on: "the report", "the complaint", "the same source"."""

import re
from collections.abc import Sequence

from refoulement.graph.entity import Entity
from refoulement.loaders.extract.antecedents import Entities
from refoulement.loaders.extract.gazetteer import is_organisation
from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.source import Source

_DOCUMENT = any_of(
    "report", "study", "survey", "statement", "letter", "briefing", "paper", "white paper", "dossier", "petition",
    "complaint", "submission", "document", "indictment", "lawsuit", "filing", "testimony", "list", "roster", "register",
    "bulletin", "article", "dispatch", "release", "press release", "findings", "analysis", "update", "memo", "brief",
    "data", "figures", "statistics",
)  # fmt: skip
CITED = re.compile(rf"(?:[Tt]he|[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose|the same) (?:[a-z-]+ )?(?P<noun>{_DOCUMENT})\b")
SUBJECT = re.compile(rf"(?:^|[,;] |\b(?:that|and|but) )(?:{CITED.pattern})(?: [a-z]\w+)?$")
SAME_SOURCE = re.compile(r"the same (?:source|report|group|organi[sz]ation|newspaper|outlet|official|activist)\b")
_IT_SAYS = re.compile(
    r"^It (?:also |further |then )?(?:says|states|finds|notes|lists|estimates|puts|counts|records|describes|documents"
    r"|concludes|gives|cites|claims|alleges|adds)\b"
)
_BY = (
    r"(?: [\w'-]+){0,6}? (?:by|from|of|(?:released|published|issued|compiled|filed|submitted|drawn up) by)"
    r" (?:the |an? )?(?:[a-z][\w-]* ){0,3}$"
)
_HANDED_OUT = (
    r"[^.;]{0,60}?\b(?:published|publishes|released|releases|issued|issues|filed|files|submitted|submits|lodged"
    r"|presented|presents|wrote|compiled|produced|launched|brought|sent|posted|handed in|put out)\b[^.;]{0,60}?\b"
)
_GOVERNED = re.compile(r"\b(?:by|to|on|from|with|of) (?:the )?$")
_REPORTED = re.compile(r"\breport(?:s|ed)\b")
_REACH = 5  # sentences


def _maker(scene: Scene, sentence: Sentence, noun: str) -> Entity | None:
    """Who is named as the maker of a document where a sentence first tells of it."""
    word = rf"(?:{noun}|{noun}s)"
    named = [
        n for n in scene.within(sentence.start, sentence.end) if n.entity.kind == "Person" or is_organisation(n.entity)
    ]
    around = [(n, sentence.text[: n.start - sentence.start], sentence.text[n.end - sentence.start :]) for n in named]
    for each, before, after in around:
        person = each.entity.kind == "Person"
        by = re.search(rf"\b{word}{_BY}", before) and not (person and before.endswith(("of ", "from ")))
        if by or re.match(rf"'s? (?:[\w-]+ ){{0,4}}?{word}\b| (?:[a-z]+ )?{word}\b", after):
            return each.entity
    for each, before, after in around:
        if re.match(rf"{_HANDED_OUT}{word}\b", after) and not _GOVERNED.search(before):
            return each.entity
    return None


def maker(scene: Scene, index: int, noun: str, sources: Sequence[Source]) -> Entities:
    """Whose "the report" is: the maker whom one of the sentences before names, or who "reported" there."""
    for back in range(index - 1, max(-1, index - 1 - _REACH), -1):
        sentence = scene.reading.sentences[back]
        if found := _maker(scene, sentence, noun):
            return (found,)
        source = sources[back]
        if noun == "report" and source.claimants and _REPORTED.search(source.rule):
            return source.claimants
    return ()


def it_says(scene: Scene, index: int, sources: Sequence[Source]) -> Entities:
    """Whose document "It says" goes on from: of the sentence before, in which nobody speaks."""
    sentences = scene.reading.sentences
    if not index or not _IT_SAYS.match(sentences[index].text) or sources[index - 1].claimants:
        return ()
    if sentences[index].paragraph != sentences[index - 1].paragraph:
        return ()
    told = re.findall(rf"\b(?:an?|the) (?:[\w-]+ ){{0,2}}?({_DOCUMENT})\b", sentences[index - 1].text)
    found = [_maker(scene, sentences[index - 1], noun) for noun in told]
    return tuple(entity for entity in found if entity)[-1:]
