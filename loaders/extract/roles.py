"""Who is what, by the title before a name or the description after it, and where; and who is whose kin."""

import re
from collections.abc import Iterator
from itertools import pairwise

from refoulement.graph.claim import RoleClaim, TieClaim
from refoulement.graph.entity import Entity
from refoulement.loaders.extract.gazetteer import is_organisation
from refoulement.loaders.extract.lexicon import KIN, ROLE_NOUN, TITLE, any_of
from refoulement.loaders.extract.scene import Named, Scene
from refoulement.loaders.extract.sentences import Sentence

_RANK = any_of(
    "Unification", "Foreign", "Defen[cs]e", "Justice", "Interior", "Prime", "Vice", "Deputy", "Assistant", "First",
    "Executive", "Secretary", "special", "former", "then", "ex-", "executive", "deputy", "senior", "regional",
    "vice", "assistant", "chief",
)  # fmt: skip
_TITLE_BEFORE = re.compile(
    rf"(?:^|(?<=[\s\"(-]))(?P<title>(?:{_RANK}[ -])*(?:{TITLE}|{ROLE_NOUN}))(?: of [A-Z]\w+(?: [A-Z]\w+)?)?,? $"
)
_SPOKEN_FOR = re.compile(rf"(?P<role>(?:{_RANK} )*{ROLE_NOUN}) (?:for|of|at|with) (?:the )?$")
_APPOSITION = re.compile(r"^,? (?:\d\d, )?(?:who (?:is|was|heads|leads|serves as|works as) )?(?P<phrase>[^,.;\"]+)")
_ROLE = re.compile(
    rf"(?P<role>(?:[\w'-]+ ){{0,4}}?(?i:{ROLE_NOUN}))(?![a-z-])(?:(?P<field> (?:for"
    rf"|on) (?:the )?[^,;]*?)(?= (?:at|with|who|said|told|says)\b|$)|(?= (?:at|of|with|from|who|in|said|told"
    rf"|says)\b|$))"
)
_OFFICE = re.compile(
    r"(?i)ambassador|envoy|minister|secretary|official|diplomat|consul|president|premier|commissioner|spokes"
)
_LEADING = re.compile(r"^(?:'s)? ?(?:(?:an?|the|its|his|her|one of the) )?")
_OF_MINISTRY = re.compile(r"\b(?P<body>ministry|department|agency) $")
_SHE_IS = re.compile(
    rf"\b[Ss]?[Hh]e (?:is|was) (?:the |an? )?(?P<role>(?:[\w'-]+ ){{0,3}}?(?i:{ROLE_NOUN})(?: of [a-z]+)?)"
    r" (?:at|of|for|with) (?:the )?"
)
_THE_GROUP = re.compile(
    r" (?:at|of|for|with|from) the (?:\w+ )?(?:group|organi[sz]ation|NGO|charity|network|coalition)\b"
)
_AT = re.compile(r"^ ?(?:at|of|for|with|from|in) (?:the )?$")
_HONORIFICS = re.compile(
    r"^(?:Dr\.?|Father|King|Queen|Prince|Mr\.?|Ms\.?|activist|defector|broker|dictator)$", re.IGNORECASE
)
_MINISTER_OF = re.compile(
    r"^(?:(?:Vice|Deputy|Prime) )?(?P<what>Unification|Foreign|Defen[cs]e|Justice|Interior) Minister$"
)
_KIN_OF = re.compile(
    rf"^,? (?:the |a |an |who is (?:the )?|whose )?(?:\w+ ){{0,2}}?(?P<kin>{'|'.join(KIN)}) of (?:the )?$"
)
_OWN_KIN = re.compile(rf"\b(?:her|his|their) (?:\w+ )?(?P<kin>{'|'.join(KIN)}),? $")
_WHOSE_KIN = re.compile(rf"^,? whose (?:\w+ ){{0,2}}?(?P<kin>{'|'.join(KIN)})(?:,| named| called)? $")


def _organisation_before(scene: Scene, sentence: Sentence, position: int) -> Entity | None:
    """The organisation whose name runs up to a title ("Democratic Party Rep. …")."""
    for named in scene.within(sentence.start, position):
        gap = sentence.text[named.end - sentence.start : position - sentence.start]
        if is_organisation(named.entity) and re.fullmatch(r"(?:'s)? ?(?:\w+ )?", gap):
            return named.entity
    return None


