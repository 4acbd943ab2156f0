"""Whether a text is of people who flee, are held or sent back, and whether a verb is told of people at all."""

import re
from collections.abc import Sequence

from refoulement.loaders.extract.counts import quantities
from refoulement.loaders.extract.distance import nearest
from refoulement.loaders.extract.kinds import Trigger
from refoulement.loaders.extract.lexicon import PEOPLE_RE
from refoulement.loaders.extract.sentences import Sentence

_OF_THE_SUBJECT = re.compile(
    r"\b(?:defect(?:or|ed)|refugee|repatriat|deport|asylum|escapee|expuls|expel|sent back|detain|detention|forcibl"
    r"|returnee|migrant|refoul|traffick|labou?r camp|prison camp|North Korean (?:mother|wi[fv]e|bride)"
    r"|arrest(?:ed|s)\b|jailed|imprison|prisoner|political camp|hand(?:ed|ing) (?:over|back)|(?:was|were|been) caught"
    r"|border guards?\b|citizens? of North Korea\b|North Korean (?:nationals?|citizens?)\b|across the (?:ice|river)\b"
    rf"|(?:over|across) the (?:bridge|border|frontier)|North Koreans\b|North Korean (?:\w+ )?{PEOPLE_RE.pattern}"
    r"|undocumented|without papers|stateless|resettle(?:d|ment)|safe house|sent home|inmates?\b|(?:in|into) custody"
    r"|immigration (?:jail|police|depot|cell|raid|custody|prison)|(?:removal|holding) cent(?:re|er)"
    rf"|{PEOPLE_RE.pattern} from the North\b|settled (?:here|in (?:the South|South Korea))\b)",
    re.IGNORECASE,
)
_TOLD = ("Repatriation", "Detention")  # what nothing but such texts tells of numbers of people
_OF_RETURNS = re.compile(
    r"\b(?:repatriat|deport|forcibl[ey] (?:return|sent)|forced returns?|returnees?|returns of|sent back"
    r"|handed (?:back|over)|pushed back|expel|expuls)",
    re.IGNORECASE,
)
_HABIT = re.compile(
    r"\b(?:every (?:year|month|week)|each (?:year|month)|annually|per year"
    r"|(?<!spent )(?<!for )(?<!served )\ba year(?! (?:in|at|ago|earlier|later|before|after)\b)|over the (?:years|past)"
    r"|in recent years|decades?|regularly|routinely|historically|in total|so far|to date"
    r"|have (?:long|previously)|previously|in the past|cumulative)\b",
    re.IGNORECASE,
)
_SOMEONE = re.compile(
    rf"\b(?:{PEOPLE_RE.pattern}|he\b|she\b|him\b|her\b|them\b|they\b|mother|father|sister|brother|aunt|uncle|daughter"
    r"|son\b|cousin|husband|wife|witness|traveller|missionary|activist|logger|captive|group|party|couple|former \w+"
    r"|more(?= (?:were|have|had|are)\b)|those\b|all\b|most\b|many\b|several\b|both\b|some\b|student|teacher"
    r"|soldier|sailor|boy|\d+-year-old"
    r"|journalist|pastor|the rest|remainder|others?\b|convoy|who\b|(?-i:I\b|[Ww]e\b|me\b|us\b))",
    re.IGNORECASE,
)
_NOT_A_SUBJECT = rf"(?:and|then|later|also|was|were|been|being|or|who|reportedly|{PEOPLE_RE.pattern})"
_OF_A_THING = re.compile(rf"\b(?!{_NOT_A_SUBJECT})[a-z]+ $")
_GOES_ON = re.compile(r"(?:,| and| then) (?:and |then |later |\w+ly )*(?:(?:was|were|been|has been|had been) )?$")
_HARM = re.compile(
    r"\b(?:custody|prison|jail|camp|cell|detain|detention|held|arrest|tortur|beat|interrogat|execut|shot|starv|hunger"
    r"|typhus|guards?|police|border|river|desert|escap|fle[de]|return|deport|repatriat|sent back|cross)",
    re.IGNORECASE,
)
_OF_KIN = re.compile(
    r"\b(?:after|when|since|because|until|before|once) (?:his|her|their|the) (?:[\w-]+ ){0,2}?"
    r"(?:husband|wife|father|mother|parents|son|daughter|brother|sister|grandmother|grandfather|child|baby) "
    r"(?:had |also |suddenly )*$"
)
_ONE = re.compile(
    r"\b(?:he|she|they|who|group|family|couple|sisters|brothers|woman|man|girl|boy|mother|father|daughter|son|sister"
    r"|brother|wife|husband|cousin|aunt|uncle|niece|nephew|defector|refugee|escapee|(?-i:I|[Ww]e))\b",
    re.IGNORECASE,
)
_RULER = re.compile(
    r"\b(?:Kim (?:Jong|Il)[- ]?(?:[Ii]l|[Ss]ung|[Nn]am|[Uu]n)|(?:leader|dictator|[Pp]resident))\b[^.;]{0,40}$"
)  # who rules or ruled dies of other things
_AS_A_RULE = re.compile(
    r"\b(?:is|are) (?:\w+ly |then |usually |often |all |also |both |first |later |now )*"
    r"(?:\w+ed\b[^.;]*(?:,| and) (?:then )?)?$"
)
_TAKEN = re.compile(
    r"taken|sent|moved|transferred|brought|driven|picked|caught|arrested|rounded|stopped|intercepted|led", re.IGNORECASE
)
_YOU = re.compile(r"\b[Yy]ou (?:\w+ ){0,2}$")
_UP_TO_CLAUSE = re.compile(r"[,;.]|\b(?:said|says|told|that|which|because|when|while)\b")
TIMES = 2  # how often a text has to speak of such people to be of them
_BEFORE, _BEHIND = 90, 70  # how far from a verb, in characters, the people are whom it is told of


