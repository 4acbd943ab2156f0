"""Event claims: people, with or without a number, tied to what happened to them, when, where, and on whose word."""

import re
from dataclasses import dataclass, replace

from refoulement.graph.amount import Amount
from refoulement.graph.claim import Count
from refoulement.graph.when import When
from refoulement.loaders.extract import composed, kinds, subject, topics
from refoulement.loaders.extract.around import passage
from refoulement.loaders.extract.attribution import Attribution
from refoulement.loaders.extract.bases import is_no_figure, is_of_all
from refoulement.loaders.extract.binding import Telling, tellings
from refoulement.loaders.extract.clock import Clock, again, shares_time
from refoulement.loaders.extract.counts import Quantity, quantities
from refoulement.loaders.extract.dating import Dated, dates, time_of
from refoulement.loaders.extract.draft import Draft, Reason, apart, dated, led_to, located, merged, telling, walled
from refoulement.loaders.extract.earlier import introduced, told_of_them
from refoulement.loaders.extract.evidence import evidence
from refoulement.loaders.extract.foretold import happened
from refoulement.loaders.extract.gazetteer import is_organisation
from refoulement.loaders.extract.kinds import Trigger
from refoulement.loaders.extract.lexicon import TAKES_UP
from refoulement.loaders.extract.newsday import Told, placed_in_time
from refoulement.loaders.extract.outcomes import (
    GOES_ON,
    Outcome,
    nature,
    outcome,
    speaks_of_else,
    told_by_another,
    weighed,
)
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.extract.slots import Slots, moved_to
from refoulement.loaders.extract.source import Source
from refoulement.loaders.extract.surroundings import Surroundings, custody
from refoulement.loaders.extract.times import Time
from refoulement.loaders.extract.walls import told_by
from refoulement.loaders.language.weigher import Weigher

FAR = 2  # how many paragraphs on "the figure" may

