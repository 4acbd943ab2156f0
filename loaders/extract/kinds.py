"""What kind of event the words of a sentence tell, and whether they say that it happened."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refoulement.loaders.extract.lexicon import any_of

_OBJECT = (
    r"(?:(?!to\b|and\b|but\b|in\b)[\w',%-]+ ){0,6}?"  # whom the verb is done to, where words stand between its parts
)
_HOME = "North Korea|(?:the )?North\\b|Pyongyang"
_MOVED = (
    "put|marched|walked|driven|drove|led|bus(?:s)?ed|flown|flew|ferried|escorted|transported|taken|took|moved|trucked"
    "|sent"
)
_NORTH = f"(?={_HOME})"
_ABROAD = r"(?=(?:the )?(?-i:[A-Z])(?!hina\b|hinese\b|orth\b|yongyang|eijing))"
_LOCKED_UP = r"(?:\w+ ){0,2}(?:detention|custody|prisons?|jails?)\b"
_MOVING = r"\d|arriv|enter|reach|detain|deport|repatri"
_BEFORE_NUMBER = r"(?=(?:(?:more than|over|about|some|around|at least|nearly|almost|up to|an estimated) )?\d)"
_HELPED = f"help(?:ed|s|ing)? {_BEFORE_NUMBER}"
_BORDER = r"(?=[^.;]*\b(?:crossing|border|frontier|bridge|into|across|at|through)\b)"
_KINDS = (
    ("Repatriation", "verb", any_of(
        "(?:forcibly |forcefully |involuntarily )?(?:repatriat(?:ed|ing|es?)|deport(?:ed|ing|s)?|expel(?:led|ling|s)?)",
        "refoul(?:ed|ing)", rf"(?:sent|send|sends|sending|ship(?:s|ped|ping)?) {_OBJECT}(?:back|home)\b",
        f"sent {_OBJECT}to {_NORTH}", "(?:forcibly|forcefully|involuntarily) (?:return(?:ed|ing|s)?|sent)",
        "(?:was|were|been|being|be) returned", f"return(?:ed|ing|s) {_OBJECT}to {_NORTH}",
        f"(?:hand|turn)(?:ed|ing|s)? {_OBJECT}over to (?:{_NORTH}|(?=security|police|the Chinese|China|Chinese))",
        f"(?:hand|push|turn)(?:ed|ing|es|s)? {_OBJECT}back(?= to| over| across| at| through|,|$)",
        f"(?:{_MOVED}) {_OBJECT}(?:across|over) the (?:[A-Z]\\w+ )?(?:border|frontier|river|bridge|Yalu|Tumen)",
        f"(?:deliver|transferr|hand)(?:ed|ing) {_OBJECT}to (?=China|Chinese|{_HOME})",
        rf"(?:{_MOVED}|brought|forced|shipped) {_OBJECT}(?:back|home|across)\b",
        r"put on (?:a|the) (?:plane|flight|bus|train)s? (?:to|back|home)\b", "handed over", "kicked out", "ejected",
        "extradit(?:ed|ing|es?)",
    )),
    ("Repatriation", "noun", any_of(
        "(?:(?:forced|forcible|mass|involuntary|large-scale) )*(?:repatriations?|deportations?|expulsions?)",
        "refoulement",
        "extraditions?", "(?:mass )?(?:forced|forcible) returns?",
    )),
    ("Repatriation", "passage", any_of(
        f"(?:crossed(?: over)?|went over|passed|transport(?:ed|ing)) {_BORDER}",
        f"(?:were|was|been|is|are|being) (?:{_MOVED}) {_BORDER}",
    )),
    ("Detention", "verb", any_of(
        "detain(?:ed|ing|s)?",
        r"(?:being|were|are|is|was|been|people|those|number|currently) held\b(?! (?:a|talks|the|in (?:high|the) )\b)",
        "imprison(?:ed|ing|s)?", "jail(?:ed|ing|s)?", "arrest(?:ed|ing|s)?", "incarcerat(?:ed|ing)",
        "lock(?:ed|ing) up", "captur(?:ed|ing)", "caught", "seiz(?:ed|ing)(?! (?-i:[A-Z]))", "picked up", "nabbed",
        "taken into custody", r"(?:being |were |are |is |was |been )kept (?=at|in)", "round(?:ed|ing) up",
        "apprehend(?:ed|ing)", "interned", r"in (?:\w+ ){0,2}(?:custody|detention)", "behind bars",
        "intercept(?:ed|ing)", "taken away", "swept up",
    )),
    ("Detention", "noun",
        r"(?:in|at|inside) (?:an? |the )?(?:\w+ ){0,2}"
        + any_of("prisons?", "jails?", "detention (?:cent(?:er|re)s?|facilit(?:y|ies))")
        + r"|(?:in|at|inside) (?:an? |the )?(?:\w+ ){0,1}(?:prison|labou?r|internment) camps?",
    ),
    ("Arrival", "verb", any_of(
        "arriv(?:ed|ing|es?)", f"(?:reach(?:ed|ing)?|enter(?:ed|ing)?|c[oa]me to|made it to|making it to) {_ABROAD}",
        f"(?:land(?:ed|ing) in|defect(?:ed|ing)? to) {_ABROAD}",
        f"(?:got|escaped|flew|crossed|brought|flown|travelled) (?:safely )?(?:to|into) {_ABROAD}",
        "(?:were|been) granted asylum",
    )),
    ("Arrival", "noun", any_of("arrivals?", "(?:defector|refugee) (?:numbers|figures)")),
    ("Presence", "verb", any_of(
        r"liv(?:e|es|ing) (?=in\b|there|illegally|outside)",
        r"(?:in )?hiding (?=in\b|at\b|there|out)",
        r"resid(?:e|es|ing) (?=in\b|there|illegally)",
        r"(?:re)?settl(?:ed|ing) (?=in\b|there)",
        rf"(?:hosts?|houses?|shelters?|accommodates?) {_BEFORE_NUMBER}",
        rf"(?:remain|stay|are (?:believed|thought|estimated) to be) (?=in\b(?! {_LOCKED_UP})|there|hiding)",
    )),
    ("Presence", "noun",
        rf"(?:number|population|estimates?|community|total) of (?:(?!{_MOVING})[\w-]+ ){{1,6}}(?=in\b)",
    ),
    ("Rescue", "verb", any_of(
        "rescu(?:ed|es|ing|e)",
        r"(?:help(?:ed|s|ing)?|assist(?:ed|s|ing)?) (?:\S+ ){0,9}?(?:to )?"
        "(?:escape|flee|defect|reach|get to|leave|find safety|out of)",
        r"exfiltrat\w+", "saved", _HELPED, rf"(?:bring|brought|led|guided|taken|took|escorted|smuggled) {_OBJECT}out\b",
        rf"(?:bring|brought|led|guided|taken|took|escorted) {_OBJECT}to (?=South Korea|the South\b)",
        r"smuggl(?:ed|ing) (?=\S+ (?:\S+ ){0,5}out)",
        r"(?:bring|brought|led|guided|get|got) (?:\S+ ){0,7}?to (?:safety|freedom)",
    )),
    ("Death", "verb", any_of(
        "execut(?:ed|ing)", "kill(?:ed|ing)", "died", "shot dead", "shot to death", "put to death", "murdered",
        "beaten to death", "starved to death", "shot", "perished", "lost their lives", "found dead", "drowned",
    )),
    ("Death", "noun", any_of(r"(?:public )?executions?(?= of\b)", r"deaths?(?= of\b| in (?:custody|detention))")),
)  # fmt: skip
_TRIGGERS = tuple(
    (kind, form, re.compile(rf"\b(?:{words})(?:(?<=\W)|(?!\w))", re.IGNORECASE)) for kind, form, words in _KINDS
)

_HELD_TO = any_of(
    "believed", "thought", "reported", "said", "understood", "feared", "known", "alleged", "suspected", "appears?",
    "seems?", "estimated", "confirmed",
)  # fmt: skip
_PERFECT = r"have (?:\w+ )?(?:been )?(?:\w+ )?$"
_HAPPENED_ALL_THE_SAME = re.compile(
    any_of(
        rf"\b(?:may|might|could|must|would|can) (?:\w+ )?{_PERFECT}",
        r"\b(?:believed|thought|reported|said|understood|known|estimated) to (?:be )?(?:\w+ly )?$",
        rf"\b{_HELD_TO} to {_PERFECT}",
    ),
    re.IGNORECASE,
)
_UNREAL = any_of(
    "could", "would", "will", "shall", "should", "might", "may", "can(?:not)?", "must", "if", "unless", "whether",
    "without", "nor", "fear(?:s|ed|ing|ful)?(?: of| that| for)?", "risk(?:s|ed|ing)?(?: of)?",
    "threat(?:s|ened|ening)?(?: of)?", "danger of", "fac(?:e|es|ed|ing)", "stop(?:ped|ping)?", "halt(?:ing|ed)?",
    "ceas(?:e|ing)", "end(?:ing)?", "suspend(?:ing)?", "prevent(?:ing|ed)?", "avoid(?:ing|ed)?", "against",
    "oppos(?:e|es|ed|ing|ition to)", "refrain(?:ing)? from", "likely", "possible", "potential", "imminent",
    "impending", "pending", "plan(?:s|ned|ning)?(?: to| for)?", "prepar(?:e|es|ed|ing)", "instead of", "rather than",
    "call(?:s|ed|ing)? (?:for|on|to)", "policy of", "practice of", "ban(?:s|ned)?(?: on)?",
    "prohibit(?:s|ed|ion of)?", "awaiting", "escap(?:e|ed|ing)", "before being", "protection from", "vulnerable to",
    "liable to", "subject to", "worried about", "concerns? (?:about|over|of|that)", "issue of", "question of",
    "discuss(?:ed|ing)?", "anyone", "in case",
)  # fmt: skip
_NOT_REAL = re.compile(
    any_of(
        rf"\b{_UNREAL}(?: \S+){{0,4}}? ?$",
        r"\b(?:not|n't|never|no|none)(?: \S+){0,2}? ?$",
        r"\bto (?:be |being |get )?(?:\w+ly )?$",
    ),
    re.IGNORECASE,
)
_UNWANTED = re.compile(r"\b(?:stop|halt|end|fear|risk|threat|against|oppose)\w*\b[^,.;]*$", re.IGNORECASE)
_OCCURRED = re.compile(
    r"\b(?:carr(?:ied|ying) out|conduct(?:ed|ing)|occurred|took place|taken place|happened|(?:was|were) made"
    r"|resum(?:ed|ing)|began|started|staged|wave of|following|after|since)\b",
    re.IGNORECASE,
)
_ALLEGED = re.compile(
    r"\b(?:(?:may|might|could) have|reportedly|allegedly|apparently|believed|thought|suspected|feared|presumed"
    r"|rumou?red|appears? to)\b",
    re.IGNORECASE,
)
_ESTIMATED = re.compile(r"\bestimat(?:e|es|ed|ing)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:,\"]|\b(?:while|but|because|although|after|that)\b")


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell a kind of event; `real` where they say that it happened or holds."""

    start: int
    end: int
    kind: str
    form: str
    real: bool