def of_the_subject(text: str) -> bool:
    """True where a text speaks of such people."""
    return bool(_OF_THE_SUBJECT.search(text))


def on_the_subject(sentences: Sequence[Sentence], verbs: Sequence[Sequence[Trigger]]) -> bool:
    """True where a text speaks of such people twice, or tells what was done to a number of them."""
    spoken = sum(len(_OF_THE_SUBJECT.findall(sentence.text)) for sentence in sentences)
    return spoken >= TIMES or spoken + told_with_numbers(sentences, verbs) >= TIMES


def told_with_numbers(sentences: Sequence[Sentence], verbs: Sequence[Sequence[Trigger]]) -> int:
    """How many numbers of people a text tells of return or custody; `verbs` are those of each sentence."""
    return sum(
        any(
            (verb := nearest(sentence, number, list(told), numbers)) and verb.real and verb.kind in _TOLD
            for number in numbers
        )
        for sentence, told in zip(sentences, verbs, strict=True)
        for numbers in [list(quantities(sentence.text, sentence.start))]
    )


def of_returns(text: str) -> bool:
    """True where a text is of people sent back, so that a way over the border is one."""
    return bool(_OF_RETURNS.search(text))


def of_habit(text: str) -> bool:
    """True where words tell what is done again and again, or has added up, and not one deed."""
    return bool(_HABIT.search(text))


def of_a_thing(before: str) -> bool:
    """True where the word right before a verb is none for people: "a rumour | caught"."""
    return bool(_OF_A_THING.search(before))


def of_harm(text: str) -> bool:
    """True where a text speaks of custody, violence or flight, of which people die; else they die as all do."""
    return bool(_HARM.search(text))


def of_kin(before: str) -> bool:
    """True where a verb dates another deed by the lot of a relative: "left after her husband | died"."""
    return bool(_OF_KIN.search(before))


def of_a_ruler(before: str) -> bool:
    """True where who died ruled the country: "after leader Kim | died"."""
    return bool(_RULER.search(before))


def as_a_rule(before: str, verb: str, kind: str) -> bool:
    """True for what is done to whoever comes: "they are then | taken to", "you | send back"; not "are | held"."""
    taken_there = kind == "Detention" and _AS_A_RULE.search(before) and _TAKEN.match(verb)
    return bool(_YOU.search(before) or taken_there)


def of_one(before: str) -> bool:
    """True where the words before a verb stand for someone known: "she", "the group"."""
    return bool(_ONE.search(before[-_BEFORE:]))


def goes_on(before: str) -> bool:
    """True for a verb that goes on from another with the same subject: "was arrested in May and | was sent back"."""
    return bool(_GOES_ON.search(before))


def of_someone(before: str, behind: str, voice: str) -> bool:
    """True where people stand beside a verb, on the side where those of its voice do."""
    before, behind = before[-_BEFORE:], _UP_TO_CLAUSE.split(behind[:_BEHIND])[0]
    beside = {"active": behind, "past": f"{before} {behind}"}.get(voice, before)
    return bool(_SOMEONE.search(beside))
