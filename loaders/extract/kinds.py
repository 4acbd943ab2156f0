"""What kind of event the words of a sentence tell, whether they say that it happened, and to whom it was done."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refoulement.loaders.extract.lexicon import PEOPLE_RE, any_of
from refoulement.loaders.extract.vocabulary import TRIGGERS
from refoulement.loaders.extract.wording import BEFORE_NUMBER

_HELD_TO = any_of(
    "believed", "thought", "reported", "said", "understood", "feared", "known", "alleged", "suspected", "appears?",
    "seems?", "estimated", "confirmed",
)  # fmt: skip
_PERFECT = r"have (?!to\b)(?:\w+ )?(?:been )?(?:\w+ )?$"
_HAPPENED_ALL_THE_SAME = re.compile(
    any_of(
        rf"\b(?:may|might|could|must) (?:\w+ )?{_PERFECT}",
        r"\b(?:believed|thought|reported|said|understood|known|estimated) to (?:be )?(?:\w+ly )?$",
        rf"\b{_HELD_TO} to {_PERFECT}",
        r"\b(?:number|total|first|last|latest|second|third|only)\b[^.;,]{0,50} to (?:be )?$",  # "the first to arrive"
        r"\b(?:allowed|permitted|enabled|managed|forced|ordered|continue[sd]?|used|found|known|seen|shown|(?<!be"
        r" )(?<!been )able|began)\b"
        r"[^,.;]{0,60} to (?:be )?$",
    ),
    re.IGNORECASE,
)
_UNREAL = any_of(
    "could", "would", "will", r"\w+'ll", "shall", "should", "might", "may", "can(?:not)?", "must",
    "without", "nor", "fear(?:s|ed|ing|ful)?(?: of| that| for)?", "risk(?:s|ed|ing)?(?: of)?",
    "threat(?:s|ened|ening)?(?: of)?", "danger of", "fac(?:e|es|ed|ing)", "stop(?:ped|ping)?", "halt(?:ing|ed)?",
    "ceas(?:e|ing)", "end(?:ing)?", "suspend(?:ing)?", "prevent(?:ing|ed)?", "avoid(?:ing|ed)?", "against",
    "oppos(?:e|es|ed|ing|ition to)", "refrain(?:ing)? from", "likely", "possible", "potential", "imminent",
    "impending", "pending", "plan(?:s|ned|ning)?(?: to| for)?", "prepar(?:e|es|ed|ing)", "instead of", "rather than",
    "call(?:s|ed|ing)? (?:for|on|to)", "policy of", "practice of", "ban(?:s|ned)?(?: on)?",
    "prohibit(?:s|ed|ion of)?", "awaiting", "escap(?:e|ed|ing)", "before being",
    "spared(?: from)?", "avert(?:ed|ing)?", "call(?:ed|ing)? off",
    "postpon(?:ed|ing)", "cancell?(?:ed|ing)", "thwart(?:ed|ing)", "protection from", "vulnerable to",
    "liable to", "subject to", "worried about", "concerns? (?:about|over|of|that)", "issue of", "question of",
    "discuss(?:ed|ing)?", "anyone", "in case", "confirm(?:ed|ing)?(?: of)?", "confirmation of",
    "(?:reports?|claims?|allegations?) of", "asked (?:about|whether)", "questions? (?:about|over)",
    "expect(?:s|ed|ing)?", "forecasts?", "projected", "predict(?:s|ed)?", "increase in", "rise in",
    "hop(?:e|es|ed|ing)",
)  # fmt: skip
_COUNTS = "(?! (?:fewer|less|more) than )"  # "no fewer than 20" are some
_NOBODY = r"(?<!from )zero(?![- ](?:covid|tolerance))|(?<![\d.,:/])(?<!from )0(?![\d.,:%]|$)"
_NOT_REAL = re.compile(
    any_of(
        rf"\b{_UNREAL}(?: \S+){{0,4}}? ?$",
        rf"\b(?:not|n't|never|no|none){_COUNTS}(?: \S+){{0,2}}? ?$",
        rf"\b(?:no|any|{_NOBODY}){_COUNTS}\"?(?: \S+){{0,6}}? ?$",
        r"\b(?:ask\w*|say|disclose\w*|reveal\w*|explain\w*|clarify|wonder\w*)(?: \S+){0,8}? how many\b(?:"
        r" \S+){0,9}? ?$",
        r"\b(?:not one|not a single|none of|neither|nobody|no one|hardly any|if|unless|whether)\"?(?: \S+){0,9}? ?$",
        r"\bto (?:be |being |get )?(?:\w+ly )?$",
        r"\b(?:almost|nearly|narrowly|all but|(?:verge|brink|point|cusp) of|close to|hours (?:away )?from)"
        r"(?: being| having been| getting)? $",
        r"\b(?:and|or) (?:then |later |finally |eventually )?be (?:\w+ly )?$",  # "they will wait and then | be taken"
    ),
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|dismiss(?:es|ed|ing)?|no (?:evidence|records?|information|knowledge|proof)"
    r"|not true|reject(?:s|ed|ing)?|untrue"
    r"|doubt(?:s|ed)?|stopped short of|refus(?:e|es|ed) to say)\b"
    r"(?!\s+(?:entry|access|them|him|her|asylum|visas?))(?:(?!, (?:as|since|although)\b)[^.;])*$",
    re.IGNORECASE,
)
# an event that is held, and no people: "the rally was held in the rain"
_AN_EVENT = re.compile(
    r"\b(?:summit|talks?|meetings?|conferences?|hearings?|elections?|polls?|votes?|ceremon(?:y|ies)|rall(?:y|ies)"
    r"|protests?|demonstrations?|vigils?|services?|trials?|funerals?|weddings?|exercises?|drills?|games|festivals?"
    r"|sessions?|briefings?|events?|forums?|seminars?|exhibitions?|congress|parades?|negotiations|consultations"
    r"|interviews?|reunions?|screenings?|inquest|celebrations?|anniversar(?:y|ies)|review|debate|concert|match|race)\b"
    r"(?P<between>[^.;]{0,70})$",
    re.IGNORECASE,
)
_A_THING = re.compile(r"\b(?:money|cash|remittances?|letters?|parcels?|packages?|goods|word|photos?|messages?|aid)\b")
_HANDS_A_THING = re.compile(  # "handed over a list of names"
    r"(?:hand|turn|giv)\w* (?:over|back) (?:(?:an?|the|its|their|his|her|some|all|more) )?(?:[\w'-]+ ){0,3}?"
    r"(?:documents?|declarations?|money|cash|letters?|lists?|remains|bod(?:y|ies)|evidence|aid|cop(?:y|ies)|passports?"
    r"|phones?|files?|control|power|weapons?|petitions?|reports?|footage|keys?|fees?|ransom|food|rice|goods|gifts?"
    r"|results?|details|information|materials?|data|responsibility|notes?|papers?|savings|bribes?|dollars|yuan|won)\b",
    re.IGNORECASE,
)
_SOMEBODY = re.compile(rf"{PEOPLE_RE.pattern}|\b(?:who|they|he|she|we|I)\b", re.IGNORECASE)
_PEOPLE_AT = re.compile(  # "the defectors at the | meeting were held"
    rf"{PEOPLE_RE.pattern} (?:at|in|from|during|after|before|near|on) (?:(?:the|an?|that|this|his|her) )?(?:\w+ )?$",
    re.IGNORECASE,
)
_CAUGHT = re.compile(r"\b(?:caught|arrested|detained|held|stopped|intercepted)(?: while| for| after| when)? $")
_FEARED = re.compile(r"\b(?:fear(?:s|ed)?|worr(?:y|ies|ied)|dread(?:s|ed)?) (?:that )?[^.;:\"]*$")
_ASKED = re.compile(r"\b[Aa]sked (?:about|whether|if|to (?:comment|confirm|respond))\b[^.;]*$")
_OR_ELSE = re.compile(
    r"\bto be \w+(?:ed|eld|ent)\b[\w ,']{0,60} or $"
)  # the last of "to be searched, fined or | deported"
_RULED = re.compile(r"\bshall\b[^.;]*$")  # what a law or a treaty says: "no State shall expel or | return"
_DEMANDED = re.compile(
    r"\b(?:demand|ask|insist|request|recommend|urg|propos|requir)\w* (?:\w+ )?that [^,.;]* be (?:\w+ly )?$",
    re.IGNORECASE,
)
_UNWANTED = re.compile(r"\b(?:stop|halt|end|fear|risk|threat|against|oppose)\w*\b[^,.;]*$", re.IGNORECASE)
_OCCURRED = re.compile(
    r"\b(?:carr(?:ied|ying) out|conduct(?:ed|ing)|occurred|took place|taken place|happened|(?:was|were) made"
    r"|resum(?:ed|ing)|began|started|staged|wave of)\b",
    re.IGNORECASE,
)
_ALLEGED = re.compile(
    r"\b(?:(?:may|might|could) have|reportedly|allegedly|apparently|believed|thought|suspected|feared|presumed"
    r"|rumou?red|appears? to|unconfirmed|unverified|uncorroborated|unsubstantiated|said to (?:have|be)"
    r"|rumou?rs? (?:say|said|ha(?:s|ve|d) it|that|of|spread|circulat\w+|went))\b"
    r"|^\D*\b(?:not|cannot|(?:not |un)able to|(?:no|not in a) (?:way|means|position) to)(?: \w+ly)?"
    r" (?:confirm|verify|corroborate) (?:[\w-]+ ){0,4}?(?:reports?|rumou?rs?|claims?|allegations?|accounts?)\b",
    re.IGNORECASE,
)
_ESTIMATED = re.compile(r"\bestimat(?:e|es|ed|ing)\b", re.IGNORECASE)
_IN_NAMES = re.compile(r"(?<=[\w,;] )[A-Z][\w'-]*")  # "May", "Bridge of Hope": no words of what may be or is hoped
_CLAUSE = re.compile(r"[;:,\"]|\b(?:while|but|because|although|after|that)\b")

_ADVERBS = r"(?: \w+ly| now| also| since| later| then| all| both| already| still| soon| first| again| once| twice)*"
_PASSIVE = re.compile(
    rf"(?:\b(?:was|were|been|being|be|is|are|get|gets|got|getting|having been)|'re|'s){_ADVERBS}"
    rf"(?:,? [\w-]+(?:ed|en|ent|aken|eld)(?: \w+)?,? (?:and|or|then|and then){_ADVERBS})* ?$",
    re.IGNORECASE,
)
_JOINED_PASSIVE = re.compile(  # "had been arrested in their beds and | held"
    r"\b(?:was|were|been|being|are|is) (?:\w+ly |then |later |also )?\w+(?:ed|en|aught|eld|ent|hot)\b[^.;\"]*?"
    r"(?:,| and| or|, and) (?:then |later |also |\w+ly )*$"
)
_PERFECT_ACTIVE = re.compile(rf"\b(?:has|have|had|having|'ve|'d){_ADVERBS} ?$", re.IGNORECASE)
_PARTICIPLE = re.compile(r"(?:ed|held|caught|sent|taken|shot|stuck|over|back|up|off|away|home|across)$", re.IGNORECASE)
_IRREGULAR = re.compile(r"(?:driven|taken|flown|thrown|given|brought|put|led|kept|let)$")
_TAKEN = re.compile(
    r"(?:taken|flown|driven|thrown|put) (?:on|aboard|across|over|off|out)\b"
)  # "36 people | put on a charter"
_WALKED = re.compile(r"(?:walk|walked|drove|flew|moved) (?:back|home|across|over)\b", re.IGNORECASE)
_BY_ONESELF = re.compile(rf"{_WALKED.pattern}|(?:marched|forced|put|let) (?:back|home|across|over)\b", re.IGNORECASE)
_ONLY_OF_PEOPLE = ("held", "confined", "returned ")  # else talks are held, and rumours confined to a town
_ON_RECORD = re.compile(  # "the database holds nine": whom it tells of
    r"\b(?:database|archive|register|registry|record|list|file|collection|dataset|report|white paper)s?"
    r"(?: of (?:the )?\w+)?(?: \w+ly| now| also| still)* $",
    re.IGNORECASE,
)
# "since such records began to be kept"
_OF_RECORDS = re.compile(
    r"\b(?:records?|statistics|data|figures|counts?|tall(?:y|ies)|registers?|secrets?|diar(?:y|ies)|files?|lists?"
    r"|numbers|money|promises?|watch|names?|track|distance)\b[^.;,]{0,30}$",
    re.IGNORECASE,
)
_ERRAND = re.compile(
    r"\b(?:commission|committee|delegation|mission|panel|team|officials?|envoys?|ministers?|ambassadors?|diplomats?"
    r"|rapporteurs?|inspectors?|lawmakers?|senators?|monitors?|exhibition|film|play|orchestra|troupe)(?: had| have)? $",
    re.IGNORECASE,
)
_FOR_WORK = re.compile(
    r"[^.;]{0,50}? to (?:work|fell|log|study|teach|build|plaster|train|sew|weld|earn|cook|wait tables|play|trade"
    r"|testify|speak|lobby|address|visit)\b",
)
_A_NUMBER = re.compile(BEFORE_NUMBER, re.IGNORECASE)
_LASTING = re.compile(r"(?:ing|ing in|ing at)$", re.IGNORECASE)
_PEOPLE_BEFORE = re.compile(
    rf"(?:{PEOPLE_RE.pattern}|\bthose|\banyone|\bothers|\bpeople|\bnumber)(?: \w+ly)?$", re.IGNORECASE
)
_ASIDE = re.compile(rf"(?:{PEOPLE_RE.pattern}), $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words that tell a kind of event; `real` where they say that it happened or holds.

    `form` is what they are: a "verb" done to people, a "state" that people are in or get into by themselves, a "noun",
    a "passage" over a border. `voice` of a verb is "passive", "active" or, where its words alone leave that open,
    "past"; "modifier" is a participle that only tells which people are spoken of ("people detained in …").
    """

    start: int
    end: int
    kind: str
    form: str
    real: bool
    voice: str = ""


