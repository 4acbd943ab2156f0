"""Who speaks for whom: the person in whose mouth a body's stance is, and who answers for a state's deeds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from refoulement.graph.entity import Entity
from refoulement.loaders.extract.antecedents import Entities
from refoulement.loaders.extract.attribution import Attribution
from refoulement.loaders.extract.cues import Cue
from refoulement.loaders.extract.descriptors import BODY
from refoulement.loaders.extract.gazetteer import is_organisation
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.ontology import subclasses

_OFFICE_OF_IT = re.compile(
    r"\b(?:[Aa]|[Ii]ts|[Tt]he (?:group|organi[sz]ation|agency|ministry|office|embassy|commission)'s|[Mm]inistry)"
    r" (?:[\w-]+ ){0,3}?(?:spokes\w+|director|researcher|head|president)\b(?! (?:for|of|at|with) (?:(?:the )?[A-Z]"
    r"|the (?:government|army|military|junta|president)\b))"
    r"|(?:^|[\",] )[Ss]pokes(?:man|woman|person) (?:[A-Z]\w+ )?[A-Z]"
    r"|\b(?:agency|ministry|embassy|office|department|police|company) spokes\w+ [A-Z]"
    r"|\b(?:embassy|consulate|mission|consular) (?:counsell?or|attach\w+|secretary|consul|official|diplomat),? [A-Z]"
)
_ITS_SPOKESMAN = re.compile(r"\b[Ii]ts (?:[\w-]+ ){0,2}?spokes\w+,? [A-Z]")
_THE_SPOKESPERSON = re.compile(
    rf"\b[Tt]he (?:[\w-]+ ){{0,2}}?(?i:{BODY})(?:'s)? spokes(?:man|woman|person)\b(?! (?:for|of|in|[A-Z])|,)"
)
_ITS_OWN = re.compile(
    r"\b(?:[Ii]ts|the (?:group|organi[sz]ation|agency|charity|network|committee)'s) (?:[\w-]+ ){0,3}?(?:spokes\w+"
    r"|director|head|chief|representative|chairperson|coordinator|researcher|(?:secretary|director)[ -]general),? [A-Z]"
)
OFFICE = re.compile(
    r"minister|spokes|ambassador|consul|governor|official|president|commander|colonel|general|captain|officer|police"
    r"|admiral|marshal|brigadier|inspector|(?<!high )commissioner|chief|secretary|prefect|mayor|superintendent"
    r"|warden|migration|attach|envoy"
    r"|director.*(?:service|immigration|refugee|prison|border|security)"
)
_ANOTHER_PERSON = re.compile(
    r"(?: that)? (?:the|an?|one) (?:[\w-]+ ){0,2}?(?:woman|man|girl|boy|suspect|driver|broker|guard|soldier|mother"
    r"|father"
    r"|sister|brother|defector|refugee|prisoner|captain|boatman|victim|survivor|witness)\b"
)
_SERVES_A_STATE = re.compile(
    r"\b(?:Ministry|Police|Guards?|Embassy|Government|Security|Army|Navy|Forces|Authority|Bureau|Directorate|Command"
    r"|Prison"
    r"|Immigration|Consulate|Mission|Customs|Taliban|Border|Intelligence)\b"
)
_WHOM_SERVED = re.compile(r"(?: that)? (?:the|its|his|her) (?:[\w-]+ ){1,3}")
_IT_SAID_AFTER = re.compile(r"[,\ufffc]\"? it (?:said|says|added)\b")
_SAID_AFTER = re.compile(
    r",\"? (?:he|she|(?:[A-Z][\w.'-]+ ){0,2}[A-Z][\w.'-]+) (?:said|says|added)\b|,\"? (?:said|says|added) [A-Z]"
)
_ANSWERS = frozenset(("denies", "doesNotConfirm"))  # what a spokesperson goes on with, in words of their own
_LONGEST_QUOTATION = 4  # sentences
_SAID_THAT = re.compile(
    r"\b(?:said|says|told|added|adds|replied|stated|insisted|maintained|confirmed"
    r"|(?:repeated|reiterated|noted|stressed|explained|acknowledged|conceded|admitted|argued)(?= that\b))\b"
)


@dataclass(frozen=True, slots=True)
class Taken:
    """A stance that a sentence tells, and by what."""

    speaker: Entity
    stance: str
    sentence: Sentence
    words: str  # that tell it
    rule: str  # that found the speaker
    begin: int = 0  # where in the sentence the words begin that tell it, and where they end;
    end: int = 0  # both are 0 where it is told by all of it
    probability: float = 1.0  # where it was weighed
    partly: bool = False  # silent on one question only


class Mouths:
    """Tells, by an article's roles, who speaks for which body."""

    def __init__(self, attribution: Attribution) -> None:
        self.attribution = attribution

    def of_body(self, index: int, cue: Cue, subject: Entities) -> Entities:
        """Who speaks for a body, where they say it of that body: "a spokeswoman for X, Y, said it had no comment"."""
        said = self.attribution.speakers.antecedents.said[index]
        before = self.attribution.quotations.outside[index][: cue.start]
        told = _SAID_THAT.search(before)
        if not told and len(said) == 1 and self._told_after(index, cue, said[0], subject):
            return said
        if told and said == subject and _ANOTHER_PERSON.match(before, told.end()):
            return ()
        if len(said) != 1 or said == subject or not told:
            return subject
        role = " ".join(self.attribution.speakers.antecedents.roles.get(said[0].iri, ()))
        if not subject and "spokes" in role and _WHOM_SERVED.fullmatch(before, told.end()):
            return said
        if len(subject) != 1:
            return subject
        house = self.attribution.houses.get(said[0].iri) or self._introduced_with(index, said[0])
        sentence = self.attribution.scene.reading.sentences[index]
        named = {
            n.entity.iri
            for n in self.attribution.scene.within(sentence.start + told.start(), sentence.start + cue.start)
        }
        its_own = re.search(r"\b(?:its|their) (?:\w+ )?(?:embassy|consulate|mission|diplomats)\b", before[told.end() :])
        if its_own and is_organisation(said[0]):
            return said
        described = subject[0].iri not in named and "spokes" in role
        own = is_organisation(subject[0]) and (house == subject[0].iri or self._same_state(said[0], subject[0], house))
        if own or described:
            return said
        return () if cue.stance == "warns" else subject  # what others say that it fears

    def spokesperson(self, index: int, speaker: Entity) -> Entity | None:
        """Whom "the ministry spokesman" means: the only one named before who speaks for that body."""
        sentence = self.attribution.scene.reading.sentences[index]
        if not is_organisation(speaker) or not _THE_SPOKESPERSON.search(sentence.text):
            return None
        before = {n.entity.iri: n.entity for n in self.attribution.scene.named if n.end <= sentence.start}
        roles = self.attribution.speakers.antecedents.roles
        voices = [
            entity
            for iri, entity in before.items()
            if self.attribution.houses.get(iri) == speaker.iri and any("spokes" in role for role in roles.get(iri, ()))
        ]
        return voices[0] if len(voices) == 1 else None

    def _told_after(self, index: int, cue: Cue, speaker: Entity, subject: Entities) -> bool:
        """True for "X could not confirm this, Y said": whoever speaks for a body says of it what it does."""
        outside = self.attribution.quotations.outside[index]
        tagged = _SAID_AFTER.search(outside, cue.end)
        if _IT_SAID_AFTER.search(outside, cue.end) and len(subject) == 1 and speaker != subject[0]:
            return self._same_state(speaker, subject[0], None)
        house = self.attribution.houses.get(speaker.iri)
        return bool(tagged and speaker.kind == "Person" and len(subject) == 1 and house == subject[0].iri)

    def _introduced_with(self, index: int, person: Entity) -> str | None:
        """The body of "a State Department official, X, said": the office named last before a person."""
        sentence = self.attribution.scene.reading.sentences[index]
        offices = subclasses("GovernmentBody")
        last: str | None = None
        for named in self.attribution.scene.within(sentence.start, sentence.end):
            if named.entity == person:
                return last
            last = named.entity.iri if named.entity.kind in offices else None
        return None

    def _same_state(self, speaker: Entity, state: Entity, house: str | None) -> bool:
        """True where a speaker belongs to the state whose government is told of."""
        return _belongs_to(self.attribution.entities.get(house or "", speaker), state)

    def role(self, actor: Entity) -> str:
        """The longest of the roles that an article gives a person; nothing for a body."""
        return max(sorted(self.attribution.speakers.antecedents.roles.get(actor.iri, ())), key=len, default="")

    def of_state(self, speaker: Entity, states: re.Pattern[str]) -> bool:
        """True for the government, the offices and the officials of certain states."""
        body = self.attribution.entities.get(self.attribution.houses.get(speaker.iri, ""), speaker)
        return body.kind in subclasses("GovernmentBody") and bool(states.search(body.name))

    def accused(self, speakers: Entities) -> bool:
        """True for those who may have done what is reported: states, their offices and whoever serves them."""
        offices = subclasses("GovernmentBody")
        houses = self.attribution.houses
        for entity in speakers:
            house = self.attribution.entities.get(houses.get(entity.iri, ""))
            role = " ".join(self.attribution.speakers.antecedents.roles.get(entity.iri, ()))
            serves = _in_office(house, offices) if house else bool(OFFICE.search(role))
            if serves if entity.kind == "Person" else _in_office(entity, offices):
                return True
        return False


