"""Event claims: each number of people tied to what happened to them, when, where, and on whose word."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from refoulement.graph.claim import EventClaim
from refoulement.graph.when import When
from refoulement.loaders.extract import kinds, slots
from refoulement.loaders.extract.attribution import Attribution
from refoulement.loaders.extract.binding import Clause, clauses, modifies
from refoulement.loaders.extract.dating import date_of, dates
from refoulement.loaders.extract.draft import Draft, dated, located, merged, telling
from refoulement.loaders.extract.kinds import Trigger
from refoulement.loaders.extract.lexicon import PEOPLE_RE, TAKES_UP
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.slots import Slots
from refoulement.loaders.extract.times import Time, same_time_about, times, year_before

_SUBGROUP = re.compile(
    r"(?:\bincluding|\bamong (?:them|whom|which|the \w+)|\bof (?:whom|them|which)|\bmostly|\bwith),? (?:\w+ )?$",
    re.IGNORECASE,
)
_HABIT = re.compile(
    r"\b(?:every (?:year|month|week)|each (?:year|month)|annually|a year|per year|over the (?:years|past)"
    r"|in recent years|decades?|regularly|routinely|historically|in total|so far|to date"
    r"|have (?:long|previously)|previously|in the past|cumulative)\b",
    re.IGNORECASE,
)
_POPULATIONS = {
    "deportees": "Repatriation",
    "returnees": "Repatriation",
    "detainees": "Detention",
    "prisoners": "Detention",
    "inmates": "Detention",
    "arrivals": "Arrival",
}
_NUMBER_OF = re.compile(rf"\bnumber of (?:[\w-]+ ){{0,4}}?(?P<noun>{'|'.join(_POPULATIONS)})\b", re.IGNORECASE)
_SHARE_OF = re.compile(
    r"^ ?(?:of [^.;]{1,60}? )?(?:are|were|is) (?:mostly )?(?:women|men|female|children|male)", re.IGNORECASE
)
_OF_THE_SUBJECT = re.compile(
    r"\b(?:defect(?:or|ed)|refugee|repatriat|deport|asylum|escapee|expuls|expel|sent back|detain|detention|forcibl"
    rf"|returnee|migrant|refoul|traffick|North Koreans\b|North Korean (?:\w+ )?{PEOPLE_RE.pattern})",
    re.IGNORECASE,
)
_YEAR_EARLIER = re.compile(
    r" (?:(?:in|for) )?(?:a|the) (?:year|same (?:period|month|quarter)(?: a year)?) (?:earlier|before|ago|previously)\b"
)
_PARTITIVE = re.compile(r" of (?:the|these|those|its|their)\b")
_OF_THEM = re.compile(r"^ ?of (?:them|those|these|the)\b")
_GOES_ON = re.compile(
    r"^(?:This|That|It|These|The (?:figure|number|total)|Compared|Up from|Down from|Of (?:them|these|those)"
    r"|In (?:19|20)\d\d|Another|The (?:others|rest)|Only)\b"
)
_OF_RETURNS = re.compile(
    r"\b(?:repatriat|deport|forcibl[ey] (?:return|sent)|forced returns?|returnees?|returns of|sent back"
    r"|handed (?:back|over))",
    re.IGNORECASE,
)


class _Reader:
    """Turns sentences into drafts, one after another, so that a sentence can go on from the one before it."""

    def __init__(self, scene: Scene, attribution: Attribution) -> None:
        self.scene = scene
        self.attribution = attribution
        self.published = scene.reading.article.published
        self.on_subject = len(_OF_THE_SUBJECT.findall(" ".join(s.text for s in scene.reading.sentences))) >= 2
        self.of_returns = bool(_OF_RETURNS.search(scene.reading.flat))
        named = Counter(named.entity.iri for named in scene.named if named.entity.kind == "Country")
        peoples = Counter(people.country for people in scene.peoples)
        self.nations = [
            country
            for tally in (peoples, named)
            for country, told in tally.most_common()
            if told > 1 or tally is peoples
        ]
        self.drafts: list[Draft] = []

    def read(self) -> list[Draft]:
        for index, sentence in enumerate(self.scene.reading.sentences):
            verbs = list(kinds.triggers(sentence.text, sentence.start))
            told = list(times(sentence.text, sentence.start, self.published))
            stated = dates(sentence, verbs, told, self.published)
            counted = list(self._counted(index, sentence, clauses(sentence, verbs, told), stated))
            self.drafts += counted or list(self._uncounted(index, sentence, verbs, stated))
        return self.drafts

    def _counted(self, index: int, sentence: Sentence, told: Iterable[Clause], stated: list[Time]) -> Iterator[Draft]:
        """What a sentence tells with a number."""
        heading = sentence.heading
        under = list(times(heading.text, heading.start, self.published)) if heading else []
        last = self._before(sentence)
        begun = False
        for clause in told:
            kind = self._kind(sentence, clause, last, begun=begun)
            draft = self._draft(index, sentence, clause, kind, stated, last, begun=begun) if kind else None
            if draft and under and not draft.when:
                draft = replace(draft, when=under[0].when, dated_by=heading)
            if draft:
                yield draft
                last, begun = draft, True

    def _draft(
        self,
        index: int,
        sentence: Sentence,
        clause: Clause,
        kind: str,
        stated: list[Time],
        last: Draft | None,
        *,
        begun: bool,
    ) -> Draft | None:
        number = clause.number
        verb = clause.verb
        anchor = verb.start if verb and verb.start >= number.end else number.start
        placed = self._places(kind, clause.start, clause.end, verb, anchor)
        nowhere = not (placed.place or placed.held_at or placed.via)
        percent = number.count.unit == "percent"
        if nowhere and not percent and _SUBGROUP.search(sentence.text[: number.start - sentence.start]):
            return None
        same = last if last and last.kind == kind else None
        model = same or (self._first_arrival() if kind == "Arrival" else None)
        if nowhere and model:
            placed = replace(placed, place=list(model.slots.place))
        when = _when(clause, stated, sentence, last if begun else None)
        if nowhere and same and percent:
            when = when or same.when
        source = self.attribution.of(index)
        if not source and last and not begun and not clause.verb:
            source = last.source
        return Draft(
            kind=kind,
            count=replace(number.count, nature=_nature(kind, clause.verb, when, sentence)),
            slots=placed,
            source=source,
            modality=kinds.modality(sentence.text),
            spans=(sentence,),
            when=when,
            habit=bool(_HABIT.search(sentence.text)),
        )

    def _on_subject(self, sentence: Sentence) -> bool:
        """True where the article, or at least the sentence, is of people who flee, are held or sent back."""
        return self.on_subject or bool(_OF_THE_SUBJECT.search(sentence.text))

    def _first_arrival(self) -> Draft | None:
        """The first arrival of the article: where it does not say otherwise, later ones are in the same country."""
        return next((draft for draft in self.drafts if draft.kind == "Arrival" and draft.slots.place), None)

    def _kind(self, sentence: Sentence, clause: Clause, last: Draft | None, *, begun: bool) -> str | None:
        """What happened to the people counted: by the verb, else the noun, else what the sentence goes on from."""
        number, verb = clause.number, clause.verb
        if not self._on_subject(sentence):
            return None
        percent = number.count.unit == "percent"
        if percent and _SHARE_OF.match(sentence.text[number.end - sentence.start :]):
            return "Presence"
        if number.deed:
            return number.deed
        if percent and not number.noun:
            return last.kind if last and _OF_THEM.match(sentence.text[number.end - sentence.start :]) else None
        if verb:
            return verb.kind if verb.form != "passage" or self.of_returns else None
        if named := _NUMBER_OF.search(sentence.text[: number.start - sentence.start]):
            return _POPULATIONS[named["noun"].lower()]
        counted = sentence.text[number.start - sentence.start : number.end - sentence.start]
        if number.noun in _POPULATIONS and not _PARTITIVE.search(counted):
            return _POPULATIONS[number.noun]
        if last and not number.noun and not percent and (begun or _GOES_ON.match(sentence.text)):
            return last.kind
        return None

    def _before(self, sentence: Sentence) -> Draft | None:
        """The last draft that counts people, where the sentence is of its paragraph or takes up its figure."""
        last = self.drafts[-1] if self.drafts else None
        if not last or not last.count:
            return None
        apart = sentence.paragraph - last.spans[-1].paragraph
        return last if apart == 0 or (apart == 1 and TAKES_UP.match(sentence.text)) else None

    def _places(self, kind: str, start: int, end: int, verb: Trigger | None, anchor: int) -> Slots:
        """The places of a clause: what follows its verb first, and for a return the way and the home it leads to."""
        if kind != "Repatriation":
            after = slots.whereabouts(self.scene, anchor, end, reached=kind == "Arrival")
            return after if after.place else slots.whereabouts(self.scene, start, end, reached=kind == "Arrival")
        found = slots.repatriation(self.scene, start, end, verb.start if verb else end)
        left = {self.scene.known.country_of(place.iri) for place in found.held_at}
        home = next((country for country in self._homes(start, end) if country not in left), None)
        destination = found.destination or ([self.scene.known.entities[home]] if home else [])
        return replace(
            found, destination=destination, held_at=[place for place in found.held_at if place not in destination]
        )

    def _homes(self, start: int, end: int) -> list[str]:
        """Countries that the people spoken of can be of: the nationality a clause counts, then the commonest."""
        flat = self.scene.reading.flat
        near = [
            people.country
            for people in self.scene.peoples
            if start <= people.start < end and PEOPLE_RE.match(flat[people.start : people.end + 24].split(" ", 1)[-1])
        ]
        return [*near, *self.nations]

    def _uncounted(self, index: int, sentence: Sentence, verbs: list[Trigger], stated: list[Time]) -> Iterator[Draft]:
        """A return, arrest or death without a number, where its day, its month or its places are told."""
        if not self._on_subject(sentence):
            return
        narrow = [time for time in stated if time.form not in ("since", "decade", "year")]
        for verb in [verb for verb in verbs if verb.real and not modifies(sentence, verb)][:1]:
            if verb.kind not in ("Repatriation", "Detention", "Death") or (verb.kind != "Repatriation" and not narrow):
                continue
            if (verb.form == "noun" and not kinds.occurred(sentence.text)) or (
                verb.form == "passage" and not self.of_returns
            ):
                continue
            placed = self._places(verb.kind, sentence.start, sentence.end, verb, verb.start)
            if narrow or (located(placed) and not _HABIT.search(sentence.text)):
                yield Draft(
                    kind=verb.kind,
                    count=None,
                    slots=placed,
                    source=self.attribution.of(index),
                    modality=kinds.modality(sentence.text),
                    spans=(sentence,),
                    when=narrow[0].when if narrow else None,
                )


def _nature(kind: str, verb: Trigger | None, when: When | None, sentence: Sentence) -> str:
    """People held or living somewhere are a stock; arresting them, or detaining them on a day, is a flow."""
    if kind not in ("Detention", "Presence"):
        return "flow"
    words = sentence.text[verb.start - sentence.start :] if verb else ""
    taken = re.match(r"arrest|captur|round|apprehend", words, re.IGNORECASE)
    on_a_day = when and when.earliest and when.earliest == when.latest and re.match(r"detained", words)
    return "flow" if taken or on_a_day else "stock"


def _when(clause: Clause, stated: list[Time], sentence: Sentence, before: Draft | None) -> When | None:
    """The time of a clause, also where it is told by that of the one before: "a year earlier"."""
    number = clause.number
    if before and before.when and _YEAR_EARLIER.match(sentence.text[number.end - sentence.start :]):
        return year_before(before.when)
    when = date_of(clause, stated, sentence, first=before is None)
    if when is None and before and before.when and same_time_about(sentence.text[number.start - sentence.start :]):
        return _roughly(before.when)
    return when


def _roughly(when: When) -> When:
    return when if when.edtf.endswith("~") or "/" in when.edtf else When(when.edtf + "~")


def claims(scene: Scene, attribution: Attribution, extractor: str) -> Iterator[EventClaim]:
    """The event claims of an article."""
    article = scene.reading.article
    drafts = dated(_Reader(scene, attribution).read(), article.published)
    for draft in telling(merged(drafts, scene.known)):
        yield EventClaim(
            passages=tuple(article.passage(span.start, span.end) for span in draft.spans),
            extractor=extractor,
            confidence=0.6 if draft.dated_by else 0.8,
            context=(article.passage(draft.dated_by.start, draft.dated_by.end),) if draft.dated_by else (),
            event_type=draft.kind,
            count=draft.count,
            when=draft.when,
            held_at=tuple(place.iri for place in draft.slots.held_at),
            via=tuple(place.iri for place in draft.slots.via),
            destination=tuple(place.iri for place in draft.slots.destination),
            place=tuple(place.iri for place in draft.slots.place),
            claimants=tuple(entity.iri for entity in draft.source.claimants),
            attribution=None if draft.source.claimants else draft.source.words,
            modality=draft.modality,
        )
