"""Who says it: the named source of a sentence, or the words used where no one is named."""

import re
from collections.abc import Iterable
from dataclasses import replace

from refoulement.graph.claim import RoleClaim
from refoulement.graph.entity import Entity
from refoulement.loaders.extract import (
    cited,
    continuation,
    disowned,
    documents,
    interviews,
    issuers,
    leads,
    ours,
    ownbodies,
    ownstories,
    quotations,
    relayed,
    tellings,
)
from refoulement.loaders.extract.antecedents import Entities
from refoulement.loaders.extract.crediting import Crediting
from refoulement.loaders.extract.descriptors import BODY
from refoulement.loaders.extract.gazetteer import is_organisation
from refoulement.loaders.extract.scene import Named, Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.source import Source
from refoulement.loaders.extract.speakers import Speakers
from refoulement.ontology import subclasses

_HIM = re.compile(r"(?:him|them|it)\b|her(?=[,.])")
_HIM_AS_SUBJECT = {"him": "he", "her": "she", "them": "they", "it": "it"}
_WHOSE = {"his": "he", "her": "she", "its": "it"}
_BODY_LAST = re.compile(rf"(?:^|\s)(?P<noun>(?i:{BODY}))$")
_TOLD = re.compile(r"\b(?:told|informed) (?:the )?$")
_THAT = re.compile(r"(?: \([^)]*\))?(?:,? on [^,;.]{3,30})?(?: that\b|[.,])")
_LISTED = re.compile(r"[*•·▪-] ?(?=\w)")  # what opens a line of a list


