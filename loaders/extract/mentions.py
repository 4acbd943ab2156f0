"""Who and what is named where: known names first, then new ones, then what a capital's name stands for."""

import re
from collections.abc import Iterator

from refoulement.graph.entity import Entity
from refoulement.loaders.extract import gazetteer, presidents, shortened, spotted, standing
from refoulement.loaders.extract.gazetteer import Gazetteer, fold, is_organisation, is_place
from refoulement.loaders.extract.given import GIVEN
from refoulement.loaders.extract.lexicon import SURNAMES
from refoulement.loaders.extract.ministries import Ministries
from refoulement.loaders.extract.missions import Missions
from refoulement.loaders.extract.newcomers import Newcomers, is_place_of_custody
from refoulement.loaders.extract.offices import Offices
from refoulement.loaders.extract.scene import Named, People, Scene
from refoulement.loaders.extract.sentences import Reading, Sentence
from refoulement.loaders.extract.shapes import DAYS_AND_MONTHS, NOT_OF_PERSONS, ORGANISATION_WORDS, WORD
from refoulement.loaders.language import Analysis

HOMES = ("China", "North Korea", "South Korea")  # the countries this graph is about: of two bearers of a name, theirs

_ALSO_ADJECTIVES = ("US", "U.S.", "UK", "U.K.")
_ENDS_PHRASE = re.compile(
    r"^(?:'s\b)?(?:[,.;:)\"]|$| -| (?:and|or|in|on|to|for|by|as|at|is|was|were|are|has|had|have|will|would|with|from"
    r"|that|which|who"
    r"|under|since|after|before|during|when|where|because|but|also|said|says|should|could|can|may|must|did|does|not"
    r"|\w+ed)\b)"
)
_NOUN_AFTER = re.compile(
    r"^ (?:[a-z]+ )?(?:officials?|dollars?|government|diplomats?|lawmakers?|soldiers?|troops|envoys?|forces|law)\b"
)
_POLITE = re.compile(r"(?:Mrs?|Ms|Miss)\b")
_SOUTH = re.compile(r"\b(?:South Korea|Seoul)")
_HALF = re.compile(r"\b[Tt]he (?P<half>North|South)(?='s\b|[,.;:]|$| [a-z])")
_PROPER = re.compile(
    r"[A-Z][\w'-]+(?: (?!No\b|[Cc]amp|[Pp]rison|[Dd]etention|[Cc]ent)[A-Z][\w'-]+)*"
    r"(?= [a-z]| [Cc]amp| [Dd]etention| [Pp]rison)"
)
_AREA = re.compile(r" (?:Province|Prefecture|Oblast|Krai|Region|Governorate)$")
_PART_OF_MORE = {
    "Germany": re.compile(r"\b(?:East|West) $"),
    "Vietnam": re.compile(r"\b(?:North|South) $"),
    "United Nations Security Council": re.compile(r"\bNational $"),
    "United States": re.compile(r"\b(?:Latin|North|South|Central|Captain) $"),
}  # names that stand inside those of other areas
_OTHER_PARTY = re.compile(r"\b(?:Liberal|Social|Christian|Free|New|National|Progressive|People's|Popular|United) $")
_TOWN_OF = re.compile(r"\b(?:city|town|port|airport) of $")
_CAPITAL = re.compile(r" capital\b(?!,? (?:of )?[A-Z]| (?:punishment|crimes?|city,? [A-Z]))")
_NORTHERN_SECURITY = (
    "Ministry of State Security of North Korea"  # "the Ministry of State Security" is China's elsewhere
)
_STATE_SECURITY = re.compile(
    r"(?<!of )(?:(?<=[a-z] )|^)State Security\b(?! [A-Z]| (?:bureau|ministry|department|council|agency|service))"
    r"|\b[Bb]owibu\b"
)
_COLLEGE = re.compile(r"(?P<short>[A-Z][\w-]{2,})(?: [A-Z]\w+){0,2} University")
_INTERNATIONAL = re.compile(r"(?P<short>[A-Z][a-z]{5,}) International")
_BEGINS_WITH = re.compile(
    r"(?P<short>[A-Z][a-z]{3,}) (?:Mission|Foundation|Initiative|Fellowship|Project|Ministries|Network|Partners|Trust"
    r"|House|Institute|Center|Centre|Collective|Alliance)"
)
_BEARER_AFTER = re.compile(rf",? (?:(?:Mr|Ms|Mrs|Dr)\.? )?{WORD} {WORD}")
_BEARER_BEFORE = re.compile(rf"{WORD} {WORD},(?: the)? $")
_TREATY = re.compile(
    r"\b(?<!OAU )(?<!AU )(?<!Unity )(?<!African )"
    r"(?:(?:the )?(?:1951|1967|1984|UN|U\.N\.|United Nations|international) )*"
    r"(?:[Rr]efugee [Cc]onvention|1951 (?:Geneva )?[Cc]onvention|Convention (?:[Rr]elating to the Status of|on)"
    r" Refugees|Convention [Aa]gainst Torture"
    r"|(?:Anti-)?Torture Convention|Convention on the Rights of the Child|Convention on the Elimination of"
    r"|(?:International )?Covenant on (?:Civil|Economic)|Universal Declaration of Human Rights)"
)


