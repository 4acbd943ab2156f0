"""Who denies, confirms, keeps silent, urges, condemns or warns: the stances that named actors take."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from refoulement.graph.claim import StanceClaim
from refoulement.graph.entity import Entity
from refoulement.loaders.extract import contents, cues, interviews
from refoulement.loaders.extract.adverbials import bare
from refoulement.loaders.extract.antecedents import Entities
from refoulement.loaders.extract.attribution import Attribution
from refoulement.loaders.extract.cues import Cue
from refoulement.loaders.extract.draft import Reason
from refoulement.loaders.extract.gazetteer import is_organisation
from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.quotations import BLANK
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.ontology import subclasses

_FATE = re.compile(
    r"\b"
    + any_of(
        "defect(?:or|ed|ion)", "refugee", "repatriat", "deport", "forced returns?", "returns of", r"the returns?\b",
        r"returned\b", "returnees?", "escapee",
        "escaper", "detain", "detention", "prison", "inmate", "asylum", "refoulement", "tortur", "execut", "punish",
        "North Koreans", "persecut", "sent back", "send(?:ing)? (?:them|him|her|people|back)", "human rights",
        "abuse", "famil(?:y|ies)", "sister",
        "brother", "mother", "daughter", "husband", "migrants?", "expuls", "expel", "crackdown", "jail", "custody",
        "camps?", "arrest", "rounded up", "handed (?:over|back)", "pushback", "pushed back", "removals?", "trafficked",
        "captiv", "abduct", "kidnap", "killed", "died", "disappear", "stateless", "escaped", "forcibl", "die there",
        "resettle", "safe passage", "hunger strike", "fled", "flee", "undocumented",
        "returned to (?:North|China|their)",
    ),
    re.IGNORECASE,
)  # fmt: skip
_ELSEWHERE = re.compile(
    r"\b(?:missiles?|nuclear|trade|customs|exports?|imports?|tariffs?|satellites?|coal|rockets?|sanctions|petroleum|oil"
    r"|textiles|seafood|currency|marathon|matches|snow|storm|flood|typhoon|vaccines?|infections?|military exercises?"
    r"|drills|freight|cargo|tourists?|tourism|investment|harvest|balloons?|loudspeakers?|projectiles?)\b"
)  # no names
_ON_SUBJECT = 0.15  # the share of sentences on people's fate from which on a whole article is about it
_OFTEN = 5  # so many sentences on it make a long article one of that kind, too
_PLURAL = re.compile(r"(?:[a-z]s|[Tt]hey|[Ww]e|I|police|people|both|and [\w' ]+)\W*$")
_INFINITIVE = re.compile(r"\b(?:to|not|should|must|would|will|could|can|may|might|let|did|does|do|make|help|or)\W*$")
_WE = re.compile(r"\b[Ww]e(?:'re|'ve| are| have| also| again| therefore| strongly| urgently| do| \w+ly)* ?$")
_WE_THE = re.compile(r"\b[Ww]e,? (?:the )?(?:undersigned,? )?")
_PARTLY = re.compile(
    r"\b(?:would|will) not (?:say|discuss|elaborate)\b|(?:declin|refus)\w+ to (?:say|give|elaborate)\b"
)
_OFFICE_OF_IT = re.compile(
    r"\b(?:[Aa]|[Ii]ts|[Tt]he (?:group|organi[sz]ation|agency|ministry|office|embassy|commission)'s|[Mm]inistry)"
    r" (?:[\w-]+ ){0,3}?(?:spokes\w+|director|researcher|head|president)\b(?! (?:for|of|at|with) (?:the )?[A-Z])"
    r"|^Spokes(?:man|woman|person) [A-Z]|\b(?:agency|ministry|embassy|office|department|police|company) spokes\w+ [A-Z]"
)
_ITS_SPOKESMAN = re.compile(r"\b[Ii]ts (?:[\w-]+ ){0,2}?spokes\w+,? [A-Z]")
_ITS_OWN = re.compile(
    r"\b(?:[Ii]ts|the (?:group|organi[sz]ation|agency|charity|network|committee)'s) (?:[\w-]+ ){0,3}?(?:spokes\w+|director|head|chief|representative|chairperson|coordinator|researcher|(?:secretary|director)[ -]general),? [A-Z]"
)
_OFFICE = re.compile(
    r"minister|spokes|ambassador|consul|governor|official|president|commander|colonel|general|captain|officer|police"
    r"|chief|secretary|prefect|mayor|superintendent|warden|migration|attach|envoy"
)
_ANOTHER_PERSON = re.compile(
    r"(?: that)? (?:the|an?|one) (?:[\w-]+ ){0,2}?(?:woman|man|girl|boy|suspect|driver|broker|guard|soldier|mother|father"
    r"|sister|brother|defector|refugee|prisoner|captain|boatman|victim|survivor|witness)\b"
)
_OTHERS_SAY = re.compile(r"^(?:The|[A-Z]\w+)(?: (?!I\b|[Ww]e\b)[\w'-]+){0,5} (?:said|says|told|claims?|claimed)\b")
_ASKED = frozenset(("noComment", "doesNotConfirm", "verifying"))
_SERVES_A_STATE = re.compile(
    r"\b(?:Ministry|Police|Guards?|Embassy|Government|Security|Army|Navy|Forces|Authority|Bureau|Directorate|Command|Prison"
    r"|Immigration|Consulate|Mission|Customs|Taliban|Border|Intelligence)\b"
)
_SAID_THAT = re.compile(r"\b(?:said|says|told|added|adds|replied|stated|insisted|maintained)\b")
_OF_IT = re.compile(r"^[\w' ]{1,40} (?:den(?:y|ies|ied)|confirms?|confirmed|rejects?|rejected|disputes?|disputed) (?:it|this|that)\.")
_ACRONYM = re.compile(r"\b[A-Z]{2,6}$")
_THAN = re.compile(r"\bthan [\w ]+ $")
_DENIED = re.compile(r"\bden(?:ied|ies|y|ying)(?: that)? [^,;\"]{0,40}$")
_DEMAND = re.compile(r"^(?:[*•·-]|\d+[.)]|[a-z][.)]) ?")
_SIGNED = re.compile(r"\n(?:Signed|Signatories|Signatory organi[sz]ations|Undersigned|Co-signed)(?: by)?[,:]?\s*\n(?P<lines>.+)", re.DOTALL)
_ASKS_FOR = re.compile(r"\b(?:calls?|called|calling) (?:on|upon|for)\b|\b(?:urges?|recommends?|demands?|asks?)\b(?=[^.]*:\s*$)")
_LONGEST_LIST = 12  # sentences
_PAUSE = re.compile(r"^(?:A|Answer|[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}): ")
_HARMS = {
    "torture": "tortur",
    "imprisonment": "imprison|prison camp|concentration camp|labou?r camp|political camp|jail",
    "sexualViolence": "sexual|rape|gender-based",
    "forcedAbortion": "forced abortion|abortions",
    "forcedLabour": "forced labou?r|hard labou?r",
    "execution": "execut|death penalty|killed|put to death",
    "persecution": "persecut",
}
_TREATIES = {
    "refugeeConvention": "(?:Refugee|1951|1951 UN) Convention|Convention [Rr]elating to the Status of Refugees",
    "conventionAgainstTorture": "Convention [Aa]gainst Torture|[Aa]nti-[Tt]orture [Cc]onvention",
    "internationalCovenant": "International Covenant on Civil and Political Rights|ICCPR",
}


Reasons = tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class _Taken:
    speaker: Entity
    stance: str
    sentence: Sentence
    words: str  # that tell it
    rule: str  # that found the speaker
    partly: bool = False  # silent on one question only


class _Listener:
    """Goes through an article's sentences and finds the stances they tell, with the actors that take them."""

    def __init__(self, scene: Scene, attribution: Attribution) -> None:
        self.scene = scene
        self.attribution = attribution
        self.speakers = attribution.speakers
        self.quotations = attribution.quotations
        self.sentences = scene.reading.sentences
        self.publisher = self._publisher()
        self.interviewed = interviews.unlabelled(scene)
        self.regime = next((e.iri for e in scene.known.named("Government of North Korea")), None)
        on_fate = sum(bool(_FATE.search(sentence.text)) for sentence in self.sentences)
        elsewhere = sum(bool(_ELSEWHERE.search(sentence.text)) for sentence in self.sentences)
        self.on_subject = on_fate > elsewhere and on_fate >= min(_ON_SUBJECT * len(self.sentences), _OFTEN)

    def _publisher(self) -> Entities:
        """The article's publisher, where its own text names it as an organisation."""
        publisher = self.scene.reading.article.publisher
        if signed := self._signed():
            return signed
        named = {named.entity.iri: named.entity for named in self.scene.named if is_organisation(named.entity)}
        for index, sentence in enumerate(self.sentences):
            if match := _WE_THE.search(self.quotations.outside[index]):
                following = self.scene.within(sentence.start + match.end(), sentence.end)[:1]
                if (
                    following
                    and following[0].start == sentence.start + match.end()
                    and following[0].entity.iri in named
                ):
                    return (following[0].entity,)
        publishes = tuple(e for e in named.values() if publisher in {name.text for name in e.names})[:1]
        opening = self.speakers.opening(0) if self.sentences else ()
        opening = publishes or tuple(e for e in opening if e.kind in ("RightsGroup", "InternationalBody"))[:1]
        issues = [said[0] for said in self.speakers.antecedents.said[:1] if said]
        groups = self.scene.groups()
        return opening or tuple(e for e in issues if e in groups or e.kind == "InternationalBody")

    def _signed(self) -> Entities:
        """The organisations that sign a joint statement, each on a line of its own at the end."""
        match = _SIGNED.search(self.scene.reading.flat)
        lines = [line.strip() for line in match["lines"].split("\n")] if match else []
        bodies = dict.fromkeys(n.entity for n in self.scene.named if is_organisation(n.entity))
        return tuple(e for e in bodies if any(line.startswith(n.text) for n in e.names for line in lines))

    def _heading(self, index: int) -> str:
        """The line that stands right before a sentence, left out of the reporting or not."""
        before = self.scene.reading.flat[: self.sentences[index].start].rstrip()
        return before[before.rfind("\n") + 1 :]

    def _listed(self, index: int) -> Entities:
        """Who asks for what stands in a list, by the first line over it: "The two organisations urge:"."""
        if not _DEMAND.match(self.sentences[index].text):
            return ()
        for back in range(index, max(-1, index - _LONGEST_LIST), -1):
            if _DEMAND.match(self._heading(back)):
                continue
            match = _ASKS_FOR.search(self._heading(back))
            if not match:
                return ()
            described = bare(self._heading(back)[: match.start()])
            whose = self.publisher if re.fullmatch(r"We|[A-Z]{2,}", described) else ()
            return self.speakers.antecedents.described(index, described) or whose
        return ()

    def listen(self) -> Iterator[_Taken]:
        for index, sentence in enumerate(self.sentences):
            if not self._about_fate(index):
                continue
            partly = bool(_PARTLY.search(sentence.text))
            for told in (*self._told(index), *self._said(index)):
                if told.stance == "warns" and told.speaker.iri == self.regime:
                    continue  # it threatens
                if told.stance in _ASKED and not self._may_be_asked(told.speaker):
                    continue
                yield replace(told, partly=partly)

    def _may_be_asked(self, speaker: Entity) -> bool:
        """True for bodies and for persons with a role: that a mother does not know where her son is denies nothing."""
        return speaker.kind != "Person" or bool(self.speakers.antecedents.roles.get(speaker.iri))

    def _about_fate(self, index: int) -> bool:
        """True where a sentence speaks of what people suffer, or goes on from one that does."""
        sentence = self.sentences[index]
        if _FATE.search(sentence.text):
            return True
        if _ELSEWHERE.search(sentence.text):
            return False
        if _OF_IT.search(sentence.text):
            return bool(index and _FATE.search(self.sentences[index - 1].text))
        near = [s for s in self.sentences[:index] if sentence.paragraph - s.paragraph <= 1]
        return self.on_subject or any(_FATE.search(other.text) for other in near)

    def _told(self, index: int) -> Iterator[_Taken]:
        """The stances that a sentence tells of by its verbs and nouns."""
        sentence, outside = self.sentences[index], self.quotations.outside[index]
        text = sentence.text
        if self._answering(index):
            return

        def taken(cue: Cue, speakers: Entities, rule: str) -> Iterator[_Taken]:
            words = f"“{text[cue.start : cue.end].strip()}”"
            yield from (_Taken(speaker, cue.stance, sentence, words, rule) for speaker in speakers)

        for cue in cues.actives(text, outside):
            yield from taken(cue, self._subject(index, cue), "the subject of it")
        for cue in cues.agents(outside):
            yield from taken(cue, self.speakers.agents(index, cue.end), "named right after it")
        if self.quotations.only(index):  # what is quoted may tell of another's silence
            for cue in cues.actives(text, text):
                silent = self.speakers.nounphrases.at(
                    index, len(bare(text[: cue.start].lstrip('"'))) + text.count('"', 0, 1)
                )
                if cue.stance == "noComment":
                    yield from taken(cue, silent, "the subject of it")

    def _subject(self, index: int, cue: Cue) -> Entities:
        before = self.quotations.outside[index][: cue.start]
        if _WE.search(before) or _DEMAND.fullmatch(before):
            return self.publisher
        if _DENIED.search(before) or (cue.stance == "confirms" and _THAN.search(before)):
            return ()
        if cue.bare and (_INFINITIVE.search(before) or not _PLURAL.search(before)):
            return ()
        subject = self.speakers.subject(index, cue.start, cue.end) or self._as_publisher(before)
        persons = tuple(entity for entity in self.attribution.voice(index) if entity.kind == "Person")
        within = self.quotations.outside[index][cue.start] == BLANK
        if within and persons and subject and subject[0].kind == "GovernmentBody":
            return persons
        return self._mouth(index, cue, subject)

    def _mouth(self, index: int, cue: Cue, subject: Entities) -> Entities:
        """Who speaks for a body, where they say it of that body: "a spokeswoman for X, Y, said it had no comment"."""
        said = self.speakers.antecedents.said[index]
        before = self.quotations.outside[index][: cue.start]
        told = _SAID_THAT.search(before)
        if told and said == subject and _ANOTHER_PERSON.match(before, told.end()):
            return ()
        if len(said) != 1 or len(subject) != 1 or said == subject or not told:
            return subject
        role = " ".join(self.speakers.antecedents.roles.get(said[0].iri, ()))
        house = self.attribution.houses.get(said[0].iri)
        sentence = self.sentences[index]
        named = {n.entity.iri for n in self.scene.within(sentence.start + told.start(), sentence.start + cue.start)}
        described = subject[0].iri not in named and "spokes" in role
        own = is_organisation(subject[0]) and (house == subject[0].iri or self._same_state(said[0], subject[0], house))
        return said if own or described else subject

    def _same_state(self, speaker: Entity, state: Entity, house: str | None) -> bool:
        """True where a speaker belongs to the state whose government is told of."""
        country = state.name.removeprefix("Government of ")
        body = self.attribution.entities.get(house or "", speaker)
        return country != state.name and body.kind in subclasses("GovernmentBody") and country in body.name

    def _as_publisher(self, before: str) -> Entities:
        """The publisher that its own text calls by its initials or "the Office"."""
        word = _ACRONYM.search(bare(before))
        initials = "".join(w[0] for name in (e.name for e in self.publisher) for w in name.split() if w[0].isupper())
        return self.publisher if word and word.group() == initials else ()

    def _said(self, index: int) -> Iterator[_Taken]:
        """The stances that are in what is said: quoted, answered in an interview, reported, or demanded in a list."""
        sentence = self.sentences[index]

        def taken(found: Iterable[str], speakers: Entities, words: str, rule: str) -> Iterator[_Taken]:
            yield from (_Taken(speaker, stance, sentence, words, rule) for stance in found for speaker in speakers)

        text, acts = self._without_names(sentence), ["urges"] if self._told_to_act(index) else []
        if answering := self._answering(index):
            if _OTHERS_SAY.search(text):
                return
            said = contents.quoted(_PAUSE.sub("", text), accused=self._accused(answering))
            found = [*sorted(said - {"confirms"}), *acts]
            yield from taken(found, answering, "the words of the answer", "who answers")
            return
        voice = self.attribution.voice(index)
        if voice and self.quotations.any(index):
            found = contents.quoted(self._quoted(index, text), accused=self._accused(voice))
            yield from taken(sorted(found), voice, "the words quoted", "who is quoted")
        reporting = self.speakers.antecedents.said[index] or self._credited(index)
        if reporting:
            told = contents.reported(text, accused=self._accused(reporting))
            yield from taken(sorted(told), reporting, "what is said", "who says so")
        demanding = self._listed(index)
        if demanding:
            yield from taken(["urges"], demanding, "the list of what is asked for", "who asks for it")
        yield from taken(acts, reporting or voice or (self.publisher if _DEMAND.match(text) else ()), "what is said to have to be done", "who says so")

    def _answering(self, index: int) -> Entities:
        """Who gives the answer, in an interview, that a sentence is part of."""
        interviewed = self.interviewed[index]
        return self.attribution.answers(index) or ((interviewed,) if interviewed else ())

    def _without_names(self, sentence: Sentence) -> str:
        """A sentence with the names of bodies made plain: "Coalition to Stop Crimes" tells of no crime."""
        text = sentence.text
        for named in self.scene.within(sentence.start, sentence.end):
            if is_organisation(named.entity) and " " in named.entity.name:
                start, end = named.start - sentence.start, named.end - sentence.start
                text = text[:start] + re.sub(r"\w", "x", text[start:end]).capitalize() + text[end:]
        return text

    def _quoted(self, index: int, text: str) -> str:
        inside = self.quotations.inside[index]
        return "".join(letter if quoted != BLANK else BLANK for letter, quoted in zip(text, inside, strict=True))

    def _accused(self, speakers: Entities) -> bool:
        """True for those who may have done what is reported: states, their offices and whoever serves them."""
        offices = subclasses("GovernmentBody")
        houses = self.attribution.houses
        for entity in speakers:
            house = self.attribution.entities.get(houses.get(entity.iri, ""))
            role = " ".join(self.speakers.antecedents.roles.get(entity.iri, ()))
            serves = house.kind in offices if house else bool(_OFFICE.search(role))
            body = entity.kind in offices or (
                entity.kind == "Organisation" and _SERVES_A_STATE.search(entity.name)
            )
            if serves if entity.kind == "Person" else body:
                return True
        return False

    def _credited(self, index: int) -> Entities:
        source = self.attribution.of(index)
        return () if source.inherited else (source.voice,) if source.voice else source.claimants

    def _told_to_act(self, index: int) -> bool:
        """True for "China should stop …": someone says what a state or a body has to do."""
        sentence = self.sentences[index]
        named = [n for n in self.scene.within(sentence.start, sentence.end) if n.entity.kind != "Person"]
        ends = [n.end for n in named] + [p.end for p in self.scene.peoples if sentence.start <= p.start < sentence.end]
        return any(contents.told_to_act(sentence.text, end - sentence.start) for end in ends)


