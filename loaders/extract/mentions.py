"""Who and what is named where: known names first, then new ones, then what a capital's name stands for."""

import re

from refoulement.graph.entity import Entity
from refoulement.loaders.extract import gazetteer
from refoulement.loaders.extract.gazetteer import Gazetteer, is_place
from refoulement.loaders.extract.lexicon import SURNAMES, any_of
from refoulement.loaders.extract.ministries import Ministries
from refoulement.loaders.extract.newcomers import Newcomers
from refoulement.loaders.extract.scene import Named, People, Scene
from refoulement.loaders.extract.sentences import Reading, Sentence
from refoulement.loaders.language import Analysis

HOMES = ("China", "North Korea", "South Korea")  # the countries this graph is about: of two bearers of a name, theirs

_CITY_BEFORE = re.compile(
    r"\b(?:in|near|at|outside|around|through|via|central|downtown|across|from|to|into|of|reached|leaving|entering"
    r"|visit(?:ing|ed)?) (?:the )?(?:city of )?$",
    re.IGNORECASE,
)
_ADDRESSED = any_of(
    "ties", "relations", "talks", "pressure", "critics", "demands?", "requests?", "signals?", "call", "regret",
    "protests?", "concerns?", "anger", "message", "letter", "complaints?",
)  # fmt: skip
_GOVERNMENT_BEFORE = re.compile(
    r"\b(?:(?:urg|press|call|appeal|pressur|protest|complain|object|demand)\w*(?: \w+){0,3}? (?:to|from|on)"
    rf"|{_ADDRESSED} (?:with|from|to|on|by|between)) $",
    re.IGNORECASE,
)
_HALF = re.compile(r"\b[Tt]he (?P<half>North|South)(?='s\b|[,.;:]|$| [a-z])")
_ADJECTIVAL = re.compile(r"-(?:based|born|backed|funded|operated|run)\b")


def _chosen(candidates: tuple[str, ...], known: Gazetteer) -> Entity:
    """Of several bearers of a name, one of the countries this graph is about, else the first."""
    entities = [known.entities[candidate] for candidate in candidates]

    def at_home(entity: Entity) -> bool:
        home = known.country_of(entity.iri) if is_place(entity) else known.parents.get(entity.iri)
        owner = known.entities.get(home or "")
        return bool(owner and owner.name.endswith(HOMES))

    return next((entity for entity in entities if at_home(entity)), entities[0])


def _known(sentence: Sentence, known: Gazetteer) -> tuple[list[Named], list[People]]:
    named, peoples = [], []
    words = gazetteer.tokens(sentence.text, sentence.start)
    for start, end, candidates, is_demonym in known.find(words, sentence.text, sentence.start):
        if is_demonym:
            peoples.append(People(start, end, candidates[0]))
        else:
            named.append(Named(start, end, _chosen(candidates, known)))
    return named, peoples


def _halves(sentence: Sentence, reading: Reading, known: Gazetteer) -> list[Named]:
    """The two states that "the North" and "the South" are in an article on Korea."""
    if "Korea" not in reading.flat:
        return []
    named = []
    for match in _HALF.finditer(sentence.text):
        (state,) = [entity for entity in known.named(f"{match['half']} Korea") if entity.kind == "Country"]
        named.append(Named(sentence.start + match.start("half"), sentence.start + match.end(), state))
    return named


def _short_names(named: list[Named]) -> dict[str, Entity]:
    """Family names that stand for one person of the article only."""
    short: dict[str, set[str]] = {}
    persons = {found.entity.iri: found.entity for found in named if found.entity.kind == "Person"}
    for person in persons.values():
        words = person.name.split()
        family = words[0] if words[0] in SURNAMES else words[-1]
        short.setdefault(family, set()).add(person.iri)
    return {family: persons[next(iter(iris))] for family, iris in short.items() if len(iris) == 1}


def _put(taken: list[Named], found: Named) -> list[Named]:
    """The names with one more, where its stretch is free or it holds those on it whole and says more."""
    rivals = [other for other in taken if found.start < other.end and other.start < found.end]
    length = found.end - found.start
    for rival in rivals:
        if not (found.start <= rival.start and rival.end <= found.end and length > rival.end - rival.start):
            return taken
    return [*(other for other in taken if other not in rivals), found]


def _meant(found: Named, sentence: Sentence, known: Gazetteer) -> Named:
    """What a place's name stands for: a capital that acts or is spoken to is its government, after "in" the city."""
    before, after = sentence.text[: found.start - sentence.start], sentence.text[found.end - sentence.start :]
    if is_place(found.entity) and _ADJECTIVAL.match(after):
        return Named(found.start, found.end, found.entity, shown=False)
    country = known.capitals.get(found.entity.iri)
    if country is None:
        return found
    if _CITY_BEFORE.search(before) and not _GOVERNMENT_BEFORE.search(before):
        return found
    government = known.governments.get(country)
    return Named(found.start, found.end, known.entities[government]) if government else found


def find(reading: Reading, analysis: Analysis) -> Scene:
    """All that the sentences of a reading name; what a model says of them goes along."""
    known = gazetteer.load()
    newcomers = Newcomers(reading, known)
    ministries = Ministries(known, newcomers.mint)
    if reading.article.publisher:
        newcomers.expect("Organisation", reading.article.publisher)
    first: list[tuple[list[Named], list[People]]] = []
    for sentence in reading.sentences:
        taken, nationals = _known(sentence, known)
        for found in (
            *_halves(sentence, reading, known),
            *ministries.find(sentence, taken, nationals),
            *ministries.regimes(sentence, nationals),
            *newcomers.find(sentence, taken),
        ):
            taken = _put(taken, found)
        for found in newcomers.persons(sentence, taken):
            taken = _put(taken, found)
        first.append((taken, nationals))
    short = _short_names([found for taken, _ in first for found in taken])
    named: list[Named] = []
    for sentence, (taken, _) in zip(reading.sentences, first, strict=True):
        whole = taken
        for found in newcomers.repeats(sentence, short):
            whole = _put(whole, found)
        named += [_meant(found, sentence, known) for found in sorted(whole, key=lambda found: found.start)]
    peoples = tuple(people for _, nationals in first for people in nationals)
    return Scene(reading, known, tuple(named), peoples, analysis)