def _chosen(candidates: tuple[str, ...], known: Gazetteer) -> Entity:
    """Of several bearers of a name, one of the countries this graph is about, else the first."""
    entities = [known.entities[candidate] for candidate in candidates]

    def at_home(entity: Entity) -> bool:
        home = known.country_of(entity.iri) if is_place(entity) else known.parents.get(entity.iri)
        owner = known.entities.get(home or "")
        return bool(owner and owner.name.endswith(HOMES))

    return next((entity for entity in entities if at_home(entity)), entities[0])


def _is_adjective(before: str, after: str) -> bool:
    """True where "U.S." or "UK" tells what something is, not where: "U.S. officials", but "in the U.S."."""
    named = before.endswith(("the ", "The ")) and not _NOUN_AFTER.match(after)
    return not named and not _ENDS_PHRASE.match(after)


def _holds(written: str, before: str, after: str) -> bool:
    """True for the person of "the UN High Commissioner for Human Rights, X", not the office."""
    office = re.fullmatch(r"(?i)(?:(?:UN|U\.N\.|United Nations) )?high commissioner for human rights", written)
    return bool(office and (_BEARER_AFTER.match(after) or _BEARER_BEFORE.search(before)))


def _known(sentence: Sentence, known: Gazetteer) -> tuple[list[Named], list[People]]:
    named, peoples = [], []
    words = gazetteer.tokens(sentence.text, sentence.start)
    for start, end, candidates, is_demonym in known.find(words, sentence.text, sentence.start):
        if is_demonym:
            peoples.append(People(start, end, candidates[0]))
            continue
        entity = _chosen(candidates, known)
        written = sentence.text[start - sentence.start : end - sentence.start]
        before = sentence.text[: start - sentence.start]
        if "Special Rapporteur" in entity.name or _holds(written, before, sentence.text[end - sentence.start :]):
            (entity,) = known.named("United Nations")  # its office, held by a person
        lower = entity.kind == "MediaOutlet" and re.search(r"\b[a-z]{4,}", written)  # "the diplomat", "the guardian"
        within = written == "Congress" and re.search(r"[A-Z]\w+ $", before)  # "the Eighth Party Congress"
        after = sentence.text[end - sentence.start :]
        if written in _ALSO_ADJECTIVES and _is_adjective(before, after):
            peoples.append(People(start, end, entity.iri))
            continue
        if entity.kind == "PoliticalParty" and _OTHER_PARTY.search(before):
            continue  # "the Liberal Democratic Party" is no Democratic Party
        part = _PART_OF_MORE.get(entity.name)
        if part and part.search(before) and is_organisation(entity):
            continue
        if part and part.search(before):
            named.append(Named(start, end, entity, shown=False))
        elif not (lower or within or after.startswith("$")):
            named.append(Named(start, end, entity))
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
    """Family names, of one word or two, that stand for one person of the article only."""
    short: dict[str, set[str]] = {}
    persons = {found.entity.iri: found.entity for found in named if found.entity.kind == "Person"}
    for person in persons.values():
        words = person.name.split()
        if len(words) > 1 and not _POLITE.match(person.name):
            korean = words[0] in SURNAMES
            short.setdefault(words[0] if korean else words[-1], set()).add(person.iri)
            if korean and "-" in words[-1]:
                short.setdefault(words[-1], set()).add(person.iri)
            if len(words) > 2:
                short.setdefault(" ".join(words[-2:]), set()).add(person.iri)
    short = {name: bearers for name, bearers in short.items() if name not in DAYS_AND_MONTHS}
    return {family: persons[next(iter(iris))] for family, iris in short.items() if len(iris) == 1}


def _put(taken: list[Named], found: Named) -> list[Named]:
    """The names with one more, where its stretch is free or it holds those on it whole and says more."""
    rivals = [other for other in taken if found.start < other.end and other.start < found.end]
    length = found.end - found.start
    for rival in rivals:
        if not (found.start <= rival.start and rival.end <= found.end and length > rival.end - rival.start):
            return taken
    return [*(other for other in taken if other not in rivals), found]


