"""How far a verb is from a number of people: characters, and prices on what stands between them."""

import re

from refoulement.loaders.extract.counts import Quantity
from refoulement.loaders.extract.kinds import Trigger
from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.sentences import Sentence

REACH = 120  # how far a verb may be from its number, in characters and prices
NEAR = 80  # and from one that leaves its noun out
# What stands between a verb and a number, or tells against the two, in characters.
PRICES = {
    "break": 40,  # the end of a clause
    "comma": 8,
    "number": 60,  # another number of people
    "modifier": 80,  # a participle that only tells which people are spoken of
    "noun": 10,
    "before": 10,  # the verb stands first
    "voice": 50,  # a passive stands first, or an active last
    "own": 60,  # the number has another verb right behind it, or the verb another subject
    "passage": 40,
}

_BREAK = re.compile(r"[;:]|, (?:which|who)\b|\b(?:while|but|and|whereas|that)\b")
_OBJECT_WORD = any_of(
    "an?", "the", "another", "its", "his", "her", "their", "all", "of", "groups?", "party", "parties", "total",
    "bodies", "further", "first", "last", "family", "some", "about", "also", "in", r"\w+ly", r"\w+ing",
)  # fmt: skip
# what may stand between a verb and the people it governs
OBJECT_GAP = re.compile(
    rf"[ \"]*(?:to (?:the )?(?-i:[A-Z]\w+) (?:(?-i:[A-Z]\w+) )?)?(?:{_OBJECT_WORD}[ ,]+)*", re.IGNORECASE
)
_OF_A_WHOLE = re.compile(
    r"(?:^\W*|[,;] (?:and |but )?)(?:[Oo]f|[Aa]mong) (?:(?:the|these|those|all|some|about|around) )*$"
)  # "Of the 31 women, three …"
_MEANT_TO = re.compile(
    r"(?: (?:who|that) (?:were|was|are|had been|have been))? (?:trying|attempting|hoping|seeking|planning|waiting|about"
    r"|preparing|intending|wanting|on (?:their|the) way|bound|heading|en route) (?:[\w-]+ ){0,2}?(?:to|for)(?: be)? ?"
)
_WHO = re.compile(r" (?:who|that) (?:had|have|were|was|are)\b")
_ANOTHER_CLAUSE = re.compile(
    r"[;:,\"]|\b(?:and|but|or|who|that (?:had|has|have|was|were|is|are)|which"
    r"|when|while|before|after|because|as|until|since|if)\b"
)
_SAID_THAT = re.compile(  # what stands before it is told of who speaks
    r"\b(?:said|says|told|tells|estimated?s?|believe[sd]?|claimed|claims|reported|added|confirmed)\b"
    r"[^,;.]{0,60}? that\b"
)
_ONE_OF = re.compile(r"\bone of (?:an estimated |about |some |around |the )?$")
_ONE_OF_THEM = re.compile(
    r", one of (?:an estimated |about |some |around |the )?$"
)  # "was sent back, one of 33 people"
_PAST = any_of(
    r"\w+ed(?! (?:by|in|at|near|from|on|to|as|for)\b)", "saw", "met", "knew", "lost", "gave", "took", "found", "began",
    "won", "sang", "sat", "stood", "ran", "rode", "spoke", "drank", "ate", "swam", "paid", "bought", "sold", "led",
    "fought", "sought", "slept", "wept", "wrote", "chose", "heard", "felt", "kept", "wear", "want", "need", "seek",
    "hope", "face", "die",
)  # fmt: skip
_OWN_VERB = re.compile(
    r"(?:(?P<aux> (?:have|had|has|were|was|are)(?: been| being)?) (?:\w+ly )?"
    rf"(?!reported|believed|thought|said|estimated)\w+|(?P<past>) (?:\w+ly )?{_PAST}\b)"
)
_ANOTHERS = re.compile(r"\b(?:he|she|they|it|we|I|whom)\b (?:was|were|had|has|have|is|are)?\b|\bwhose \w+")
_NO_OBJECT = any_of("to", "in", "at", "from", "by", "for", "after", "on", "with", "who", "that", "was", "were")
_JOINED_OBJECT = re.compile(rf" ?(?:(?!{_NO_OBJECT}\b)[\w'-]+,? ){{1,6}}and (?:another |about |some )?")
# what is told between two commas, without a verb of its own
_IN_PASSING = re.compile(
    r",[^,;]{1,60} among them,|,(?![^,;]*\b(?:was|were|had|have|has|is|are|said|says|who|which|and)\b)[^,;]{1,90},"
)
SOME_OF_WHOM = re.compile(r"\b(?:some|many|most|several|one|two|three|few) of (?:whom|them|which)\b[^,]*$")
# "five of those deported then | were shot": the deed of the five is the latter
_MAIN_VERB = re.compile(
    r"(?:(?!\b(?:and|but|who|that|which)\b)[^.;,\"])*(?:, [^,]{1,60}, )?\b(?:had|have|has|were|was|are)\b"
)
_NUMBER_STOOD = re.compile(
    r"\b(?:(?:number|total|tally|count|toll|figure)\b.* (?:to|from|fell|rose|dropped|declined|at|as|was|is"
    r"|reach(?:ed|es)|of|hits?|passed|were|had reached|falls|rises|stands|.*:)"
    r"|puts? .* at|putting .* at|estimated .* at) \"?$",
    re.IGNORECASE,
)