def _is_real(text: str, match: re.Match[str], form: str) -> bool:
    before = _IN_NAMES.sub("X", text[: match.start()])
    breaks = [found.end() for found in _CLAUSE.finditer(before)]
    clause = before[breaks[-1] if breaks else 0 :]
    if _HAPPENED_ALL_THE_SAME.search(before):
        return True
    if match.group().split()[0].endswith("ing") and not before.strip(' "'):
        return False  # "Sending children back to a country they do not know is …"
    if (
        _NOT_REAL.search(clause.rstrip() + " ")
        or _DENIED.search(before)
        or _DEMANDED.search(before)
        or _RULED.search(before)
        or _OR_ELSE.search(before)
        or _ASKED.search(before)
        or _FEARED.search(before)
    ):
        return False
    return form != "noun" or not _UNWANTED.search(clause)


def _voice(text: str, match: re.Match[str], form: str) -> str:
    """How a verb stands to the people it is done to."""
    words, before = match.group().rstrip(), text[: match.start()]
    if form == "verb" and re.match(r"(?:was|were|been|being|be) ", words):
        return "passive"
    participle = (_PARTICIPLE.search(words) or _TAKEN.match(words)) if form == "verb" else _LASTING.search(words)
    if participle and (_PEOPLE_BEFORE.search(before.rstrip()) or _ASIDE.search(before)):
        return "modifier"
    if form != "verb":
        return ""
    first = words.split()[0]
    joined = participle or _PARTICIPLE.search(first) or _IRREGULAR.match(first)  # "picked up and | handed over to"
    if _PASSIVE.search(before) or (joined and _JOINED_PASSIVE.search(before)):
        return "passive"
    if _PERFECT_ACTIVE.search(before) or not participle:
        return "active"
    return "past"


