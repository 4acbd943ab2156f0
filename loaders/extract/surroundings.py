"""Where, as a telling says it, and as the article around it says it: "there", "here", the home people are sent to."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from refoulement.graph.entity import Entity
from refoulement.loaders.extract import slots
from refoulement.loaders.extract.binding import Telling
from refoulement.loaders.extract.counts import Quantity
from refoulement.loaders.extract.draft import Draft
from refoulement.loaders.extract.gazetteer import is_organisation, is_place
from refoulement.loaders.extract.kinds import Trigger
from refoulement.loaders.extract.resolve import NUMBERS, number_said
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.slots import Slots
from refoulement.loaders.extract.states import of_agents, state_of, town_of_agents
from refoulement.ontology import subclasses

LEFT = ("North Korea", "China")  # where the people of this graph come from and through: none counts as arrived there

_VICTIMS = re.compile(
    r" (?:\w+ ){0,2}?(?:defectors?|refugees?|escapees?|women|men\b|children|migrants?|asylum|detainees|deportees"
    r"|returnees|people|nationals|citizens|workers|families|family|loggers|fugitives|prisoners)",
    re.IGNORECASE,
)
_BACK_TO = re.compile(r"\b(?:to|into) (?:the )?$")
_THEIR_SIDE = re.compile(
    r" (?:border|side|frontier|territory|soil|police|authorities|custody|officers|(?:border |security )?(?:guards"
    r"|agents"
    r"|soldiers|troops|officials))\b"
)
_AT_BORDER = re.compile(r"\b(?:border|crossing|bridge|frontier|river|Yalu|Tumen|customs|side)\b")
_HERE = re.compile(
    r"\bhere\b|\bin the country\b|\bnorth-?eastern provinces\b|\bborder (?:provinces|regions?|areas?)\b", re.IGNORECASE
)
_OF_WHOM = re.compile(  # a part of people told of
    rf"(?:[\w,-]+ ){{1,4}}?of (?:them|those|the (?:(?P<all>\d+|{'|'.join(NUMBERS)})|[a-z]+))\b"
)
_OF_THE_SAME = re.compile(r"(?:[A-Z][^,]{1,40}, )?(?:[Hh]e|[Ss]he|[Tt]hey) |Then ")
_THERE = re.compile(
    r"\binside the (?:compound|embassy|consulate|mission|building)\b"
    r"|\b(?:in|at) (?:the|that|this) (?P<sort>city|town|village|county|province|prison|camp|facility|district|area)\b"
    r"|\bthere\b(?! (?:are|were|is|was|has|have|had|will|may|might|could)\b)",
    re.IGNORECASE,
)
_SORTS = {
    "city": "Settlement", "town": "Settlement", "village": "Settlement", "county": "Settlement",
    "district": "Settlement", "province": "Region", "prison": "DetentionFacility", "camp": "DetentionFacility",
    "facility": "DetentionFacility",
}  # fmt: skip
_IN_HIDING = re.compile(r"\b(?:in hiding|hiding|undocumented|underground)\b")
_MANY = {"two": 2, "three": 3, "four": 4, "five": 5}
_KINDS = {
    "provinces": "Region", "regions": "Region", "states": "Region", "cities": "Settlement", "towns": "Settlement",
    "counties": "Settlement", "districts": "Settlement", "countries": "Country", "prisons": "DetentionFacility",
    "camps": "DetentionFacility",
}  # fmt: skip
_SEVERAL = re.compile(
    rf"\b(?:the|these|those|all|both) (?:same )?(?P<many>{'|'.join(_MANY)}) (?:[a-z]+ )?(?P<kind>{'|'.join(_KINDS)})\b",
    re.IGNORECASE,
)
_ADDS_UP = re.compile(
    r"\bcumulative\b|\b(?:bring|brought|tak|took)(?:s|ing|es)? the (?:total|overall|combined|number|tally)\b",
    re.IGNORECASE,
)  # arrivals, to how many live where they arrived
_ELSEWHERE = re.compile(r"\W*(?:Elsewhere|Other|Others|Another)\b")  # of others than those told of before
_WHERE = re.compile(
    r",? where (?!(?:[\w'-]+ ){0,3}?(?:relatives|family|families|parents|lawyers|activists|diplomats)\b)"
    r"(?:(?!, and | as | while )[^.;])*$"
)
_SPOKEN_THERE = re.compile(
    r"(?<!are |was )(?<!were |been )\b(?:said|says?|told|tells|stated|announced|reported|warned)\b"
)
_THAT_DAY = re.compile(r"\bthat (?:same )?(?:day|night|morning|afternoon|evening)\b", re.IGNORECASE)
# where custody is told no more: "held in X | and sent back to Y", "held in X, she said, | and three are in Y"
_OF_OTHERS = re.compile(
    r",? and (?:(?:then|later|finally|again) )?(?:driven|sent|put|taken|handed|returned|deported|forced|marched|turned"
    r"|pushed|repatriated|expelled) (?:back|over|across|home|to (?:North Korea|the North))\b"
    rf"|,? and (?:another |a further |the other )?(?:\d+|{'|'.join(NUMBERS)}|others|the rest)(?: others| more)?"
    r"(?:, [^,]{1,40},)? (?:is|are|was|were|had|has)\b"
)
_ITSELF = re.compile(r"\b(?:they|it|we)(?: (?:had|have|has|also|already|\w+ly))* $", re.IGNORECASE)  # "it had | caught"
_FORCE = re.compile(r"\b(?:Police|Immigration|Migration|Border)\b")  # bodies that hold people in their own country
_NEAR = 40
_WHERE_REACH = 120  # how far before a deed the place may be that its ", where" is of
_BEHIND = 16  # how far behind the verb of an arrival its "there" may be


class Surroundings:
    """What an article says of places as a whole: who the people are, where they get to, where they are sent.

    `verbs` are the words of each of its sentences that tell a kind of event.
    """

    def __init__(self, scene: Scene, verbs: Sequence[Sequence[Trigger]]) -> None:
        self.scene = scene
        flat = scene.reading.flat
        named = Counter(named.entity.iri for named in scene.named if named.entity.kind == "Country")
        peoples = Counter(people.country for people in scene.peoples if self._counts(people.start, people.end, flat))
        self.nations = [
            country
            for tally in (peoples, named)
            for country, told in tally.most_common()
            if told > 1 or tally is peoples
        ]
        self.left = [entity.iri for name in LEFT for entity in scene.known.named(name) if entity.kind == "Country"]
        self.of_home = self.left[0] in {*named, *(people.country for people in scene.peoples)} if self.left else False
        self.goal = self._goal(verbs)

    @staticmethod
    def _counts(start: int, end: int, flat: str) -> bool:
        """True where a nationality is that of people who flee, not of the police who hold them."""
        return end > start and (flat[end - 1] == "s" or bool(_VICTIMS.match(flat, end)))

    def _goal(self, verbs: Sequence[Sequence[Trigger]]) -> list[Entity]:
        """The first country that the article says people arrive in: where it does not say otherwise, others do too."""
        for sentence, told in zip(self.scene.reading.sentences, verbs, strict=True):
            for verb in told:
                if verb.kind == "Arrival":
                    found = slots.whereabouts(self.scene, verb.start, min(verb.end + 60, sentence.end), moved=True)
                    if countries := [place for place in found.place if place.kind == "Country"]:
                        return countries
        return []

    def stated(self, kind: str, told: Telling, drafts: Iterable[Draft]) -> Slots:
        """The places that a telling states: those behind its verb first, and of a return the home it leads to."""
        verb, anchor = told.verb, told.anchor[0]
        if verb and verb.start >= told.anchor[1]:
            anchor = verb.start
        anchor = max(anchor, told.start)
        if kind != "Repatriation":
            told = self._of_these(told) if kind == "Detention" else told
            moved, living = kind in ("Arrival", "Rescue"), kind == "Presence"
            after = slots.whereabouts(self.scene, anchor, told.end, moved=moved, living=living)
            if after.place:
                return after
            if where := self._where(max(0, anchor - _WHERE_REACH), anchor):
                return replace(after, place=where)
            whole = slots.whereabouts(self.scene, told.start, told.end, moved=moved, living=living)
            if kind in ("Detention", "Death") and all(place.kind == "Country" for place in whole.place):
                whole = replace(whole, place=self._that_day(told, whole.place) or whole.place or self._themselves(told))
            let_in = kind == "Arrival" and not whole.place and verb and verb.form == "verb" and verb.voice != "passive"
            return replace(whole, place=self._hosts(told.start, verb.start)) if let_in and verb else whole
        country_of = self.scene.known.country_of
        homeland = next(iter([*self._told_nations(told), *self.nations]), None)
        found = slots.repatriation(self.scene, told.start, told.end, verb.start if verb else told.end, homeland)
        if not found.destination:
            found = replace(found, destination=self._handed_to(told))
        left = {country_of(place.iri) for place in found.held_at}
        home = next((country for country in self._homes(told, drafts, found) if country not in left), None)
        destination = found.destination or ([self.scene.known.entities[home]] if home else [])
        return replace(
            found,
            destination=destination,
            held_at=self.abroad(found.held_at, destination),
        )

    def abroad(self, places: list[Entity], home: list[Entity]) -> list[Entity]:
        """Places that are not in the countries where people are sent."""
        country_of = self.scene.known.country_of
        homes = {country_of(place.iri) for place in home} - {None}
        return [place for place in places if place not in home and country_of(place.iri) not in homes]

    def _of_these(self, told: Telling) -> Telling:
        """A telling of custody up to where its people are sent back, or where others are."""
        behind = max(told.anchor[1], told.verb.end if told.verb else 0)
        ends = _OF_OTHERS.search(self.scene.reading.flat, behind, told.end)
        return replace(told, end=ends.start()) if ends else told

    def _that_day(self, told: Telling, country: list[Entity]) -> list[Entity]:
        """Where the sentence before was, where more is told of "that day": no other country than is told."""
        sentences, flat = self.scene.reading.sentences, self.scene.reading.flat
        index = max(i for i, sentence in enumerate(sentences) if sentence.start <= told.start)
        same = index and sentences[index - 1].paragraph == sentences[index].paragraph
        if not (same and _THAT_DAY.search(flat, told.start, told.end)):
            return []
        before = slots.been_to(self.scene, sentences[index - 1].start, sentences[index - 1].end)
        narrow = list({named.entity.iri: named.entity for named in before if named.entity.kind != "Country"}.values())
        known = self.scene.known
        within = [place for place in narrow if not country or known.lies_in(place.iri, country[0].iri)]
        return within if len(narrow) == 1 else []

    def _themselves(self, told: Telling) -> list[Entity]:
        """Where those are who say what they did: "the police of X say they | detained"."""
        if not (
            told.verb and _ITSELF.search(self.scene.reading.flat[max(0, told.verb.start - _NEAR) : told.verb.start])
        ):
            return []
        start = max(sentence.start for sentence in self.scene.reading.sentences if sentence.start <= told.verb.start)
        return town_of_agents(self.scene, start, told.verb.start) or of_agents(self.scene, start, told.verb.start)

    def _where(self, start: int, end: int) -> list[Entity]:
        """The place of which a clause tells: "taken to X, where | three died"; not where somebody speaks of it."""
        clause = _WHERE.search(self.scene.reading.flat[start:end])
        if not clause:
            return []
        before = self.scene.within(start, start + clause.start())
        found = [n.entity for n in before if is_place(n.entity) and n.end == start + clause.start()]
        prison = any(place.kind in subclasses("DetentionFacility") for place in found)
        told_of = prison or not _SPOKEN_THERE.search(clause.group())
        return [place for place in found[-1:] if place.kind != "Country" and told_of]

    def _told_nations(self, told: Telling) -> list[str]:
        """The nationalities of the people that a clause tells of."""
        return [
            people.country
            for people in self.scene.peoples
            if told.start <= people.start < told.end and self._counts(people.start, people.end, self.scene.reading.flat)
        ]

    def _handed_to(self, told: Telling) -> list[Entity]:
        """The country to whose border or officers people are brought: "back to the Chinese border"."""
        flat = self.scene.reading.flat
        return [
            self.scene.known.entities[people.country]
            for people in self.scene.peoples
            if told.start <= people.start < told.end
            and _BACK_TO.search(flat[told.start : people.start])
            and _THEIR_SIDE.match(flat, people.end)
        ][:1]

    def _hosts(self, start: int, end: int) -> list[Entity]:
        """The country that lets people in: the last one named before the verb."""
        countries = [named.entity for named in self.scene.within(start, end) if named.entity.kind == "Country"]
        return countries[-1:]

    def _homes(self, told: Telling, drafts: Iterable[Draft], way: Slots) -> list[str]:
        """Countries that people can be sent home to, the likeliest first.

        That of the nationality the clause counts, the one over the border whose town they passed, that which the
        article's other returns lead to, the one this graph is about, the commonest nationality; not one that sends
        people away.
        """
        drafts = list(drafts)
        reached = [place.iri for draft in drafts for place in draft.slots.destination if place.kind == "Country"]
        senders = {place.iri for draft in drafts for place in draft.slots.held_at if place.kind == "Country"}
        apart = senders | {place.iri for place in self.goal}  # where people want to get to, they are not sent back to
        common = [country for country in self.nations if country not in apart]
        return [
            *self._told_nations(told),
            *(self.left[:1] if self.of_home and any(map(self._borders_home, way.held_at + way.via)) else []),
            *reached,
            *(country for country in self.left[:1] if country in common or (country not in apart and self.of_home)),
            *common,
        ]

    def counting(self, kind: str, told: Telling, claimants: Sequence[Entity]) -> Entity | None:
        """The country whose body gives a number of arrivals, or of those it says it caught: they were there."""
        flat, verb = self.scene.reading.flat, told.verb
        caught = kind == "Detention" and verb and _ITSELF.search(flat[max(0, verb.start - _NEAR) : verb.start])
        for body in claimants if kind == "Arrival" or caught else ():
            state = state_of(self.scene.known, body)
            if state and is_organisation(body) and (caught or state.iri not in self.left):
                return state
        return None

    def holding(self, claimants: Sequence[Entity]) -> list[Entity]:
        """The country whose own force counts those who are held: that of its police or its immigration office."""
        states = [state_of(self.scene.known, body) for body in claimants if _FORCE.search(body.name)]
        return [state for state in states[:1] if state]

    def _borders_home(self, place: Entity) -> bool:
        return bool(self.left) and self.scene.known.borders(place.iri, self.left[0])

    def implied(
        self, kind: str, placed: Slots, told: Telling, sentence: Sentence, last: Draft | None, drafts: list[Draft]
    ) -> tuple[Slots, str, Sentence | None]:
        """The places of a telling that states none, from the article around it; with the rule and their sentence."""
        number, verb = told.number, told.verb
        assert number is not None
        said = sentence.text[told.start - sentence.start : told.end - sentence.start]
        if kind == "Arrival":
            said = sentence.text[(verb or number).end - sentence.start :][:_BEHIND]
        found, where = self.there(kind, placed, said, sentence)
        if where:
            return found, "“there”: the last place named", where
        if kind == "Repatriation":
            return self._as_before(placed, number, sentence.paragraph, last if not verb else None, drafts)
        named = [named.entity for named in self.scene.within(0, verb.start)] if verb and verb.form == "verb" else []
        hosts = [entity for entity in named if entity.kind == "Country"]
        if kind == "Presence" and hosts:
            return replace(placed, place=hosts[-1:]), "the country named last", None
        if kind == "Presence" and _HERE.search(said):
            return replace(placed, place=self._here(said)), "“here”: where the article says people arrive", None
        if last and last.kind == kind and last.slots.place and not _ELSEWHERE.match(sentence.text):
            return replace(placed, place=list(last.slots.place)), "as told before", last.spans[-1]
        if kind == "Presence" and (hidden := self._hidden(said)):
            return replace(placed, place=hidden), "where those who hide do", None
        adds_up = kind == "Presence" and _ADDS_UP.search(sentence.text)
        if (kind == "Arrival" or adds_up) and self.goal:
            return replace(placed, place=list(self.goal)), "where the article says people arrive", None
        return placed, "", None

    def _several(self, said: str, sentence: Sentence) -> list[Entity]:
        """The places that "the three provinces" are: as many of that kind, named last."""
        match = _SEVERAL.search(said)
        if not match:
            return []
        kinds = subclasses(_KINDS[match["kind"].lower()])
        before = [named.entity for named in self.scene.within(0, sentence.start) if named.entity.kind in kinds]
        latest = list({entity.iri: entity for entity in reversed(before)}.values())[: _MANY[match["many"].lower()]]
        return latest[::-1] if len(latest) == _MANY[match["many"].lower()] else []

    def there(self, kind: str, placed: Slots, said: str, sentence: Sentence) -> tuple[Slots, Sentence | None]:
        """The places with those that "there" stands for, and the sentence that names them; None where nothing does."""
        if kind != "Repatriation" and (several := self._several(said, sentence)):
            sentences = self.scene.reading.sentences
            last = [named.start for named in self.scene.within(0, sentence.start) if named.entity == several[-1]][-1]
            return replace(placed, place=several), next(other for other in sentences if other.start <= last < other.end)
        place = _THERE.search(said)
        if kind == "Repatriation" or not place:
            return placed, None
        at = sentence.start + sentence.text.find(said) + place.start()
        told_of = [*slots.uncredited(self.scene, sentence.start), *slots.been_to(self.scene, sentence.start, at)]
        before = [named for named in told_of if is_place(named.entity)]
        reached = kind == "Arrival"
        fitting = [
            named
            for named in before
            if named.entity.kind != "Country" or kind == "Presence" or (reached and named.entity.iri not in self.left)
        ]
        if place["sort"] and (sort := _SORTS.get(place["sort"].lower())):
            fitting = [named for named in fitting if named.entity.kind in subclasses(sort)] or fitting
        if not fitting:
            return placed, None
        sentences = self.scene.reading.sentences
        holder = next(other for other in sentences if other.start <= fitting[-1].start < other.end)
        return replace(placed, place=[fitting[-1].entity]), holder

    def _as_before(
        self, placed: Slots, number: Quantity, paragraph: int, listed: Draft | None, drafts: list[Draft]
    ) -> tuple[Slots, str, Sentence | None]:
        """Whence people were returned: as its list says, else where as many were held before."""
        if listed and listed.kind == "Repatriation":
            held, destination = list(listed.slots.held_at), list(listed.slots.destination)
            return replace(placed, held_at=held, destination=destination), "as the list before", listed.spans[-1]
        part = _OF_WHOM.match(self.scene.reading.flat, number.start)
        whole = number_said(part["all"]) if part and part["all"] else None
        value = number.count.value
        for draft in reversed(drafts):
            if draft.kind != "Detention" or not draft.count or value is None:
                continue
            near = part and paragraph - draft.spans[-1].paragraph <= 1 and (draft.count.value or value) >= value
            if draft.count.value == value or (near and whole in (None, draft.count.value)):
                return replace(placed, held_at=list(draft.slots.place)), "custody told before", draft.spans[-1]
        return placed, "", None

    def _hidden(self, said: str) -> list[Entity]:
        """China, for those in hiding of whom an article is that fled through it."""
        home, through = self.left[:2] if len(self.left) > 1 else (None, None)
        named = through and any(named.entity.iri == through for named in self.scene.named)
        told = named and _IN_HIDING.search(said) and home in self.nations[:1]
        return [self.scene.known.entities[through]] if told and through else []

    def _here(self, said: str) -> list[Entity]:
        """The country that "here" is, where people arrive in it; China, of whose provinces an article speaks."""
        if "province" not in said and "border" not in said:
            return list(self.goal)
        china = [entity for entity in self.scene.known.named("China") if entity.kind == "Country"]
        return china if any(named.entity in china for named in self.scene.named) else []

    def hold(self, kind: str, verb: Trigger | None, placed: Slots, words: str) -> bool:
        """Whether the places of a telling let it be what its verb says.

        People live somewhere; they arrive abroad; and a mere passage is one over a border.
        """
        if kind == "Presence":
            return bool(placed.place)
        if kind == "Arrival":
            countries = {self.scene.known.country_of(place.iri) for place in placed.place} - {None}
            return not countries or not countries <= set(self.left)
        passage = kind == "Repatriation" and verb is not None and verb.form == "passage"
        return not passage or bool(placed.via or _AT_BORDER.search(words))


def custody(told: Iterable[Draft], before: Draft | None, sentence: Sentence, *, counted: bool) -> Draft | None:
    """The custody that people sent back were taken from, as their sentence tells it, or the one that it goes on from.

    `told` is what is told of the same people, `before` what the article told last; `counted` where they are.
    """
    held = [draft for draft in told if draft.kind == "Detention"]
    if counted:
        return held[0] if held else None
    alone = [draft for draft in held if not draft.count]
    goes_on = before and before.kind == "Detention" and not before.count and _OF_THE_SAME.match(sentence.text)
    if not alone and before and goes_on and before.spans[-1].paragraph == sentence.paragraph:
        return before
    return alone[-1] if alone else None
