"""Event claims: people, with or without a number, tied to what happened to them, when, where, and on whose word."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from refoulement.graph.claim import Count, EventClaim
from refoulement.graph.entity import Entity
from refoulement.graph.when import When
from refoulement.loaders.extract import kinds, slots
from refoulement.loaders.extract.attribution import Attribution
from refoulement.loaders.extract.binding import Telling, tellings
from refoulement.loaders.extract.counts import Quantity
from refoulement.loaders.extract.dating import date_of, dates
from refoulement.loaders.extract.draft import Draft, apart, dated, located, merged, telling
from refoulement.loaders.extract.gazetteer import is_organisation, is_place
from refoulement.loaders.extract.kinds import Trigger
from refoulement.loaders.extract.lexicon import PEOPLE_RE, TAKES_UP
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.slots import Slots
from refoulement.loaders.extract.times import Time, counted_from, in_year, same_time_about, times, year_before
from refoulement.ontology import subclasses

LEFT = ("North Korea", "China")  # where the people of this graph come from and through: nobody counts as arrived there

_AT_BORDER = re.compile(r"\b(?:border|crossing|bridge|frontier|river|Yalu|Tumen|customs)\b")
_SUBGROUP = re.compile(
    r"(?:\bincluding|\bamong (?:them|whom|which|the \w+)|\bof (?:whom|them|which)|\bmostly|(?<!compared )\bwith),? (?:\w+ )?$",
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
    "newcomers": "Arrival",
    "returned": "Repatriation",
}
_NUMBER_OF = re.compile(rf"\bnumber of (?:[\w-]+ ){{0,4}}?(?P<noun>{'|'.join(_POPULATIONS)})\b", re.IGNORECASE)
_POPULATION = re.compile(rf" of (?:[\w'-]+ ){{0,4}}?(?P<noun>{'|'.join(_POPULATIONS)})\b", re.IGNORECASE)
_SHARE_OF = re.compile(
    r"^ ?(?:of [^.;]{1,60}? )?(?:are|were|is) (?:mostly )?(?:women|men|female|children|male)", re.IGNORECASE
)
_OF_THE_SUBJECT = re.compile(
    r"\b(?:defect(?:or|ed)|refugee|repatriat|deport|asylum|escapee|expuls|expel|sent back|detain|detention|forcibl"
    rf"|returnee|migrant|refoul|traffick|North Koreans\b|North Korean (?:\w+ )?{PEOPLE_RE.pattern})",
    re.IGNORECASE,
)
_YEAR_EARLIER = re.compile(
    r" (?:(?:in|for|during) )?(?:(?:a|the) (?:year|same (?:period|month|quarter)(?: a year)?) (?:earlier|before|ago|previously)"
    r"|the (?:previous|preceding|prior) year)\b"
)
_PARTITIVE = re.compile(r" of (?:the|these|those|its|their)\b")
_WERE = re.compile(r" (?:were|are|came|had|have|was)\b")
_OF_THEM = re.compile(rf"^ ?of (?:them|those|these|whom|(?:the |all )?(?:[\w'-]+ ){{0,3}}?{PEOPLE_RE.pattern})\b")
_VICTIMS = re.compile(
    r" (?:\w+ ){0,2}?(?:defectors?|refugees?|escapees?|women|men\b|children|migrants?|asylum|detainees|deportees|returnees|people|nationals"
    r"|citizens|workers|families|family|loggers|fugitives|prisoners)",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"^\W*(?:This|That|It|These|They include|Compared|Up from|Down from|Of (?:them|these|those|the)|Among (?:them|these|those)"
    r"|In (?:19|20)\d\d|Another|The (?:others|rest)|Only|A further)\b"
    r"|\b(?:[Tt]he|[Tt]hat|[Tt]his|[Aa]) (?:figure|number|total|tally|count)\b|\b[Ii]t (?:was|is|stood at|came to|reached)\b"
    r"|\b(?:accounted for|made up|comprised|constituted)\b"
    r"|\b(?:[Ee]stimates|[Gg]uesses|[Ff]igures) (?:go|range|run|vary|differ)\b"
)
_OF_THOSE = ("of them", "of these", "of those")
_LISTED = re.compile(r" (?:in|on|through|via|at|from|last|this|between|since|during)\b")
_ANY_PEOPLE = ("", "people", "persons", "of them", "of these", "of those", "others", "women", "men", "children")
_OF_RETURNS = re.compile(
    r"\b(?:repatriat|deport|forcibl[ey] (?:return|sent)|forced returns?|returnees?|returns of|sent back"
    r"|handed (?:back|over)|pushed back|expel|expuls)",
    re.IGNORECASE,
)
_SOMEONE = re.compile(
    rf"\b(?:{PEOPLE_RE.pattern}|he\b|she\b|him\b|her\b|them\b|they\b|mother|father|sister|brother|aunt|uncle|daughter"
    r"|son\b|cousin|husband|wife|witness|traveller|missionary|activist|logger|captive|group|party|couple|former \w+"
    r"|student|teacher|soldier|sailor|boy|\d+-year-old|journalist|pastor|the rest|remainder|others?\b|convoy|who\b)",
    re.IGNORECASE,
)


_OF_A_THING = re.compile(
    rf"\b(?!(?:and|then|later|also|was|were|been|being|or|who|reportedly|{PEOPLE_RE.pattern}))[a-z]+ $"
)
_UP_TO_CLAUSE = re.compile(r"[,;.]|\b(?:said|says|told|that|which|because|when|while)\b")


class _Reader:
    """Turns sentences into drafts, one after another, so that a sentence can go on from the one before it."""

    def __init__(self, scene: Scene, attribution: Attribution) -> None:
        self.scene = scene
        self.attribution = attribution
        self.published = scene.reading.article.published
        self.on_subject = len(_OF_THE_SUBJECT.findall(" ".join(s.text for s in scene.reading.sentences))) >= 2
        self.of_returns = bool(_OF_RETURNS.search(scene.reading.flat))
        named = Counter(named.entity.iri for named in scene.named if named.entity.kind == "Country")
        flat = scene.reading.flat
        peoples = Counter(people.country for people in scene.peoples if _VICTIMS.match(flat, people.end) or flat[people.end - 1] == "s")
        self.nations = [
            country
            for tally in (peoples, named)
            for country, told in tally.most_common()
            if told > 1 or tally is peoples
        ]
        self.left = [entity.iri for name in LEFT for entity in scene.known.named(name) if entity.kind == "Country"]
        self.drafts: list[Draft] = []
        self.goal: list[Entity] | None = None

    def read(self) -> list[Draft]:
        for index, sentence in enumerate(self.scene.reading.sentences):
            if not self._on_subject(sentence):
                continue
            verbs = [verb for verb in kinds.triggers(sentence.text, sentence.start) if not self._in_a_name(verb)]
            told = list(times(sentence.text, sentence.start, self.published))
            stated = dates(sentence, verbs, told, self.published)
            self.drafts += self._told(index, sentence, tellings(sentence, verbs, told, self.scene.analysis), stated)
        return self.drafts

    def _in_a_name(self, verb: Trigger) -> bool:
        """True for the "Rescue" of an organisation's name."""
        around = self.scene.within(max(0, verb.start - 80), verb.end + 80)
        return any(
            named.start <= verb.start and verb.end <= named.end + 1 and is_organisation(named.entity) for named in around
        )

    def _told(self, index: int, sentence: Sentence, told: list[Telling], stated: list[Time]) -> list[Draft]:
        """What a sentence tells: with a number first, then what else it says of those people or of others."""
        heading = sentence.heading
        under = list(times(heading.text, heading.start, self.published)) if heading else []
        last = self._before(sentence)
        here: list[Draft] = []
        for each in told:
            draft = self._draft(index, sentence, each, stated, last, here)
            if draft and under and not draft.when:
                draft = replace(draft, when=under[0].when, dated_by=heading)
            if draft:
                here.append(draft)
                last = draft if draft.count else last
        return here

    def _draft(
        self,
        index: int,
        sentence: Sentence,
        told: Telling,
        stated: list[Time],
        last: Draft | None,
        here: list[Draft],
    ) -> Draft | None:
        if told.number and not told.added:
            kind = self._kind(sentence, told, last, begun=bool(here))
            return self._counted(index, sentence, told, kind, stated, last, begun=bool(here)) if kind else None
        verb = told.verb
        if verb is None or (verb.form == "passage" and not self.of_returns):
            return None
        if verb.form == "noun" and not kinds.occurred(sentence.text):
            return None
        return self._further(index, sentence, told, verb, stated, here)

    def _counted(
        self,
        index: int,
        sentence: Sentence,
        told: Telling,
        kind: str,
        stated: list[Time],
        last: Draft | None,
        *,
        begun: bool,
    ) -> Draft | None:
        """What a sentence tells with a number."""
        number, verb = told.number, told.verb
        assert number is not None
        anchor = verb.start if verb and verb.start >= number.end else number.start
        placed = self._places(kind, told.start, told.end, verb, anchor)
        nowhere = not (placed.place or placed.held_at or placed.via)
        percent = number.count.unit == "percent"
        if nowhere and not percent and _SUBGROUP.search(sentence.text[: number.start - sentence.start]):
            return None
        said = sentence.text[told.start - sentence.start : told.end - sentence.start]
        behind = sentence.text[(verb.end if verb else number.end) - sentence.start :][:16]
        if nowhere and (_THERE.search(behind) if kind == "Arrival" else _THERE.search(said)):
            placed = self._there(sentence, kind, placed)
            nowhere = not (placed.place or placed.held_at or placed.via)
        same = last if last and last.kind == kind else None
        if nowhere and kind == "Repatriation":
            placed = self._as_before(placed, number, last if begun and not verb else None)
        if nowhere and kind == "Presence" and _HERE.search(said):
            placed = replace(placed, place=list(self._here(said)))
        elif nowhere and (place := (same.slots.place if same else []) or (self._goal() if kind == "Arrival" else [])):
            placed = replace(placed, place=list(place))
        if not percent and not self._holds(kind, verb, placed, sentence.text[told.start - sentence.start : told.end - sentence.start]):
            return None
        dated_by: Sentence | None = None
        when = _when(told, stated, sentence, last if begun else None, last or (self.drafts[-1] if self.drafts else None))
        if when is None and same and (percent or (begun and not verb) or self._part_of(same, number, verb, sentence)):
            when, dated_by = same.when, same.dated_by or (None if begun else same.spans[-1])
        source = self.attribution.of(index)
        if not source and last and not begun and not verb:
            source = last.source
        return Draft(
            kind=kind,
            count=replace(number.count, nature=_nature(kind, verb, when, sentence)),
            slots=placed,
            source=source,
            modality=kinds.modality(sentence.text),
            spans=(sentence,),
            when=when,
            habit=bool(_HABIT.search(sentence.text)),
            dated_by=dated_by,
        )

    def _part_of(self, whole: Draft, number: Quantity, verb: Trigger | None, sentence: Sentence) -> bool:
        """True for a smaller number of the same kind told next, which is a part and has the time of the whole."""
        if not (whole.count and whole.count.value and number.count.value) or _NOW.search(sentence.text):
            return False
        still = verb is not None and verb.voice == "" and verb.kind in ("Presence", "Detention")
        return number.count.value < whole.count.value and (not still or bool(_GOES_ON.search(sentence.text)))

    def _further(
        self, index: int, sentence: Sentence, told: Telling, verb: Trigger, stated: list[Time], here: list[Draft]
    ) -> Draft | None:
        """What a sentence tells without a number of its own: more of people counted here or before, or of others."""
        if told.reference and told.reference.share:
            return None
        count, earlier = self._count_of(sentence, told)
        if count is None and not self._of_someone(sentence, told, verb):
            return None
        placed = self._places(verb.kind, told.start, told.end, verb, verb.start)
        narrow = [time for time in stated if time.form not in ("since", "decade", "year")]
        when = date_of(told, stated, sentence, first=not here or len(stated) == 1)
        aside = re.search(r"\b(?:who|whose)\b[^,]*$", sentence.text[: verb.start - sentence.start])
        own = located(placed) or bool(when and (count or narrow))
        words = sentence.text[told.start - sentence.start : told.end - sentence.start]
        if verb.kind in ("Presence", "Rescue") or not own or (count is None and _HABIT.search(words)):
            return None
        if verb.kind == "Arrival" and count is None and not (when and placed.place and not aside):
            return None
        if count is None and verb.voice == "past" and _OF_A_THING.search(sentence.text[: verb.start - sentence.start]):
            return None
        if verb.kind == "Detention" and any(draft.kind == "Death" for draft in here):
            return None
        if not self._holds(verb.kind, verb, placed, words):
            return None
        alike = [draft for draft in here if draft.kind == verb.kind]
        elsewhere = told.reference is not None and told.reference.rest
        elsewhere = elsewhere or (verb.kind == "Detention" and all(apart(placed, d.slots, self.scene.known) for d in alike))
        if alike and not (located(placed) and elsewhere):
            return None
        returned = next((index for index, draft in enumerate(here) if draft.kind == "Repatriation" and count), None)
        if verb.kind == "Detention" and returned is not None and not any(told.start <= t.start < told.end for t in stated):
            if not here[returned].slots.held_at:
                here[returned] = replace(here[returned], slots=replace(here[returned].slots, held_at=placed.place))
            return None
        held = next((draft for draft in (*here, *earlier) if draft.kind == "Detention" and count), None)
        if verb.kind == "Repatriation" and held and not placed.held_at:
            placed = replace(placed, held_at=[place for place in held.slots.place if place not in placed.destination])
        return Draft(
            kind=verb.kind,
            count=count and replace(count, nature=_nature(verb.kind, verb, when, sentence)),
            slots=placed,
            source=self.attribution.of(index) or next((draft.source for draft in earlier), self.attribution.of(index)),
            modality=kinds.modality(sentence.text),
            spans=(sentence,),
            when=when,
        )

    def _count_of(self, sentence: Sentence, told: Telling) -> tuple[Count | None, list[Draft]]:
        """How many the people are that a verb is told of, where that is said here or before; and what was told of them."""
        if told.number:
            return told.number.count, []
        if told.reference is None or told.reference.rest or told.reference.share:
            return None, []
        earlier = [
            draft
            for draft in self.drafts
            if draft.count
            and draft.count.value is not None
            and draft.count.unit == "persons"
            and draft.kind != "Presence"
            and sentence.paragraph - draft.spans[-1].paragraph <= 1
        ]
        if not earlier:
            return None, []
        last = earlier[-1]
        return last.count, [draft for draft in earlier if draft.count and last.count and draft.count.value == last.count.value]

    def _of_someone(self, sentence: Sentence, told: Telling, verb: Trigger) -> bool:
        """True where a verb without a number has people beside it, whom it can be told of."""
        if told.reference:
            return True
        low, high = verb.start - sentence.start, verb.end - sentence.start
        before, after = sentence.text[max(0, low - 90) : low], sentence.text[high : high + 70]
        beside = _UP_TO_CLAUSE.split(after)[0] if verb.voice == "active" else before if verb.voice == "passive" or verb.form != "verb" else before + after
        persons = self.scene.within(max(sentence.start, verb.start - 90), min(sentence.end, verb.end + 50))
        return bool(_SOMEONE.search(beside)) or any(named.entity.kind == "Person" for named in persons)

    def _holds(self, kind: str, verb: Trigger | None, placed: Slots, words: str) -> bool:
        """Whether the places of a telling let it be what its verb says.

        People live somewhere; they arrive abroad; and a mere passage is one over a border.
        """
        if kind == "Presence":
            return bool(placed.place)
        if kind == "Arrival":
            countries = {self.scene.known.country_of(place.iri) for place in placed.place} - {None}
            return not countries or not countries <= set(self.left)
        return kind != "Repatriation" or not verb or verb.form != "passage" or bool(placed.via or _AT_BORDER.search(words))

    def _on_subject(self, sentence: Sentence) -> bool:
        """True where the article, or at least the sentence, is of people who flee, are held or sent back."""
        return self.on_subject or bool(_OF_THE_SUBJECT.search(sentence.text))

    def _there(self, sentence: Sentence, kind: str, placed: Slots) -> Slots:
        """The places of a telling with "there" put in: the last place narrower than a country named before."""
        before = [n.entity for n in self.scene.within(0, sentence.start) if is_place(n.entity)]
        narrow = [place for place in before if place.kind != "Country"] if kind != "Presence" else before
        if not narrow or kind == "Repatriation":
            return placed
        return replace(placed, place=[narrow[-1]])

    def _as_before(self, placed: Slots, number: Quantity, listed: Draft | None) -> Slots:
        """Whence people were returned, where the list they stand in or their custody told before says it."""
        if listed:
            return replace(placed, held_at=list(listed.slots.held_at), destination=list(listed.slots.destination))
        held = next(
            (
                draft
                for draft in reversed(self.drafts)
                if draft.kind == "Detention" and draft.count and draft.count.value == number.count.value
            ),
            None,
        )
        return replace(placed, held_at=list(held.slots.place)) if held and number.count.value else placed

    def _here(self, said: str) -> list[Entity]:
        """The country that "here" is, where people arrive in it; China, of whose provinces an article speaks."""
        if "province" not in said and "border" not in said:
            return self._goal()
        china = [entity for entity in self.scene.known.named("China") if entity.kind == "Country"]
        return china if any(named.entity in china for named in self.scene.named) else []

    def _goal(self) -> list[Entity]:
        """The first country that the article says people arrive in: where it does not say otherwise, others do too."""
        if self.goal is None:
            self.goal = []
            for sentence in self.scene.reading.sentences:
                for verb in kinds.triggers(sentence.text, sentence.start):
                    if verb.kind == "Arrival" and not self.goal:
                        found = slots.whereabouts(self.scene, verb.start, min(verb.end + 60, sentence.end), moved=True)
                        self.goal = [place for place in found.place if place.kind == "Country"]
        return self.goal

    def _kind(self, sentence: Sentence, told: Telling, last: Draft | None, *, begun: bool) -> str | None:
        """What happened to the people counted: by the verb, else the noun, else what the sentence goes on from."""
        number, verb = told.number, told.verb
        assert number is not None
        after = sentence.text[number.end - sentence.start :]
        if number.count.unit == "percent":
            return self._kind_of_share(after, number.noun, last, verb)
        if number.deed:
            return number.deed
        if verb and number.noun in ("deportees", "returnees") and verb.kind == "Arrival":
            return "Repatriation"
        there_are = verb and verb.kind == "Presence" and verb.form == "noun"
        if there_are and last and last.kind == "Detention":
            return "Detention"
        if verb and verb.kind == "Presence" and _LOCKED_UP.search(sentence.text[: told.end - sentence.start], verb.start - sentence.start):
            return "Detention"
        if verb:
            return verb.kind if verb.form != "passage" or self.of_returns else None
        if named := _NUMBER_OF.search(sentence.text[: number.start - sentence.start]):
            return _POPULATIONS[named["noun"].lower()]
        if self._in_facility(number.end, sentence):
            return "Detention"
        counted = sentence.text[number.start - sentence.start : number.end - sentence.start]
        if number.noun in _POPULATIONS and not _PARTITIVE.search(counted):
            return _POPULATIONS[number.noun]
        goes_on = _GOES_ON.search(sentence.text[: number.end - sentence.start])
        listed = not number.noun or (number.noun in _OF_THOSE and _LISTED.match(after))
        if last and ((begun and listed) or (goes_on and number.noun in _ANY_PEOPLE)):
            return last.kind
        return None

    def _in_facility(self, end: int, sentence: Sentence) -> bool:
        """True for "77 people at the X detention centre"."""
        return any(
            named.entity.kind in subclasses("DetentionFacility")
            and re.fullmatch(r" (?:in|at|inside) (?:the )?", self.scene.reading.flat[end : named.start])
            for named in self.scene.within(end, min(end + 60, sentence.end))
        )

    def _kind_of_share(self, after: str, noun: str, last: Draft | None, verb: Trigger | None) -> str | None:
        """What a share is a share of: the people it names, else those told of last."""
        named = _POPULATION.match(after)
        if named:
            return _POPULATIONS[named["noun"].lower()]
        demographic, of_them = _SHARE_OF.match(after), noun or _OF_THEM.match(after) or _WERE.match(after)
        if last and (demographic or of_them):
            return last.kind
        if verb and noun:
            return verb.kind
        return "Presence" if demographic else None

    def _before(self, sentence: Sentence) -> Draft | None:
        """The last draft that counts people, where the sentence is of its paragraph or takes up its figure."""
        last = next((draft for draft in reversed(self.drafts) if draft.count), None)
        if not last:
            return None
        apart = sentence.paragraph - last.spans[-1].paragraph
        takes_up = TAKES_UP.match(sentence.text) or _GOES_ON.search(sentence.text)
        return last if apart == 0 or (apart <= 2 and takes_up) else None

    def _places(self, kind: str, start: int, end: int, verb: Trigger | None, anchor: int) -> Slots:
        """The places of a clause: what follows its verb first, and for a return the way and the home it leads to."""
        if kind != "Repatriation":
            moved = kind in ("Arrival", "Rescue")
            after = slots.whereabouts(self.scene, anchor, end, moved=moved)
            return after if after.place else slots.whereabouts(self.scene, start, end, moved=moved)
        found = slots.repatriation(self.scene, start, end, verb.start if verb else end)
        country_of = self.scene.known.country_of
        left = {country_of(place.iri) for place in found.held_at}
        home = next((country for country in self._homes(start, end) if country not in left), None)
        destination = found.destination or ([self.scene.known.entities[home]] if home else [])
        homes = {country_of(place.iri) for place in destination}
        return replace(
            found,
            destination=destination,
            held_at=[place for place in found.held_at if place not in destination and country_of(place.iri) not in homes],
        )

    def _homes(self, start: int, end: int) -> list[str]:
        """Countries that people can be sent home to: that of the nationality a clause counts, that which the article's
        other returns lead to, the one this graph is about, the commonest nationality; not one that sends people away.
        """
        flat = self.scene.reading.flat
        near = [
            people.country
            for people in self.scene.peoples
            if start <= people.start < end and (flat[people.end - 1] == "s" or _VICTIMS.match(flat, people.end))
        ]
        told = [place.iri for draft in self.drafts for place in draft.slots.destination if place.kind == "Country"]
        senders = {place.iri for draft in self.drafts for place in draft.slots.held_at if place.kind == "Country"}
        common = [country for country in self.nations if country not in senders]
        return [*near, *told, *(country for country in self.left[:1] if country in common), *common]


