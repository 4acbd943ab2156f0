"""Where someone serves whose title stands without its body: what the rest of the article says of it."""

import re
from collections.abc import Callable
from itertools import pairwise

from refoulement.graph.entity import Entity
from refoulement.loaders.extract import phrases
from refoulement.loaders.extract.gazetteer import is_organisation
from refoulement.loaders.extract.scene import Named, Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.shapes import HONORIFIC, RANK

_LAWMAKER = re.compile(
    r"(?:\w+ )?(?:Rep\.?|MP|M\.P\.|MEP|lawmaker|Representative"
    r"|council(?:lor|or|man|woman)|council member|senator|Sen\.?)",
    re.IGNORECASE,
)
_PARTIES = {
    "Liberal Democrat": "Liberal Democrats",
    "Conservative": "Conservative Party",
    "Labour": "Labour Party",
    "Republican": "Republican Party",
    "Democrat": "Democratic Party of the United States",
    "Green": "Green Party",
    "Tory": "Conservative Party",
}
_PARTISAN = re.compile(
    r"(?:,? an?(?: [a-z-]+)?|\b[Tt]he (?:[a-z]+ )?(?:ranking|top|senior|leading)) "
    rf"(?:(?!Liberal )[A-Z]\w+ ){{0,2}}(?P<of>{'|'.join(_PARTIES)})"
    r"(?=,|\.| (?:who|whose|from|of|on|and)\b| member\b)"
)
_PARTISAN_TITLE = re.compile(rf"(?P<of>{'|'.join(_PARTIES)}) ")
_STAFF = re.compile(
    r"(?i)\b(?:researcher|spokes(?:man|woman|person)|director|coordinator|campaigner|analyst|adviser|advisor|counsel"
    r"|program(?:me)? officer|secretary[- ]general|executive|investigator"
    r"|(?:deputy|assistant) (?:commissioner|superintendent|chief))$"
)
_OF_ANOTHER = re.compile(r"\b(?:[Mm]inist|[Gg]overn|[Pp]olice|[Pp]rison|[Hh]ospital|[Ff]ilm|[Ss]tate|[Pp]arty|[Aa]rmy)")
_AMERICAN = re.compile(r" \((?:R|D|I|Republican|Democrat)[-, ]{1,2}[A-Z][\w. ]{1,14}\)")
_IN_CONGRESS = re.compile(r"(?:Rep\.?|Sen\.?|Representative|Senator|Congress(?:man|woman))", re.IGNORECASE)
_HEADS_A_GROUP = re.compile(
    r"(?i:pastor|reverend|rev\.?|minister|missionary|priest|bishop|director|head|founder|leader|chief|activist"
    r"|president|chair\w*|secretary[- ]general)"
)
_CHURCH = re.compile(r"Church|Mission|Chapel|Parish|Ministries|Temple")
_HIS = re.compile(r"\b(?:his|her) (?:own |small |little )?$", re.IGNORECASE)
_HIS_GROUP = re.compile(
    r"\b(?:his|her) (?:own |small |little |aid |rights )?(?:mission|group|organi[sz]ation|charity|church|foundation"
    r"|association|network|NGO|institute|think tank|congregation|ministry|shelter|company|firm), (?:the )?$",
    re.IGNORECASE,
)
_OFFICE_FOR = re.compile(
    r"(?:director|head|chief|commissioner|superintendent|spokes\w+)(?:[- ]general)? (?:of|for)"
    r" (?P<of>[a-z]+(?: [a-z]+)?)"
    r"|(?:(?:deputy|vice|acting|assistant|chief) )?"
    r"(?P<before>[a-z]+(?: [a-z]+)?) (?:director|chief|commissioner|superintendent)(?:[- ]general)?",
    re.IGNORECASE,
)
_LED_BODY = r"\b(?:directorate|bureau|department|service|agency|office)(?: general)? (?:of|for) (?:the )?"
_COLLEGIATE = {
    "commissioner": "commission", "councillor": "council", "councilor": "council", "councilman": "council",
    "councilwoman": "council", "council member": "council", "assemblyman": "assembly", "assemblywoman": "assembly",
}  # fmt: skip
_TO_WHICH = re.compile(
    r", (?:an? |the )?(?:[a-z-]+ ){0,4}?(?:of|to|at|for|with) (?:[a-z]+ )?(?:to )?which (?:[A-Z][\w.]+ )*$|\bto which $"
)
_WORKS = re.compile(
    r"(?:,? who)? (?:works?|worked|works? as an? [a-z ]{3,20}|volunteers?|is|was) (?:with|for|at|from) (?:the )?$"
)
_SPEAKS_OF_ITSELF = re.compile(r'"The [a-z]+ ')
_ATTACHE = re.compile(r"(?i)(?:[a-z]+ )?(?:attach[ée]|ambassador|consul|counsel?lor|(?:first|second|third) secretary)")
_POST = re.compile("Embassy|Consulate|Permanent Mission")
_COUNSEL = re.compile(r"(?i)(?:human rights )?(?:lawyer|attorney)")
_SPOKESMAN = re.compile(r"(?:chief |deputy )?spokes(?:man|woman|person)", re.IGNORECASE)
_OF_MINISTRY = re.compile("Ministry|Department")
_SECRETARY = re.compile(r"(?P<field>[A-Z]\w+(?: [A-Z]\w+)?) Secretary|Secretary of (?P<of>[A-Z]\w+(?: [A-Z]\w+)?)")
_MINISTER = re.compile(r"(?:[Vv]ice |[Dd]eputy )?[Mm]inister")
_GENERAL = re.compile(r"Secretary[- ]General", re.IGNORECASE)