def _has_another(sentence: Sentence, number: Quantity, verb: Trigger) -> bool:
    """True where another verb follows a number at once, so that it is the number's own."""
    own = _OWN_VERB.match(sentence.text, number.end - sentence.start)
    if not own:
        return False
    begins = own.end("past") if own["aux"] is None else own.end("aux")
    return not begins <= verb.start - sentence.start <= own.end() + 1


def distance(sentence: Sentence, number: Quantity, verb: Trigger, others: list[Quantity]) -> int:
    """How far a verb is from a number, in characters, with a price on what stands between them.

    Where the verb governs the number, all prices are off; what is said in passing between two commas is no distance.
    """
    verb_first = verb.start < number.start
    low, high = (verb.end, number.start) if verb_first else (number.end, verb.start)
    between = sentence.text[max(0, low - sentence.start) : max(0, high - sentence.start)]
    if verb_first and verb.form == "verb" and verb.voice != "passive" and OBJECT_GAP.fullmatch(between):
        return 0
    passing = [(low + found.start(), low + found.end()) for found in _IN_PASSING.finditer(between)]
    numbers_between = PRICES["number"] * sum(
        low <= other.start < high and not any(start <= other.start < end for start, end in passing) for other in others
    )
    if verb_first and _NUMBER_STOOD.search(sentence.text[: low - sentence.start][-60:] + between):
        return PRICES["before"] + numbers_between
    if verb_first and verb.voice in ("active", "past") and _JOINED_OBJECT.fullmatch(between):
        return PRICES["before"]
    if verb_first and _SAID_THAT.search(between):
        return REACH + len(between)
    if not verb_first and SOME_OF_WHOM.search(between):
        return REACH + len(between)
    against = (verb_first and verb.voice == "passive") or (not verb_first and verb.voice == "active")
    elsewhere = _has_another(sentence, number, verb) or (not verb_first and _ANOTHERS.search(between))
    between = _IN_PASSING.sub(" ", between)
    return (
        len(between)
        + numbers_between
        + PRICES["break"] * len(_BREAK.findall(between))
        + PRICES["comma"] * between.count(",")
        + PRICES["modifier"] * (verb.voice == "modifier")
        + PRICES["noun"] * (verb.form == "noun")
        + PRICES["passage"] * (verb.form == "passage")
        + PRICES["before"] * verb_first
        + PRICES["voice"] * against
        + PRICES["own"] * bool(elsewhere)
    )


