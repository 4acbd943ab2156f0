"""Which verb each number of people belongs to, what else a sentence tells of them, and in which stretch of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refoulement.loaders.extract.atlarge import idle, where_they_died
from refoulement.loaders.extract.bases import is_base, is_makeup, live_there, told_of_all
from refoulement.loaders.extract.counts import Quantity, quantities
from refoulement.loaders.extract.disowned import owned
from refoulement.loaders.extract.distance import OBJECT_GAP, SOME_OF_WHOM, nearest, whole_until
from refoulement.loaders.extract.kinds import Trigger
from refoulement.loaders.extract.lexicon import SPEECH, any_of
from refoulement.loaders.extract.references import Reference, references
from refoulement.loaders.extract.sentences import Sentence, outside_quotes
from refoulement.loaders.extract.times import Time

SUBJECT_REACH = 160  # characters between people and a verb further on that they may be the subject of
OBJECT_REACH = 25  # characters between a verb that wants a number and its number

_CLOSED = re.compile(r"; |, (?:and|but|while|whereas|where) ")
_SAID = re.compile(
    r"(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )"
    rf"\b{SPEECH}\b(?: (?:on |late |early )?\w+day| [A-Z]\w+(?: [A-Z]\w+)*| reporters| us| this week)? (?:that )?"
)
_AND_SAID = re.compile(r",? (?:and|but) (?:said|added|told|stressed|declined|denied|urged|called on|warned|asked)\b")
_OTHER_SUBJECT = re.compile(
    r"[;:]|\b(?:while|whereas|because|although|but|that|said|says|told|when|where|after|before|if|as)\b", re.IGNORECASE
)
# a passive that goes on from another of the same people, and what is told in between of something else
_GOES_ON = re.compile(r", and (?:then |later |\w+ly )*(?:were|was|have been|had been) $")
# "six were shot, and the others | went into hiding": of whom something of its own is told
_ON_THEIR_OWN = re.compile(
    r" (?:of them )?(?:(?:had |have )?(?:went|gone|fled|stayed|disappeared|vanished|escaped|got|made))\b"
)
_IN_BETWEEN = re.compile(r"\b(?:that|which|where) [^,;]*(?=,)")
_WHO_OF = re.compile(r", (?:[\w'-]+ ){0,4}?(?:who|whose|which) [^,;]*$")
_A_PLACE = re.compile(
    r" (?:more )?(?:through|via|by way of|over|across|in|at|from|to|near) (?:the )?(?:[a-z-]+ ){0,3}[A-Z]"
)
_PERSON_NOUN = any_of(
    "man", "woman", "girl", "boy", "mother", "father", "defector", "refugee", "escapee", "pastor", "missionary", "aunt",
    "uncle", "sister", "brother", "son", "daughter", "wife", "husband", "cousin", "logger", "worker", "activist",
    "broker",
)  # fmt: skip
_ONE_PERSON = re.compile(rf"\b(?:[Aa]n?|[Oo]ne|[Tt]he|[Hh]is|[Hh]er|[Tt]heir) (?:[\w-]+ ){{0,2}}?{_PERSON_NOUN},? $")
# verbs that tell of people only with a number right behind them: "the country hosts 40"
_WANTS_NUMBER = re.compile(
    any_of(
        "received", "admitted", "registered", "took in", "taken in", "taking in", "takes in", "accepted", "let in",
        "welcomed", "stopped", "hold", "holds", "had", "hosts?", "hosted", "houses?", "housed", "shelters?",
        "accommodates?", "guided", "is home to", "harbou?rs?",
    )
    + " ",
    re.IGNORECASE,
)  # fmt: skip


_Bound = tuple[Quantity, Trigger | None]  # a number, and the verb that it belongs to


@dataclass(frozen=True, slots=True)
class Telling:
    """A verb and the people it is told of, with its stretch of the sentence.

    The people are a `number`, a `reference` to some told of before, or neither where the verb alone tells; a number may
    have no verb. `added` marks what a sentence tells further of people whose number belongs to another verb of it.
    """

    number: Quantity | None
    verb: Trigger | None
    start: int
    end: int
    reference: Reference | None = None
    added: bool = False

    @property
    def anchor(self) -> tuple[int, int]:
        """Where the telling stands: its number, else its verb."""
        stands = self.number or self.verb
        return (stands.start, stands.end) if stands else (self.start, self.start)


def tellings(sentence: Sentence, verbs: list[Trigger], told: list[Time]) -> list[Telling]:
    """All that a sentence tells of people: first its numbers, each with its verb, then what other verbs tell."""
    verbs, numbers = owned(sentence, verbs, _numbers(sentence, told))
    verbs = [
        verb
        for verb in verbs
        if _has_its_number(sentence, verb, numbers) and not where_they_died(sentence, verb, verbs)
    ]
    numbers = [number for number in numbers if not _told_of_part(sentence, number, verbs, numbers)]
    makeup = [number for number in numbers if is_makeup(sentence, number, verbs)]
    if makeup:
        numbers = [number for number in numbers if number not in makeup]
        own = [nearest(sentence, number, verbs, numbers) for number in numbers]
        verbs = [verb for verb in verbs if verb.kind != "Repatriation" or verb in own]
    counted = list(_of_numbers(sentence, verbs, numbers))
    return [*counted, *_in_passing(counted, verbs), *_of_others(sentence, verbs, numbers, counted, told)]


def _numbers(sentence: Sentence, told: list[Time]) -> list[Quantity]:
    """The numbers of people of a sentence, without parts of another and without those that are of a time."""
    return [
        number
        for number in quantities(sentence.text, sentence.start)
        if not number.part
        and (number.noun or not any(number.start < time.end and time.start < number.end for time in told))
    ]


def _has_its_number(sentence: Sentence, verb: Trigger, numbers: list[Quantity]) -> bool:
    """True unless a verb that wants a number behind it has none there."""
    wants = _WANTS_NUMBER.fullmatch(sentence.text, verb.start - sentence.start, verb.end - sentence.start)
    return not wants or any(verb.end <= number.start <= verb.end + OBJECT_REACH for number in numbers)


def _begins(sentence: Sentence, number: Quantity, verb: Trigger | None, verbs: list[Trigger]) -> int:
    """Where the first number's clause begins: behind another deed that is told before it and closed off."""
    start = sentence.start
    for other in verbs:
        if other is not verb and other.end <= number.start and other.real:
            closing = _CLOSED.search(sentence.text, other.end - sentence.start, number.start - sentence.start)
            start = max(start, sentence.start + closing.end()) if closing else start
    stands = min(number.start, verb.start if verb else number.start)
    if all(other.start >= stands or other.kind == "Presence" for other in verbs):  # "a group based in X, said | 40"
        said = _SAID.search(outside_quotes(sentence.text)[: stands - sentence.start])
        start = max(start, sentence.start + said.end()) if said else start
    return start