_SUBGROUP = re.compile(
    r"(?:\bincluding(?: [\w'-]+){1,4} and|\bincluding|\bamong (?:them|whom|which|the \w+)|\bof (?:whom|them|which)"
    r"|\bmostly|(?<!compared )(?<!along )(?<!together )\bwith)"
    r",? (?:\w+ )?$",
    re.IGNORECASE,
)
_KNOWN = re.compile(r"\b(?:the|these|those|both|all) (?:other |remaining |same )?$", re.IGNORECASE)
_BY_THEMSELVES = re.compile(r"cross|passed|went|gone|left", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Here:
    """A sentence in the reading: its number, the times that date what it tells, and what was told before it."""

    index: int
    sentence: Sentence
    stated: list[Time]
    drafts: list[Draft]
    earlier: str

    @property
    def around(self) -> str:
        """The sentence, behind the one before it."""
        return f"{self.earlier} {self.sentence.text}"

    def words(self, told: Telling) -> str:
        return self.sentence.text[told.start - self.sentence.start : told.end - self.sentence.start]

    def before(self, position: int) -> str:
        return self.sentence.text[: position - self.sentence.start]

    def timed(self, told: Telling) -> bool:
        """True where a telling's own stretch states a time."""
        return any(told.start <= time.start < told.end for time in self.stated)


class _Reader:
    """Turns sentences into drafts, one after another, so that a sentence can go on from the one before it."""

    def __init__(self, scene: Scene, attribution: Attribution, weigher: Weigher | None) -> None:
        self.scene = scene
        self.attribution = attribution
        self.weigher = weigher
        self.verbs = [told_by(scene, sentence) for sentence in scene.reading.sentences]
        self.surroundings = Surroundings(scene, self.verbs)
        self.published = scene.reading.article.published
        self.on_subject = subject.on_the_subject(scene.reading.sentences, self.verbs)
        self.of_returns = subject.of_returns(scene.reading.flat)
        self.drafts: list[Draft] = []
        self.told: list[Told] = []
        self.unsettled: Draft | None = None
        self.people = [
            (sentence, [n for n in quantities(sentence.text, sentence.start) if n.count.unit == "persons"])
            for sentence in scene.reading.sentences
        ]
        self.printed = {number.count.value for _, numbers in self.people for number in numbers} - {None}
        self.clock = Clock(self.published)

    def read(self) -> list[Draft]:
        for index, sentence in enumerate(self.scene.reading.sentences):
            if not (self.on_subject or subject.of_the_subject(sentence.text)):
                continue  # not of people who flee, are held or sent back
            verbs = [verb for verb in self.verbs[index] if not self._in_a_name(verb)]
            told = self.clock.read(sentence)
            earlier = self.scene.reading.sentences[index - 1].text if index else ""
            self.unsettled = topics.unsettled(sentence, self.unsettled, self.surroundings, self.drafts)
            here = _Here(index, sentence, dates(sentence, verbs, told, self.published), [], earlier)
            self._tell(here, tellings(sentence, verbs, told))
            self.drafts += here.drafts
            self.told.append(Told(sentence, told, here.stated, here.drafts))
            self.clock.passes(sentence, here.stated)
        return self.drafts

    def _in_a_name(self, verb: Trigger) -> bool:
        """True for the "Rescue" of an organisation's name."""
        around = self.scene.within(max(0, verb.start - 80), verb.end + 80)
        return any(
            named.start <= verb.start and verb.end <= named.end + 1 and is_organisation(named.entity)
            for named in around
        )

    def _tell(self, here: _Here, told: list[Telling]) -> None:
        """What a sentence tells: with a number first, then what else it says of those people or of others."""
        heading = here.sentence.heading
        under = self.clock.under(here.sentence)
        last = self._before(here.sentence)
        passing: list[Draft] = []
        for each in told:
            draft = self._counted(here, each, last) if each.number and not each.added else self._further(here, each)
            if draft and under and not draft.when:
                because = (*draft.because, Reason("when", "the heading above it"))
                draft = replace(draft, when=under, dated_by=heading, because=because)
            if draft:
                here.drafts.extend((draft, *again(here.sentence, here.stated, draft)))
                last = draft if draft.count else last
                passing += [draft] if each.verb and each.verb.voice == "modifier" else []
        here.drafts[:] = [draft for draft in here.drafts if not (draft in passing and led_to(draft, here.drafts))]

    def _before(self, sentence: Sentence) -> Draft | None:
        """The last draft that counts people, where the sentence is of its paragraph or takes up its figure."""
        last = next((draft for draft in reversed(self.drafts) if draft.count), None)
        if not last:
            return None
        further = sentence.paragraph - last.spans[-1].paragraph
        takes_up = TAKES_UP.match(sentence.text) or GOES_ON.search(sentence.text)
        return last if further == 0 or (further <= FAR and takes_up) else None

    def _counted(self, here: _Here, told: Telling, last: Draft | None) -> Draft | None:
        """What a sentence tells with a number."""
        told = self._summed(here, told)
        number, verb, begun = told.number, told.verb, bool(here.drafts)
        assert number is not None
        found = outcome(self.scene, here.sentence, told, last, begun=begun, of_returns=self.of_returns)
        if settles := topics.settled(told, self.unsettled, here.before(number.start)):
            found = Outcome(settles.kind, "the number that is said to be unsettled", firm=True)
        share = number.count.unit == "percent"  # of people told of before: the words around it do not say which
        known = not found and _KNOWN.search(here.before(number.start)) and number.count.value in self._told_so_far(here)
        else_done = verb is None and not found and speaks_of_else(here.sentence, number)
        weighs = not (found and (share or found.firm or is_of_all(here.sentence, number, verb)))
        if self.weigher and number.count.value is not None and weighs:
            seen = evidence(self.scene, here.index, number, self.verbs)
            found = weighed(found, self.weigher.weigh(seen, passage(self.scene, here.index, number)))
        if found is None or is_no_figure(here.sentence, number, verb, found.kind):
            return None
        if (known or else_done) and not found.plain:
            return None  # "the two", of whom nothing new is told
        kind, percent = found.kind, number.count.unit == "percent"
        placed = settles.slots if settles else self.surroundings.stated(kind, told, self.drafts)
        nowhere = not (placed.place or placed.held_at or placed.via)
        else_told = verb and last and last.kind != kind and here.timed(told)
        beside = number.noun == "others"  # "held with nine others": told of all of them
        of_its_own = percent or else_told or beside or found.plain
        if nowhere and not of_its_own and _SUBGROUP.search(here.before(number.start)):
            return None
        rule, source_of_place = "stated", None
        source = self.attribution.of(here.index)
        if not source and last and not begun and not verb and not told_by_another(here.before(number.start)):
            source = last.source
        if nowhere and (counting := self.surroundings.counting(kind, told, source.claimants)):
            placed, rule, nowhere = replace(placed, place=[counting]), "the country whose own body counts them", False
        if nowhere:
            placed, rule, source_of_place = self.surroundings.implied(
                kind, placed, told, here.sentence, last, [*self.drafts, *here.drafts]
            )
        if nowhere and kind == "Detention" and not placed.place:
            rule = "the country whose own force holds them"
            placed = replace(placed, place=self.surroundings.holding(source.claimants))
        lives = kind == "Presence" and found.plain  # wherever that is
        if not (percent or lives or self.surroundings.hold(kind, verb, placed, here.words(told))):
            return None
        latest = last or (self.drafts[-1] if self.drafts else None)
        when = self.clock.time(told, here.stated, here.sentence, latest, begun=begun, listed=last if begun else None)
        dated_by = None
        if (
            when is None
            and last
            and last.kind == kind
            and last.when
            and shares_time(told, last, here.sentence, begun=begun)
        ):
            when = Dated(last.when, "the time of the whole it is a part of")
            dated_by = last.dated_by or (None if begun else last.spans[-1])
        return Draft(
            kind=kind,
            count=replace(number.count, nature=nature(kind, verb, _when(when), here.sentence)),
            slots=placed,
            source=source,
            modality=kinds.modality(here.sentence.text),
            spans=(here.sentence,),
            when=_when(when),
            habit=subject.of_habit(here.sentence.text),
            probability=found.probability,
            dated_by=dated_by,
            rests_on=(source_of_place,) if source_of_place and source_of_place != here.sentence else (),
            because=_reasons(found.rule, f"“{self._printed(number)}”", rule, placed, when),
        )

    def _told_so_far(self, here: _Here) -> set[Amount | None]:
        """How many people were counted before."""
        return {draft.count.value for draft in (*self.drafts, *here.drafts) if draft.count}

    def _summed(self, here: _Here, told: Telling) -> Telling:
        """A telling of women, men and children as one of all of them, where the article prints their number."""
        number = told.number
        summed = composed.total(here.sentence.text, number.start - here.sentence.start) if number else None
        if not number or summed not in self.printed:
            return told
        return replace(told, number=replace(number, count=Count(bound="exact", value=summed)))

    def _printed(self, words: Quantity | Trigger) -> str:
        return self.scene.reading.flat[words.start : words.end].strip()

    def _further(self, here: _Here, told: Telling) -> Draft | None:
        """What a sentence tells without a number of its own: more of people counted here or before, or of others."""
        verb, sentence = told.verb, here.sentence
        if verb is None:
            return None
        if verb.form == "passage" and (
            not self.of_returns or (not told.number and _BY_THEMSELVES.match(self._printed(verb)))
        ):
            return None  # who "crossed the river" fled, unless the number of those who did is of people sent back
        if verb.form == "noun" and not kinds.occurred(sentence.text):
            return None
        earlier = told_of_them(self.drafts, sentence, told)
        named_before = introduced(self.people, here.index, told, earlier)
        earlier = [] if named_before else earlier
        count = told.number.count if told.number else earlier[-1].count if earlier else None
        count = named_before.count if named_before else count
        if count is None and not self._of_someone(here, told, verb):
            return None
        placed = self.surroundings.stated(verb.kind, told, self.drafts)
        there = None
        if not (placed.place or placed.held_at or placed.via):
            placed, there = self.surroundings.there(verb.kind, placed, here.words(told), sentence)
        held_before = self._held_before(here, verb) if count is None else None
        if held_before and not placed.held_at:
            placed = replace(placed, held_at=held_before.slots.place)
        first, since = not here.drafts or len(here.stated) == 1, self.clock.earlier(sentence)
        when = time_of(told, here.stated, sentence, listed=None, before=since, first=first)
        if not self._tells_enough(here, told, verb, count, placed, _when(when)):
            return None
        if verb.kind == "Detention" and count and not here.timed(told) and self._led_to_return(here, placed):
            return None
        before = self.drafts[-1] if self.drafts else None
        held = custody((*here.drafts, *earlier), before, sentence, counted=count is not None)
        if verb.kind == "Repatriation" and held and not placed.held_at:
            taken_from = moved_to(self.scene, sentence.start, verb.start) or held.slots.place
            placed = replace(placed, held_at=self.surroundings.abroad(taken_from, placed.destination))
        if held_before:
            here.drafts.remove(held_before)
        counted = (earlier[-1].spans[-1],) if earlier and not told.number else ()
        counted = (named_before.sentence,) if named_before else counted
        source = self.attribution.of(here.index)
        named = self.scene.within(sentence.start, verb.start)
        if count is None and source.describes(here.before(verb.start), sentence.start, named):
            source, earlier = Source(), []
        return Draft(
            kind=verb.kind,
            count=count and replace(count, nature=nature(verb.kind, verb, _when(when), sentence)),
            slots=placed,
            source=source if source or not earlier else earlier[0].source,
            modality=kinds.modality(sentence.text),
            spans=(*counted, sentence),
            when=_when(when),
            rests_on=(there,) if there else (),
            because=_reasons(
                f"the {verb.form} “{self._printed(verb)}”" + (f" ({verb.voice})" if verb.voice else ""),
                "the people told of before" if counted else "the people it is told of" if count else "",
                "“there”: the last place named" if there else "stated",
                placed,
                when,
            ),
        )

    def _tells_enough(
        self, here: _Here, told: Telling, verb: Trigger, count: Count | None, placed: Slots, when: When | None
    ) -> bool:
        """Whether a telling without a number of its own says enough, and something that is not yet said."""
        words = here.words(told)
        loose = ("since", "decade") if verb.kind == "Arrival" else ("since", "decade", "year")
        rule = here.before(verb.start).endswith((" are ", " is "))  # of whoever it is done to
        if verb.kind == "Repatriation" and verb.voice == "passive" and not rule and self._identified(here, verb):
            loose = ("since", "decade")  # "she was sent back in 2008"
        narrow = [time for time in here.stated if time.form not in loose]
        if verb.kind in ("Presence", "Rescue") or not (located(placed) or (when and (count or narrow))):
            return False
        if count is None and verb.kind in ("Detention", "Death") and not located(placed):
            return False  # of those on texts nobody had read, none and two in eleven were right
        if count is None and (subject.of_habit(words) or self._of_no_one_deed(here, verb)):
            return False
        if verb.kind == "Arrival" and count is None:
            fled = not self._printed(verb).lower().startswith("travelled")  # as officials do
            if not (fled and when and placed.place and self._identified(here, verb)):
                return False
        if count is None and verb.voice == "past" and subject.of_a_thing(here.before(verb.start)):
            return False
        if verb.kind == "Death" and verb.form == "state" and count is None:
            of_kin = subject.of_kin(here.before(verb.start))
            if not subject.of_harm(words[verb.start - told.start :] if of_kin else here.around):
                return False
        deaths = [draft for draft in here.drafts if draft.kind == "Death"]
        if verb.kind == "Detention" and deaths and not all(apart(placed, d.slots, self.scene.known) for d in deaths):
            return False
        if not self.surroundings.hold(verb.kind, verb, placed, words):
            return False
        alike = [draft for draft in here.drafts if draft.kind == verb.kind]
        of_the_rest = told.reference is not None and told.reference.rest
        held_elsewhere = verb.kind == "Detention" and all(
            apart(placed, draft.slots, self.scene.known) for draft in alike
        )
        return not alike or (located(placed) and (of_the_rest or held_elsewhere))

    def _of_no_one_deed(self, here: _Here, verb: Trigger) -> bool:
        """True for custody that whoever comes is taken into, what "you" do, and the death of a ruler."""
        before = here.before(verb.start)
        if verb.kind == "Death":
            return subject.of_a_ruler(before)
        if here.sentence.heading or verb.kind not in ("Detention", "Repatriation"):
            return False  # under a date, "are taken" tells of that day
        return subject.as_a_rule(before, self._printed(verb), verb.kind)

    def _identified(self, here: _Here, verb: Trigger) -> bool:
        """True where a verb is told of someone, and not of a people at large."""
        persons = self.scene.within(here.sentence.start, verb.start)
        return subject.of_one(here.before(verb.start)) or any(named.entity.kind == "Person" for named in persons)

    @staticmethod
    def _led_to_return(here: _Here, placed: Slots) -> bool:
        """Custody told in passing of people sent back is where they were taken from, and no claim of its own."""
        for index, draft in enumerate(here.drafts):
            if draft.kind == "Repatriation":
                if not draft.slots.held_at:
                    here.drafts[index] = replace(draft, slots=replace(draft.slots, held_at=placed.place))
                return True
        return False

    @staticmethod
    def _held_before(here: _Here, verb: Trigger) -> Draft | None:
        """The undated custody that a return goes on from, which is where from: "was held in X and sent back"."""
        if verb.kind != "Repatriation" or not subject.goes_on(here.before(verb.start)):
            return None
        held = here.drafts[-1] if here.drafts else None
        if held is None or held.kind != "Detention" or held.count or held.when or walled(held):
            return None
        return held

    def _of_someone(self, here: _Here, told: Telling, verb: Trigger) -> bool:
        """True where a verb without a number has people beside it, whom it can be told of."""
        if told.reference or (here.drafts and subject.goes_on(here.before(verb.start))):
            return True
        persons = self.scene.within(max(here.sentence.start, verb.start - 90), min(here.sentence.end, verb.end + 50))
        behind = here.sentence.text[verb.end - here.sentence.start :]
        beside = subject.of_someone(here.before(verb.start), behind, verb.voice)
        return beside or any(named.entity.kind == "Person" for named in persons)


def _when(dated_so: Dated | None) -> When | None:
    return dated_so.when if dated_so else None


def _reasons(kind: str, count: str, where: str, placed: Slots, when: Dated | None) -> tuple[Reason, ...]:
    """Why each slot of a draft is as it is."""
    places = {"from": placed.held_at, "via": placed.via, "to": placed.destination, "place": placed.place}
    return (
        Reason("kind", kind),
        *([Reason("count", count)] if count else []),
        *(Reason(slot, where or "the nationality told") for slot, found in places.items() if found),
        *([Reason("when", when.rule)] if when else []),
    )


def drafts(scene: Scene, attribution: Attribution, weigher: Weigher | None = None) -> list[Draft]:
    """What an article tells of events, each thing once; a weigher tells what its numbers of people tell."""
    reader = _Reader(scene, attribution, weigher)
    told = telling(merged(dated(reader.read(), reader.published), scene.known))
    return list(happened(placed_in_time(told, reader.told, reader.published), scene.reading.article.last_day))
