"""Who the source of a lead is that names nobody: "an activist said", where the next sentences name the activist."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from refoulement.graph.entity import Entity
from refoulement.loaders.extract.lexicon import SPEECH, any_of
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.source import Source
from refoulement.ontology import subclasses

_GROUP = any_of("groups?", "organi[sz]ations?", "NGOs?", "charit(?:y|ies)", "watchdogs?", "missions?", "coalition")
_OUTLET = any_of("newspaper", "daily", "broadcaster", "[Ww]eb ?site", "news agency", "magazine", "media outlet")
_PERSON = any_of(
    "activists?", "campaigners?", "advocates?", "aid workers?", "relief workers?", "missionar(?:y|ies)", "pastors?",
    "clergym[ae]n", "lawyers?", "attorneys?", "researchers?", "lawmakers?", "legislators?", "volunteers?",
    "priests?", "defectors?", "experts?", "scholars?", "professors?",
)  # fmt: skip
_OFFICE = any_of("officials?", "officers?", "authorities", "police", "ministry", "prosecutors?", "commanders?")
_WHO = any_of(_GROUP, _OUTLET, _PERSON, _OFFICE)
_UNNAMED = re.compile(
    rf"(?P<before>(?:\b[\w'-]+ ){{0,3}}?)\b(?P<who>{_WHO})"
    rf"(?: and (?:an? )?(?:[\w-]+ ){{0,3}}(?P<other>{_WHO}))?"
    r"(?: (?:who|in|from|at|with|of|based|close|working|helping|monitoring|tracking)\b[^,;.\"]{0,70}?)?"
    rf"(?: (?:has|have|had|also|\w+ly))*,? (?:{SPEECH}|acknowledged|admitted)\b"
)
_CITED = re.compile(rf"\b[Aa]ccording to (?!the\b)(?P<before>(?:[\w'-]+ ){{0,5}}?)(?P<who>{_WHO})\b")
_MANY = re.compile(r"\b(?:multiple|several|various|many|numerous|other|different|most|both)\b")
_LEAD = 2  # sentences
_REACH = 3  # sentences after it


def _fits(who: str, source: Source, groups: Iterable[Entity]) -> bool:
    """True where a source that is named can be who was told of without a name."""
    first = source.claimants[0]
    person = source.voice or (first if first.kind == "Person" else None)
    official = first.kind in subclasses("GovernmentBody")
    if re.fullmatch(_OFFICE, who):
        return official
    if re.fullmatch(_OUTLET, who):
        return first.kind in subclasses("MediaOutlet")
    if re.fullmatch(_GROUP, who):
        return first in groups
    return not official and (person is not None or (who.endswith("s") and first in groups))


def _told_of(match: re.Match[str], source: Source, groups: Iterable[Entity]) -> bool:
    told = match.groupdict()
    return any(_fits(told[name], source, groups) for name in ("who", "other") if told.get(name))


def _names_its_own(scene: Scene, index: int, source: Source) -> bool:
    """True where a source is named up to the end of its sentence, or is a government, as of "Thai officials"."""
    inside = {n.entity for n in scene.within(0, scene.reading.sentences[index].end)}
    return any(entity in inside or entity.kind == "GovernmentBody" for entity in source.claimants)


def named_later(scene: Scene, outside: Sequence[str], sources: Sequence[Source]) -> dict[int, Source]:
    """For each of the first sentences whose source nobody names, that of the next sentence that names one."""
    found, groups = {}, frozenset(scene.groups())
    for index in range(min(_LEAD, len(sources))):
        match = _UNNAMED.search(outside[index]) or _CITED.search(outside[index])
        if match is None or _MANY.search(match["before"]) or _names_its_own(scene, index, sources[index]):
            continue
        after = [source for source in sources[index + 1 : index + 1 + _REACH] if source.claimants]
        if after and _told_of(match, after[0], groups):
            found[index] = replace(after[0], inherited=True, rule="who the next sentences name for the lead's source")
    return found
