"""What happened to the people that a number counts: by its verb, its noun, or what the sentence goes on from."""

import re
from dataclasses import dataclass, replace

from refoulement.graph.when import When
from refoulement.loaders.extract.binding import Telling
from refoulement.loaders.extract.counts import Quantity
from refoulement.loaders.extract.draft import Draft
from refoulement.loaders.extract.evidence import NONE
from refoulement.loaders.extract.kinds import Trigger
from refoulement.loaders.extract.lexicon import PEOPLE_RE
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.extract.sentences import Sentence
from refoulement.loaders.language.weigher import Weighing
from refoulement.ontology import subclasses

LIKELY = 0.45  # from which probability on a kind is believed, whoever finds it
OPEN = 0.35  # from which on the rules' kind is believed beside another, where nobody is as good as out of the question
CERTAIN = 0.65  # from which on another kind stands in its place
PLAIN = 0.6  # from which on what rules keep a number back for no longer holds: they look at a few words, and it at all

_POPULATIONS = {
    "deportees": "Repatriation", "returnees": "Repatriation", "returned": "Repatriation",
    "detainees": "Detention", "prisoners": "Detention", "inmates": "Detention",
    "arrivals": "Arrival", "newcomers": "Arrival",
}  # fmt: skip
_BYSTANDERS = (
    "activists",
    "passengers",
    "journalists",
    "diplomats",
    "soldiers",
    "guides",
    "escorts",
    "lawyers",
    "nuns",
    "monks",
    "missionaries",
    "students",
    "pupils",
    "brokers",
    "witnesses",
    "participants",
)  # people who come and go, but did not flee
_NUMBER_OF = re.compile(rf"\bnumber of (?:[\w-]+ ){{0,4}}?(?P<noun>{'|'.join(_POPULATIONS)})\b", re.IGNORECASE)
# "the cumulative number of defectors reached", "the number of defectors fell from"
_NUMBER_FLED = re.compile(
    r"\b(?:number|total|tally) of (?:[\w-]+ ){0,2}?(?:defectors|escapees)\b[^.;]{0,60}?"
    r" (?:reached|stood at|hit|topped|was|surpassed|exceeded|passed"
    r"|(?:fell|rose|dropped|climbed|grew|declined|came|peaked|plunged|jumped) (?:to|at|from))"
    r"[^.;]{0,40}$",
    re.IGNORECASE,
)
_ADDS_UP = re.compile(r"\bcumulative\b", re.IGNORECASE)
_POPULATION = re.compile(rf" of (?:[\w'-]+ ){{0,4}}?(?P<noun>{'|'.join(_POPULATIONS)})\b", re.IGNORECASE)
_SHARE_OF = re.compile(
    r"^ ?(?:of [^.;]{1,60}? )?(?:are|were|is) (?:mostly )?(?:women|men|female|children|male)", re.IGNORECASE
)
_MADE_UP = re.compile(
    r"\b(?:women|men|children|females|males|minors|girls) (?:have |had )?(?:mad|mak|account|compris|constitut|form)"
    r"(?:e|es|ed|ing)(?: up| for)?(?: about| around| some| nearly| almost| over| more than| roughly)* $",
    re.IGNORECASE,
)
_WERE = re.compile(r" (?:were|are|came|was|(?:had|have)(?! (?:left|fled|gone|died|\w+ed)\b))\b")
_ARE = re.compile(r"(?:are|were) (?:\w+ )?(?:believed|thought|said|reported) to be\b", re.IGNORECASE)
_SHARE_DONE = re.compile(
    r"^ ?of (?:all )?(?:those|them|people|the people|persons) (?:who (?:were|are|had been|have been) )?(?:\w+ly )?"
    r"(?:(?P<Repatriation>returned|repatriated|deported|sent back|expelled)"
    r"|(?P<Detention>arrested|detained|held|caught|imprisoned|jailed)|(?P<Death>killed|executed)"
    r"|(?P<Arrival>arriving|who arrive[sd]?))\b"
)
_DONE_TO = re.compile(
    r" (?:were|was|have been|had been|has been|are being) (?:\w+ly )?(?:\w+(?:ed|en|ught)|sent|held|shot)\b"
)
_ADDED_UP = re.compile(
    r"\b(?:bring(?:s|ing)?|brought|tak(?:es?|ing)|took) the (?:cumulative |total |overall |combined )*"
    r"(?:total|number|tally|figure)(?: of [^.;]{1,60}?| since [\w ]+)? to $"
)
_OF_TELLERS = re.compile(  # a share of those who were asked is none of the people told of
    r"^ ?of (?:the |these |those |all |our )?(?:[\w-]+ )?(?:witnesses|interviewees|respondents|participants|informants"
    r"|testimonies|interviews|voters|readers|violations|records)\b"
)
_OF_THEM = re.compile(rf"^ ?of (?:them|those|these|whom|(?:the |all )?(?:[\w'-]+ ){{0,3}}?{PEOPLE_RE.pattern})\b")
_PARTITIVE = re.compile(r" of (?:the|these|those|its|their)\b")
_OF_THOSE = ("of them", "of these", "of those")
_LISTED = re.compile(r" (?:in|on|through|via|at|from|last|this|between|since|during)\b")
_WHERE = re.compile(r"\bwhere (?:[^,;.]|,\d)*$")
_ANY_PEOPLE = ("", "people", "persons", "of them", "of these", "of those", "others", "women", "men", "children")
_LOCKED_UP = re.compile(
    r"\b(?:in|at|inside) (?:[\w'-]+ ){0,5}?(?:prisons?|jails?|cells?|custody"
    r"|(?:prison|labou?r|internment|concentration|political) camps?|detention (?:cent(?:er|re)s?|facilit(?:y|ies)))\b"
)
_TAKEN = re.compile(r"arrest|captur|round|apprehend", re.IGNORECASE)  # verbs of catching, which is done once
# how a sentence goes on from a number told before it: "Of these, ...", "the figure was ..."
GOES_ON = re.compile(
    r"^\W*(?:(?:This|That|It) (?:is|was|compares?|compared|follows|followed|marks|brings|brought)|They include"
    r"|Compared|Up from|Down from|Of (?:them|these|those|the|that number)"
    r"|Among (?:them|these|those)|In (?:19|20)\d\d|Another|The (?:others|rest)|Only|A further)\b"
    r"|\b(?:[Tt]he(?: [\w-]+)?|[Tt]hat|[Tt]his|[Aa]) (?:figure|number|total|tally|count)\b"
    r"|\b[Ii]t (?:was|is|stood at|came to|reached|(?:fell|rose|dropped|climbed|grew|jumped|sank) to|peaked at|hit)\b"
    r"|\b(?:put names to|identified|verified|traced|(?:names|identities|fate) of)\b"
    r"|\b(?:concerning|involving|affecting|covering) $"
    r"|\b(?:says|claims|suggests|reckons) (?:only |just )?[\d,]+$"
    r"|\b[Pp]ut(?:s|ting)? (?:it|[^.;,]{1,40}? (?:figure|number|total|count|toll)) at\b|\bspeaks? of\b"
    r"|\b(?:accounted for|made up|comprised|constituted)\b"
    r"|\b(?:[Ee]stimates|[Gg]uesses|[Ff]igures) (?:go|range|run|vary|differ)\b"
)