def trigger(text: str, match: re.Match[str], kind: str, form: str, offset: int) -> Trigger:
    """The words of a sentence that match, as what they tell."""
    real = _is_real(text, match, form)
    return Trigger(match.start() + offset, match.end() + offset, kind, form, real, _voice(text, match, form))


def triggers(text: str, offset: int) -> Iterator[Trigger]:
    """The words of a sentence that tell a kind of event, the longest reading of each place."""
    found: list[Trigger] = []
    for kind, form, pattern in TRIGGERS:
        for match in pattern.finditer(text):
            voice = _voice(text, match, form)
            of_people = voice in ("passive", "modifier") or _A_NUMBER.match(text, match.end())
            if match.group() in _ONLY_OF_PEOPLE and not of_people:
                continue
            if kind == "Detention" and match.group().startswith("hold") and _ON_RECORD.search(text[: match.start()]):
                continue
            if kind == "Repatriation" and (_A_THING.search(match.group()) or _HANDS_A_THING.match(text, match.start())):
                continue
            if match.group().startswith("kept") and _OF_RECORDS.search(text[: match.start()]):
                continue
            if match.group() == "held" and _of_an_event(text[: match.start()]):
                continue
            alone = {"active": _BY_ONESELF, "past": _BY_ONESELF, "modifier": _WALKED}.get(voice)
            if alone and alone.match(match.group()):
                continue  # who "walked back over the ice" was not sent
            if kind == "Arrival" and _on_business(text, match):
                continue
            if kind == "Arrival" and _CAUGHT.search(text[: match.start()]):
                continue  # "caught entering the country"
            told = trigger(text, match, kind, form, offset)
            rivals = [other for other in found if told.start < other.end and other.start < told.end]
            if all(_outdoes(told, other) for other in rivals):
                found = [other for other in found if other not in rivals] + [told]
    yield from sorted(found, key=lambda told: told.start)