def _treaties(sentence: Sentence, known: Gazetteer) -> list[Named]:
    """The treaties of the United Nations, whose names count as theirs."""
    (body,) = known.named("United Nations")
    return [
        Named(sentence.start + match.start(), sentence.start + match.end(), body)
        for match in _TREATY.finditer(sentence.text)
    ]


def _services(sentence: Sentence, reading: Reading, known: Gazetteer) -> Iterator[Named]:
    """North Korea's Ministry of State Security, called "State Security" or "the bowibu" in an article on Korea."""
    (body,) = known.named(_NORTHERN_SECURITY)
    for match in _STATE_SECURITY.finditer(sentence.text) if "Korea" in reading.flat else ():
        yield Named(sentence.start + match.start(), sentence.start + match.end(), body)


def _in_short(minted: dict[tuple[str, str], Entity], known: Gazetteer, named: list[Named]) -> dict[str, Entity]:
    """What names stand for in short: "Testa" the province, the camp or the crossing that the article calls so."""
    regions = [found.entity for found in named if found.entity.kind == "Region"]
    short = {_AREA.sub("", entity.name): entity for entity in regions if _AREA.search(entity.name)}
    for (kind, _), entity in minted.items():
        if kind == "Region":
            short[entity.name] = entity
        elif is_place_of_custody(kind) or kind == "BorderCrossing":
            begins = _PROPER.match(entity.name)
            if begins and not known.named(begins.group()):
                short[begins.group()] = entity
    return short


def _colleges(entities: list[Entity], known: Gazetteer) -> dict[str, Entity]:
    """What "at Testa" stands for where an article names Testa University, and no such town is known."""
    named = ((_COLLEGE.fullmatch(entity.name), entity) for entity in entities if is_organisation(entity))
    return {match["short"]: entity for match, entity in named if match and not known.named(match["short"])}


def _begun(minted: dict[tuple[str, str], Entity], named: list[Named], reading: Reading) -> dict[str, Entity]:
    """Known bodies that only the beginning of a new one's name brought in: "the Alliance" of "Alliance for Y"."""
    new = [entity for (kind, _), entity in minted.items() if kind != "Person" and is_organisation(entity)]
    stands: dict[str, Entity] = {}
    for found in named:
        written = reading.flat[found.start : found.end]
        longer = [entity for entity in new if re.match(rf"{re.escape(written)} (?:for|of|on|to|against) ", entity.name)]
        if longer and is_organisation(found.entity) and found.entity.name != written:
            stands[found.entity.name] = longer[0]
    return {name: entity for name, entity in stands.items() if name not in reading.flat}


def _one(found: Named, short: dict[str, Entity], wider: dict[str, Entity]) -> Named:
    """A name as that of one entity: "Mr. Moon" is who bears it in full, "X" the province where it is called so."""
    entity = found.entity
    words = entity.name.split()
    if entity.kind == "Person" and (len(words) == 1 or _POLITE.match(entity.name) or entity.name in short):
        full = short.get(entity.name) or short.get(words[-1])
        return Named(found.start, found.end, full) if full and full != entity else found
    if entity.kind == "Settlement" and entity.name in short:
        return Named(found.start, found.end, short[entity.name])
    if entity.kind in ("Settlement", "RightsGroup", "Organisation") and entity.name in wider:
        return Named(found.start, found.end, wider[entity.name])
    return found


def _about(reading: Reading, known: Gazetteer) -> str | None:
    """The country that a headline is about ("Laos: Release the Seven"): embassies told without a place are there."""
    state, colon, _ = (reading.article.title or "").partition(": ")
    return next((e.iri for e in known.named(state) if colon and e.kind == "Country"), None)


def _is_town(found: Named, sentence: Sentence) -> bool:
    """True where words before a name say that it is a town's, whatever else is called so: "the port of X"."""
    before = sentence.text[: found.start - sentence.start]
    return found.entity.kind == "Settlement" and bool(_TOWN_OF.search(before))


def _capitals(nationals: list[People], sentence: Sentence, known: Gazetteer) -> Iterator[Named]:
    """The towns that "the Thai capital" and the like are, where their names do not follow."""
    towns = {country: town for town, country in known.capitals.items()}
    for people in nationals:
        match = _CAPITAL.match(sentence.text, people.end - sentence.start)
        if match and people.country in towns:
            yield Named(people.start, sentence.start + match.end(), known.entities[towns[people.country]])