# another's figure of what was counted right before: "Y reported | 26", "Z could account for | 21"
_REPORTED = re.compile(
    r"\b(?:reports|reported|says|said|claims|claimed|suggests|suggested|reckons|reckoned|estimates|estimated|believes"
    r"|believed|holds|held|insists|insisted|gives|gave|cites|cited|mentions|mentioned|records|recorded|documented"
    r"|(?:[Ss]peaks?|spoke|told|heard|knows?|knew) of"
    r"|(?:can|could|(?:is|was|are|were) able to) account for)"
    r" (?:(?:that )?there (?:were|are|had been) )?(?:only |just |merely )?$"
)
_THEY_WERE = re.compile(r"^(?:They|Those) (?:were|numbered|came to|had been) (?:only |just )?$")
_IN_A_YEAR = re.compile(r" in (?:19|20)\d\d\b")
_OF_ELSE = re.compile(r"^\W*(?:Of|As (?:for|to)|Among|Besides|Apart)\b")
_CLOSES = re.compile(r"[.;\"]|,(?! \d)|$| (?:in|through|via|over|for) (?=[A-Z\d]|all\b|total\b)")
_RIGHT_BEFORE = 2  # characters between two sentences

_OF_THE_WHOLE = re.compile(r"\W*Of (?:them|these|those|that number|the \w+)\b")
_OVER_WATER = re.compile(  # who goes by himself over the river flees
    r"(?:crossed|went|passed|gone)(?: over| across)? (?:over |across )?(?:the )?(?:frozen |icy )?"
    r"(?:Yalu|Tumen|river|ice)\b",
    re.IGNORECASE,
)
_A_FIGURE = re.compile(
    r"\b[Tt]h(?:e|at|is) (?:[\w-]+ )?(?:figure|count|tally|number|total)\b[^.;:]{0,40}? "
    r"(?:stood at|stands at|was|is|reached|hit|fell to|rose to|dropped to|climbed to|grew to|peaked at|had been)"
    r"(?: now| therefore| thus)? $"
)
_TAKEN_OUT = re.compile(r"(?:take|took|taken|taking|drag\w+|haul\w+)\b")
_BY_OFFICERS = re.compile(r"\b(?:police|officers|agents|guards|soldiers|troops|authorities)\b[^.;:,]*$", re.IGNORECASE)
_DIRECTLY = re.compile(
    r"(?: (?:\w+ed|held|caught)(?: (?:in|at|by|near|on)(?: [\w'-]+){1,4}?)?)?"  # "600 detained in China | have been"
    r" (?:(?:were|was|are|(?:have|had|has) (?:\w+ly |since |also |all |already |now )?been|are being|were being)"
    r" (?:\w+ly |all |both |later |then |also )*)?"
)  # between people and what was done to them: no words around them say that it was something else
_DID_ELSE = re.compile(
    r"(?: \w+ed (?:with|in|at|by|on|from) [\w ]{1,30}(?:, [^,]{1,40},)?)?"
    r" (?:had|have|has) (?:\w+ly |never |ever |also )?(?:received|lost|paid|seen|heard|told|said|applied|asked|worked"
    r"|married|given|made|experienced|suffered|witnessed|contacted|tried|attempted|used|earned|spent|relatives|relations|family)\b"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """A kind of event, the rule that gives it, and how probable that is where it was weighed."""

    kind: str
    rule: str
    probability: float = 1.0
    firm: bool = False  # not to be weighed
    plain: bool = False  # all the words around it say so


def weighed(found: Outcome | None, weighing: Weighing) -> Outcome | None:
    """What a telling with a number says, with all the words around it weighed.

    A kind is taken from `LIKELY` on, be it the rules' or, where they find none, the most probable; theirs from `OPEN`
    on where it is another kind that speaks against it. Another takes the place of theirs from `CERTAIN` on.
    """
    probable = weighing.probable
    believed = probable.get(found.kind, 1.0) if found else 0.0
    if found and (believed >= LIKELY or (believed >= OPEN and believed + probable[NONE] < LIKELY)):
        return replace(found, plain=believed >= PLAIN)  # grammar tells better than words whose deed is which of two
    kind = max(probable, key=lambda name: probable[name])
    if kind == NONE or probable[kind] < (CERTAIN if found else LIKELY):
        return None
    rule = f"the words around it, {weighing.because(kind)}"
    return Outcome(kind, rule, probable[kind], plain=probable[kind] >= PLAIN)


def outcome(
    scene: Scene, sentence: Sentence, told: Telling, last: Draft | None, *, begun: bool, of_returns: bool
) -> Outcome | None:
    """What a telling with a number says happened.

    `last` is what was told of people before, `begun` where it was in this sentence; `of_returns` where the article is
    of people sent back, so that a way over the border is one.
    """
    number, verb = told.number, told.verb
    assert number is not None
    before, after = sentence.text[: number.start - sentence.start], sentence.text[number.end - sentence.start :]
    if number.count.unit == "percent":
        return _of_share(before, after, number.end, number.noun, last, verb)
    if (brought := _ADDED_UP.search(before)) and last and last.kind == "Arrival":
        return Outcome("Presence", f"what arrivals add up to: “{brought.group().strip()}”", firm=True)
    if number.deed:
        return Outcome(number.deed, "the deeds it counts", firm=True)
    if verb and last and begun and verb.end <= number.start and number.noun in _OF_THOSE:
        return Outcome(last.kind, "goes on from the number before")  # "58 died in custody, 31 of them at …"
    if verb:
        return _of_verb(sentence, told, verb, last, of_returns=of_returns)
    if named := _NUMBER_OF.search(before):
        return Outcome(_POPULATIONS[named["noun"].lower()], "the people it is the number of")
    if not number.noun and _NUMBER_FLED.search(before):
        return _of_all_who_fled(before)
    if _in_facility(scene, number.end, sentence):
        return Outcome("Detention", "the prison it stands before")
    counted = sentence.text[number.start - sentence.start : number.end - sentence.start]
    if number.noun in _POPULATIONS and not _PARTITIVE.search(counted):
        return Outcome(_POPULATIONS[number.noun], "the people it counts")
    listed = not number.noun or bool(number.noun in _OF_THOSE and _LISTED.match(after))
    if (_DONE_TO.match(after) and not listed) or speaks_of_else(sentence, number):
        return None
    return _of_those_before(sentence, number, last, begun=begun, listed=listed) if last else None


def _of_those_before(sentence: Sentence, number: Quantity, last: Draft, *, begun: bool, listed: bool) -> Outcome | None:
    """What a number that goes on from the one before it is a number of; `listed` where it bears no noun of its own."""
    before = sentence.text[: number.start - sentence.start]
    goes_on = GOES_ON.search(sentence.text[: number.end - sentence.start])
    if (begun and listed) or (goes_on and number.noun in _ANY_PEOPLE):
        figure = bool(not number.noun and _A_FIGURE.search(before))  # of what it is, no other word tells
        return Outcome(last.kind, "goes on from the number before", firm=figure)
    if not number.noun and not begun and _told_anew(sentence, number, last):
        return Outcome(last.kind, "another figure of the number before")
    return None


def _told_anew(sentence: Sentence, number: Quantity, last: Draft) -> bool:
    """True for a figure that somebody, or another year, has of those counted in the sentence right before."""
    if sentence.start - last.spans[-1].end > _RIGHT_BEFORE:
        return False
    before, behind = sentence.text[: number.start - sentence.start], number.end - sentence.start
    if _THEY_WERE.search(before):
        return bool(_IN_A_YEAR.match(sentence.text, behind))
    return told_by_another(before) and not _OF_ELSE.match(before) and bool(_CLOSES.match(sentence.text, behind))


def told_by_another(before: str) -> bool:
    """True where what stands before a number says that somebody tells it: no word of who told the one before."""
    return bool(_REPORTED.search(before))


def speaks_of_else(sentence: Sentence, number: Quantity) -> bool:
    """True for some of those told of, who did something else: "six of them had seen a doctor"."""
    return number.partitive and bool(_DID_ELSE.match(sentence.text, number.end - sentence.start))


def _of_all_who_fled(before: str) -> Outcome:
    """What a number of defectors is: those who arrived, or, where it adds up, those who live there."""
    if _ADDS_UP.search(before):
        return Outcome("Presence", "what arrivals add up to", firm=True)
    return Outcome("Arrival", "the number of defectors that it is")


def _of_verb(
    sentence: Sentence, told: Telling, verb: Trigger, last: Draft | None, *, of_returns: bool
) -> Outcome | None:
    words = sentence.text[verb.start - sentence.start : verb.end - sentence.start].strip()
    rule = f"the {verb.form} “{words}”" + (f" ({verb.voice})" if verb.voice else "")
    if words.lower().startswith("there ") and told.number and not told.number.noun and last:
        return Outcome(last.kind, "goes on from the number before")
    if told.number and told.number.noun in _BYSTANDERS and verb.kind in ("Arrival", "Presence"):
        return None
    if told.number and told.number.noun in ("deportees", "returnees") and verb.kind == "Arrival":
        return Outcome("Repatriation", "the people it counts")
    if words.lower() == "resettled" and _WHERE.search(sentence.text[: verb.start - sentence.start]):
        return Outcome("Presence", f"{rule}, of where they live")
    by_officers = _BY_OFFICERS.search(sentence.text[: verb.start - sentence.start])
    if verb.kind == "Rescue" and by_officers and _TAKEN_OUT.match(words):
        return Outcome("Detention", f"{rule}, by officers", firm=True)
    taken_out = verb.kind == "Rescue" and verb.voice == "passive" and last and last.kind == "Repatriation"
    if taken_out and _OF_THE_WHOLE.match(sentence.text):
        return Outcome("Repatriation", "some of those told of before, and how they were taken", firm=True)
    if verb.kind == "Presence":
        stays = verb.form == "noun" or (told.number and not told.number.noun and _ARE.match(words))
        custody = stays and last and last.kind == "Detention"
        if custody or _LOCKED_UP.search(sentence.text[: told.end - sentence.start], verb.start - sentence.start):
            return Outcome("Detention", f"{rule}, of people in custody")
    if verb.form == "passage" and (not of_returns or _OVER_WATER.match(sentence.text, verb.start - sentence.start)):
        return None
    between = sentence.text[told.number.end - sentence.start : verb.start - sentence.start] if told.number else ""
    return Outcome(verb.kind, rule, firm=bool(verb.voice == "passive" and _DIRECTLY.fullmatch(between)))


def _of_share(before: str, after: str, end: int, noun: str, last: Draft | None, verb: Trigger | None) -> Outcome | None:
    """What a share is a share of: the people it names, else those told of last."""
    if _OF_TELLERS.match(after):
        return None
    if noun in _POPULATIONS:
        return Outcome(_POPULATIONS[noun], "the people it is a share of")
    if named := _POPULATION.match(after):
        return Outcome(_POPULATIONS[named["noun"].lower()], "the people it is a share of")
    if (shared := _SHARE_DONE.match(f" {noun}{after}" if noun.startswith("of ") else after)) and shared.lastgroup:
        return Outcome(shared.lastgroup, "what was done to those it is a share of")
    done = _DONE_TO.match(after)
    if verb and done and verb.real and verb.voice == "passive" and 0 <= verb.start - end < done.end():
        return Outcome(verb.kind, "what was done to a share")
    demographic = _SHARE_OF.match(after) or _MADE_UP.search(before)
    if done and not demographic:
        return None  # something else was done to them
    if last and (demographic or noun or _OF_THEM.match(after) or _WERE.match(after)):
        return Outcome(last.kind, "a share of those told of before")
    if verb and noun:
        return Outcome(verb.kind, "the verb of a share")
    return Outcome("Presence", "a share of a people") if demographic else None


def _in_facility(scene: Scene, end: int, sentence: Sentence) -> bool:
    """True for "77 people at the X detention centre"."""
    return any(
        named.entity.kind in subclasses("DetentionFacility")
        and re.fullmatch(r" (?:in|at|inside) (?:the )?", scene.reading.flat[end : named.start])
        for named in scene.within(end, min(end + 60, sentence.end))
    )


def nature(kind: str, verb: Trigger | None, when: When | None, sentence: Sentence) -> str:
    """People held or living somewhere are a stock; arresting them, or detaining them on a day, is a flow."""
    if kind not in ("Detention", "Presence"):
        return "flow"
    words = sentence.text[verb.start - sentence.start :] if verb else ""
    taken = _TAKEN.match(words)
    on_a_day = when and when.earliest and when.earliest == when.latest and words.startswith("detained")
    return "flow" if taken or on_a_day else "stock"