def _in_office(body: Entity, offices: frozenset[str]) -> bool:
    """True for the offices of states, by their kind or their name."""
    return body.kind in offices or (body.kind == "Organisation" and bool(_SERVES_A_STATE.search(body.name)))


def _belongs_to(body: Entity, state: Entity) -> bool:
    """True for an office of the state whose government the other one is."""
    country = state.name.removeprefix("Government of ").removeprefix("the ")
    return country != state.name and body.kind in subclasses("GovernmentBody") and country in body.name


def _is_one_of_many(person: Entity, sentence: Sentence) -> bool:
    """True for "said X, a spokesperson": one who fills in what the body said, not its voice."""
    names = "|".join(re.escape(name.text) for name in person.names)
    return bool(re.search(rf"(?:{names}), an? [a-zA-Z]", sentence.text))


def _bodies_of(person: Entity, attribution: Attribution) -> frozenset[str]:
    """What a person speaks for: the body that they are of, and the government of its state."""
    house = attribution.entities.get(attribution.houses.get(person.iri, ""))
    if house is None:
        return frozenset()
    states = (attribution.entities[iri] for iri in attribution.speakers.antecedents.states)
    return frozenset((house.iri, *(state.iri for state in states if _belongs_to(house, state))))


def _who_names_the_voice(index: int, sentence: Sentence, attribution: Attribution) -> tuple[int, Sentence]:
    """The sentence that tells who says what is quoted from this one on."""
    sentences = attribution.scene.reading.sentences
    for at in range(index, min(index + _LONGEST_QUOTATION, len(sentences))):
        if not index or sentences[at].paragraph != sentence.paragraph:
            break
        if not attribution.quotations.only(at):
            return at, sentences[at]
    return index, sentence