_RANKED = rf"(?:(?:{HONORIFIC}|{RANK}) )*"
_FRONTED = re.compile(r"(?:At|For|From) (?:the )?")
_NEAR = 250  # characters

Found = tuple[Entity, str]


def body(scene: Scene, sentence: Sentence, person: Entity, role: str) -> Found | None:
    """The body that a role told without one is held at, where the article tells it in other words; and by what rule."""
    rules: tuple[tuple[Callable[[], Entity | None], str], ...] = (
        (lambda: _spoken_for(scene, sentence, role), "whom the sentence before is about"),
        (lambda: _at_the(scene, sentence, role), "the body that “the ministry” and the like stand for"),
        (lambda: _party(scene, sentence, role), "the party told beside it"),
        (lambda: _congress(scene, person, role), "the parliament of a lawmaker's party or state"),
        (lambda: _led(scene, person, role), "a body said to be led by the same person"),
        (lambda: _by_its_field(scene, role), "the body of that field"),
        (lambda: _college(scene, sentence, role), "the college told before"),
        (lambda: _court(scene, sentence, role), "the court told before"),
        (lambda: _high_commissioner(scene, role), "the one High Commissioner told of"),
        (lambda: _introduced(scene, sentence, role), "the body introduced right before"),
        (lambda: _cabinet(scene, role), "the cabinet that such an office belongs to"),
        (lambda: _state_department(scene, role), "the department that such an office belongs to"),
        (lambda: _secretary(scene, role), "the department of a secretary's title"),
        (lambda: _government(scene, sentence, role), "the government told of there"),
        (lambda: _employer(scene, person), "where the same person is said to work"),
        (lambda: _fronted(scene, sentence, role), "the body that the sentence begins at"),
        (lambda: _of_staff(scene, sentence, person, role), "the one body that the sentence before is about"),
        (lambda: _reported(scene, sentence, role), "the one group told before, whose report it is"),
        (lambda: _united_nations(scene, role), "the United Nations, whose office it is"),
        (lambda: _issuer(scene, sentence, person, role), "who issues the text"),
    )
    for find, rule in rules:
        if found := find():
            return found, rule
    return None


def _spoken_for(scene: Scene, sentence: Sentence, role: str) -> Entity | None:
    """The body that the sentence before is about, for "Spokesman X"; the ministry named before "Minister X"."""
    if _MINISTER.fullmatch(role):
        return _ministry(scene, sentence)
    if not _SPOKESMAN.fullmatch(role):
        return None
    if _SPEAKS_OF_ITSELF.match(sentence.text) and (
        quoted := phrases.generic(scene, sentence.text[:40], sentence.start)
    ):
        return quoted  # "The department …," a spokesman said
    earlier = [s for s in scene.reading.sentences if s.paragraph == sentence.paragraph and s.end <= sentence.start]
    while len(earlier) > 1 and (earlier[-1].text.startswith('"') or phrases.is_quoted(scene, earlier[-1].start)):
        earlier.pop()  # what is quoted there is about other matters
    told = scene.within(earlier[-1].start, earlier[-1].end) if earlier else []
    body = next((named.entity for named in told if is_organisation(named.entity)), None)
    if body or earlier:
        return body
    near = scene.within(sentence.start - 700, sentence.start)
    ministries = [named.entity for named in near if _OF_MINISTRY.match(named.entity.name)]
    return ministries[-1] if len(set(ministries)) == 1 else None