def _of_numbers(sentence: Sentence, verbs: list[Trigger], numbers: list[Quantity]) -> Iterator[Telling]:
    """Each number with the verb it belongs to, without those of what did not happen; and "the rest" behind it."""
    left_over = [other for other in references(sentence) if other.rest]
    bound = [(number, _verb_of(sentence, number, verbs, numbers)) for number in numbers]
    bound = [
        (number, verb)
        for number, verb in bound
        if verb or not whole_until(sentence, number, [other for other in numbers if other is not number])
    ]
    kept = [(number, verb) for number, verb in bound if verb is None or verb.real or verb.voice == "modifier"]
    latest: Trigger | None = None
    for position, (number, verb) in enumerate(kept):
        behind = verb.end if verb else number.end
        end = next((other.start for other, _ in kept[position + 1 :] if other.start >= behind), sentence.end)
        if verb and verb.voice == "modifier":
            end = min([end, *(other.start for other in verbs if _tells_next(verb, other) and other.start > number.end)])
        if position == 0:
            start = _begins(sentence, number, verb, verbs)
        elif verb and verb.start < number.start and not _shares(sentence, kept[position - 1], kept[position]):
            start = max(verb.start, kept[position - 1][0].end)
        else:
            start = number.start
        latest = verb or latest
        rest = next((other for other in left_over if number.end <= other.start < end), None) if latest else None
        closed = sentence.text.find(
            ";", max(number.end, verb.end if verb else 0) - sentence.start, end - sentence.start
        )
        close = sentence.start + closed if closed >= 0 else end
        yield Telling(number, verb, start, rest.start if rest else close)
        own = rest and _ON_THEIR_OWN.match(sentence.text, rest.end - sentence.start)
        if rest and not own and not any(other.real and rest.end <= other.start < end for other in verbs):
            yield Telling(None, latest, rest.start, end, rest)


