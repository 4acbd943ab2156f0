"""Who denies, confirms, keeps silent, urges, condemns or warns: the stances that named actors take."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from refoulement.graph.claim import StanceClaim
from refoulement.graph.entity import Entity
from refoulement.loaders.extract import contents, cues, paraphrases, reproaches
from refoulement.loaders.extract.adverbials import bare
from refoulement.loaders.extract.antecedents import Entities
from refoulement.loaders.extract.attribution import Attribution
from refoulement.loaders.extract.cues import Cue
from refoulement.loaders.extract.draft import Reason
from refoulement.loaders.extract.fate import Fate
from refoulement.loaders.extract.gazetteer import is_organisation
from refoulement.loaders.extract.heeding import Heeding
from refoulement.loaders.extract.issuers import DEMAND
from refoulement.loaders.extract.quotations import BLANK
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.spokenof import SpokenOf
from refoulement.loaders.extract.spokespersons import OFFICE, Mouths, Taken, spoken
from refoulement.loaders.extract.verdicts import without_blame
from refoulement.loaders.extract.voices import Voices
from refoulement.loaders.language.weigher import Weigher

_PLURAL = re.compile(r"(?:[a-z]s|[Tt]hey|[Ww]e|I|police|people|both|and [\w' ]+)\W*$")
_INFINITIVE = re.compile(r"\b(?:to|not|should|must|would|will|could|can|may|might|let|did|does|do|make|help|or)\W*$")
_WE = re.compile(
    r"\b[Ww]e(?:'re|'ve| are| have| also| again| therefore| strongly| urgently| do| \w+ly"
    r"|, the undersigned[^,]{0,40},)* ?$"
)
_WE_ALSO = re.compile(r"\b[Ww]e [^.;,\"]{3,70} (?:and|but)(?: also| therefore| still| again| \w+ly)* $")
_I = re.compile(r"\bI(?:'ve|'m| am| have| had| also| again| therefore| must| do| would| now| \w+ly)* ?$")
_WAS_SENT_NONE = re.compile(
    r"(?:ha[sd]|have) (?:had|received|got) no (?!\w*\s?comment)"
)  # who waits for a reply is not the silent one
_PARTLY = re.compile(
    r"\b(?:would|will) not (?:say|elaborate)\b|(?:declin|refus)\w+ to (?:give|elaborate)\b|not elaborate\b"
)
_OTHERS_SAY = re.compile(r"^(?:The|[A-Z]\w+)(?: (?!I\b|[Ww]e\b)[\w'-]+){0,5} (?:said|says|told|claims?|claimed)\b")
_ASKED_OF = re.compile(rf"{OFFICE.pattern}|\b[Aa]sked (?:about|if|whether|for|by|why|what|how|on)\b")
_ASKED = frozenset(("noComment", "doesNotConfirm", "verifying"))
_SO_DID = re.compile(r"(?:,| and|;) (?:as|so) (?:did|does|do|has|have|had) (?=the |[A-Z])")
_GRANTED = re.compile(r"“(?:had to )?(?:conced|admit|acknowledg)")
_ONCE = re.compile(r"\b(?:once|until|unless) (?:[\w']+ ){0,3}?(?:has |have |had |is |are )?$")
_IT = re.compile(r"\b[Ii]t(?: (?:has|had|is|was))?\W*$")
_THAN = re.compile(r"\b(?:than|as (?:many|much|high|large|big)\b[\w ]*? as) [\w ]+ $")
_DENIED = re.compile(r"\bden(?:ied|ies|y|ying)(?: that)? (?:(?! and )[^,;\"]){0,40}$")
_IN_ORDER = re.compile(
    r"\b(?P<verb>wrote|written|met|spoke|spoken|telephoned|phoned|rang|summoned|gathered|rallied|marched|joined|used"
    r"|took the floor|issued|flew|travell?ed)\b(?! to \w+ing)[^.;\"]{0,90}? to $"
)  # "wrote to Beijing to protest": who does the one does the other
_WROTE_TO = re.compile(
    r"\b(?:wrote|written|(?:letters?|questions?|e-?mails?|requests?|queries)(?: [a-z]+){0,4}) to(?= )"
    r"|\b(?:letters?|e-?mails?|faxe?s?|questions?)\b[^.;]{0,60}? asked(?= )"
    r"|\b(?:sought|requested) [^.;]{3,60}? from(?= )"
    r"|\b(?:rang|telephoned|phoned|e-?mailed|faxed|contacted|called)(?= (?:the |its |[A-Z]))"
)
_THE_AUTHORITIES = re.compile(r" the [A-Z]\w+ (?:authorities|government|side)\b")
_LETTERS_BACK = 2  # sentences
_ANONYMOUS = re.compile(r"\b(?:who|(?:because|as|since|for) (?:he|she|they))(?: \w+ly)? $")
_NOT_AUTHORISED = re.compile(r"(?:was|were|is|are) not (?:authori[sz]ed|allowed|permitted)")  # why no name is given
_NO_REPLY = re.compile(
    r"^(?:[Ww]e (?:have|had) (?:had|received) no (?:reply|answer|response)|No (?:reply|answer"
    r"|response)|(?:[Ii]t|[Tt]hey) (?:has|have|had|did) (?:not|never) (?:yet )?(?:replied|responded|answered|called"
    r" back|reply"
    r"|respond|answer|call back)|(?:[Ii]t|[Tt]hey|[Tt]he letters?|[Tt]he questions?) (?:has|have|had|was|were)"
    r" (?:received no (?:reply|answer|response)|not (?:yet )?(?:been )?answered))\b(?! from)"
)
_TO_THE_PAPER = re.compile(
    r"\b(?:requests? for (?:a )?(?:comment|interview)|(?:by|before) (?:press time|publication|the deadline|the time))\b"
)  # what an interviewer adds
_ASKED_FOR_COMMENT = re.compile(
    r"\b(?:requests? for|for|no) (?:an? )?(?:\w+ )?(?:comment|interview|response)\b|\bour (?:letters?|questions?"
    r"|calls?|e-?mails?)\b"
    r"|\b(?:to|return(?:ed)?) (?:\w+ )?(?:calls|questions|e-?mails|messages|inquiries|letters)\b"
)
_ASKED_FIRST = re.compile(r"^Asked (?:about|if|whether|why|how|what)\b[^\"]{3,200}?, (?=[A-Z]|he |she |the )")
_PAUSE = re.compile(r"^A\. |^(?:A|Answer|[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}): ")
_IN_OFFICE = re.compile(r"\b(?:President|President-elect|Premier|Chancellor|Minister|Secretary|King|Mr|Mr\.) $")
_WHO_RETURN_THEM = re.compile(r"\b(?:China|North Korea)\b")
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


class Listener:
    """Goes through an article's sentences and finds the stances they tell, with the actors that take them."""

    def __init__(self, scene: Scene, attribution: Attribution, weigher: Weigher | None) -> None:
        self.scene = scene
        self.attribution = attribution
        self.speakers = attribution.speakers
        self.quotations = attribution.quotations
        self.sentences = scene.reading.sentences
        self.voices = Voices(scene, attribution)
        self.issuer = self.voices.issuer
        self.mouths = Mouths(attribution)
        self.heeding = Heeding(self.voices, self.mouths, weigher) if weigher else None
        self.fate = Fate(self.sentences)

    def listen(self) -> Iterator[Taken]:
        for index, sentence in enumerate(self.sentences):
            told = self.fate.told(index)
            if not (told or (self.fate.near(index) and _ASKED_FOR_COMMENT.search(sentence.text))):
                continue
            partly = bool(_PARTLY.search(sentence.text))
            every = self.ruled(index, told=told)
            if self.heeding:
                every = tuple(self.heeding.heed(index, every))
            sure = {one.speaker.iri for one in every if one.stance == "confirms"}
            for one in every:
                if one.stance == "doesNotConfirm" and one.speaker.iri in sure:
                    continue  # confirms a deed, not how many it befell
                if one.stance == "warns" and self.mouths.of_state(one.speaker, _WHO_RETURN_THEM):
                    continue  # they threaten, or recall the law
                if (
                    _GRANTED.match(one.words)
                    and one.speaker.kind == "Person"
                    and not self.mouths.accused((one.speaker,))
                ):
                    continue  # no confession of a state's
                if one.stance in _ASKED and not (self._may_be_asked(one.speaker) or _ASKED_OF.search(sentence.text)):
                    continue
                if not told and one.stance != "noComment":
                    continue
                voice = self.mouths.spokesperson(index, one.speaker) or self._voice(one.speaker)
                yield replace(one, speaker=voice, partly=partly)

    def ruled(self, index: int, *, told: bool) -> tuple[Taken, ...]:
        """The stances that rules find in a sentence, `told` to be on people's fate or only near one that is."""
        return (*self._told(index), *(self._said(index) if told else ()))

    def _voice(self, speaker: Entity) -> Entity:
        """Who takes the stance of a body: the person who says the whole text in its name, if one does."""
        person = self.issuer.person
        return person if person and self.speakers.antecedents.houses.get(person.iri) == speaker.iri else speaker

    def _may_be_asked(self, speaker: Entity) -> bool:
        """True for bodies and for persons with a role: that a mother does not know where her son is denies nothing."""
        return speaker.kind != "Person" or bool(self.speakers.antecedents.roles.get(speaker.iri))

    def _told(self, index: int) -> Iterator[Taken]:
        """The stances that a sentence tells of by its verbs and nouns."""
        sentence, outside = self.sentences[index], self.quotations.outside[index]
        text = sentence.text
        if self.voices.answering(index) and not _TO_THE_PAPER.search(text):
            return

        def taken(cue: Cue, speakers: Entities, rule: str) -> Iterator[Taken]:
            words = f"“{text[cue.start : cue.end].strip()}”"
            yield from (
                Taken(speaker, cue.stance, sentence, words, rule, begin=cue.start, end=cue.end) for speaker in speakers
            )

        written = self._written_to(index) if _NO_REPLY.search(text) else ()
        for cue in cues.actives(text, outside):
            if not (written and cue.stance == "noComment"):
                yield from taken(cue, self._subject(index, cue), "the subject of it")
            if also := _SO_DID.search(outside, cue.end):
                yield from taken(cue, self.speakers.agents(index, also.end()), "who did so too")
        for cue in cues.agents(outside):
            yield from taken(cue, self.speakers.agents(index, cue.end), "named right after it")
        if unanswered := _NO_REPLY.search(text):
            words = f"“{unanswered.group()}”"
            for addressee in written:
                yield Taken(addressee, "noComment", sentence, words, "who was written to")
        if self.quotations.only(index):  # what is quoted may tell of another's silence
            for cue in cues.actives(text, text):
                silent = self.speakers.nounphrases.at(
                    index, len(bare(text[: cue.start].lstrip('"'))) + text.count('"', 0, 1)
                )
                if cue.stance == "noComment" and not _IT.search(text[: cue.start]):
                    yield from taken(cue, silent, "the subject of it")

    def _written_to(self, index: int) -> Entities:
        """Whom a sentence shortly before tells to have been asked for something in writing."""
        for back in range(index - 1, max(-1, index - 1 - _LETTERS_BACK), -1):
            if asked := _WROTE_TO.search(self.sentences[back].text):
                state = _THE_AUTHORITIES.match(self.sentences[back].text, asked.end())
                told = self.speakers.nounphrases.at(back, state.end()) if state else ()
                return told or self.speakers.agents(back, asked.end())
        return ()

    def _subject(self, index: int, cue: Cue) -> Entities:
        text = self.quotations.outside[index]
        before = text[: cue.start]
        we = _WE.search(before) or _WE_ALSO.search(before)
        if we or DEMAND.fullmatch(before) or (self.issuer.person and _I.search(before)):
            return self.issuer.entities
        if _DENIED.search(before) or (cue.stance == "confirms" and (_THAN.search(before) or _ONCE.search(before))):
            return ()
        if cue.stance == "noComment" and _WAS_SENT_NONE.search(f"{before[-5:]}{text[cue.start :]}"):
            return ()
        if _ANONYMOUS.search(before) and _NOT_AUTHORISED.match(text, cue.start):
            return ()
        if purpose := _IN_ORDER.search(before):
            return self.speakers.subject(index, *purpose.span("verb"))
        if cue.bare and (_INFINITIVE.search(before) or not _PLURAL.search(before)):
            return ()
        subject = self.issuer.abridged(before) or self.speakers.subject(index, cue.start, cue.end)
        persons = tuple(entity for entity in self.attribution.speaking(index) if entity.kind == "Person")
        within = text[cue.start] == BLANK
        if within and persons and subject and subject[0].kind == "GovernmentBody":
            return persons
        return self.mouths.of_body(index, cue, subject)

    def _said(self, index: int) -> Iterator[Taken]:
        """The stances that are in what is said: quoted, answered in an interview, reported, or demanded in a list."""
        sentence = self.sentences[index]

        def taken(found: Iterable[str], speakers: Entities, words: str, rule: str) -> Iterator[Taken]:
            yield from (Taken(speaker, stance, sentence, words, rule) for stance in found for speaker in speakers)

        text, acts = self._without_names(sentence), ["urges"] if self._told_to_act(index) else []
        if answering := self.voices.answering(index):
            if _OTHERS_SAY.search(text):
                return
            answers = [*sorted(self._in_words(_PAUSE.sub("", text), answering) - {"confirms"}), *acts]
            yield from taken(answers, answering, "the words of the answer", "who answers")
            return
        voice = self.attribution.speaking(index)
        if voice and self.quotations.any(index):
            found = self._in_words(self._quoted(index, text), voice)
            if not self.mouths.accused(voice) and self._turns(index, voice):
                found.add("condemns")
            if self.mouths.accused(voice) and "denies" in contents.reported(text, accused=True):
                found.discard("condemns")  # 'no sign of "violations"'
            yield from taken(sorted(found), voice, "the words quoted", "who is quoted")
        reporting = self.speakers.antecedents.said[index] or self._credited(index)
        if reporting:
            accused = self.mouths.accused(reporting)
            told = contents.reported(_ASKED_FIRST.sub("", text), accused=accused)
            if accused and reporting[0].kind == "Person" and paraphrases.holds_position(text):
                told.add("denies")
            yield from taken(sorted(told), reporting, "what is said", "who says so")
        if self.issuer.person and not reporting and not voice and not self.speakers.antecedents.unclear[index]:
            own = contents.quoted(text, accused=self.mouths.accused(self.issuer.entities)) - {"confirms"}
            yield from taken(sorted(own), self.issuer.entities, "the words of the text", "who says the whole text")
        own_voice = not reporting and not voice and self.voices.in_own_voice(index)
        if own_voice and contents.foreseen(text) and not self.mouths.accused(self.issuer.entities):
            yield from taken(["warns"], self.issuer.entities, "the words of the text", "who issues it")
        demanding = self.issuer.of_list(index)
        if demanding:
            yield from taken(["urges"], demanding, "the list of what is asked for", "who asks for it")
        yield from taken(
            acts,
            reporting
            or voice
            or (self.issuer.entities if DEMAND.match(text) or self.voices.in_own_voice(index) else ()),
            "what is said to have to be done",
            "who says so",
        )

    def _in_words(self, words: str, speakers: Entities) -> set[str]:
        """The stances that somebody takes in words that are theirs."""
        accused = self.mouths.accused(speakers)
        found = contents.quoted(words, accused=accused)
        if accused and paraphrases.holds_position(words):
            found.add("denies")
        if not accused and self._has_a_say(speakers) and reproaches.voiced(words):
            found.add("condemns")
        return found

    def _turns(self, index: int, voice: Entities) -> bool:
        """True where a critic's quoted words, sentence by sentence, turn against those in power."""
        roles = [role for one in voice for role in self.speakers.antecedents.roles.get(one.iri, ())]
        inside = self._quoted(index, self.sentences[index].text).replace(BLANK, " ")
        return reproaches.turned(without_blame(inside).strip(' "'), roles)

    def _has_a_say(self, speakers: Entities) -> bool:
        """True for bodies and for persons with a role, whose reproach is more than a complaint."""
        return any(self._may_be_asked(speaker) for speaker in speakers)

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

    def _credited(self, index: int) -> Entities:
        source = self.attribution.of(index)
        return () if source.inherited else (source.voice,) if source.voice else source.claimants

    def _told_to_act(self, index: int) -> bool:
        """True for "China should stop …": someone says what a state or a body has to do."""
        sentence = self.sentences[index]
        within, before = self.scene.within(sentence.start, sentence.end), self.scene.reading.flat
        named = [n for n in within if n.entity.kind != "Person" or _IN_OFFICE.search(before[: n.start][-40:])]
        ends = [n.end for n in named] + [p.end for p in self.scene.peoples if sentence.start <= p.start < sentence.end]
        text = sentence.text
        return contents.those_to_act(text) or any(contents.told_to_act(text, end - sentence.start) for end in ends)


