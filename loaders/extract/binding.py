"""Which verb a number of people belongs to, what else the sentence tells of them, and in which stretch of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refoulement.loaders.extract.counts import Quantity, quantities
from refoulement.loaders.extract.kinds import Trigger
from refoulement.loaders.extract.lexicon import SPEECH, any_of
from refoulement.loaders.extract.sentences import Sentence, outside_quotes
from refoulement.loaders.extract.times import Time
from refoulement.loaders.language import Analysis, Word

REACH = 120  # how far a verb may be from its number, in characters and prices
CLIMB = 5  # how many steps up its tree a number's verb may be
NEAR = 80  # and from one that leaves its noun out
PRICES = {
    "break": 40,
    "comma": 8,
    "number": 60,
    "modifier": 80,
    "noun": 10,
    "before": 10,
    "voice": 50,
    "own": 60,
    "passage": 40,
}

_BREAK = re.compile(r"[;:]|, (?:which|who)\b|\b(?:while|but|and|whereas|that)\b")
_CLOSED = re.compile(r"; |, (?:and|but|while|whereas|where) ")
_SAID = re.compile(
    rf"\b{SPEECH}\b(?: (?:on |late |early )?\w+day| [A-Z]\w+(?: [A-Z]\w+)*| reporters| us| this week)? (?:that )?"
)
_OBJECT_GAP = re.compile(
    r"[ \"]*(?:(?:an?|the|another|its|his|her|their|all|of|group|groups|party|parties|total|bodies|further|first|last"
    r"|family|some|about|also|in|\w+ly|\w+ing)[ ,]+)*",
    re.IGNORECASE,
)
_OTHER_SUBJECT = re.compile(
    r"[;:]|\b(?:while|whereas|because|although|but|that|said|says|told|when|where|after|before|if|as)\b", re.IGNORECASE
)
_THE_PEOPLE = any_of(
    "group", "party", "famil(?:y|ies)", "detainees", "refugees", "defectors", "escapees", "women", "men", "children",
    "passengers", "prisoners", "deportees", "returnees", "migrants", "asylum[- ]seekers", "north koreans", "orphans",
    "teenagers", "youths?", "captives", "inmates", "strikers", "fugitives", "young people", "people", "siblings",
    "couple", "sisters", "brothers", "students", "workers", "sailors", "fishermen",
)  # fmt: skip
_REFERENCE = re.compile(
    rf"\b(?:(?P<they>They|they|them|Them)|(?:The|the|These|these|Those|those) (?:same )?(?i:{_THE_PEOPLE})"
    r"|(?P<rest>(?:the |The )?(?:rest|remainder|others?|remaining)))\b(?! of| (?:police|human|rights|crisis|camp))"
)


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that speak of people named before: "they", "the group".

    `rest` are those left over, a `share` some of those told of ("most of them"): how many is not said of either.
    """

    start: int
    end: int
    rest: bool
    share: bool = False


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


_ONE_OF = re.compile(r"\bone of (?:an estimated |about |some |around |the )?$")
_ONE_PERSON = re.compile(
    r"\b(?:[Aa]n?|[Oo]ne|[Tt]he|[Hh]is|[Hh]er) (?:[\w-]+ ){0,2}?(?:man|woman|girl|boy|mother|father|defector|refugee|escapee|pastor|missionary) $"
)
_SOME_OF = re.compile(r"\b(?:of|with|without|for|like|between|among|against) $")
_WANTS_NUMBER = re.compile(
    r"(?:received|admitted|registered|took in|taken in|taking in|takes in|accepted|let in|welcomed|stopped|hold|holds|had|hosts?|hosted"
    r"|houses?|housed|shelters?|accommodates?|guided|is home to|harbou?rs?) $",
    re.IGNORECASE,
)
_OWN_VERB = re.compile(
    r"(?:(?P<aux> (?:have|had|has|were|was|are)(?: been| being)?) (?:\w+ly )?(?!reported|believed|thought|said|estimated)\w+"
    r"|(?P<past>) (?:\w+ly )?(?:\w+ed(?! (?:by|in|at|near|from|on|to|as|for)\b)|saw|met|knew|lost|gave|took|found|began|won"
    r"|sang|sat|stood|ran|rode|spoke|drank|ate|swam|paid|bought|sold|led|fought|sought|slept|wept|wrote|chose|heard|felt|kept|wear|want|need|seek|hope|face|die)\b)"
)
_ANOTHERS = re.compile(r"\b(?:he|she|they|it|we|I|whom)\b (?:was|were|had|has|have|is|are)?\b")
_JOINED_OBJECT = re.compile(
    r" ?(?:(?!to\b|in\b|at\b|from\b|by\b|for\b|after\b|on\b|with\b|who\b|that\b|was\b|were\b)[\w'-]+,? ){1,6}and (?:another |about |some )?"
)
_NUMBER_STOOD = re.compile(
    r"\b(?:(?:number|total|tally|count|toll|figure)\b.* (?:to|at|was|is|reached|of|hit|passed|were|had reached)"
    r"|puts? .* at|putting .* at|estimated .* at) \"?$",
    re.IGNORECASE,
)