def _nature(kind: str, verb: Trigger | None, when: When | None, sentence: Sentence) -> str:
    """People held or living somewhere are a stock; arresting them, or detaining them on a day, is a flow."""
    if kind not in ("Detention", "Presence"):
        return "flow"
    words = sentence.text[verb.start - sentence.start :] if verb else ""
    taken = re.match(r"arrest|captur|round|apprehend", words, re.IGNORECASE)
    on_a_day = when and when.earliest and when.earliest == when.latest and re.match(r"detained", words)
    return "flow" if taken or on_a_day else "stock"


_NOW = re.compile(r"\b(?:now|currently|still|at present|today)\b")
_HERE = re.compile(r"\bhere\b|\bin the country\b|\bnorth-?eastern provinces\b|\bborder (?:provinces|regions?|areas?)\b", re.IGNORECASE)
_LOCKED_UP = re.compile(
    r"\b(?:in|at|inside) (?:[\w'-]+ ){0,5}?(?:prisons?|jails?|cells?|custody|(?:prison|labou?r|internment|concentration) camps?"
    r"|detention (?:cent(?:er|re)s?|facilit(?:y|ies)))\b"
)
_THERE = re.compile(r"\binside the (?:compound|embassy|consulate|mission|building)\b|\bthere\b(?! (?:are|were|is|was|has|have|had|will|may|might|could)\b)", re.IGNORECASE)
_SAME_PERIOD = re.compile(
    r"(?i: (?:(?:in|for|during|over|from) )?(?:the )?(?:same|corresponding|comparable|year-earlier)) (?:\w+ )?"
    r"(?:period|months?|quarter|time|span|half)(?:,? (?:of|in) (?:(?P<year>(?:19|20)\d\d)|(?P<last>last year|the (?:previous|year)"
    r"(?: year)?(?: before)?)))?"
)


def _when(
    told: Telling, stated: list[Time], sentence: Sentence, before: Draft | None, earlier: Draft | None
) -> When | None:
    """The time of a telling, also where it is told by that of the one before: "a year earlier"."""
    start, end = told.anchor
    if before and before.when and _YEAR_EARLIER.match(sentence.text[end - sentence.start :]):
        return year_before(before.when)
    same = _SAME_PERIOD.match(sentence.text[end - sentence.start :])
    model = before if same else earlier
    same = same or _SAME_PERIOD.match(" " + sentence.text)
    if model and model.when and model.when.earliest and same:
        year = int(same["year"]) if same["year"] else model.when.earliest.year - 1
        return in_year(model.when, year)
    when = date_of(told, stated, sentence, first=before is None)
    if when is None and earlier and earlier.when:
        when = counted_from(earlier.when, sentence.text[told.start - sentence.start : told.end - sentence.start])
    if when is None and before and before.when and same_time_about(sentence.text[start - sentence.start :]):
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