def stances(
    scene: Scene, attribution: Attribution, extractor: str, weigher: Weigher | None
) -> Iterator[tuple[StanceClaim, Reasons]]:
    """The stances of an article, and why: one for each actor and stance, at the first place that tells it."""
    article, spoken_of = scene.reading.article, SpokenOf(scene)
    seen: set[tuple[str, str]] = set()
    for taken in spoken(list(Listener(scene, attribution, weigher).listen()), scene, attribution):
        if (taken.speaker.iri, taken.stance) in seen:
            continue
        seen.add((taken.speaker.iri, taken.stance))
        text = taken.sentence.text
        harms = [harm for harm, words in _HARMS.items() if re.search(words, text, re.IGNORECASE)]
        claim = StanceClaim(
            passages=(article.passage(taken.sentence.start, taken.sentence.end),),
            extractor=extractor,
            confidence=round(0.8 * taken.probability, 2),
            speaker=taken.speaker.iri,
            stance=taken.stance,
            time_spoken_of=spoken_of.when(taken.stance, taken.sentence, taken.begin, taken.end),
            harms=tuple(harms) if taken.stance == "warns" else (),
            invokes=tuple(treaty for treaty, words in _TREATIES.items() if re.search(words, text)),
        )
        yield claim, (Reason("stance", taken.words), Reason("speaker", taken.rule))
