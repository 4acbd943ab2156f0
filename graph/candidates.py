"""Which entities are worth comparing: those that share a key of their names. A key finds, and decides nothing."""

from collections import defaultdict
from collections.abc import Callable
from functools import cache, lru_cache, partial

from refoulement.graph import korean
from refoulement.graph.chinese import in_hangul, in_pinyin
from refoulement.graph.entity import Entity
from refoulement.graph.hanja import has_han
from refoulement.graph.knownplaces import Known
from refoulement.graph.korean import plain
from refoulement.graph.names import name_key
from refoulement.graph.orgnames import initials, is_acronym, significant
from refoulement.graph.personnames import person_words, without_first_name, without_titles
from refoulement.graph.placenames import place_name
from refoulement.graph.rdf import read_entities
from refoulement.ontology import GAZETTEER, read, subclasses


def family(kind: str) -> str:
    """`person`, `organisation` or `place`: the kind of name a thing of this class has."""
    return next(top.lower() for top in ("Person", "Organisation", "Place") if kind in subclasses(top))


@cache
def known_names(kind: str) -> Known:
    """The names of the shipped gazetteer for one kind of name, as `names.compare` asks for them."""
    found: dict[str, set[str]] = defaultdict(set)
    for entity in _known(kind):
        for name in entity.names:
            found[name_key(name.text)].add(entity.iri)
    return Known(
        bearers={name: frozenset(iris) for name, iris in found.items()},
        names={entity.iri: tuple(name.text for name in entity.names) for entity in _known(kind)},
        alike=partial(_known_alike, kind),
    )


@cache
def _known(kind: str) -> tuple[Entity, ...]:
    return tuple(entity for entity in read_entities(read(GAZETTEER)) if family(entity.kind) == kind)


def _known_alike(kind: str, name: str) -> frozenset[str]:
    """The things of the gazetteer that share a key with a name."""
    return frozenset().union(*(_known_by_key(kind).get(key, frozenset()) for key in _of(kind)(name)))


@cache
def _known_by_key(kind: str) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for entity in _known(kind):
        for key in keys(entity):
            found[key].add(entity.iri)
    return {key: frozenset(iris) for key, iris in found.items()}


def _of(kind: str) -> Callable[[str], set[str]]:
    return {"person": _person, "organisation": _organisation, "place": _place}[kind]


@lru_cache(maxsize=16384)  # those of the gazetteer are asked for in every run
def keys(entity: Entity) -> frozenset[str]:
    """Keys of all names of an entity; two entities that share none are never compared."""
    of_one = _of(family(entity.kind))
    return frozenset(key for name in entity.names for key in of_one(name.text))


def _person(name: str) -> set[str]:
    words = person_words(name)
    if not words:
        return set()
    found = {f"person han {in_pinyin(name)}"}
    found |= {f"person hangul {way}" for turned in (words, words[::-1]) for way in in_hangul(" ".join(turned))}
    if spoken := korean.persons(without_titles(name)):  # its last word may be one syllable of a given name
        return found | {f"person korean {sounds}" for sounds in korean.sounded(spoken)}
    found |= {f"person korean {sounds}" for sounds in korean.sounded(without_first_name(words))}
    if plain(words[-1]) and not has_han(name):
        first, last = sorted((plain(words[0]), plain(words[-1])))
        found |= {f"person last {plain(words[-1])}", f"person both {first} {last}"}
    return found


def _place(name: str) -> set[str]:
    parts = place_name(name)
    return {key for stem in {parts.bare, parts.whole, parts.barest} for key in _place_stem(stem)}


def _place_stem(stem: str) -> set[str]:
    found = {f"place {plain(stem).replace(' ', '')}"}
    if has_han(stem):
        found.add(f"place {in_pinyin(stem)}")
    if korean.readable(stem.replace("-", "").replace(" ", "")):
        found |= {f"place korean {bones}" for bones in korean.skeletons(stem)}
    return found | {f"place hangul {way}" for way in in_hangul(stem)}


def _organisation(name: str) -> set[str]:
    words = significant(name)
    found = {f"organisation {' '.join(sorted(words))}"} if words else {f"organisation {name.replace(' ', '')}"}
    found |= {f"organisation initials {short}" for short in (initials(name), initials(name, every=True)) if short[2:]}
    if is_acronym(name):
        found.add(f"organisation initials {plain(name)}")
    return found