def _ministry(scene: Scene, sentence: Sentence) -> Entity | None:
    """The one ministry that a sentence names, or that before, or the article so far; else the one that issues it."""
    near = [s.start for s in scene.reading.sentences if s.end <= sentence.start][-1:]
    for start in (sentence.start, *near, 0):
        told = scene.within(start, sentence.end)
        ministries = {n.entity.iri: n.entity for n in told if n.entity.name.startswith("Ministry")}
        if ministries:
            return next(iter(ministries.values())) if len(ministries) == 1 else None
    issuer = phrases.publisher(scene)  # a ministry's release on its own minister
    return issuer if issuer and issuer.name.startswith("Ministry") else None


def _party(scene: Scene, sentence: Sentence, role: str) -> Entity | None:
    """A lawmaker's party: the one that the paragraph named before."""
    if not _LAWMAKER.fullmatch(role):
        return None
    paragraph = [s for s in scene.reading.sentences if s.paragraph == sentence.paragraph]
    told = scene.within(paragraph[0].start, sentence.end)
    parties = [named.entity for named in told if named.entity.kind == "PoliticalParty"]
    if match := _PARTISAN.search(sentence.text) or _PARTISAN_TITLE.match(role):
        parties = list(scene.known.named(_PARTIES[match["of"]]))
    return parties[-1] if len(set(parties)) == 1 else None


def _congress(scene: Scene, person: Entity, role: str) -> Entity | None:
    """The United States Congress, where the article names it, of a member with party and state in brackets."""
    if not _IN_CONGRESS.fullmatch(role):
        return None
    named = next((n for n in scene.named if n.entity.name == "United States Congress"), None)
    american = any(_AMERICAN.match(scene.reading.flat, n.end) for n in scene.named if n.entity == person)
    return named.entity if named and american else None


def _led(scene: Scene, person: Entity, role: str) -> Entity | None:
    """What someone who leads a church or a group calls his own: "his X Church", "her group, Y"."""
    if not _HEADS_A_GROUP.search(role):
        return None
    for named in scene.named:
        before = scene.reading.flat[max(0, named.start - 40) : named.start]
        own = _HIS_GROUP.search(before) or (_CHURCH.search(named.entity.name) and _HIS.search(before))
        if is_organisation(named.entity) and own:
            persons = [n.entity for n in scene.named if n.entity.kind == "Person" and n.end <= named.start]
            if persons and persons[-1] == person:
                return named.entity
    return None


def _by_its_field(scene: Scene, role: str) -> Entity | None:
    """The one body with the field of a role in its name: the migration directorate of "the director of migration"."""
    match = _OFFICE_FOR.fullmatch(role)
    field = (match["of"] or match["before"]).casefold() if match else ""
    if len(field) < 5:
        return None
    bodies = {n.entity.iri: n.entity for n in scene.named if n.entity.kind == "GovernmentBody"}
    fitting = [body for body in bodies.values() if any(field in name.text.casefold() for name in body.names)]
    if not fitting:
        told = {people.country for people in scene.peoples}
        told |= {n.entity.iri for n in scene.named if n.entity.kind == "Country"}
        states = {scene.known.governments.get(country) for country in told} - {None}
        known = [scene.known.entities[body] for body, state in scene.known.parents.items() if state in states]
        fitting = [body for body in known if any(re.search(_LED_BODY + field, n.text.casefold()) for n in body.names)]
    if len(fitting) > 1 and "director" in role.casefold():
        fitting = [body for body in fitting if "directorate" in body.name.casefold()]
    return fitting[0] if len(fitting) == 1 else None


def _college(scene: Scene, sentence: Sentence, role: str) -> Entity | None:
    """The commission or council named last before one of its members."""
    noun = _COLLEGIATE.get(role.casefold())
    told = [n.entity for n in scene.named if noun and n.end <= sentence.end and is_organisation(n.entity)]
    return next((e for e in reversed(told) if noun and noun in e.name.casefold().split()), None)


def _at_the(scene: Scene, sentence: Sentence, role: str) -> Entity | None:
    """The body of "director for asylum at the ministry": the one named before that the noun fits."""
    match = re.search(rf"{re.escape(role)} (?:at|of|with|in) (?P<of>the [a-z][^,.;\"]*)", sentence.text)
    return phrases.generic(scene, match["of"], sentence.start + match.start()) if match else None


