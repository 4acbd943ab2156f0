"""Where: which places of a clause people were taken from, passed through, sent to, or are in."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from refoulement.graph.entity import Entity
from refoulement.loaders.extract.asides import FLED_FROM, LEADING_WORD, ORIGIN, aside, told_apart
from refoulement.loaders.extract.gazetteer import Gazetteer, is_place
from refoulement.loaders.extract.scene import Named, Scene
from refoulement.loaders.extract.states import SUBJECT_GAP, acting_states, of_agents, town_of_agents
from refoulement.loaders.extract.wording import CELL
from refoulement.ontology import subclasses

HOME = "North Korea"  # whoever arrives or is rescued has left it; that is not told anew in every claim

_PARTS = {
    "the border at": "via", "the border near": "via", "by way of": "via", "through": "via", "via": "via",
    "across": "via", "went over at": "via", "over at": "via", "crossed over at": "via", "crossed at": "via",
    "crossing at": "via", "crossed through": "via", "to": "to", "into": "to", "towards": "to", "from": "from",
    "out of": "from", "fleeing": "from", "fled": "from", "leaving": "from", "by": "by", "in": "at", "at": "at",
    "near": "at", "inside": "at", "outside": "at", "within": "at", "including": "at", "around": "at",
    "mostly": "at", "mainly": "at", "chiefly": "at",
    "entered": "at", "entering": "at", "enter": "at", "reached": "at", "reaching": "at", "reach": "at",
    "with a change in": "via", "a change in": "none",
    "a stop in": "via", "a stopover in": "via", "a layover in": "via", "between": "none",
}  # fmt: skip
_LAST_PREPOSITION = re.compile(rf"\b(?P<word>{'|'.join(_PARTS)}) (?:{LEADING_WORD}[, ]+)*$", re.IGNORECASE)
_WAY_AT = re.compile(
    r"\b(?:through|via|across|over|by way of|at|from|on"
    r"|to (?=(?:the )?(?:[A-Z]\w+ )?border (?:crossing|post|point|bridge|near|at))) ?"
    r"(?:the |an? )?(?:[\w'-]+ ){0,3}?"
    r"(?:customs(?: house| office| post)?|gate|post|checkpoint|crossing|port of entry|bridge|border|frontier|river"
    r"|crossing point|border point)s? "
    rf"(?:in|at|of|near|between|outside|into|with|opposite) (?:{LEADING_WORD}[, ]+)*$",
    re.IGNORECASE,
)
_TO_OFFICERS = re.compile(
    r"\bto (?:the )?(?:[\w-]+ )?(?:police|authorities|officials|guards|officers|soldiers|agents|custody) (?:in|at) $",
    re.IGNORECASE,
)
_HANDED_AT = re.compile(  # where people are handed over is the way they went
    r"\b(?:handed|turned|delivered|given|pushed|driven|forced|thrown) (?:[\w'-]+ ){0,3}?(?:over|back|to)\b[^.;,]{0,70}"
    r" (?:at|near) (?:the )?$"
    r"|\b(?:dropped|dumped|unloaded|set down) (?:off )?[^.;,]{0,60}\b(?:at|near) (?:the )?$"
)
_RIGHT_AT = re.compile(
    rf"\bat (?:{LEADING_WORD}[, ]+)*$"
    r"|\b(?:handed|turned|delivered|given|passed) (?:over|back|to)\b[^.;,]{0,70} in (?:the )?(?:[\w-]+ ){0,3}$"
)
_HELD = re.compile(
    r"\b(?:held|detained|kept|caught|arrested|seized|picked up|jailed|stopped|captured"
    r"|intercepted|living|hiding)\b[^.;,]*$"
)
_MOVED = re.compile(
    r"\b(?:taken|moved|transferred|brought|transported) (?:by \w+ )?to (?:the |a )?"
    r"(?:[a-z-]+ (?:cent(?:er|re) )?(?:in|at|near|of) )?(?:the )?$"
)
_INTO_CELL = re.compile(
    rf"\b(?:to|into) (?:[\w'-]+ ){{1,4}}?(?:{CELL}|police station) (?:in|at|near|outside) (?:the )?$"
)
_BY_AIR = re.compile(r"\b(?:flown|flew|flights?|plane|aircraft|airliner)\b")
_BORDER_AT = re.compile(r"\b(?:across|over) (?:the )?(?:[\w-]+ )?(?:border|frontier|river|line)\b[^.;,]{0,30} at $")
_ALSO_IN = re.compile(r",? and (?:also |even )?(?:in|at) (?:the )?")
_ITS_BODY = re.compile(r"'s (?:[a-z]+ ){0,2}?[A-Z]")  # "America's State Department"
_INTO_AT = re.compile(  # "pushed back into Afghanistan at X" is the way they went
    rf"\b(?:in)?to (?:{LEADING_WORD}[, ]+)*[A-Z][\w'-]+(?: [A-Z][\w'-]+)? (?:at|near) (?:the )?$"
)
_MOSTLY = re.compile(r"\b(?:most(?:ly)?|mainly|chiefly|largely|primarily|notably|especially|for the most part)\b")
_BACK_FROM = re.compile(r"\b(?:return\w*|back|repatriat\w*|deport\w*|expelled|escap\w+|fled|arriv\w+) from (?:the )?$")
# what is credited to a source may follow it: "according to the group, | some 130 were returned"
_SOME = (
    r"(?:(?:about|some|around|at least|only|just|nearly|almost|up to|more than|over|an estimated) )?"
    r"(?:\d[\d,]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens|hundreds|thousands)"
    r" (?!of (?:whom|which)\b)"
)
_CREDIT = re.compile(
    r"^According to [^,]*,"
    rf"|\baccording to [^,;\"]*(?:,(?! (?:were|was|have|had|has|are|is)\b)(?! {_SOME}).*$)?"
    r"|,\"? (?:said|says?|citing|quoting) [^;\"]*$"
    r"|, [^,;\"]*? (?:said|says?)\b[^,;]*(?:, (?:citing|quoting|adding|presenting)\b[^;]*)?$"
    r"|, (?:an?|the|one|two|several) [^,;]*? (?:told|revealed|reported|claimed|confirmed|explained|disclosed)\b[^,;]*$"
    r"|,\" [A-Z][^;\"]*? (?:said|says|told)\b[^;\"]*$"
)
_CAME_TO = re.compile(
    r"\b(?:came|gone|went|fled|escaped|crossed|got|made (?:it|their way|his way|her way)|travell?ed|moved|defected"
    r"|set out|headed|settled|arrived) (?:(?:back|over|illegally|first|alone) )*(?:in)?to "
    rf"(?:{LEADING_WORD}[, ]+)*$"
)  # where people went by themselves, before they were sent back
_WHERE = re.compile(r", where (?:[\w'-]+ ){0,3}?(?:relatives|family|families|parents|lawyers|activists|diplomats)\b")
_LIST_GAP = re.compile(r"(?:,? (?:and|or)|,|, as well as|/) ?(?:the )?")
# what stands between a prison and where it lies: "in", ", a former hotel outside"
_SITE = re.compile(
    r",?(?: (?:which|that) is)?(?:,? (?:an?|the) (?:[\w'-]+ ){1,5}?)? ?(?:in|near|outside|at|of"
    r"|on the \w+ of) (?:the \w+ of )?"
)
_NEAR_BY = re.compile(
    r", (?:near|close to|not far from|outside|opposite|across from) (?:the )?"
    r"(?:(?:\w+ )?(?:city|town|county|village) of )?$"
)
_SUBURB = re.compile(
    r"(?:'s)? (?:(?!(?:and|or|to|in|at|near|from|then|via|the|an?) )[a-z-]+ ){0,2}?"
    r"(?:suburb|district|neighbou?rhood|quarter|township|village|port) of "
)  # "the Nouakchott suburb of Sebkha", "the Sebkha suburb of Nouakchott"
_LISTED_ON = re.compile(r"(?:,? (?:and|or) (?:in )?|, )(?:the )?(?-i:[A-Z])")  # what goes on: "in X, Y and Z"
_DISTRICT = re.compile(r" (?:district|suburb|neighbou?rhood|quarter|township|borough|ward)\b")
_WIDER = ("Region", "Country")  # what a place is told to lie in
_IN_WIDER = re.compile(rf", in (?:{LEADING_WORD}[, ]+)*")
_IN_CONTAINER = re.compile(rf"(?:,? (?:in|of)|,)(?: (?:{LEADING_WORD}|village|[A-Z]\w+'s|[A-Z]\w+ese|in)\b,?)* ?")


@dataclass(frozen=True, slots=True)
class Slots:
    """The places of one clause by the part they play."""

    held_at: list[Entity] = field(default_factory=list)
    via: list[Entity] = field(default_factory=list)
    destination: list[Entity] = field(default_factory=list)
    place: list[Entity] = field(default_factory=list)


def _part_said(flat: str, start: int, named: Named) -> str:
    """The part that the words right before a place give it; "none" where it only tells the occasion."""
    before = flat[max(start, named.start - 70) : named.start]
    if aside(before, flat, named.end):
        return "none"
    if FLED_FROM.search(before):
        return "from"
    if _WAY_AT.search(before) or _BORDER_AT.search(before) or _HANDED_AT.search(flat[start : named.start]):
        return "via"
    if _TO_OFFICERS.search(before):
        return "to"
    if _INTO_CELL.search(before):
        return "at"
    found = _LAST_PREPOSITION.search(before)
    if found and found["word"].lower() == "with a change in" and flat.startswith("'s", named.end):
        return "none"  # "with a change in Beijing's rules"
    if found and found["word"].lower() == "outside" and named.entity.kind == "Country":
        return "none"  # "more than any land outside China"
    return _PARTS[found["word"].lower()] if found else ""


def _parts(scene: Scene, start: int, end: int) -> list[tuple[Named, str]]:
    """Each place named between two offsets, with its part.

    It is "within" where it only says where the one before it lies, "mostly" where most of those people are in there.
    """
    flat = scene.reading.flat
    credited = [(start + found.start(), start + found.end()) for found in _CREDIT.finditer(flat[start:end])]
    parts: list[tuple[Named, str]] = []
    for named in scene.within(start, end):
        if (
            not is_place(named.entity)
            or flat.startswith("-based", named.end)
            or any(first <= named.start < last for first, last in credited)
        ):
            continue
        part = _part_said(flat, start, named)
        if parts:
            inherited = next((part for _, part in reversed(parts) if part != "within"), "")
            part = _joined(scene, parts[-1][0], inherited, named, part)
            part = "none" if part and _WHERE.search(flat[parts[-1][0].end : named.start]) else part
            gap = flat[parts[-1][0].end : named.start]
            told = any(other in ("at", "to") for _, other in parts)
            mostly = (told and _MOSTLY.search(gap)) or (parts[-1][1] == "mostly" and _ALSO_IN.fullmatch(gap))
            part = "mostly" if mostly else part
            prison = named.entity.kind in subclasses("DetentionFacility")
            if part not in ("", "within") and (
                _SUBURB.fullmatch(gap) or (gap == "'s " and (prison or _DISTRICT.match(flat, named.end)))
            ):
                parts[-1] = (parts[-1][0], "within")
        parts.append((named, part))
    return parts


def _joined(scene: Scene, previous: Named, inherited: str, named: Named, part: str) -> str:
    """The part of a place that follows another: the same in a list, "within" where it holds the other."""
    gap = scene.reading.flat[previous.end : named.start]
    if _IN_CONTAINER.fullmatch(gap) and scene.known.lies_in(previous.entity.iri, named.entity.iri):
        return "within"
    apposed = gap == ", " and not part and not _LISTED_ON.match(scene.reading.flat, named.end)
    wider = apposed or _IN_WIDER.fullmatch(gap)
    if inherited and (_NEAR_BY.fullmatch(gap) or (wider and _may_lie_in(scene, previous, named))):
        return "within"
    behind_walls = previous.entity.kind in subclasses("DetentionFacility")
    if behind_walls and named.entity.kind not in subclasses("DetentionFacility") and _SITE.fullmatch(gap):
        return "within"
    possessed = re.fullmatch(r"'s (?:[a-z]+ )*", gap) and (
        scene.known.lies_in(named.entity.iri, previous.entity.iri) or _DISTRICT.match(scene.reading.flat, named.end)
    )
    if inherited and _SUBURB.fullmatch(gap):  # the narrower place is meant: of one known and one not, the latter
        known = scene.known.entities
        return "within" if named.entity.iri in known and previous.entity.iri not in known else inherited
    if possessed or (inherited == "none" and re.fullmatch(r" and (?:the )?", gap)):
        return inherited
    listed = _LIST_GAP.fullmatch(gap)
    facility = named.entity.kind in subclasses("DetentionFacility") and re.fullmatch(r"[^.;]{0,60}", gap)
    return part or (inherited if listed or facility else "")


def _may_lie_in(scene: Scene, inner: Named, outer: Named) -> bool:
    """True for a region or a country that a place may lie in, as far as is known: in no other one at least."""
    if outer.entity.kind not in _WIDER or inner.entity.kind in _WIDER:
        return False
    return outer.entity.iri not in scene.known.entities or inner.entity.iri not in scene.known.within


def narrowest(places: list[Entity], known: Gazetteer) -> list[Entity]:
    """Places each once, without the countries that others of them lie in."""
    unique = list({place.iri: place for place in places}.values())
    return [
        place
        for place in unique
        if place.kind != "Country" or not any(known.lies_in(other.iri, place.iri) for other in unique)
    ]


def repatriation(scene: Scene, start: int, end: int, trigger: int, homeland: str | None) -> Slots:
    """The way of people sent back, as a clause tells it; `trigger` is where its verb stands.

    Where they are in their `homeland`, a country, they have got to; they were not taken from there.
    """
    roles: dict[str, list[Entity]] = defaultdict(list)
    flat = scene.reading.flat
    parts = [(named, _sent_by(flat, trigger, named, part)) for named, part in _parts(scene, start, end)]
    passed = any(part == "via" for _, part in parts)
    for named, part in parts:
        entity = named.entity
        at_home = scene.known.country_of(entity.iri) == homeland  # or nobody knows
        if entity.kind == "BorderCrossing":
            roles["via"].append(entity)
        elif part in ("none", "within", "mostly"):
            continue
        elif not (passed and part == "from") and _crossed_at(scene, start, named, part, homeland):
            roles["via"].append(entity)
        elif part in ("", "at", "by") and at_home:
            continue  # where they have got to
        elif part == "from" and entity.kind != "Country" and at_home and homeland:
            continue  # where they were born
        elif entity.kind in subclasses("DetentionFacility"):
            roles["from"].append(entity)
        elif part == "to" and named.end <= trigger and _CAME_TO.search(scene.reading.flat[start : named.start]):
            continue
        elif part in ("via", "to", "from"):
            roles[part].append(entity)
        elif part == "by" or (
            not part
            and named.end <= trigger
            and (
                trigger - named.end < 40
                or (named.start - start < 5 and trigger - named.end < 90)
                or SUBJECT_GAP.fullmatch(scene.reading.flat, named.end, trigger)
            )
            and entity.kind == "Country"
        ):
            roles["by"].append(entity)
        elif part == "at":
            roles["from"].append(entity)
    acting = [state for state in acting_states(scene, start, end, trigger) if state.iri != homeland]
    roles["by"] = roles["by"] or of_agents(scene, start, end) or acting
    reached = [place for place in roles["to"] if homeland and scene.known.country_of(place.iri) == homeland]
    passed_by = [place for place in roles["to"] if reached and place.kind == "Settlement" and place not in reached]
    roles["via"] += passed_by  # "flown to Kunming and on to Pyongyang"
    roles["to"] = [place for place in roles["to"] if place not in passed_by]
    home = {entity.iri for entity in roles["to"]}
    taken_from = roles["from"] or roles["by"]
    return Slots(
        held_at=narrowest(
            [entity for entity in taken_from if entity.iri not in home and not _is_home(entity, home, scene.known)],
            scene.known,
        ),
        via=narrowest([entity for entity in roles["via"] if entity.kind not in ("Country", "Region")], scene.known),
        destination=narrowest(roles["to"], scene.known),
    )


def _sent_by(flat: str, trigger: int, named: Named, part: str) -> str:
    """The part of a place for people sent back: the way they went, or none where they are only told of."""
    if part == "at" and named.end > trigger and _INTO_AT.search(flat[trigger : named.start]):
        return "via"
    apart = part in ("", "at") and named.entity.kind != "Country" and told_apart(flat[named.end : trigger])
    return "none" if apart else part


def uncredited(scene: Scene, before: int) -> list[Named]:
    """What is named before an offset, without what only says where a source is: "a pastor in Seoul said"."""
    flat = scene.reading.flat
    credited = [
        (sentence.start + found.start(), sentence.start + found.end())
        for sentence in scene.reading.sentences
        if sentence.start < before
        for found in _CREDIT.finditer(sentence.text)
    ]
    return [
        named
        for named in scene.within(0, before)
        if not flat.startswith("-based", named.end) and not any(first <= named.start < last for first, last in credited)
    ]


def been_to(scene: Scene, start: int, end: int) -> list[Named]:
    """The places that a clause is about or tells somebody to be in, get to or pass: none that anybody comes from."""
    flat = scene.reading.flat
    said = [
        (named, _LAST_PREPOSITION.search(flat, max(start, named.start - 70), named.start))
        for named in scene.within(start, end)
        if is_place(named.entity)
    ]
    return [
        named
        for named, found in said
        if (found and _PARTS[found["word"].lower()] in ("at", "to", "via"))
        or (named.start == start and not _ITS_BODY.match(flat, named.end))
        or flat[start : named.start].endswith(" for ")
    ]


def moved_to(scene: Scene, start: int, end: int) -> list[Entity]:
    """The town or prison that people were taken to last: "was caught at X, moved to Y and | sent back"."""
    found = [n.entity for n in scene.within(start, end) if is_place(n.entity) and n.entity.kind not in _WIDER]
    before = {n.entity.iri for n in scene.within(start, end) if _MOVED.search(scene.reading.flat[start : n.start])}
    return [entity for entity in found if entity.iri in before][-1:]


def _crossed_at(scene: Scene, start: int, named: Named, part: str, homeland: str | None) -> bool:
    """True for a town on the border by which people were sent back: "sent back from X", "put over at X", "led to X".

    Where they were held in it, that is where they were taken from.
    """
    known, town = scene.known, named.entity.iri
    if town not in known.opposite or known.country_of(town) == homeland:
        return False
    before = scene.reading.flat[start : named.start]
    if part == "from" and _BY_AIR.search(before):
        return False
    if part == "from" or (part == "to" and known.borders(town, homeland)):
        return True
    return part == "at" and bool(_RIGHT_AT.search(before)) and not _HELD.search(before)


def _is_home(entity: Entity, home: set[str], known: Gazetteer) -> bool:
    return known.country_of(entity.iri) in home


def whereabouts(scene: Scene, start: int, end: int, *, moved: bool, living: bool = False) -> Slots:
    """Where people are held, live or die, as a clause tells it; of those who `moved`, whence and where they got to.

    Whoever is `living` somewhere may have come from elsewhere.
    """
    found = [(named.entity, part) for named, part in _parts(scene, start, end)]
    facilities = subclasses("DetentionFacility")
    stated = [entity for entity, part in found if part == "at" or (moved and part == "to") or entity.kind in facilities]
    if moved:
        left = narrowest([entity for entity, part in found if part == "from" and entity.name != HOME], scene.known)
        passed = narrowest([entity for entity, part in found if part == "via"], scene.known)
        return Slots(held_at=left, via=passed, place=narrowest(stated, scene.known))
    flat = scene.reading.flat
    came = {
        named.entity.iri
        for named in scene.within(start, end)
        if _BACK_FROM.search(flat[start : named.start]) or ORIGIN.search(flat[start : named.start])
    }
    stopped = [entity for entity, part in found if part == "via" and entity.kind != "Country"]  # at a checkpoint there
    fallback = stopped or [
        entity for entity, part in found if part == "by" or (part == "from" and not living and entity.iri not in came)
    ]
    owners = {named.entity.iri for named in scene.within(start, end) if _ITS_BODY.match(flat, named.end)}
    subject = [entity for entity, part in found if not part and entity.kind == "Country" and entity.iri not in owners][
        :1
    ]
    fallback = fallback or town_of_agents(scene, start, end)
    return Slots(place=narrowest(stated or fallback or of_agents(scene, start, end) or subject, scene.known))