def _verb_of(sentence: Sentence, number: Quantity, verbs: list[Trigger], numbers: list[Quantity]) -> Trigger | None:
    """The verb that a number belongs to: of a whole only what is told of all of it."""
    nearby = nearest(sentence, number, verbs, numbers)
    if nearby is None or not is_base(sentence, number) or live_there(sentence, number, nearby):
        return nearby
    return told_of_all(sentence, number, verbs)


def _told_of_part(sentence: Sentence, number: Quantity, verbs: list[Trigger], numbers: list[Quantity]) -> bool:
    """True for a whole of which nothing is told but what was done to a part."""
    if not is_base(sentence, number) or told_of_all(sentence, number, verbs):
        return False
    nearby = nearest(sentence, number, verbs, numbers)
    return nearby is not None and not live_there(sentence, number, nearby)


def _shares(sentence: Sentence, earlier: _Bound, later: _Bound) -> bool:
    """True for a number that has only the verb of the one before it, and a place of its own: "and | 20 via Dandong"."""
    return later[1] is earlier[1] and bool(_A_PLACE.match(sentence.text, later[0].end - sentence.start))


def _in_passing(counted: list[Telling], verbs: list[Trigger]) -> Iterator[Telling]:
    """Returns told in passing of people counted: "three men sent back in 2005 were executed"."""
    for told in counted:
        for verb in verbs:
            if not (told.number and told.verb) or verb is told.verb:
                continue
            beside = 0 <= verb.start - told.number.end <= len(" who had been ")
            some = told.number.noun == "of those" or told.number.partitive  # "two of those returned": not how many were
            if beside and not some and verb.kind == "Repatriation" and verb.voice == "modifier":
                yield Telling(told.number, verb, verb.start, max(verb.end, told.verb.start), added=True)


def _of_others(
    sentence: Sentence, verbs: list[Trigger], numbers: list[Quantity], counted: list[Telling], told: list[Time]
) -> list[Telling]:
    """What a sentence tells with the verbs that its numbers left: of the same people, of some told before, of any."""
    taken = {telling.verb for telling in counted}
    further: list[Telling] = []
    for verb in verbs:
        alone = not counted and not further
        if verb in taken or not _tells_by_itself(sentence, verb, alone=alone):
            continue
        patient = _whom(sentence, verb, numbers)
        start = verb.start if patient is None or patient.end <= verb.start else min(verb.start, patient.start)
        dated = [
            time.start for time in told if 0 <= start - time.end <= len(", ")
        ]  # "and in March 2005 | was sent back"
        start = min([start, *dated])
        further.append(
            Telling(
                patient if isinstance(patient, Quantity) else None,
                verb,
                sentence.start if alone else start,
                min(
                    [
                        sentence.end,
                        *(other.start for other in verbs if _tells_next(verb, other)),
                        *_told_next(sentence, verb),
                    ]
                ),
                patient if isinstance(patient, Reference) else None,
                added=isinstance(patient, Quantity),
            )
        )
    return further