def _ministry_before(scene: Scene, before: str, start: int) -> Entity | None:
    """The one that "ministry spokesperson X" means: the ministry, department or agency named last."""
    match = _OF_MINISTRY.search(before)
    if not match:
        return None
    earlier = [n.entity for n in scene.named if n.end <= start and match["body"] in n.entity.name.casefold()]
    return earlier[-1] if earlier else None


def _organisation_after(scene: Scene, sentence: Sentence, person: Named) -> Entity | None:
    """The organisation that follows a titled name ("Rep. … of the Democratic Party")."""
    for named in scene.within(person.end, sentence.end)[:1]:
        gap = sentence.text[person.end - sentence.start : named.start - sentence.start]
        if is_organisation(named.entity) and re.fullmatch(r",? (?:of|from|with) (?:the )?(?:[a-z-]+ ){0,3}", gap):
            return named.entity
    return None


def _ministry(scene: Scene, title: str, sentence: Sentence, start: int) -> Entity | None:
    """The ministry that a minister's title names: of the country named before it, else the only one of that name."""
    match = _MINISTER_OF.match(title)
    if not match:
        return None
    what = {"Foreign": "Foreign Affairs", "Unification": "Unification"}.get(match["what"], match["what"])
    countries = [p.country for p in scene.peoples if sentence.start <= p.start and 0 <= start - p.end <= 2]
    countries += [
        n.entity.iri for n in scene.within(sentence.start, start) if n.entity.kind == "Country" and start - n.end <= 3
    ]
    for country in countries:
        state = scene.known.entities[country].name
        for entity in (*scene.known.named(f"Ministry of {what} of {state}"), *scene.known.named(f"Ministry of {what}")):
            if scene.known.parents.get(entity.iri) == scene.known.governments.get(country):
                return entity
    bearers = scene.known.named(f"Ministry of {what}")
    return bearers[0] if len(bearers) == 1 else None


def _titled(scene: Scene, named: Named, sentence: Sentence) -> tuple[str, Entity | None, int] | None:
    before = sentence.text[: named.start - sentence.start]
    match = _TITLE_BEFORE.search(before)
    if not match or _HONORIFICS.match(match["title"]):
        return None
    start = sentence.start + match.start("title")
    title = match["title"].strip()
    body = _organisation_before(scene, sentence, start) or _ministry(scene, title, sentence, start)
    body = body or _ministry_before(scene, sentence.text[: start - sentence.start], start)
    return title, body or _organisation_after(scene, sentence, named), start


def _spoken_for(scene: Scene, named: Named, sentence: Sentence) -> tuple[str, Entity | None, int] | None:
    """A name that follows its role and house: "a spokeswoman for X, Y, said"."""
    for employer in scene.within(sentence.start, named.start)[-1:]:
        gap = scene.reading.flat[employer.end : named.start]
        match = _SPOKEN_FOR.search(sentence.text[: employer.start - sentence.start])
        if match and gap == ", " and is_organisation(employer.entity):
            return match["role"], employer.entity, sentence.start + match.start("role")
    return None


def _described(scene: Scene, named: Named, sentence: Sentence) -> tuple[str, Entity | None, int] | None:
    """The description that follows a name between commas: "X, a researcher at Y", "X, Y's envoy for Z"."""
    apposition = _APPOSITION.match(sentence.text[named.end - sentence.start :])
    if not apposition or not apposition.group().startswith(","):
        return None
    start, end = named.end + apposition.start("phrase"), named.end + apposition.end()
    inside = scene.within(start, end)
    employers = [n for n in inside if n.shown and (is_organisation(n.entity) or n.entity.kind == "Country")]
    states = [(p.start, p.end, p.country) for p in scene.peoples if start <= p.start < end]
    leaders = [(n.start, n.end, n.entity) for n in employers]
    leaders += [(first, last, scene.known.entities[country]) for first, last, country in states]
    leading = next((leader for leader in sorted(leaders, key=lambda leader: leader[0]) if leader[0] - start <= 4), None)
    begin = leading[1] if leading else start
    phrase = scene.reading.flat[begin:end]
    opening = _LEADING.match(phrase)
    skipped = opening.end() if opening else 0
    match = _ROLE.match(phrase[skipped:])
    if not match:
        return None
    reach = begin + skipped + match.end()
    following = next(
        (n for n in employers if n.start >= reach and _AT.match(scene.reading.flat[reach : n.start])), None
    )
    role = match.group().strip()
    if leading:
        return role, _body(scene, leading[2], role), reach
    if following:
        return role, _body(scene, following.entity, role), following.end
    group = _THE_GROUP.match(scene.reading.flat, reach)
    earlier = scene.groups(named.start) if group else []
    return role, earlier[-1] if earlier else _mandate(scene, role), reach