def _governor(analysis: Analysis, number: Quantity) -> Word | None:
    """The verb that the tree of a sentence hangs a number of people on; None where there is no tree, or no verb."""
    inside = analysis.words_in(number.start, number.end)
    top = next((word for word in inside if (head := analysis.head_of(word)) is None or head not in inside), None)
    steps = 0
    while top and steps < CLIMB:
        if top.tag.startswith("VB"):
            return top
        top, steps = analysis.head_of(top), steps + 1
    return None


def _distance(
    sentence: Sentence, number: Quantity, verb: Trigger, others: list[Quantity], governor: Word | None
) -> int:
    """How far a verb is from a number, in characters, with a price on what stands between them.

    Where a tree hangs the number on the verb, all prices are off; where it hangs it on another, one more is on.
    """
    verb_first = verb.start < number.start
    low, high = (verb.end, number.start) if verb_first else (number.end, verb.start)
    between = sentence.text[max(0, low - sentence.start) : max(0, high - sentence.start)]
    governs = verb_first and verb.form == "verb" and verb.voice != "passive" and _OBJECT_GAP.fullmatch(between)
    if governs or (governor and verb.start <= governor.start < verb.end):
        return 0
    if verb_first and _NUMBER_STOOD.search(sentence.text[: low - sentence.start][-60:] + between):
        return PRICES["before"] + PRICES["number"] * sum(low <= other.start < high for other in others)
    own = _OWN_VERB.match(sentence.text, number.end - sentence.start)
    begins = own and sentence.start + (own.end("aux") if own["aux"] else own.end("past"))
    elsewhere = own and not begins <= verb.start <= sentence.start + own.end() + 1
    if verb_first and verb.voice in ("active", "past") and _JOINED_OBJECT.fullmatch(between):
        return PRICES["before"]
    against = (verb_first and verb.voice == "passive") or (not verb_first and verb.voice == "active")
    return (
        max(0, high - low)
        + PRICES["break"] * len(_BREAK.findall(between))
        + PRICES["comma"] * between.count(",")
        + PRICES["number"] * sum(low <= other.start < high for other in others)
        + PRICES["modifier"] * (verb.voice == "modifier")
        + PRICES["noun"] * (verb.form == "noun")
        + PRICES["passage"] * (verb.form == "passage")
        + PRICES["before"] * verb_first
        + PRICES["voice"] * against
        + PRICES["own"] * bool(elsewhere or (not verb_first and _ANOTHERS.search(between)))
    )


def _nearest(
    sentence: Sentence, number: Quantity, verbs: list[Trigger], numbers: list[Quantity], analysis: Analysis
) -> Trigger | None:
    others = [other for other in numbers if other is not number]
    if _ONE_OF.search(sentence.text[: number.start - sentence.start]):
        verbs = [verb for verb in verbs if verb.start >= number.end]
    governor = _governor(analysis, number)
    priced = [(_distance(sentence, number, verb, others, governor), verb.start, verb) for verb in verbs]
    best = min(priced, default=None, key=lambda option: option[:2])
    return best[2] if best and best[0] <= (REACH if number.noun else NEAR) else None


def _begins(sentence: Sentence, number: Quantity, verb: Trigger | None, verbs: list[Trigger]) -> int:
    """Where the first number's clause begins: behind another deed that is told before it and closed off."""
    start = sentence.start
    for other in verbs:
        if other is not verb and other.end <= number.start and other.real:
            closing = _CLOSED.search(sentence.text, other.end - sentence.start, number.start - sentence.start)
            start = max(start, sentence.start + closing.end()) if closing else start
    stands = min(number.start, verb.start if verb else number.start)
    if all(other.start >= stands for other in verbs):
        said = _SAID.search(outside_quotes(sentence.text)[: stands - sentence.start])
        start = max(start, sentence.start + said.end()) if said else start
    return start


def references(sentence: Sentence) -> list[Reference]:
    """Where a sentence speaks of people told of before."""
    return [
        Reference(
            sentence.start + match.start(),
            sentence.start + match.end(),
            rest=bool(match["rest"]),
            share=bool(_SOME_OF.search(sentence.text[: match.start()])),
        )
        for match in _REFERENCE.finditer(sentence.text)
    ]