def _is_real(text: str, match: re.Match[str], form: str) -> bool:
    before = text[: match.start()]
    breaks = [found.end() for found in _CLAUSE.finditer(before)]
    clause = before[breaks[-1] if breaks else 0 :]
    if _HAPPENED_ALL_THE_SAME.search(before):
        return True
    if _NOT_REAL.search(clause.rstrip() + " "):
        return False
    return form == "verb" or not _UNWANTED.search(clause)


def triggers(text: str, offset: int) -> Iterator[Trigger]:
    """The words of a sentence that tell a kind of event, the longest reading of each place."""
    found: list[Trigger] = []
    for kind, form, pattern in _TRIGGERS:
        for match in pattern.finditer(text):
            trigger = Trigger(match.start() + offset, match.end() + offset, kind, form, _is_real(text, match, form))
            rivals = [other for other in found if trigger.start < other.end and other.start < trigger.end]
            if all(trigger.end - trigger.start > other.end - other.start for other in rivals):
                found = [other for other in found if other not in rivals] + [trigger]
    yield from sorted(found, key=lambda trigger: trigger.start)


def occurred(text: str) -> bool:
    """True where a sentence says of a deed named by a noun that it took place."""
    return bool(_OCCURRED.search(text))


def modality(text: str) -> str:
    """How sure the words are: `alleged`, `estimated` or plainly `asserted`."""
    return "alleged" if _ALLEGED.search(text) else "estimated" if _ESTIMATED.search(text) else "asserted"