def _internationals(named: list[Named], known: Gazetteer) -> dict[str, Entity]:
    """What "Amnesty" stands for where an article names Amnesty International, "Testa" for the Testa Mission."""
    bodies = {found.entity.iri: found.entity for found in named if is_organisation(found.entity)}
    matches = [(_INTERNATIONAL.fullmatch(body.name), body) for body in bodies.values()]
    short = {match["short"]: body for match, body in matches if match}
    for body in bodies.values():
        match = _BEGINS_WITH.fullmatch(body.name)
        own = match and match["short"] not in NOT_OF_PERSONS | ORGANISATION_WORDS | SURNAMES | GIVEN
        if match and own and not known.named(match["short"]) and fold(match["short"]) not in _adjectives(known):
            short[match["short"]] = body
    return short


def _adjectives(known: Gazetteer) -> set[str]:
    return {word for key in known.demonyms for word in key}


def is_told(entity: Entity) -> bool:
    """True for what shows that an article is about a country: itself, or a body of its government."""
    return entity.kind in ("Country", "GovernmentBody")


def find(reading: Reading, analysis: Analysis) -> Scene:
    """All that the sentences of a reading name; what a model says of them goes along."""
    known = gazetteer.load()
    newcomers = Newcomers(reading, known)
    ministries = Ministries(known, newcomers.mint, reading)
    host = _about(reading, known) or ministries.home
    missions = Missions(known, newcomers.mint, host, korean=bool(_SOUTH.search(reading.flat)))
    local = Offices(known, newcomers.mint, ministries.home)
    offices: list[Named] = []
    about_korea = "Korea" in reading.flat
    publisher = reading.publisher
    published = reading.article.published.edtf if reading.article.published else None
    issuer = newcomers.expect("Organisation", publisher) if publisher else None
    first: list[tuple[list[Named], list[People]]] = []
    for sentence in reading.sentences:
        taken, nationals = _known(sentence, known)
        for found in (*_halves(sentence, reading, known), *shortened.named(sentence, known, newcomers.mint)):
            taken = _put(taken, found)
        for found in (
            *_treaties(sentence, known),
            *_services(sentence, reading, known),
            *ministries.find(sentence, taken, nationals),
            *ministries.regimes(sentence, taken, nationals),
            *missions.find(sentence, taken, nationals),
            *local.find(sentence, [*taken, *newcomers.met(sentence)], nationals),
            *newcomers.find(sentence, taken),
        ):
            taken = _put(taken, found)
        newcomers.abbreviate(taken)
        offices += ministries.ministers(sentence, taken, nationals)
        offices += missions.ambassadors(sentence, taken, nationals)
        for found in newcomers.persons(sentence, taken):
            taken = _put(taken, found)
        for found in newcomers.accept(spotted.propose(analysis, sentence, taken), taken):
            taken = _put(taken, found)
        taken = [found for found in taken if about_korea or found.entity.name != _NORTHERN_SECURITY]
        first.append((taken, nationals))
    short = _short_names([found for taken, _ in first for found in taken])
    wider = _in_short(newcomers.minted, known, [found for taken, _ in first for found in taken])
    wider |= _colleges([found.entity for taken, _ in first for found in taken], known)
    wider |= _begun(newcomers.minted, [found for taken, _ in first for found in taken], reading)
    internationals = _internationals([found for taken, _ in first for found in taken], known)
    told = {people.country for _, nationals in first for people in nationals}
    told |= {ministries.state(found.entity) or "" for taken, _ in first for found in taken if is_told(found.entity)}
    named: list[Named] = []
    for sentence, (taken, nationals) in zip(reading.sentences, first, strict=True):
        whole = taken
        for found in newcomers.repeats(sentence, short):
            whole = _put(whole, found)
        for found in presidents.named(sentence, known, published):
            whole = _put(whole, found)
        for name, body in internationals.items():
            for match in re.finditer(rf"\b{name}\b(?! [A-Z]| (?:for|to)\b)", sentence.text):
                whole = _put(whole, Named(sentence.start + match.start(), sentence.start + match.end(), body))
        whole = sorted(whole, key=lambda found: found.start)
        whole = [found if _is_town(found, sentence) else _one(found, short, wider) for found in whole]
        meant = [standing.meant(found, sentence, known, told) for found in whole]
        named += sorted([*meant, *_capitals(nationals, sentence, known)], key=lambda found: found.start)
    peoples = tuple(people for _, nationals in first for people in nationals)
    return Scene(reading, known, tuple(named), peoples, analysis, tuple(offices), issuer)