def _numbers(sentence: Sentence, told: list[Time]) -> list[Quantity]:
    return [
        number
        for number in quantities(sentence.text, sentence.start)
        if not number.part
        and (number.noun or not any(number.start < time.end and time.start < number.end for time in told))
    ]


def _of_numbers(
    sentence: Sentence, verbs: list[Trigger], numbers: list[Quantity], analysis: Analysis
) -> Iterator[Telling]:
    """Each number with the verb it belongs to, without those of what did not happen; and "the rest" behind it."""
    left_over = [other for other in references(sentence) if other.rest]
    bound = [(number, _nearest(sentence, number, verbs, numbers, analysis)) for number in numbers]
    kept = [(number, verb) for number, verb in bound if verb is None or verb.real or verb.voice == "modifier"]
    for position, (number, verb) in enumerate(kept):
        end = kept[position + 1][0].start if position + 1 < len(kept) else sentence.end
        if position == 0:
            start = _begins(sentence, number, verb, verbs)
        elif verb and verb.start < number.start:
            start = max(verb.start, kept[position - 1][0].end)
        else:
            start = number.start
        rest = next((other for other in left_over if number.end <= other.start < end), None) if verb else None
        yield Telling(number, verb, start, rest.start if rest else end)
        if rest:
            yield Telling(None, verb, rest.start, end, rest)


def _patient(sentence: Sentence, verb: Trigger, people: list[Quantity | Reference]) -> Quantity | Reference | None:
    """Whom a verb is told of: what follows one that governs it, else what stands before it with no other subject between."""
    for candidate in people:
        gap = sentence.text[verb.end - sentence.start : max(0, candidate.start - sentence.start)]
        inside = verb.start <= candidate.start < verb.end
        governed = candidate.start >= verb.end and _OBJECT_GAP.fullmatch(gap) and verb.voice in ("active", "past")
        if inside or governed:
            return candidate
    if verb.voice == "active":
        return None
    before = [candidate for candidate in people if candidate.end <= verb.start]
    if not before:
        return None
    nearest = before[-1]
    gap = sentence.text[nearest.end - sentence.start : verb.start - sentence.start]
    return None if _OTHER_SUBJECT.search(gap) or len(gap) > 160 else nearest


def tellings(sentence: Sentence, verbs: list[Trigger], told: list[Time], analysis: Analysis) -> list[Telling]:
    """All that a sentence tells of people, in reading order: its numbers first, each with its verb, then its other verbs."""
    numbers = _numbers(sentence, told)
    begun = {number.start for number in numbers}
    verbs = [
        verb
        for verb in verbs
        if not _WANTS_NUMBER.fullmatch(sentence.text, verb.start - sentence.start, verb.end - sentence.start)
        or any(verb.end <= start <= verb.end + 25 for start in begun)
    ]
    main = list(_of_numbers(sentence, verbs, numbers, analysis))
    taken = {telling.verb for telling in main}
    people: list[Quantity | Reference] = sorted((*numbers, *references(sentence)), key=lambda found: found.start)
    further: list[Telling] = []
    for verb in verbs:
        if verb in taken or not verb.real or (verb.form == "noun" and (main or further)):
            continue
        if verb.voice == "modifier" and (
            len(verbs) > 1 or not _ONE_PERSON.search(sentence.text[: verb.start - sentence.start])
        ):
            continue
        patient = None if verb.form == "noun" else _patient(sentence, verb, people)
        if (
            isinstance(patient, Reference) and not patient.rest and not patient.share
        ):  # "loaded 500 onto buses and handed them over"
            patient = next((number for number in reversed(numbers) if number.end <= patient.start), patient)
        number = patient if isinstance(patient, Quantity) else None
        reference = patient if isinstance(patient, Reference) else None
        later = [
            other.start
            for other in verbs
            if other.start > verb.start and other.real and other.voice != "modifier" and other.form != "noun"
        ]
        start = verb.start if patient is None or patient.end <= verb.start else min(verb.start, patient.start)
        start = sentence.start if not main and not further else start
        further.append(
            Telling(number, verb, start, min(later, default=sentence.end), reference, added=number is not None)
        )
    return [*main, *_of_whom(main, verbs), *further]


def _of_whom(main: list[Telling], verbs: list[Trigger]) -> Iterator[Telling]:
    """Returns told in passing of people counted: "three men sent back in 2005 were executed"."""
    for told in main:
        for verb in verbs:
            beside = told.number and 0 <= verb.start - told.number.end <= len(" who had been ")
            if (
                told.verb
                and verb is not told.verb
                and beside
                and verb.kind == "Repatriation"
                and verb.voice == "modifier"
            ):
                yield Telling(told.number, verb, verb.start, max(verb.end, told.verb.start), added=True)