def _mandate(scene: Scene, role: str) -> Entity | None:
    """The body that a mandate of its own kind belongs to: special rapporteurs are the United Nations'."""
    bearers = scene.known.named("United Nations") if re.search(r"\bspecial rapporteur\b", role, re.IGNORECASE) else ()
    return bearers[0] if bearers else None


def _body(scene: Scene, employer: Entity, role: str) -> Entity | None:
    """The organisation someone serves: a country's ambassador serves its government, its activists do not."""
    if employer.kind != "Country":
        return employer
    return scene.government(employer.iri) if _OFFICE.search(role) else None


def _pronominal(scene: Scene, extractor: str) -> Iterator[RoleClaim]:
    """The roles of "she is head of investigations at X": those of the person named last before."""
    article = scene.reading.article
    for sentence in scene.reading.sentences:
        match = _SHE_IS.search(sentence.text)
        if not match:
            continue
        at = sentence.start + match.end()
        employer = next(
            (n for n in scene.within(at, sentence.end) if n.start == at and is_organisation(n.entity)), None
        )
        persons = [
            n.entity for n in scene.named if n.end <= sentence.start + match.start() and n.entity.kind == "Person"
        ]
        if employer and persons:
            yield RoleClaim(
                passages=(article.passage(sentence.start + match.start(), employer.end),),
                extractor=extractor,
                confidence=0.7,
                person=persons[-1].iri,
                role=match["role"],
                organisation=employer.entity.iri,
            )


def roles(scene: Scene, extractor: str) -> Iterator[RoleClaim]:
    """The roles that an article gives to the persons it names: each once, with its organisation where one is said."""
    given: dict[tuple[str, str], RoleClaim] = {}
    article = scene.reading.article
    for sentence in scene.reading.sentences:
        for named in scene.within(sentence.start, sentence.end):
            if named.entity.kind != "Person":
                continue
            for find in (_titled, _spoken_for, _described):
                found = find(scene, named, sentence)
                if not found:
                    continue
                role, organisation, reach = found
                key = (named.entity.iri, role.casefold())
                if key in given and (given[key].organisation or not organisation):
                    continue
                start, end = min(named.start, reach), max(named.end, reach)
                given[key] = RoleClaim(
                    passages=(article.passage(start, min(end, sentence.end)),),
                    extractor=extractor,
                    confidence=0.8,
                    person=named.entity.iri,
                    role=role,
                    organisation=organisation.iri if organisation else None,
                )
    yield from given.values()
    yield from _pronominal(scene, extractor)


def ties(scene: Scene, extractor: str) -> Iterator[TieClaim]:
    """Family ties told between two named persons."""
    article = scene.reading.article
    for sentence in scene.reading.sentences:
        persons = [named for named in scene.within(sentence.start, sentence.end) if named.entity.kind == "Person"]
        for one, other in pairwise(persons):
            gap = sentence.text[one.end - sentence.start : other.start - sentence.start]
            for pattern, forward in ((_KIN_OF, True), (_WHOSE_KIN, False), (_OWN_KIN, False)):
                match = pattern.search(gap)
                if match and one.entity.iri != other.entity.iri:
                    person, relative = (one, other) if forward else (other, one)
                    yield TieClaim(
                        passages=(article.passage(one.start, other.end),),
                        extractor=extractor,
                        confidence=0.8,
                        person=person.entity.iri,
                        tie=KIN[match["kin"]],
                        relative=relative.entity.iri,
                    )