def _court(scene: Scene, sentence: Sentence, role: str) -> Entity | None:
    """The court named last before its judge."""
    if not re.fullmatch(r"(?i)(?:(?:presiding|chief|senior) )?(?:judge|magistrate)", role):
        return None
    told = [n.entity for n in scene.named if n.end <= sentence.end and is_organisation(n.entity)]
    return next((e for e in reversed(told) if re.search(r"(?i)\b(?:court|tribunal)\b", e.name)), None)


def _high_commissioner(scene: Scene, role: str) -> Entity | None:
    """The United Nations' High Commissioner, for refugees or for human rights, of whom alone the article tells."""
    if not re.fullmatch(r"(?i)(?:assistant |deputy |former )?(?:UN |U\.N\. )?high commissioner", role):
        return None
    offices = [found[0] for name in ("UNHCR", "OHCHR") if (found := scene.known.named(name))]
    issuer = phrases.publisher(scene)
    told = [body for body in offices if body == issuer] or [
        b for b in offices if any(n.entity == b for n in scene.named)
    ]
    return told[0] if len(told) == 1 else None


def _introduced(scene: Scene, sentence: Sentence, role: str) -> Entity | None:
    """The body of "the activist, X", where someone was told as "an activist with Y" before."""
    plain = role.rsplit(maxsplit=1)[-1]
    before = scene.reading.flat[: sentence.start]
    for match in re.finditer(rf"\b[Aa]n? (?:[\w-]+ ){{0,2}}{re.escape(plain)} (?:with|at|of|from|for) ", before):
        for named in scene.within(match.end(), match.end() + 90):
            gap = scene.reading.flat[match.end() : named.start]
            if is_organisation(named.entity) and re.fullmatch(
                r"(?:the |an? )?(?:[A-Z]\w+-based )?(?:[a-z-]+ ){0,3}", gap
            ):
                persons = [n for n in scene.within(match.start(), sentence.start) if n.entity.kind == "Person"]
                return None if persons else named.entity
    return None


def _cabinet(scene: Scene, role: str) -> Entity | None:
    """The government of Japan, whose chief cabinet secretary speaks for it."""
    if not re.fullmatch(r"(?:Deputy )?Chief Cabinet Secretary", role):
        return None
    (found,) = scene.known.named("Government of Japan")
    return found


def _state_department(scene: Scene, role: str) -> Entity | None:
    """The department of a secretary, where the article is about the United States."""
    if re.search(r"(?i)(?:assistant |under ?)secretary of state\b|^secretary of state$", role):
        field = "State"
    elif match := _SECRETARY.fullmatch(role):
        field = match["field"] or match["of"]
    else:
        return None
    (states,) = [entity for entity in scene.known.named("United States") if entity.kind == "Country"]
    government = scene.known.governments[states.iri]
    told = {people.country for people in scene.peoples}.union(*(_above(scene, n.entity.iri) for n in scene.named))
    if not told & {states.iri, government}:
        return None
    names = (f"United States Department of {field}", f"United States Department of the {field}")
    return next((found[0] for name in names if (found := scene.known.named(name))), None)


def _secretary(scene: Scene, role: str) -> Entity | None:
    """The office of "the home secretary" that the article names: the Home Office."""
    match = re.fullmatch(r"(?i)(?:former |shadow )?(?P<field>[a-z]+) secretary", role)
    heads = ("Office", "Department", "Ministry") if match else ()
    names = {f"{match['field'].capitalize()} {head}" for head in heads} if match else set()
    bodies = (n.entity for n in scene.named if is_organisation(n.entity))
    return next((body for body in bodies if names & {name.text for name in body.names}), None)


def _government(scene: Scene, sentence: Sentence, role: str) -> Entity | None:
    """The government that "a government spokesman" speaks for: of the one country named there, or near."""
    if not re.fullmatch(r"(?i)(?:deputy |chief )?government spokes\w+", role):
        return None
    for start in (sentence.start, sentence.start - _NEAR):
        told = {n.entity.iri for n in scene.within(start, sentence.end) if n.entity.kind == "Country"}
        if told:
            return scene.government(told.pop()) if len(told) == 1 else None
    return None


def _above(scene: Scene, entity: str) -> set[str]:
    """An entity with the bodies that it is part of."""
    above = {entity}
    while entity in scene.known.parents:
        entity = scene.known.parents[entity]
        above.add(entity)
    return above