def _spoken(taken: list[_Taken], scene: Scene, attribution: Attribution) -> Iterator[_Taken]:
    """The stances, those of a body put in the mouth of the person who speaks for it right after."""
    sentences = scene.reading.sentences
    after = dict(zip(sentences, enumerate(sentences[1:], start=1), strict=False))
    antecedents = attribution.speakers.antecedents
    talking = {entity.iri for said in antecedents.said for entity in said}
    for one in taken:
        index, following = after.get(one.sentence, (0, one.sentence))
        near = following.paragraph - one.sentence.paragraph <= int(bool(_ITS_OWN.search(following.text)))
        beside = index and near and is_organisation(one.speaker)
        alone = sum(other.sentence is one.sentence and other.stance == one.stance for other in taken) == 1
        voices = [
            person
            for person in (antecedents.said[index] if beside and alone else ())
            if attribution.houses.get(person.iri) == one.speaker.iri
            or _ITS_SPOKESMAN.search(following.text)
            or (person.iri not in attribution.houses and _OFFICE_OF_IT.search(following.text))
        ]
        if one.stance == "noComment" and (voices or (one.partly and one.speaker.iri in talking)):
            continue  # who speaks is not silent
        persons = [person for person in voices if person.kind == "Person"]
        yield replace(one, speaker=persons[0], rule="who speaks for it right after") if persons else one


def stances(scene: Scene, attribution: Attribution, extractor: str) -> Iterator[tuple[StanceClaim, Reasons]]:
    """The stances of an article, and why: one for each actor and stance, at the first place that tells it."""
    article = scene.reading.article
    seen: set[tuple[str, str]] = set()
    for taken in _spoken(list(_Listener(scene, attribution).listen()), scene, attribution):
        if (taken.speaker.iri, taken.stance) in seen:
            continue
        seen.add((taken.speaker.iri, taken.stance))
        text = taken.sentence.text
        harms = [harm for harm, words in _HARMS.items() if re.search(words, text, re.IGNORECASE)]
        claim = StanceClaim(
            passages=(article.passage(taken.sentence.start, taken.sentence.end),),
            extractor=extractor,
            confidence=0.8,
            speaker=taken.speaker.iri,
            stance=taken.stance,
            harms=tuple(harms) if taken.stance == "warns" else (),
            invokes=tuple(treaty for treaty, words in _TREATIES.items() if re.search(words, text)),
        )
        yield claim, (Reason("stance", taken.words), Reason("speaker", taken.rule))