def whole_until(sentence: Sentence, number: Quantity, others: list[Quantity]) -> int | None:
    """Where the whole that a number gives ends, and its parts begin: "Of the 31 women in it, | three died"."""
    whole = _OF_A_WHOLE.search(sentence.text[: number.start - sentence.start])
    closes = sentence.start + sentence.text.find(", ", whole.end()) if whole else -1
    return closes if whole and closes > number.start and any(other.start > closes for other in others) else None


def _behind_relative(sentence: Sentence, number: Quantity, verbs: list[Trigger]) -> Trigger | None:
    """The verb of the clause where another stands between: "46 people who had been held there | landed in …"."""
    if not _WHO.match(sentence.text, number.end - sentence.start):
        return None
    if any(
        verb.real
        and verb.end <= number.start
        and OBJECT_GAP.fullmatch(sentence.text[verb.end - sentence.start : number.start - sentence.start])
        for verb in verbs
    ):
        return None  # "arrested 136 people who had been hiding there"
    deeds = [
        verb for verb in verbs if verb.start > number.end and verb.real and verb.form in ("verb", "state", "passage")
    ]
    if len(deeds) < 2:
        return None
    between = _IN_PASSING.sub(" ", sentence.text[deeds[0].end - sentence.start : deeds[1].start - sentence.start])
    return None if _ANOTHER_CLAUSE.search(between) else deeds[1]


def _not_what_they_tried(sentence: Sentence, number: Quantity, verbs: list[Trigger]) -> list[Trigger]:
    """The verbs without what they only meant to do, where a deed follows: "trying to reach X | were seized"."""
    meant = [
        verb
        for verb in verbs
        if verb.start > number.end
        and not verb.real
        and _MEANT_TO.fullmatch(sentence.text[number.end - sentence.start : verb.start - sentence.start])
    ]
    if meant and any(verb.real and verb.start > meant[0].end and verb.voice == "passive" for verb in verbs):
        return [verb for verb in verbs if verb is not meant[0]]
    return verbs


def _told_in_passing(sentence: Sentence, number: Quantity, verb: Trigger) -> bool:
    """True for a participle that only tells of whom some are: "five of those | deported then were shot"."""
    beside = verb.voice == "modifier" and 0 <= verb.start - number.end <= len(" who had been ")
    return beside and bool(_MAIN_VERB.match(sentence.text, verb.end - sentence.start))


def nearest(sentence: Sentence, number: Quantity, verbs: list[Trigger], numbers: list[Quantity]) -> Trigger | None:
    """The verb that a number belongs to: the nearest, where it is near enough."""
    others = [other for other in numbers if other is not number]
    if closes := whole_until(sentence, number, others):
        verbs = [verb for verb in verbs if verb.end <= closes]
    before = sentence.text[: number.start - sentence.start]
    if _ONE_OF.search(before) and not _ONE_OF_THEM.search(before):
        verbs = [verb for verb in verbs if verb.start >= number.end]
    if any(sentence.text[other.end - sentence.start : number.start - sentence.start] == " of " for other in others):
        verbs = [verb for verb in verbs if verb.voice == "modifier"]  # the 15 of "two of 15 women sent back have died"
    others = [
        other for other in others if sentence.text[number.end - sentence.start : other.start - sentence.start] != " of "
    ]
    if number.partitive:
        verbs = [verb for verb in verbs if not _told_in_passing(sentence, number, verb)]
    for whole in others:
        closes = whole_until(sentence, whole, [number])
        verbs = [verb for verb in verbs if not closes or number.start < closes or verb.start >= closes]
    verbs = _not_what_they_tried(sentence, number, verbs)
    if main := _behind_relative(sentence, number, verbs):
        return main
    priced = [(distance(sentence, number, verb, others), verb.start, verb) for verb in verbs]
    best = min(priced, default=None, key=lambda option: option[:2])
    return best[2] if best and best[0] <= (REACH if number.noun else NEAR) else None