def _employer(scene: Scene, person: Entity) -> Entity | None:
    """Whom someone "works with": told in another sentence."""
    for named in scene.named:
        belongs = _TO_WHICH.search(scene.reading.flat, max(0, named.start - 60), named.start)
        if named.entity == person and belongs:
            bodies = [n.entity for n in scene.within(named.start - 200, belongs.start()) if is_organisation(n.entity)]
            if bodies:
                return bodies[-1]
    for one, other in _neighbours(scene):
        gap = scene.reading.flat[one.end : other.start]
        if one.entity == person and is_organisation(other.entity) and _WORKS.fullmatch(gap):
            return other.entity
    return None


def _of_staff(scene: Scene, sentence: Sentence, person: Entity, role: str) -> Entity | None:
    """The body whose staff "Senior researcher X" is: the only one that this sentence, or that before, tells of."""
    abroad, counsel = _ATTACHE.fullmatch(role), _COUNSEL.fullmatch(role)
    if not (abroad or counsel or _STAFF.search(role)) or _OF_ANOTHER.search(role):
        return None
    at = next((n.start for n in scene.within(sentence.start, sentence.end) if n.entity == person), sentence.start)
    if not re.search(
        rf"(?i)(?:^|[\"”] |, |\bby )(?:said )?(?:the |an? )?{re.escape(role)},? {_RANKED}$",
        scene.reading.flat[sentence.start : at],
    ):
        return None
    earlier = [s for s in scene.reading.sentences if s.end <= sentence.start < s.end + 4]
    for start, end in ((sentence.start, at), *((s.start, s.end) for s in earlier)):
        told = {n.entity.iri: n.entity for n in scene.within(start, end) if n.shown and is_organisation(n.entity)}
        told = {iri: e for iri, e in told.items() if e.kind != "MediaOutlet" and not e.name.startswith("Government of")}
        if abroad:
            told = {iri: e for iri, e in told.items() if _POST.match(e.name)}
        if counsel:  # whom "the group" in the same breath, or a sentence on it, shows to be spoken for
            told = {n.entity.iri: n.entity for n in scene.within(start, end) if n.start < start + 5}
        if told:
            return next(iter(told.values())) if len(told) == 1 else None
    return None


def _fronted(scene: Scene, sentence: Sentence, role: str) -> Entity | None:
    """The body of "At the X Ministry, General Y denied it"."""
    opening = _FRONTED.match(sentence.text)
    named = scene.within(sentence.start, sentence.end)[:1] if opening else []
    after = sentence.text[named[0].end - sentence.start :] if named else ""
    begins = bool(opening and named and named[0].start == sentence.start + opening.end())
    theirs = re.match(rf"(?i), (?:the |an? |its )?{re.escape(role)}\b", after)
    return named[0].entity if begins and theirs and is_organisation(named[0].entity) else None


def _neighbours(scene: Scene) -> list[tuple[Named, Named]]:
    shown = [named for named in scene.named if named.shown]
    return list(pairwise(shown))


def _issuer(scene: Scene, sentence: Sentence, person: Entity, role: str) -> Entity | None:
    """The group that issues a text in its own name, where one of its staff is quoted in it: its publisher."""
    publisher = scene.reading.publisher
    offered = re.search(
        rf"{re.escape(person.name)}, (?:the |our )?{re.escape(role)}\b[^.]*\b(?:is|are) available (?:for|to)\b",
        sentence.text,
    )
    if not publisher or not (offered or (_STAFF.search(role) and not _OF_ANOTHER.search(role))):
        return None
    named = [n for n in scene.named if n.entity.kind != "MediaOutlet" and is_organisation(n.entity)]
    issuer = next((n.entity for n in named if publisher in {name.text for name in n.entity.names}), None)
    said = re.compile(rf"\bsaid {re.escape(person.name)}, {re.escape(role)}\b")
    if offered:
        return phrases.publisher(scene)
    return issuer if issuer and said.search(sentence.text) else None


def _reported(scene: Scene, sentence: Sentence, role: str) -> Entity | None:
    """The group of "the report's lead author", where the article names but one before."""
    theirs = rf"(?i)\b(?:report|paper|study|survey|briefing)'s {re.escape(role)}\b"
    if not role.casefold().endswith("author") or not re.search(theirs, sentence.text):
        return None
    groups = list(dict.fromkeys(scene.groups(sentence.start)))
    return groups[0] if len(groups) == 1 else None


def _united_nations(scene: Scene, role: str) -> Entity | None:
    """The Secretary-General without more is that of the United Nations, where the article names them."""
    if not _GENERAL.fullmatch(role):
        return None
    (found,) = scene.known.named("United Nations")
    theirs = any(scene.known.parents.get(n.entity.iri) == found.iri or n.entity == found for n in scene.named)
    return found if theirs else None