def spoken(taken: list[Taken], scene: Scene, attribution: Attribution) -> Iterator[Taken]:
    """The stances, those of a body put in the mouth of the person who speaks for it right after."""
    sentences = scene.reading.sentences
    after = dict(zip(sentences, enumerate(sentences[1:], start=1), strict=False))
    antecedents = attribution.speakers.antecedents
    talking = {entity.iri for said in antecedents.said for entity in said}
    voiced = {
        (body, one.stance)
        for one in taken
        if any("spokes" in role for role in antecedents.roles.get(one.speaker.iri, ()))
        for body in (
            _bodies_of(one.speaker, attribution)
            if one.stance in _ANSWERS
            else (attribution.houses.get(one.speaker.iri),)
        )
    }
    for one in taken:
        if (one.speaker.iri, one.stance) in voiced:
            continue  # told of the body, and in the words of who speaks for it
        index, following = _who_names_the_voice(*after.get(one.sentence, (0, one.sentence)), attribution)
        office = one.stance in _ANSWERS and attribution.quotations.any(index) and _OFFICE_OF_IT.search(following.text)
        near = following.paragraph - one.sentence.paragraph <= int(bool(_ITS_OWN.search(following.text) or office))
        beside = index and near and is_organisation(one.speaker)
        alike = {o.speaker.iri for o in taken if o.sentence is one.sentence and o.stance == one.stance}
        alone = len(alike) == 1
        voices = [
            person
            for person in (antecedents.said[index] if beside and alone else ())
            if attribution.houses.get(person.iri) == one.speaker.iri
            or _ITS_SPOKESMAN.search(following.text)
            or (person.iri not in attribution.houses and _OFFICE_OF_IT.search(following.text))
            or (one.stance in _ANSWERS and one.speaker.iri in _bodies_of(person, attribution))
        ]
        if one.stance == "noComment":
            if not (one.partly and (voices or one.speaker.iri in talking)):
                yield one  # a body may leave questions unanswered of which its officials speak elsewhere
            continue
        persons = [person for person in voices if person.kind == "Person" and not _is_one_of_many(person, following)]
        persons = [
            p for p in persons if one.stance != "urges" or any("spokes" in r for r in antecedents.roles.get(p.iri, ()))
        ]
        yield replace(one, speaker=persons[0], rule="who speaks for it right after") if persons else one
