"""Whom descriptions and pronouns stand for: "the group", "the lawmaker", "a ministry official", "she", "they"."""

import re
from collections.abc import Iterable
from itertools import pairwise

from refoulement.graph.claim import RoleClaim
from refoulement.graph.entity import Entity
from refoulement.loaders.extract import descriptors, holders
from refoulement.loaders.extract.gazetteer import fold, is_organisation
from refoulement.loaders.extract.scene import Scene
from refoulement.ontology import subclasses

Entities = tuple[Entity, ...]

_PUBLISHED_BY = re.compile(
    r"\b(?:published|released|issued|compiled|written|prepared|signed|commissioned|produced) (?:\w+ )?by (?:the )?$"
)
_ONE_NAME = re.compile(r"(?:^|[\s\"])(?<![A-Z][a-z] )(?P<name>[A-Z][\w-]+)$")
_COURTESY = re.compile(r"\bM(?:r|s|rs|iss)\.? ([A-Z][\w-]+)\b")
_HEADED = re.compile(r"(?:^|[\s\"])(?:The|the) (?P<noun>[A-Z][a-z]{3,})(?:'s (?:[a-z-]+ ){0,2}[a-z]+)?$")
_AFTER_HEAD = re.compile(r" (?:of|for|in|on|at|to|against) ")
_THE_OFFICE = re.compile(
    r"(?:^|, )[Tt]he (?:Office|Organi[sz]ation|Agency|Commission|Committee|Council|Mission|Fund|Programme) (?!of|for)"
)
_AND = re.compile(r"(?: \([^()]*\))?,? and (?:the )?")
_NEITHER = re.compile(r"(?:^|, )(?:[Nn]either|Both)$")
_HIS_BODY = re.compile(
    rf"\b(?:[Hh]is|[Hh]er|[Tt]heir(?= government)) (?:own )?(?P<noun>(?i:{descriptors.BODY}|{descriptors.GROUP}))$"
)
_BODY_OF = re.compile(
    rf"(?:^|[\s\"])(?P<who>[A-Z][\w-]+)'s? (?:own )?(?P<noun>(?i:{descriptors.BODY}|{descriptors.GROUP}))$"
)  # "Example's organisation"
_PLAIN_MODIFIERS = re.compile(
    r"(?:(?:same|rights|human|local|aid|civic|advocacy|activist|state|volunteer|latter|former|whole|Seoul-based)\s)*"
)
_SOMEONE = re.compile(
    r"^(?:\W*)(?:An?|One|Another) (?:[\w-]+ ){0,5}?(?:woman|man|resident|source|witness|defector|official|girl"
    r"|boy|trader|guard"
    r"|boatman|lawyer|survivor|mother|father|sister|brother|nurse|volunteer|broker|escapee|refugee|migrant"
    r"|inmate|clergyman"
    r"|stallholder|driver|soldier|relative|activist|pastor|missionary|neighbou?r)\b"
)
_FOR_OTHERS = re.compile(r"(?:official|spokes\w+|diplomat|representative|officer)s?", re.IGNORECASE)
_SENTENCES_BACK, _PERSONS_BACK = 4, 6
_OPENING = 60  # characters of a sentence, in which its subject is named
_NEAR = 2  # sentences
_LEAD = 3  # sentences that may be headline, dateline and lead
_OPENS = re.compile(r"(?:^(?:[A-Z][\w ,.]{2,40}(?:\([^)]*\) ?)?-+ )?|, (?:and |but )?)[Aa]n? [^,;\"]{3,80}$")
_ANY_BODY = frozenset(("agency", "directorate", "network", "mission", "centre", "center", "office", "bureau"))
_ANY_GROUP = re.compile(rf"{descriptors.GROUP}|{'|'.join(sorted(_ANY_BODY))}|foundation", re.IGNORECASE)
_ARRIVED = re.compile(
    r"\b(?:arriv|enter|reach|settl|resettl|c[ao]me)\w* (?:[\w-]+ ){0,3}?(?:South Korea|the South|here|the country)\b"
)  # what one ministry counts, whichever was named last
_OF_A_PLACE = re.compile(r"provincial|national|federal|regional|state|local|general|country's|the|own|city|powerful")