def _tells_by_itself(sentence: Sentence, verb: Trigger, *, alone: bool) -> bool:
    """Whether a verb without a number tells something: a noun only `alone`, a participle only of one person."""
    if not verb.real or (verb.form == "noun" and not alone):
        return False
    if idle(sentence.text[: verb.start - sentence.start]):
        return False
    of_one = _ONE_PERSON.search(sentence.text[: verb.start - sentence.start])
    return verb.voice != "modifier" or bool(of_one)


def _tells_next(verb: Trigger, other: Trigger) -> bool:
    """True for a verb further on that tells something of its own, so that what `verb` tells ends before it."""
    return other.start > verb.start and other.real and other.voice != "modifier" and other.form != "noun"


def _told_next(sentence: Sentence, verb: Trigger) -> Iterator[int]:
    """Where a sentence goes on to what else is said: "confirmed that he is held | and said an official had come"."""
    said = _AND_SAID.search(sentence.text, verb.end - sentence.start)
    if said and not sentence.text[: verb.start - sentence.start].count('"') % 2:
        yield sentence.start + said.start()


def _whom(sentence: Sentence, verb: Trigger, numbers: list[Quantity]) -> Quantity | Reference | None:
    """Whom a verb is told of: a number, words for people told of before, or nobody that this sentence names so.

    "Them" in "loaded 500 onto buses and handed them over" are the 500.
    """
    if verb.form == "noun":
        return None
    numbers = [number for number in numbers if not is_base(sentence, number)]
    people: list[Quantity | Reference] = sorted((*numbers, *references(sentence)), key=lambda found: found.start)
    patient = _patient(sentence, verb, people)
    if isinstance(patient, Reference) and not (patient.rest or patient.share or patient.anew):
        return next((number for number in reversed(numbers) if number.end <= patient.start), patient)
    return patient


def _in_an_aside(text: str, start: int, end: int, verb: int, offset: int) -> bool:
    """True for people of a clause that only says who a subject is: "X, who brought | 30 out, was held"."""
    opens, closes = _WHO_OF.search(text[: start - offset]), text[end - offset : verb - offset]
    return bool(opens) and bool(re.search(r", (?:was |were |has been |had been )?$", closes))


def _among(text: str, start: int, end: int, verb: int) -> bool:
    """True for the "them" that only says who is of a party: "the group, among | them two nuns, was stopped"."""
    return text[:start].endswith(", among ") and "," in text[end:verb]


def _patient(sentence: Sentence, verb: Trigger, people: list[Quantity | Reference]) -> Quantity | Reference | None:
    """What follows a verb that governs it, else what stands before the verb with no other subject between."""
    for candidate in people:
        gap = sentence.text[verb.end - sentence.start : max(0, candidate.start - sentence.start)]
        inside = verb.start <= candidate.start < verb.end
        governed = candidate.start >= verb.end and OBJECT_GAP.fullmatch(gap) and verb.voice in ("active", "past")
        if inside or governed:
            return candidate
    before = [
        candidate
        for candidate in people
        if candidate.end <= verb.start
        and not _in_an_aside(sentence.text, candidate.start, candidate.end, verb.start, sentence.start)
        and not _among(
            sentence.text, candidate.start - sentence.start, candidate.end - sentence.start, verb.start - sentence.start
        )
    ]
    if verb.voice == "active" or not before:
        return None
    gap = sentence.text[before[-1].end - sentence.start : verb.start - sentence.start]
    if _GOES_ON.search(gap):
        gap = _IN_BETWEEN.sub("", gap)
    if SOME_OF_WHOM.search(gap):
        return None
    return None if _OTHER_SUBJECT.search(gap) or len(gap) > SUBJECT_REACH else before[-1]
