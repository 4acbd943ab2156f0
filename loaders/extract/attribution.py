"""Who says it: the named source of a sentence, or the words used where no one is named."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from refoulement.graph.claim import RoleClaim
from refoulement.graph.entity import Entity
from refoulement.loaders.extract import quotations
from refoulement.loaders.extract.gazetteer import is_organisation
from refoulement.loaders.extract.lexicon import ROLE_NOUN, SPEECH, TAKES_UP, TITLE, any_of
from refoulement.loaders.extract.phrases import Entities
from refoulement.loaders.extract.scene import Named, Scene
from refoulement.loaders.extract.sentences import Sentence, outside_quotes
from refoulement.loaders.extract.speakers import Speakers
from refoulement.ontology import subclasses

_ACCORDING = re.compile(r"\b(?:[Aa]ccording to|[Aa]s per|[Cc]ited by) ")
_REPORT_BY = re.compile(
    r"\b(?:reports?|statement|study|survey|data|figures?|statistics|estimates?|count|tally|briefing|testimony"
    r"|analysis|press release|dispatch)(?: \w+){0,3}? (?:by|from|of|released by|published by|issued by"
    r"|compiled by) (?:the )?$"
)
_OWN_REPORT = re.compile(
    r"^(?:'s (?:\w+ ){0,3}?| )(?:reports?|statement|study|survey|data|figures?|statistics|estimates?|count|tally)\b"
)
_SPEECH = re.compile(rf"\b{SPEECH}\b")
_GENERIC_GROUP = re.compile(
    r"\b(?:[Tt]he|[Tt]his) (?:(?:[\w-]+ ){0,3}?(?:group|organi[sz]ation|NGO|watchdog|coalition|charity|network"
    r"|activists?))\b(?! of\b)"
)
_INDEFINITE_GROUP = re.compile(
    r"\b(?:an?|[Aa]nother|A) (?:[\w-]+ ){0,5}?(?:group|organi[sz]ation|NGO|watchdog|coalition|charity|think tank)\b"
)
_GENERIC_MINISTRY = re.compile(r"\b(?:[Tt]he|[Ii]ts) (?:ministry|government agency|department)\b")
_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")
_IT = re.compile(r"\b[Ii]t\b")
_UNNAMED = re.compile(
    r"\b(?:(?:multiple|several|other|some|human|South Korean|local|the|many|two|various|international|informed"
    r"|diplomatic|unnamed|anonymous|senior|his|her|its|their|North Korean|Chinese|Seoul-based) )*"
    r"(?:rights )?(?:activists?|(?:rights|advocacy|civic|activist|aid) groups?|groups|sources?|experts?|analysts?"
    r"|researchers|officials?|observers|witnesses|brokers?|reports|media(?: reports)?|"
    r"lawmakers|campaigners|advocates|organi[sz]ations|associations|estimates|defectors|family members|relatives)\b"
)
_SPEAKS_FOR = any_of(
    "spokes(?:man|woman|person)", "official", "director(?:[- ]general)?", "researcher", "analyst", "head", "chief",
    "founder", "representative", "coordinator", "executive", "adviser", "advisor", "manager", "officer",
    "secretary[- ]general", "chair(?:man|woman|person)?", "president",
)  # fmt: skip
_DESCRIPTION = re.compile(rf"\b(?:[Tt]he|[Aa]n?|[Tt]his) (?:[\w.'-]+ ){{0,3}}?(?P<role>(?i:{ROLE_NOUN}))\b")
_KINDRED = {
    "lawmaker": ("rep.", "sen.", "member", "senator"),
    "expert": ("rapporteur", "expert"),
    "rapporteur": ("rapporteur",),
    "pastor": ("pastor", "missionary", "rev.", "reverend"),
    "activist": ("activist", "head", "director", "founder", "president"),
}  # other words for a role that a text may use further on
_TITLE_OF_OWN = re.compile(
    r"Rep\.|Sen\.|Senator|lawmaker|Congress|Minister|President|Pastor|Professor"
)  # who speaks for themselves
_CONTINUES = re.compile(
    r"^(?:\"|This |That |These |Those |The (?:figure|number|total)|It |They |Of (?:them|those|these)|Among "
    r"|Another |The (?:others?|rest)|More than |Only |At least |About |Compared|Up from|Down from)"
)
_LABEL = re.compile(r"(?P<label>A|Answer|[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3}): ")


@dataclass(frozen=True, slots=True)
class Source:
    """Who a sentence's claims come from: named claimants, or the words for someone who is not named.

    `voice` is the person who speaks where the claimant is the organisation spoken for.
    """

    claimants: tuple[Entity, ...] = ()
    words: str | None = None
    voice: Entity | None = None
    inherited: bool = False

    def __bool__(self) -> bool:
        return bool(self.claimants or self.words)


def _can_speak(entity: Entity) -> bool:
    return entity.kind == "Person" or is_organisation(entity)


class Attribution:
    """Reads an article's sentences in order, so that "the group" and "she" find whoever spoke before."""

    def __init__(self, scene: Scene, roles: Iterable[RoleClaim]) -> None:
        roles = list(roles)
        self.scene = scene
        self.quotations = quotations.find(scene.reading)
        self.speakers = Speakers(scene, self.quotations, roles)
        self.roles: dict[str, set[str]] = {}
        self.houses: dict[str, str] = {}
        for role in roles:
            self.roles.setdefault(role.person, set()).add(role.role.casefold())
            if role.organisation and re.search(_SPEAKS_FOR, role.role.casefold()):
                self.houses[role.person] = role.organisation
        self.entities = {n.entity.iri: n.entity for n in scene.named} | scene.known.entities
        self.persons = {n.entity.iri: n.entity for n in scene.named if n.entity.kind == "Person"}
        self.interviewed: Entity | None = None
        self.answering = False
        self.sources: list[Source] = []
        self.answered: list[Entities] = []
        for index, sentence in enumerate(scene.reading.sentences):
            answer = self._answer(index, sentence)
            self.answered.append((answer.voice,) if answer.voice else ())
            self.sources.append(self._source(sentence) or answer or self._continued(index, sentence))

    def of(self, index: int) -> Source:
        """The source of one sentence, by its number."""
        return self.sources[index]

    def answers(self, index: int) -> Entities:
        """Who gives the answer, in an interview, that a sentence is part of."""
        return self.answered[index]

    def voice(self, index: int) -> Entities:
        """Who says the quoted words of a sentence: who speaks in it, else beside it in the same quotation."""
        said, runs, sentences = self.speakers.phrases.said, self.quotations.runs, self.scene.reading.sentences
        if said[index] or not self.quotations.only(index):
            return said[index]
        paragraph = sentences[index].paragraph
        around = [i for i, s in enumerate(sentences) if s.paragraph == paragraph and i != index]
        sharing = [i for i in around if runs[i] & runs[index] and not self.quotations.only(i)]
        before = [i for i in around if i < index and not self.quotations.only(i)]
        after = [i for i in around if i > index and not self.quotations.only(i)]
        for beside in (*sharing, *before[-1:], *after[:1]):
            return said[beside]
        above = [i for i in range(index) if sentences[i].paragraph < paragraph]
        return said[above[-1]] if above else ()

    def _answer(self, index: int, sentence: Sentence) -> Source:
        """In an interview, whoever the paragraph is labelled with; "A:" is whoever was labelled by name before."""
        label = _LABEL.match(sentence.text)
        if label and label["label"] not in ("A", "Answer"):
            labelled = [n.entity for n in self.scene.within(sentence.start, sentence.start + label.end())]
            persons = [entity for entity in labelled if entity.kind == "Person"]
            self.interviewed = persons[0] if persons else self.interviewed
            self.answering = bool(persons)
        elif label:
            self.answering = True
        elif re.match(r"Q(?:uestion)?: ", sentence.text) or (
            index and self.scene.reading.sentences[index - 1].paragraph != sentence.paragraph
        ):
            self.answering = False
        person = self.interviewed or self._introduced() if self.answering else None
        if person is None:
            return Source()
        house = self.houses.get(person.iri)
        return Source((self.entities[house] if house else person,), voice=person)

    def _introduced(self) -> Entity | None:
        """Whom an interview with nameless answers is with: the person its first sentences name."""
        opening = [n.entity for s in self.scene.reading.sentences[:4] for n in self.scene.within(s.start, s.end)]
        return next((entity for entity in opening if entity.kind == "Person"), None)

    def _source(self, sentence: Sentence) -> Source:
        for find in (self._according, self._report, self._speaker):
            source = find(sentence)
            if source:
                return source
        return Source()

    def _named_at(self, position: int, sentence: Sentence, reach: int = 30) -> Named | None:
        """The first speaker named within a few words after a position of the sentence."""
        for named in self.scene.within(sentence.start + position, sentence.end):
            between = sentence.text[position : named.start - sentence.start]
            if len(between) <= reach and not re.search(r"[,;.]", between) and _can_speak(named.entity):
                return named
        return None

    def _according(self, sentence: Sentence) -> Source:
        match = _ACCORDING.search(sentence.text)
        if not match:
            return Source()
        named = self._named_at(match.end(), sentence, reach=60)
        if named:
            return self._credited(named, sentence)
        rest = sentence.text[match.end() :]
        known = self.whom(re.split(r"[,.;]", rest)[0], sentence)
        words = re.split(r"[,.;\"]| (?:that|which|who|said|in|on|and) ", rest)[0].strip()
        return Source((known,)) if known else Source(words=words or None)

    def _report(self, sentence: Sentence) -> Source:
        for named in self.scene.within(sentence.start, sentence.end):
            if not is_organisation(named.entity):
                continue
            before = sentence.text[: named.start - sentence.start]
            after = sentence.text[named.end - sentence.start :]
            if _REPORT_BY.search(before) or _OWN_REPORT.match(after):
                return Source((named.entity,))
        return Source()

    def _speaker(self, sentence: Sentence) -> Source:
        for match in _SPEECH.finditer(outside_quotes(sentence.text)):
            before = sentence.text[: match.start()]
            after_named = self._inverted(match.end(), sentence)
            subject = after_named or self._subject(before, sentence)
            if subject:
                return self._credited(subject, sentence)
            words = self._unnamed_subject(before) or self._unnamed_after(sentence.text[match.end() :])
            known = self.whom(before[-80:], sentence)
            if known:
                return Source((known,))
            if words:
                return Source(words=words)
        return Source()

    def _inverted(self, position: int, sentence: Sentence) -> Named | None:
        """The X of a quotation that ends in "said X": a name after the verb, which follows a quotation or a comma."""
        named = self._named_at(position, sentence, reach=5)
        before = sentence.text[:position].rstrip()
        opened = re.search(rf"[,\"'] ?{SPEECH}$", before)
        return named if named and opened else None

    def _subject(self, before: str, sentence: Sentence) -> Named | None:
        """The nearest speaker named before a verb, with no other verb's subject between."""
        inside = [n for n in self.scene.within(sentence.start, sentence.start + len(before)) if _can_speak(n.entity)]
        for named in reversed(inside):
            between = before[named.end - sentence.start :]
            if re.fullmatch(
                r"(?:'s)?(?:,[^,]*,|,)?(?: ?\([^)]*\))?(?: (?:\w+(?:ly)?|[Mm]inistry"
                r"|spokes\w+(?: [A-Z][\w-]+){0,3}|who \w+|in a statement|on \w+)){0,4} ?",
                between,
            ):
                return named
        return None

    def _unnamed_subject(self, before: str) -> str | None:
        found = [match.group() for match in _UNNAMED.finditer(before) if len(before) - match.end() <= 45]
        return found[-1].strip() if found else None

    def _unnamed_after(self, after: str) -> str | None:
        match = _UNNAMED.match(after.lstrip(" "))
        return match.group().strip() if match else None

    def _credited(self, named: Named, sentence: Sentence) -> Source:
        """The source that a name stands for: "PPP Rep. X" is X; "X, a researcher at Y" is Y in the voice of X."""
        for other in self.scene.within(named.end, sentence.end)[:1]:
            gap = sentence.text[named.end - sentence.start : other.start - sentence.start]
            if other.entity.kind == "Person" and re.fullmatch(rf"(?:'s)? (?:[a-z]+ )?(?:{TITLE}|{ROLE_NOUN}) ", gap):
                office = re.search(ROLE_NOUN, gap) and not re.search(_TITLE_OF_OWN, gap)
                return Source((named.entity if office else other.entity,), voice=other.entity)
        voice = named.entity if named.entity.kind == "Person" else None
        return Source((self._house(named, sentence),), voice=voice)

    def _house(self, named: Named, sentence: Sentence) -> Entity:
        """Where a spokesperson and the organisation are both credited, the organisation is the source."""
        if named.entity.kind != "Person":
            return named.entity
        if named.entity.iri in self.houses:
            return self.entities[self.houses[named.entity.iri]]
        around = self.scene.within(named.end, sentence.end)
        for other in around:
            between = sentence.text[named.end - sentence.start : other.start - sentence.start]
            if is_organisation(other.entity) and re.fullmatch(
                rf",? (?:(?:an?|the|its) )?(?:[\w'-]+ ){{0,6}}?(?:{_SPEAKS_FOR})\b(?:[\w' -]*?)\b(?:at|of|for|with"
                rf"|from) (?:the )?",
                between,
            ):
                return other.entity
        return named.entity

    def whom(self, words: str, sentence: Sentence) -> Entity | None:
        """Whom "the group", "the ministry", "the expert", "she" or "it" stands for, where one antecedent fits."""
        if _GENERIC_MINISTRY.search(words):
            return self._latest(sentence, "GovernmentBody")
        if _GENERIC_GROUP.search(words):
            earlier = self.scene.groups(sentence.start)
            return earlier[-1] if earlier else self._only_group()
        if _INDEFINITE_GROUP.search(words):
            return self._only_group()
        if holder := self._holder(words):
            return holder
        if _PRONOUN.search(words):
            return self._latest(sentence, "Person")
        if _IT.search(words):
            said = next((source.claimants[0] for source in reversed(self.sources) if source.claimants), None)
            return said if said and is_organisation(said) else None
        return None

    def _holder(self, words: str) -> Entity | None:
        """The only person of the article whose role is the one described ("a lawmaker", "the Special Rapporteur")."""
        described = [match["role"].casefold() for match in _DESCRIPTION.finditer(words)]
        if not described:
            return None
        wanted = (described[-1], *_KINDRED.get(described[-1], ()))
        holders = [iri for iri, roles in self.roles.items() if any(word in role for role in roles for word in wanted)]
        return self.persons.get(holders[0]) if len(holders) == 1 else None

    def _latest(self, sentence: Sentence, kind: str) -> Entity | None:
        earlier = [n.entity for n in self.scene.named if n.end <= sentence.start and n.entity.kind in subclasses(kind)]
        return earlier[-1] if earlier else None

    def _only_group(self) -> Entity | None:
        groups = {entity.iri: entity for entity in self.scene.groups()}
        return next(iter(groups.values())) if len(groups) == 1 else None

    def _continued(self, index: int, sentence: Sentence) -> Source:
        """A sentence that goes on from one with a source, in its paragraph, keeps that source."""
        if index == 0 or not self.sources[index - 1]:
            return Source()
        previous = self.scene.reading.sentences[index - 1]
        last = self.sources[index - 1]
        same = previous.paragraph == sentence.paragraph
        quoted = sentence.text.lstrip().startswith('"') and not _SPEECH.search(sentence.text)
        takes_up = sentence.paragraph - previous.paragraph == 1 and TAKES_UP.match(sentence.text)
        if (same and _CONTINUES.match(sentence.text)) or (quoted and same) or takes_up:
            return Source(last.claimants, last.words, last.voice, inherited=True)
        return Source()