class Attribution:
    """Reads an article's sentences in order, so that "the group" and "she" find whoever spoke before."""

    def __init__(self, scene: Scene, roles: Iterable[RoleClaim]) -> None:
        roles = list(roles)
        self.scene = scene
        self.quotations = quotations.find(scene.reading)
        self.speakers = Speakers(scene, self.quotations, roles)
        self.crediting = Crediting(scene, self.speakers, roles)
        self.entities, self.houses = self.crediting.entities, self.crediting.houses
        alternating = interviews.unlabelled(scene)
        self.answered = [one or other for one, other in zip(interviews.answers(scene), alternating, strict=True)]
        self.sources: list[Source] = []
        for index, sentence in enumerate(scene.reading.sentences):
            answer = self._answered(self.answers(index))
            self.sources.append(self._source(index, sentence) or answer or self._continued(index, sentence))
            self.sources[-1] = self.sources[-1] or self._finding(sentence)
        if not self._author():
            for index, source in leads.named_later(scene, self.quotations.outside, self.sources).items():
                self.sources[index] = source
        beside = ownstories.told(scene, self.speakers.antecedents, self.quotations.outside, self.sources)
        self.sources = [beside.get(index, source) for index, source in enumerate(self.sources)]

    def of(self, index: int) -> Source:
        """The source of one sentence, by its number."""
        return self.sources[index]

    def answers(self, index: int) -> Entities:
        """Who gives the answer, in an interview, that a sentence is part of."""
        answering = self.answered[index]
        return (answering,) if answering else ()

    def _answered(self, speakers: Entities) -> Source:
        """The source of an interview's answers: the organisation that a speaker is introduced with."""
        source = replace(self.crediting.of(speakers), rule="the answer it is part of")
        house = self.entities.get(self.houses.get(source.voice.iri, "")) if source.voice else None
        return replace(source, claimants=(house,)) if house else source

    def voice(self, index: int) -> Entities:
        """Who says the quoted words of a sentence: who speaks in it, else beside it in the same quotation."""
        whose = self._quotes(index)
        if whose is not None:
            return whose
        said, runs, sentences = self.speakers.antecedents.said, self.quotations.runs, self.scene.reading.sentences
        if said[index] or not self.quotations.only(index):
            return said[index]
        paragraph = sentences[index].paragraph
        around = [i for i, s in enumerate(sentences) if s.paragraph == paragraph and i != index]
        sharing = [i for i in around if runs[i] & runs[index] and not self.quotations.only(i)]
        before = [i for i in around if i < index and not self.quotations.only(i)]
        after = [i for i in around if i > index and not self.quotations.only(i)]
        for beside in (*sharing, *before[-1:], *after[:1]):
            return self._quotes(beside) or said[beside]
        above = [i for i in range(index) if sentences[i].paragraph < paragraph]
        return said[above[-1]] if above else ()

    def _quotes(self, index: int) -> Entities | None:
        """Whom somebody "quoted as saying" what a sentence quotes, nobody where they have no name; else None."""
        match = relayed.QUOTES.search(self.quotations.outside[index])
        return self.speakers.agents(index, match.end("verb") + 1) if match else None

    def speaking(self, index: int) -> Entities:
        """Who says the quoted words of a sentence, also paragraphs after they were named: a statement quoted whole."""
        voice = self.voice(index)
        before = self.quotations.runs[index - 1] if index and not voice and self.quotations.only(index) else frozenset()
        return self.speaking(index - 1) if before & self.quotations.runs[index] else voice

    def _source(self, index: int, sentence: Sentence) -> Source:
        if reports := disowned.unconfirmed(sentence.text):
            return Source(words=reports, rule="reports that nobody confirms")
        for find, rule in (
            (self._according, "“according to”"),
            (self._figures, "the data cited"),
            (self._own_group, "the speaker's own group"),
            (self._report, "the report cited"),
            (self._carried, "who quotes somebody unnamed"),
            (self._speaker, ""),
            (self._passed_on, "who is quoted as saying so"),
            (self._quoted, "the quotation it is part of"),
        ):
            source = self._relayed(index, sentence, find(index, sentence))
            if source and not self._own_report(source):
                return replace(source, rule=source.rule or rule)
        return Source()

    def _relayed(self, index: int, sentence: Sentence, outlet: Source) -> Source:
        """Whom an outlet cites, where it names them; else the outlet, also of what somebody unnamed told it."""
        if not relayed.carries(outlet):
            return outlet
        for match in relayed.CITES.finditer(self.quotations.outside[index]):
            following = self.scene.within(sentence.start + match.end(), sentence.end)
            name = following[0].start - sentence.start if following else None
            if relayed.names(sentence.text, match.end(), name) and self._cites(index, sentence, match, outlet):
                source = self._whom(index, sentence, match.start(), match.end())
                if source.claimants and source.claimants != outlet.claimants:
                    told = outlet.claimants[0].name if outlet.claimants else outlet.words
                    return self._relayed(index, sentence, replace(source, rule=f"whom {told} cites"))
        return outlet

    def _cites(self, index: int, sentence: Sentence, match: re.Match[str], outlet: Source) -> bool:
        """True where it is an outlet that cites somebody, and nobody of whom it tells."""
        if match.start() == 0 or match["passive"]:
            return True
        if outlet.words:
            return relayed.soon_behind(sentence.text, outlet.words, match.start())
        before = self.scene.within(sentence.start, sentence.start + match.start())
        ends = [named.end - sentence.start for named in before[-1:] if named.entity in outlet.claimants]
        if any(relayed.right_behind(sentence.text, end, match.start()) for end in ends):
            return True
        return self.speakers.subject(index, match.start(), match.end() - 1) == outlet.claimants

    def _carried(self, index: int, sentence: Sentence) -> Source:
        """The outlet or group of "a resident quoted by X said"."""
        match = relayed.CARRIED.search(self.quotations.outside[index])
        named = self._named_at(match.end(), sentence, reach=20) if match else None
        says = named and relayed.SAID.match(sentence.text, named.end - sentence.start)
        return Source((named.entity,)) if named and says else Source()

    def _passed_on(self, index: int, _: Sentence) -> Source:
        """Who "was quoted by" an outlet "as saying" something."""
        match = relayed.QUOTED_AS.search(self.quotations.outside[index])
        return self.crediting.of(self.speakers.nounphrases.at(index, match.start())) if match else Source()

    def _own_report(self, source: Source) -> bool:
        """True where an article's publisher, a medium, is the source: that is the article itself."""
        media = [entity for entity in source.claimants if entity.kind in subclasses("MediaOutlet")]
        return any(map(self._publishes, media))

    def _named_at(self, position: int, sentence: Sentence, reach: int = 30) -> Named | None:
        """The first speaker named within a few words after a position of the sentence."""
        for named in self.scene.within(sentence.start + position, sentence.end):
            between = sentence.text[position : named.start - sentence.start]
            if len(between) <= reach and not re.search(r"[,;.]", between) and self._speaks(named.entity):
                return named
        return None

    def _speaks(self, entity: Entity) -> bool:
        return entity.kind == "Person" or is_organisation(entity)

    def _according(self, index: int, sentence: Sentence) -> Source:
        match = cited.ACCORDING.search(self.quotations.outside[index])
        if not match:
            return self._reckoning(index, sentence)
        if ours.OURS.match(sentence.text, match.end()) and (author := self._author()):
            return Source((author,), rule="“we” of who published it")
        return self._giver(sentence, match.end()) or self._whom(index, sentence, match.start(), match.end())

    def _whom(self, index: int, sentence: Sentence, before: int, start: int) -> Source:
        """Whom the words from `start` on name as a source; those that refer to it begin at `before`."""
        the_group = cited.THE_GROUP.match(sentence.text, start)
        if the_group and (here := self.speakers.nounphrases.group_before(index, before)):
            return Source(here)
        source = cited.CITED.match(sentence.text, start)
        end = source.end() if source else start
        if pronoun := _HIM.match(sentence.text, end):
            return self.crediting.of(self.speakers.antecedents.described(index, _HIM_AS_SUBJECT[pronoun.group()]))
        told_of = self.speakers.described_after(index, end) if source else ()
        several = told_of or self.speakers.agents(index, end)
        if len(several) > 1:
            return Source(several)
        others = cited.OTHERS.match(sentence.text, end)
        end = others.end() if others and not several else end
        named = None if several and source else self._named_at(end, sentence, reach=60)
        if named and not self._only_seen(named, sentence):
            return self.crediting.named(index, named, sentence)
        if several:
            return self.crediting.of(several)
        rest = sentence.text[start:]
        if told_before := self._told_before(index, sentence, rest):
            return told_before
        words = re.split(r"[,.;\"]| (?:that|which|who|said|in|on|and) ", rest)[0].strip()
        return Source(self._own_government(sentence, words), words=words or None)

    def _told_before(self, index: int, sentence: Sentence, cited_so: str) -> Source | None:
        """Whose data, document or officials they are, where a text told of them before: "the data", "the report"."""
        its_data = cited.ITS_DATA.match(cited_so) or documents.SAME_SOURCE.match(cited_so)
        if its_data and (cited_before := self._cited_before(sentence)):
            return cited_before
        body = cited.BODY_DATA.match(cited_so)
        if body and (told := self.speakers.antecedents.body(index, body["noun"])):
            return Source(told)
        document = documents.CITED.match(cited_so)
        made = documents.maker(self.scene, index, document["noun"], self.sources) if document else ()
        return Source(made) if made else None

    def _giver(self, sentence: Sentence, start: int) -> Source | None:
        """Whose data they are that a lawmaker has been given or has obtained."""
        match = cited.RECEIVED.match(sentence.text, start)
        if not match:
            return None
        offset = sentence.start
        owners = self.scene.within(offset + match.start("whose"), offset + match.end("whose"))
        if source := cited.RECEIVED_FROM.match(sentence.text, match.end()):
            given = self.scene.within(offset + source.end(), sentence.end)[:1]
            owners += [named for named in given if named.start == offset + source.end()]
        bodies = [named.entity for named in owners if is_organisation(named.entity)]
        return Source((bodies[0],)) if bodies else self._cited_before(sentence)

    def _cited_before(self, sentence: Sentence) -> Source | None:
        """The source named last, at most a paragraph before: whose "the data" are."""
        told = list(zip(self.sources, self.scene.reading.sentences, strict=False))
        near = [source for source, other in told if sentence.paragraph - other.paragraph <= 1 and source.claimants]
        return near[-1] if near else None

    def _only_seen(self, named: Named, sentence: Sentence) -> bool:
        """True where the article's own publisher is named as who has seen what is cited."""
        seen = cited.SEEN_BY.search(sentence.text[: named.start - sentence.start])
        return bool(seen) and self._publishes(named.entity)

    def _publishes(self, entity: Entity) -> bool:
        publisher = self.scene.reading.publisher or ""
        media = entity.kind in subclasses("MediaOutlet")
        return any(publisher == n.text or (media and publisher.startswith(f"{n.text} ")) for n in entity.names)

    def _own_government(self, sentence: Sentence, words: str) -> Entities:
        """The government of "government estimates": of the one country that a sentence names."""
        named = self.scene.within(sentence.start, sentence.end)
        countries = {n.entity.iri for n in named if n.entity.kind == "Country"}
        government = (
            self.scene.government(*countries) if len(countries) == 1 and cited.GOVERNMENTS.match(words) else None
        )
        return (government,) if government else ()

    def _reckoning(self, index: int, sentence: Sentence) -> Source:
        """Who has done something "by her own count": who is named last before it."""
        if told := cited.THEIR_COUNT.search(self.quotations.outside[index]):
            antecedents = self.speakers.antecedents
            whose = _WHOSE.get(told["who"] or "", f"the {told['body']}")
            if found := antecedents.described(index, whose):
                return self.crediting.of(found)
        match = cited.OWN_COUNT.search(self.quotations.outside[index])
        if match is None:
            return Source()
        before = self.scene.within(sentence.start, sentence.start + match.start())
        named = tuple(n.entity for n in before if self._speaks(n.entity))[-1:]
        pronoun = _WHOSE[match["whose"]]
        return self.crediting.of(named or self.speakers.antecedents.described(index, pronoun))

    def _figures(self, index: int, sentence: Sentence) -> Source:
        """Whose "data show" something: those named, or the body meant, right before."""
        outside = self.quotations.outside[index]
        if received := cited.RECEIVED_BY.search(outside):
            return Source(self.speakers.agents(index, received.end()))
        if told := cited.ITS_TALLY.search(outside):
            return Source(self.speakers.antecedents.described(index, f"the {told['body']}"))
        if since := cited.KEPT_SINCE.search(outside):
            return Source(self.speakers.nounphrases.at(index, since.start("began")))
        match = cited.DATA_SHOW.search(outside)
        if not match:
            return Source()
        if cited.TOLD_BEFORE.search(outside, 0, match.start()) and (reported := self._reported_before(index)):
            return reported
        before = re.sub(r"'s?$", "", sentence.text[: match.start()].rstrip())
        found = self.speakers.nounphrases.at(index, len(before))
        body = _BODY_LAST.search(before)
        if body and body["noun"].lower() == "ministry":
            counts = [n.entity for n in self.scene.named if n.entity.name == "Ministry of Unification"]
            return Source(tuple(counts[:1]) or found)  # whose arrivals are counted is told by this one only
        return Source(found or (self.speakers.antecedents.body(index, body["noun"]) if body else ()))

    def _reported_before(self, index: int) -> Source | None:
        """The source of one of the two sentences before that tells of a report or of data: whose "the report" is."""
        for back in range(index - 1, max(-1, index - 3), -1):
            if (source := self.sources[back]) and source.claimants:
                return source if cited.TOLD_OF.search(self.scene.reading.sentences[back].text) else None
        return None

    def _own_group(self, index: int, sentence: Sentence) -> Source:
        """The house of the person last named, where "her group estimates" something."""
        match = ownbodies.OWN_GROUP.search(self.quotations.outside[index])
        if match is None:
            return Source()
        person = self._latest(sentence.start + match.start(), "Person")
        if match["owner"] and not self._owns(sentence, match):
            return Source()
        house = self.houses.get(person.iri) if person else None
        groups = self.scene.groups(sentence.start)[-1:] if match["his"] else []
        return Source((self.entities[house],) if house else tuple(groups))

    def _owns(self, sentence: Sentence, match: re.Match[str]) -> bool:
        """True where a person is named right before "'s group"."""
        at = sentence.start + match.start()
        return any(n.end == at and n.entity.kind == "Person" for n in self.scene.within(sentence.start, at))

    def _quoted(self, index: int, _: Sentence) -> Source:
        """Who says a sentence that is quoted whole."""
        return self.crediting.of(self.voice(index)) if self.quotations.only(index) else Source()

    def _report(self, _: int, sentence: Sentence) -> Source:
        for named in self.scene.within(sentence.start, sentence.end):
            if not is_organisation(named.entity):
                continue
            before = sentence.text[: named.start - sentence.start]
            after = sentence.text[named.end - sentence.start :]
            bracketed = cited.BRACKETED.match(after) and cited.OPENS_BRACKET.search(before)
            if bracketed or cited.REPORT_BY.search(before) or cited.OWN_REPORT.match(after):
                return Source((named.entity,))
        return Source()

    def _speaker(self, index: int, sentence: Sentence) -> Source:
        outside = self.quotations.outside[index]
        if ours.tell(outside) and (author := self._author()):
            return Source((author,), rule="“we” of who published it")
        if made := documents.it_says(self.scene, index, self.sources):
            return Source(made, rule="the document that “it” is")
        verbs = tellings.verbs(outside)
        for match in verbs:
            document = documents.SUBJECT.search(outside[: match.start()].rstrip())
            if document and (made := documents.maker(self.scene, index, document["noun"], self.sources)):
                return Source(made, rule="whose the document is")
            if told := self.speakers.subject(index, *match.span()):
                rule = f"the subject of “{match.group().strip()}”"
                named = [n for n in self.scene.within(sentence.start, sentence.end) if n.entity == told[0]]
                if named and len(told) == 1:
                    return replace(self.crediting.named(index, named[0], sentence), rule=rule)
                return replace(self.crediting.counted(index, told) or self.crediting.of(told), rule=rule)
            words = tellings.unnamed_before(sentence.text[: match.start()])
            if words := words or tellings.unnamed_after(sentence.text[match.end() :]):
                return self._told_to(index, sentence) or Source(words=words)
        return self._told_to(index, sentence) if verbs else Source()

    def _told_to(self, index: int, sentence: Sentence) -> Source:
        """The outlet or group that carries what somebody unnamed "told" it, or "us" who publish a text."""
        told_us = not self.answers(index) and ours.told_us(self.quotations.outside[index])
        if told_us and (author := self._author()):
            return Source((author,), rule="whom it was told")
        for named in self.scene.within(sentence.start, sentence.end):
            gap = sentence.text[: named.start - sentence.start]
            carried = _TOLD.search(gap) and _THAT.match(sentence.text, named.end - sentence.start)
            informed = ours.informed(gap) or not self._publishes(named.entity)
            if carried and informed and named.entity in self.scene.groups():
                return Source((named.entity,), rule="whom it was told")
        return Source()

    def _finding(self, sentence: Sentence) -> Source:
        """The group that issues a text, of what stands in its lists: its findings."""
        paragraph = [other for other in self.scene.reading.sentences if other.paragraph == sentence.paragraph]
        listed = _LISTED.match(paragraph[0].text)
        own = issuers.opens_records(self.scene.reading.sentences, paragraph[0], sentence)
        author = self._author() if listed or own else None
        rule = "the list of who published it" if listed else "the records of who published it"
        return Source((author,), rule=rule) if author else Source()

    def _author(self) -> Entity | None:
        """The organisation that an article is published by and names, where that is no medium."""
        named = (n.entity for n in self.scene.named if is_organisation(n.entity) and self._publishes(n.entity))
        return next((entity for entity in named if entity.kind not in subclasses("MediaOutlet")), None)

    def _latest(self, position: int, kind: str) -> Entity | None:
        earlier = [n.entity for n in self.scene.named if n.end <= position and n.entity.kind in subclasses(kind)]
        return earlier[-1] if earlier else None

    def _continued(self, index: int, sentence: Sentence) -> Source:
        speaks = bool(tellings.TELLS.search(sentence.text))
        return continuation.continued(
            self.scene.reading.sentences, index, self.sources, speaks=speaks, author=self._author()
        )