def _on_business(text: str, match: re.Match[str]) -> bool:
    """True for who comes on an errand or for work: "the delegation | came to Geneva", "came to Riga to weld"."""
    return bool(_ERRAND.search(text[: match.start()]) or _FOR_WORK.match(text, match.end()))


def _of_an_event(before: str) -> bool:
    """True where what is held is an event, with no people between it and the verb."""
    event = _AN_EVENT.search(before)
    if not event or _SOMEBODY.search(event["between"]):
        return False
    return not _PEOPLE_AT.search(before[: event.start()])


def _outdoes(told: Trigger, other: Trigger) -> bool:
    """Of two readings of the same words, a deed stands before a passage, a rescue before an arrival, the longer."""
    ranks = [
        (found.form != "passage", found.kind == "Repatriation", found.kind == "Rescue", found.end - found.start)
        for found in (told, other)
    ]
    return ranks[0] > ranks[1]


def occurred(text: str) -> bool:
    """True where a sentence says of a deed named by a noun that it took place."""
    return bool(_OCCURRED.search(text))


def modality(text: str) -> str:
    """How sure the words are: `alleged`, `estimated` or plainly `asserted`."""
    return "alleged" if _ALLEGED.search(text) else "estimated" if _ESTIMATED.search(text) else "asserted"