_FIELD = re.compile(r"(?:im)?migration|statistics|border|customs|prisons?|corrections?|intelligence|coast")


def is_expert(words: str) -> bool:
    """True for "the experts", "a UN expert": to be told from the organisation in the phrase."""
    return bool(descriptors.EXPERTS_PHRASE.search(words))


class Antecedents:
    """Looks back for whom is meant; `said`, `subjects` and `unclear` grow with the article, sentence by sentence."""

    def __init__(self, scene: Scene, roles: Iterable[RoleClaim]) -> None:
        self.scene = scene
        self.said: list[Entities] = []  # by sentence: who speaks in it
        self.subjects: list[Entities] = []  # by sentence: who speaks in it, else whom it opens with
        self.unclear: list[bool] = []  # by sentence: whether someone speaks in it who is not known
        self.roles: dict[str, set[str]] = {}
        self.houses: dict[str, str] = {}  # the organisations of persons, by their roles
        for role in roles:
            if role.organisation:
                self.houses.setdefault(role.person, role.organisation)
            self.roles.setdefault(role.person, set()).add(role.role.casefold())
        self.persons = {n.entity.iri: n.entity for n in scene.named if n.entity.kind == "Person"}
        self.states = frozenset(scene.known.governments.values())

    def described(self, index: int, text: str) -> Entities:
        """Whom a description or pronoun at the end of a text stands for."""
        pronoun = descriptors.PRONOUN.search(text)
        if pronoun:
            return self._pronoun(index, pronoun["pronoun"].lower())
        if is_expert(text):
            return self._experts(plural=bool(re.search(r"s\*?$", text)))
        if document := descriptors.DOCUMENT_PHRASE.search(text):
            return self._its_maker(index, document.group().split()[-1]) or self._author(index)
        if _NEITHER.search(text) or descriptors.GROUPS_PHRASE.search(text):
            return self._several(index, text)
        if _HIS_BODY.search(text):
            return self._of_their_own(index, text)
        if owned := _BODY_OF.search(text):
            return self._house_of(self._in_short(index, owned["who"]), owned["noun"])
        return self._body_described(index, text) or self._person_described(index, text)

    def _several(self, index: int, text: str) -> Entities:
        """The bodies of "neither" and "the two groups"."""
        many = descriptors.GROUPS_PHRASE.search(text)
        return self._groups(index, many["many"]) if many else self._either(index)

    def _of_their_own(self, index: int, text: str) -> Entities:
        """The body of "his ministry", the state of "her government"."""
        house = _HIS_BODY.search(text)
        if house and house["noun"].lower() != "government":
            return self._house_of(self._last_person(index), house["noun"])
        return self._own_government(index, len(text))

    def _body_described(self, index: int, text: str) -> Entities:
        """Which body "the ministry", "the Guild", "ministry officials", "the group" or "the paper" stands for."""
        if body := descriptors.BODY_PHRASE.search(text):
            plain = _PLAIN_MODIFIERS.fullmatch(body["mods"])
            found = self.body(index, body["noun"]) if plain else self._bodied(f"{body['mods']}{body['noun']}")
            if found or plain:
                return found or self._last_body(index, body["noun"])
        if headed := _HEADED.search(text):
            return self._headed(index, headed["noun"])
        if officials := descriptors.BODY_OFFICIALS.search(text):
            return self.body(index, officials["noun"]) or self._group(index)
        if descriptors.GROUP_PHRASE.search(text):
            return self._group(index)
        return self._latest(index, ("MediaOutlet",)) if descriptors.PRESS_PHRASE.search(text) else ()

    def _person_described(self, index: int, text: str) -> Entities:
        """Whom "the lawmaker", "an activist" or one name alone stands for; "a group", where there is only one."""
        if person := descriptors.PERSON_PHRASE.search(text):
            unnamed = self._unnamed(index) if _FOR_OTHERS.fullmatch(person["noun"]) else ()
            holder = self._holder(person["noun"]) or self._last_person(index, spoken=True)
            return unnamed or holder or self._last_person(index, role=person["noun"])
        if person := descriptors.INDEFINITE_PERSON.search(text):
            another = index >= _LEAD and person.group().split()[0].casefold() in ("a", "an")
            return (() if another else self._holder(person["noun"])) or (
                self._spoken_for(index) if descriptors.PLAIN_VOICE.search(text) else self._introduced(index, text)
            )
        if descriptors.INDEFINITE_GROUP.search(text):
            return self._only_group()
        return self._in_short(index, text)

    def _introduced(self, index: int, text: str) -> Entities:
        """Who speaks right after "a lawmaker" opens the news: a lead keeps the name for the sentence after."""
        if index >= _LEAD or not _OPENS.search(text):
            return ()
        after = [said for said in self.said[index + 1 : index + 1 + _NEAR] if said]
        return after[0] if after and len(after[0]) == 1 and after[0][0].kind == "Person" else ()

    def _spoken_for(self, index: int) -> Entities:
        """The body of "a spokesperson" of nobody told: that which spoke or opened the sentence before."""
        told = self.subjects[index - 1] if 0 < index <= len(self.subjects) else ()
        return told if len(told) == 1 and is_organisation(told[0]) else ()

    def _in_short(self, index: int, text: str) -> Entities:
        """The person whom a text, named in full before, names by one name; of several who bear it, who spoke last."""
        short = _ONE_NAME.search(text)
        name = fold(short["name"]) if short else ""
        bear = [person for person in self.persons.values() if name in fold(person.name).split()]
        if len(bear) > 1:
            told = [one for said in self.said[max(0, index - _SENTENCES_BACK) : index] for one in said if one in bear]
            bear = told[-1:]
        before = self._before(index) if bear else []
        return tuple(bear) if bear and bear[0] in before else ()

    def _either(self, index: int) -> Entities:
        """The two bodies of "neither": named last in the sentence before, apart from who speaks or acts in it."""
        if not index:
            return ()
        before = self.scene.reading.sentences[index - 1]
        inside = self.scene.within(before.start, before.end)
        named = dict.fromkeys(n.entity for n in inside if is_organisation(n.entity))
        told = [one for one in named if len(named) == len(("one", "other")) or one not in self.subjects[index - 1]]
        return tuple(told) if len(told) in (1, 2) else ()

    def _house_of(self, person: Entities, noun: str) -> Entities:
        """The body that a person has in their role: "his ministry" by its name, "his group" whatever its name."""
        named = {n.entity.iri: n.entity for n in self.scene.named}
        house = named.get(self.houses.get(person[0].iri, "")) if person else None
        fits = house and (_ANY_GROUP.fullmatch(noun) or re.search(rf"\b{noun}\b", house.name, re.IGNORECASE))
        return (house,) if house and fits and house.kind != "PoliticalParty" else ()

    def _its_maker(self, index: int, noun: str) -> Entities:
        """The one person of the sentence before, where that tells of their letter or petition."""
        before = self.scene.reading.sentences[max(0, index - 1)]
        made = rf"\b(?:organi[sz]ed|wrote|sent|signed|drafted|issued|started) (?:an?|the) [^.;]{{0,30}}?\b{noun}\b"
        persons = {n.entity for n in self.scene.within(before.start, before.end) if n.entity.kind == "Person"}
        return tuple(persons) if len(persons) == 1 and re.search(made, before.text) else ()

    def _author(self, index: int) -> Entities:
        """Whose "the report" is: who published it, by the sentence, else the group that spoke last."""
        sentence = self.scene.reading.sentences[index]
        for named in self.scene.within(sentence.start, sentence.end):
            if _PUBLISHED_BY.search(sentence.text[: named.start - sentence.start]) and is_organisation(named.entity):
                return (named.entity,)
        told = [said for said in self.said[:index] if said and is_organisation(said[0])]
        groups = [said for said in told if said[0].kind not in ("GovernmentBody", "MediaOutlet", "PoliticalParty")]
        return groups[-1] if groups else ()

    def _own_government(self, index: int, end: int) -> Entities:
        """The government of the country named last in a sentence: "Haiti's minister spoke; her government fears"."""
        sentence = self.scene.reading.sentences[index]
        inside = self.scene.within(sentence.start, sentence.start + end)
        countries = [named.entity for named in inside if named.entity.kind == "Country"]
        government = self.scene.government(countries[-1].iri) if countries else None
        return (government,) if government else ()

    def _pronoun(self, index: int, pronoun: str) -> Entities:
        if pronoun in ("he", "she"):
            return self._last_person(index)
        sentences = self.scene.reading.sentences
        for back in range(index - 1, max(-1, index - 1 - _SENTENCES_BACK), -1):
            told = self.subjects[back]
            if not told and _THE_OFFICE.search(sentences[back].text):
                return ()
            if told:
                plural = len(told) > 1 or told[0].kind != "GovernmentBody"
                fits = is_organisation(told[0]) and (plural if pronoun == "they" else len(told) == 1)
                if fits or pronoun != "it":
                    return told if fits else ()
                if (house := self._house(told)) or told[0].kind != "Person":
                    return house  # else "it" goes back over who only speaks for nobody
        return ()

    def _house(self, told: Entities) -> Entities:
        """The organisation that who spoke last speaks for: "it" after its spokesman."""
        house = self.houses.get(told[0].iri) if len(told) == 1 else None
        return tuple(n.entity for n in self.scene.named if n.entity.iri == house)[:1]

    def _unnamed(self, index: int) -> Entities:
        """The body of "the official" where the last to speak was an official of it without a name."""
        told = [said for said in self.said[max(0, index - _SENTENCES_BACK) : index] if said]
        return told[-1] if told and is_organisation(told[-1][0]) else ()

    def _last_person(self, index: int, *, spoken: bool = False, role: str = "") -> Entities:
        """The person who spoke last, else was named last, a few sentences back at most."""
        sentences = self.scene.reading.sentences
        for back in range(index - 1, max(-1, index - 1 - _PERSONS_BACK), -1):
            told = self.subjects[back] if back < len(self.subjects) and not (spoken or role) else ()
            if len(told) == 1 and is_organisation(told[0]) and holders.unnamed(sentences[back].text):
                return told
            said = [entity for entity in self.said[back] if entity.kind == "Person"] if back < len(self.said) else []
            within = self.scene.within(sentences[back].start, sentences[back].end)
            present = [named.entity for named in within if named.entity.kind == "Person"]
            persons = said if spoken else said or present or self._titled(back)
            if not persons and (self.unclear[back] or _SOMEONE.search(sentences[back].text)):
                return ()
            persons = [person for person in persons if not role or self._holds(person.iri, role)]
            if persons:
                return (persons[0] if said else persons[-1],)
        return ()

    def _titled(self, index: int) -> list[Entity]:
        """The persons whom a sentence names by one name after a title of courtesy: "Ms. Moon"."""
        names = _COURTESY.findall(self.scene.reading.sentences[index].text)
        return [entity for name in names for entity in self._in_short(index, name)]

    def _holder(self, noun: str) -> Entities:
        """The only person of the article whose role is the one described ("a lawmaker", "the Special Rapporteur")."""
        known = [person for iri, person in self.persons.items() if self._holds(iri, noun)]
        return (known[0],) if len(known) == 1 else ()

    def _holds(self, person: str, noun: str) -> bool:
        """True where a person has the role that a noun names, in this word or a kindred one."""
        named = {named.entity.iri: named.entity for named in self.scene.named}
        house = named.get(self.houses.get(person, ""))
        official = house is not None and house.kind == "GovernmentBody"
        return holders.holds(self.roles.get(person, ()), noun, official=official)

    def _experts(self, *, plural: bool) -> Entities:
        if not plural:
            return self._holder("expert")
        named = {named.entity.iri for named in self.scene.named}
        text = self.scene.reading.article.text
        independent = "Special Procedures" in text or re.search(r"\b[Ii]ndependent (?:human rights )?experts\b", text)
        procedures = tuple(self.scene.known.named("United Nations Special Procedures")[:1])
        if procedures and (independent or procedures[0].iri in named):
            return procedures
        nations = self.scene.known.named("United Nations")
        return nations[:1] if nations and nations[0].iri in named else ()

    def _before(self, index: int) -> list[Entity]:
        return [named.entity for named in self.scene.named if named.end <= self.scene.reading.sentences[index].start]

    def body(self, index: int, noun: str) -> Entities:
        """The organisation named last, before or in this sentence, whose name has the noun in it."""
        sentence = self.scene.reading.sentences[index]
        before = [named.entity for named in reversed(self.scene.named) if named.end <= sentence.end]
        arrivals = noun.lower() == "ministry" and _ARRIVED.search(sentence.text)
        counting = [entity for entity in before if arrivals and entity.name == "Ministry of Unification"]
        own = [entity for entity in before if noun[0].isupper() and self._publishes(entity)]
        word = re.compile(rf"\b{noun}\b", re.IGNORECASE)
        for entity in (*counting, *own, *before):
            states = noun.lower() == "government" and entity.iri in self.states
            if is_organisation(entity) and (states or any(word.search(n.text) for n in entity.names)):
                return (entity,)
        return ()

    def _publishes(self, entity: Entity) -> bool:
        return any(name.text == self.scene.reading.publisher for name in entity.names)

    def _bodied(self, words: str) -> Entities:
        """The one organisation in whose name all words of a description stand, or the one office of that field."""
        wanted = {word for word in words.casefold().split() if not _OF_A_PLACE.fullmatch(word)}
        named = {named.entity.iri: named.entity for named in self.scene.named if is_organisation(named.entity)}
        fits = [e for e in named.values() if any(wanted <= set(n.text.casefold().split()) for n in e.names)]
        if len(fits) != 1 or len(wanted) < 2:  # one word tells of any such office
            wanted = {word for word in wanted if _FIELD.fullmatch(word)}
            state = [e for e in named.values() if e.kind == "GovernmentBody"] if wanted else []
            fits = [e for e in state if any(wanted <= set(n.text.casefold().split()) for n in e.names)]
        return tuple(fits) if len(fits) == 1 else ()

    def _headed(self, index: int, noun: str) -> Entities:
        """The body named last whose name this is the head of: "the Guild" of "Lawyers' Guild of Islamabad"."""
        for named in reversed(self._before(index)):
            names = [_AFTER_HEAD.split(name.text)[0].split() for name in named.names] if is_organisation(named) else []
            if any(len(words) > 1 and words[-1] == noun for words in names):
                return (named,)
        return ()

    def _last_body(self, index: int, noun: str) -> Entities:
        """The organisation that spoke last, right before "the agency": a word that its name need not have in it."""
        if noun.lower() not in _ANY_BODY:
            return ()
        told = [said for said in self.said[max(0, index - _NEAR) : index] if said][-1:]
        return told[0] if told and len(told[0]) == 1 and is_organisation(told[0][0]) else ()

    def _group(self, index: int) -> Entities:
        groups = self.scene.groups(self.scene.reading.sentences[index].start)
        if groups:
            spoke = [one for said in self.said[:index] for one in said if one in groups]
            once = groups.count(groups[-1]) == 1 and groups[-1] not in spoke
            return (spoke[-1] if once and spoke else groups[-1],)
        return self._only_group() or self._latest(index, ("InternationalBody",))

    def _groups(self, index: int, many: str | None) -> Entities:
        """The groups that spoke together last, else the last two named."""
        for said in reversed(self.said[:index]):
            if len(said) > 1:
                return said
        if (many or "").lower() in ("two", "both", "") and (joined := self._joined(index)):
            return joined
        named = list(dict.fromkeys(self.scene.groups()))
        return tuple(named) if (many or "").lower() == "two" and len(named) == len(("one", "other")) else ()

    def _joined(self, index: int) -> Entities:
        """The two groups that "and" joins first in the text: who speak together."""
        sentence = self.scene.reading.sentences[index]
        groups = set(self.scene.groups(sentence.start))
        named = [n for n in self.scene.named if n.entity in groups and n.end <= sentence.start]
        for first, second in pairwise(named):
            before = self.scene.reading.flat[: first.start]
            opens = len(before) - max(before.rfind("\n"), before.rfind(". ")) < _OPENING
            if (
                opens
                and first.entity != second.entity
                and _AND.fullmatch(self.scene.reading.flat[first.end : second.start])
            ):
                return (first.entity, second.entity)
        return ()

    def _latest(self, index: int, kinds: tuple[str, ...]) -> Entities:
        wanted = frozenset().union(*(subclasses(kind) for kind in kinds))
        earlier = [entity for entity in self._before(index) if entity.kind in wanted]
        return (earlier[-1],) if earlier else ()

    def _only_group(self) -> Entities:
        groups = tuple(dict.fromkeys(self.scene.groups()))
        return groups if len(groups) == 1 else ()
