"""How many people: the numbers of a sentence that count people, and which people those are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from refoulement.graph.amount import Amount
from refoulement.graph.claim import Count
from refoulement.loaders.extract.lexicon import PEOPLE, any_of
from refoulement.loaders.extract.nouns import DEMOGRAPHIC, all_told, counted, counts_else, deed_after, noun_after
from refoulement.loaders.extract.numbers import BOUND, NUMBER_WORD, QUANTITY, bound_before, bounded, count_of, value
from refoulement.loaders.extract.uncounted import (
    is_age,
    is_date,
    is_label,
    is_measure,
    is_of_each,
    left_out,
    tell_of_others,
)

LARGEST = 10_000_000  # from which on a number is of a whole population
SMALL = 13  # below it, a number in words is too often a pronoun or a thing to count people without a noun

_APART = re.compile(r"^ ?(?:[-(:,]|and) ?$")
_ONE_DIED = re.compile(
    r"(?: of (?:them|whom|these|those|the (?:[\w'-]+ ){1,3}?)| (?:[\w-]+ )?(?:woman|man|girl|boy|child|baby|infant"
    r"|person|prisoner|detainee|inmate|cellmate|refugee|defector|migrant|worker)|(?=, ))(?:, [^,.;]{1,60},)? ?"
    r"(?:later |since |also )?(?:died|dies|drowned|(?:is|was|has been) (?:reported|said|believed|known|thought) to have"
    r" died|(?:has|had) (?:since |later )?died|(?:was|were) (?:shot|killed|executed))\b"
)
_DASH = re.compile(r"[a-z] ?- ?$")
_MORE_OF_THEM = re.compile(r"(?:,| and) (?:[\w-]+ ){1,3}?(?:women|men|children|boys|girls|babies|infants)\b")
_THEIR_OWN = re.compile(r" (?:in|at|from|near|held|detained|who)\b")  # what sets a part apart, as a claim of its own
_AMONG = re.compile(r"\b(?:among (?:them|whom)|including) (?:the )?$", re.IGNORECASE)
# those beside the people who are told of, whom the number of companions does not count
_BESIDE = re.compile(r"\b(?:with (?:(?:his|her|their) )?|and (?:his|her|their) )(?:other )?$", re.IGNORECASE)
_COMPANIONS = re.compile(
    r" (?:other|more|fellow|of (?:his|her|their)|(?:young |small |little |teenage )?(?:children|daughters|sons"
    r"|relatives|grandchildren|grandsons|granddaughters|nieces|nephews|cousins"
    r"|siblings|sisters|brothers|friends|companions|colleagues|family members|kids))\b"
)
# "was deported with | twelve others": it was done to them, too
_DONE_WITH = re.compile(
    r"\b(?:was|were|been) (?:\w+ly )?(?:\w+ed|caught|held|sent back)\b[^.;,]{0,40}? (?:along |together )?with $"
)
_CELL_WITH = re.compile(r"\b(?:cells?|wards?|dormitor(?:y|ies)|prison|jail|camp)\b[^.;,]{0,40} with $")
_OTHERS = re.compile(r" (?:other|others|more|fellow)\b")
_IN_A_CELL = re.compile(
    r"[^.;,]{0,30} (?:in|at|inside) (?:[\w'-]+ ){0,4}?(?:detention|prison|jail|cells?|cent(?:er|re)|camp|room)\b"
)
# "one of the eleven children there": what follows is told of that one, unless it tells which eleven
_ONE_OF_THE = re.compile(r"\b[Oo]ne of (?:the|these|those) $")
_WHICH_OF_THEM = re.compile(r",? (?:who|that|whom|\w+ed|sent|held|caught|taken|shot|put)\b")
# "eleven people, including a family of four, were …"
_PART_BEHIND = re.compile(r", (?:including|among them|with) (?:an? |the )?(?:family of |couple and )?$")
# "the seven, including a widow and | two grandchildren, were …", "the five - a couple and | two women - were …"
_IN_THE_ASIDE = re.compile(
    r", (?:including|among them|among whom) [^;.]{2,80}?(?:,| and|, and) (?:an? |the |his |her |their )?$"
    rf"|(?:\d|\b{NUMBER_WORD})(?: [\w'-]+){{0,4}} - [^;.]{{2,90}}?(?:,| and|, and) (?:an? |the |his |her |their )?$",
    re.IGNORECASE,
)
_OF_A_PLACE = re.compile(r"[^,;.]{0,30}? (?:in|at|near|from|to|through) [A-Z]")
_CLOSED_OFF = re.compile(r"(?: (?:of|from|aged|under|between|over|as young as) [a-z0-9 -]{1,30})?[,.)]")
_MADE_UP = re.compile(r"(?<!there )\b(?:were|are|comprise[ds]?|included|includes?|namely) $")
_IN_COMMAS = re.compile(r"(?:,| -|\() $")
# what some of those told of are, and nothing that happened to them: "37 people, two of them | pregnant"
_AS_THEY_ARE = re.compile(
    r" (?:(?:said|believed|thought|known) to (?:have|be)\b|(?:appear|seem)\b"
    r"|(?!(?:were|was|are|is|had|have|has|in|at|on|from|through|via|by|to|into|since|during|last|over|across|near|who"
    r"|still|now|later|then|also|after|before|for|this|so|and|as|under|inside|there|here|being|dead|missing|left"
    r"|did|do|went|came|got|made|fell|ran|alone|home|back|\w+(?:ed|en|ent|eld|ught|ot|ing|ly))\b)[a-z][\w-]*)"
)
_AND_OTHERS = re.compile(rf"(?:,| and) (?:\d+|{NUMBER_WORD}|an?) (?:[\w-]+ ){{0,2}}?(?:{DEMOGRAPHIC.pattern})\b")
_SOME_OF = re.compile(r" of (?:the|these|those|them|its|their)\b")
_WHOLE = re.compile(r" of (?:the|these|those|all) $")
_OF_WHOLE = re.compile(rf"(?:\d|\b(?!one\b){NUMBER_WORD}) of (?:the|these|those|all) $", re.IGNORECASE)
_OF_A_SEX = re.compile(
    r",? (?:were|was|are|of (?:them|whom|these)(?: (?:were|are))?) (?:\w+ ){0,2}?"
    r"(?:women|men|female|male|children|girls|boys|minors|infants)\b"
)
_COMPANY = re.compile(r"\b(?:family|group|party|batch),? of $", re.IGNORECASE)
_FURTHER = re.compile(r"\b(?:a further|another) $", re.IGNORECASE)
_DEFINITE = re.compile(
    r"\b(?:the|all|these|those|both|its|their)(?: other| remaining| of the| first)? $", re.IGNORECASE
)
_LED_UP = re.compile(
    r"(?:\b(?:(?:number|total|figure|count|toll) (?:of (?:those|people|persons|women) [^.;,]{2,40} )?(?:as|at)"
    r"|there (?:are|were)|took in|taken in|accepted|admitted|received|arrested|detained|deported|returned"
    r"|sent back|sent home|handed (?:back|over)|turned over|repatriated|expelled|caught|captured|seized|jailed"
    r"|imprisoned"
    r"|freed|released|rescued|smuggled|resettled|killed|drowned|shot"
    r"|killing|executed|against|compared (?:to|with)|versus|from|than|just|only|but)|^\W*) $|^\W*$",
    re.IGNORECASE,
)
# "brings to 512 the number of people …", "the number held"
_THE_NUMBER_OF = re.compile(
    r" the (?:total |cumulative |overall )?(?:number|total) (?:of\b|(?=\w+(?:ed|en|ld|ht)\b|who\b))"
)
_THOSE = re.compile(r" those\b")
# a small number in words that goes on from one of people: "58 were sent back and | three | have died"
_JOINED = re.compile(r"(?:,|;| and| but|, and|, but)(?: that)? $")
_DID = re.compile(
    rf" (?:(?:were|are|have|had)\b(?! an?\b| (?:\w+ ){{0,2}}?(?:{DEMOGRAPHIC.pattern})\b)|died|drowned|escaped"
    rf"|perished)"
)
# what is done to people, told of a small number in words: "said that | nine | had been handed back"
_DONE_TO_THEM = re.compile(
    r" (?:(?:were|was|are|is|(?:have|had|has)(?: (?:since|already|later|all|also))? been"
    r"|(?:are|were) (?:now |still )?being) (?:\w+ly |all |both |later |since |also |then |already |still |now )*"
    r"(?:sent|handed|turned|arrested|detained|caught|captured|seized|held|jailed|imprisoned|killed|executed|shot|freed"
    r"|repatriated|deported|returned|expelled|taken|rescued|released|resettled)"
    r"|(?:are|were) (?:\w+ )?(?:serving|in custody|in detention|behind bars)"
    r"|(?:have |had )?(?:later |since |also )?(?:died|drowned|perished))\b"
)
# a noun that no list holds, of those to whom is done what is done to people alone: "three anglers | were arrested"
_UNLISTED = re.compile(
    r" (?:[a-z][\w-]* )?(?P<noun>[a-z]{3,}s) (?:(?:who )?(?:were|was|are|(?:have|had|has)(?: \w+)? been"
    r"|(?:are|were) being) (?:\w+ly |all |both |later |since |also |then |already |still |now )*"
    r"(?:arrested|detained|jailed|imprisoned|deported|repatriated|executed|expelled|extradited|rounded up"
    r"|sent (?:back|home)|serving|behind bars"
    r"|in custody)|(?:(?<=mates )|(?<=ists ))(?:had |have )?(?:died|drowned|perished))\b"
)
_ASIDE = re.compile(r"^, (?:including|among them|among whom|one of them|all|both|most) [^,;.]{2,60},")
_SUBJECT = re.compile(r"(?:^\W*|[,;:] |\b(?:that|and|but|said|says|when|after|before|while|because) )$", re.IGNORECASE)
_OF_WHOM = re.compile(r"\b(?:of|among) whom,? (?:at least |only |just )?$")
_OF_THOSE = re.compile(
    r"(?:\W*|.*[,;] (?:and |but ))(?:[Oo]f|[Aa]mong) (?:the|these|those|them)\b[^;]*(?:,| and)"
    r" (?:only |just |at least )?$",
    re.DOTALL,
)
_LISTED = re.compile(r"(?:[:;,]| -) (?:and )?$")
_LISTED_PLACE = re.compile(
    r" (?:(?:in|at|from|through|via) [A-Z]|by (?:train|bus|boat|ferry|ship|plane|air|sea|land|road|rail)\b)"
)
_GOES_ON = any_of(
    "had", "have", "has", "were", "was", "are", "went", "crossed", "came", "arrived", r"remain\w*", "in", "for",
    "at", "through", "via", "from", "during", "between", "last", "this", "so far", "on", "and", "per", "that",
    "(?:a|per) (?:year|month|week|day|night)", "who", "whose", "still", "died", "reached", "made it", "entered",
    "drowned", "fled", "left",
    "escaped", "got", "ended up", "lived?", "returned", "did", "each", "by", "as", "across", "over", "more", "inside",
    "there", "of whom", "flew", "walked", "swam", "waded", "boarded", "re?settled", "sought", "now", "currently",
    "aboard", "on board", "followed", "the (?:year|month|previous|same|other)", "after", "before", "while", "but",
    "total", "against", "compared", "up", "down", "since",
    r"(?:recorded|registered|counted|reported|logged)(?! (?!as\b|this\b|across\b|us\b|his\b|its\b)[a-z]+s\b)",
    "passed", "made the", "back", "home", "go", "come", "cross", "arrive", "reach", "follow", "flee", "leave", "die",
    "(?:held|detained|arrested|jailed|imprisoned|deported|repatriated|expelled|caught|captured|sent|handed|executed"
    "|killed|rescued|removed|freed)",
    r"(?:arriving|entering|crossing|returning|coming|fleeing|living|staying|having)"
    r"(?=[,.;]|$| (?:[a-z]{1,3}|from|into|over|with|last|this|there|here|through|across|during|since|been)\b)",
    "being", "spent", "never", "took", "disappeared", "vanished", r"to (?=(?-i:[A-Z]))", "like (?:him|her|them|us)",
)  # fmt: skip
_ELLIPTIC = re.compile(rf"^(?:,? {_GOES_ON}\b|[,.;\"]|\)|$|-|'s)", re.IGNORECASE)
_BEHIND_PART = any_of(
    "who", "were", "was", "had", "have", "are", "is", "in", "at", "from", "died", "came", "through", "via", "on", "by",
    "to", "over", "across", "after", "before", "since", r"\w+ed", PEOPLE,
)  # fmt: skip
_PARTITIVE = re.compile(
    rf"^ of (?:(?:\d+|{NUMBER_WORD}) (?:[\w'-]+ ){{0,3}}?{PEOPLE}\b"
    rf"|(?:the|these|those|his|her|their|its|my|our) (?:(?:{NUMBER_WORD}"
    rf"|\d+)(?=[,.;]|$| {_BEHIND_PART}\b)"
    r"|(?:[\w'-]+ ){0,4}(?:were|was|had|have|are|came|died)\b))"
)

# a percentage that tells of a change, and is no share of anybody
_CHANGED = re.compile(
    r"\b(?:drop|dropp|f[ae]ll|rose|ris|grow|grew|declin|decreas|increas|shr[aiu]nk|jump|climb|surg|plung|slump|soar"
    r"|down|(?<!make )(?<!made )(?<!makes )(?<!making )up"
    r"|gain|los|slid|edg)(?:s|es|ed|ing|en|t|e)?(?: (?:by|of|some|about|around|nearly|almost|a further|another))* $"
)
# a number that tells how much another grew: "arrivals rose by | 15", "1,142, up | 15 from the year before"
_GREW_BY = re.compile(
    r"(?:, (?:slightly |only )?(?:up|down)(?: by)?"
    r"|\b(?:rose|risen|rising|fell|fallen|falling|grew|grown|growing|dropp(?:ed|ing)|declin(?:ed|ing)|decreas(?:ed|ing)"
    r"|increas(?:ed|ing)|climb(?:ed|ing)|jump(?:ed|ing)|shr[au]nk|shrunk) (?:\w+ly )?by"
    r"|\b(?:increase|rise|drop|fall|decline|decrease|jump|growth) of)(?: only| just| a further| another| a mere)* $"
)
_MORE_THAN = re.compile(
    r"^,? (?:(?:more|fewer|less|higher|lower) than|(?:increase|rise|drop|fall|decline|decrease)|up|down)\b"
)

_PARTS = {
    "half": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fifth": 5, "fifths": 5, "tenth": 10, "tenths": 10,
}  # fmt: skip
_SHARE = re.compile(
    rf"(?<![\w.,-])(?:(?:{BOUND}) )?(?:(?P<part>{NUMBER_WORD}|\d{{1,2}}|a)(?:"
    rf"(?: out of(?: every)?| in(?: every)?) (?P<whole>{NUMBER_WORD}|10|100)|[ -](?P<parts>{'|'.join(_PARTS)}))\b)"
    r"(?! (?:of )?(?:the )?(?:year|century|hour|quarter|past))",
    re.IGNORECASE,
)
_OF_A_LEVEL = re.compile(  # "a tenth of that", "half the level of 2019": of no people
    r" (?:of )?(?:that|this|it|what|the (?:[\w-]+ ){0,2}?(?:levels?|figures?|numbers?|rates?|amounts?|size|price|costs?"
    r"|capacity|distance|height|way))\b(?! (?:of (?:those|them|people)|were|are|was|is|came|had|have)\b)"
)
_OF_PEOPLE = re.compile(rf" of (?:them|those|these|whom|the|all|[\w' -]{{0,40}}?{PEOPLE}\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number of people: its place in the article, its count, and the noun it counts ("" where that is left out).

    `deed` is the kind of event where deeds are counted ("62 arrests"); `part` tells the "eight women" within a number
    just given, `partitive` the "eight of those held".
    """

    start: int
    end: int
    count: Count
    noun: str
    deed: str | None = None
    part: bool = False
    partitive: bool = False


def numbers(text: str) -> Iterator[tuple[int, int, frozenset[Amount]]]:
    """Where a number is printed, in digits or words, and its value (both of a range; none of a date or a fraction)."""
    for match in QUANTITY.finditer(text):
        if match["first"]:
            count = None if is_date(text, match) else count_of(match)
            values = (count.value, count.value_to) if count else ()
            groups = ("first", "scale1", "remainder1", "second", "scale2", "remainder2")
            end = max(match.end(group) for group in groups)
            yield match.start("first"), end, frozenset(value for value in values if value is not None)


def quantities(text: str, offset: int) -> Iterator[Quantity]:
    """The numbers in a sentence that count people, or may do so with their noun left out ("180 went over at …")."""
    last_end, split = 0, False
    shares = list(_shares(text))
    for match in QUANTITY.finditer(text):
        share = next((share for share in shares if match.start() < share.end and share.start < match.end()), None)
        if match.start() < last_end or (share and not share.quantity):
            continue
        found = share.quantity if share else None
        found = found or _quantity(text, match, text[last_end : match.start()] if last_end else None)
        if found:
            split = (split and ";" not in text[last_end : match.start()]) or found.part
            if split and DEMOGRAPHIC.fullmatch(found.noun):
                found = replace(found, part=True)  # the "17 women" of "31 were men and 17 women"
            last_end = found.end
            if _SOME_OF.match(text, match.end()):
                found = replace(found, partitive=True)
            yield replace(found, start=found.start + offset, end=found.end + offset)


@dataclass(frozen=True, slots=True)
class _Share:
    """A share told as one number in another; a third is no whole number of percent, and so no `quantity`."""

    start: int
    end: int
    quantity: Quantity | None


def _shares(text: str) -> Iterator[_Share]:
    """Shares told as one number in another ("seven in ten of them")."""
    for match in _SHARE.finditer(text):
        part, whole = value(match["part"]), value(match["whole"]) or _PARTS.get((match["parts"] or "").lower())
        if not (part and whole and part < whole):
            continue
        quantity = None
        if 100 * part % whole == 0 and not _OF_A_LEVEL.match(text, match.end()):
            count = Count(bound=bound_before(match), value=100 * part // whole, unit="percent")
            noun = "of them" if _OF_PEOPLE.match(text[match.end() :]) else ""
            quantity = Quantity(match.start(), match.end(), count, noun)
        yield _Share(match.start(), match.end(), quantity)


def _quantity(text: str, match: re.Match[str], since_last: str | None) -> Quantity | None:
    """What one number counts, at offsets of the sentence; `since_last` stands between it and the number before."""
    count = count_of(match)
    if count is None or (count.value or 0) >= LARGEST or (count.value == 0 and not count.value_to):
        return None
    if is_date(text, match) or is_age(text, match) or is_measure(text, match):
        return None
    before, after = text[: match.start()], text[match.end() :]
    if (match["first"] or "").lower() == "one" and not match["scale1"]:  # "one of them", too often nobody
        return Quantity(match.start(), match.end(), count, "of them") if _ONE_DIED.match(after) else None
    if _OF_WHOLE.search(before) or (since_last is not None and _WHOLE.fullmatch(since_last)):
        return None  # the "eleven" of "two of the eleven"
    if match["percent"] and (_CHANGED.search(before) or _MORE_THAN.match(after)):
        return None
    if _GREW_BY.search(before) and not match.group().lower().startswith("from "):
        return None
    here = Quantity(match.start(), match.end(), count, "")
    return _of_deeds(here, after) or _of_people(here, match, before, after, since_last)


def _of_deeds(here: Quantity, after: str) -> Quantity | None:
    """A number of deeds ("62 arrests"), or of those who come after "the number": "to 62 the number held"."""
    if deed := deed_after(after):
        return replace(here, end=here.end + deed[0], noun="people", deed=deed[1])
    named = _THE_NUMBER_OF.match(after)
    if named and not named.group().endswith("of"):
        return replace(here, end=here.end + named.end() - 1, noun="people")
    return replace(here, noun="people") if named and _THOSE.match(after, named.end()) else None


def _of_people(
    here: Quantity, match: re.Match[str], before: str, after: str, since_last: str | None
) -> Quantity | None:
    """A number of people, with their noun or without."""
    named = _THE_NUMBER_OF.match(after)
    after = after[named.end() :] if named else after
    noun = noun_after(after)
    its_own = noun if noun and counted(noun) else None
    lead = f"{before}from " if match.group().lower().startswith("from ") else before
    if is_of_each(after[its_own.end() if its_own else 0 :]):
        return None
    if tell_of_others(lead, after[its_own.end() if its_own else 0 :]) or (left_out(before) and not match["percent"]):
        return None
    beside = noun and _BESIDE.search(before) and _COMPANIONS.match(after) and not _IN_A_CELL.match(after)
    if beside and not ((_DONE_WITH.search(before) or _CELL_WITH.search(before)) and _OTHERS.match(after)):
        return None
    if its_own and (reaches := all_told(after, its_own)):
        return replace(here, end=len(match.string) - len(after) + reaches, noun="people")
    if its_own:
        part = not match["percent"] and _is_part(before, since_last, its_own, after)
        end = len(match.string) - len(after) + its_own.end()
        return replace(here, end=end, noun=its_own["noun"].lower(), part=part)
    if not noun and _COMPANY.search(before):
        return replace(here, noun="people", part=bool(_PART_BEHIND.search(before) and _CLOSED_OFF.match(after)))
    if since_last is not None and _JOINED.search(before) and _DID.match(_ASIDE.sub("", after)):
        return here
    if not noun and (unlisted := _UNLISTED.match(after)) and not counts_else(unlisted["noun"]):
        return replace(here, end=here.end + unlisted.end("noun"), noun=unlisted["noun"])
    return _without_noun(here, match, before, after)


def _is_part(before: str, since_last: str | None, noun: re.Match[str], after: str) -> bool:
    """True for the "eight women" of "twelve people, eight women among them", and for "eight of them women"."""
    if _DASH.search(before) and DEMOGRAPHIC.fullmatch(noun["noun"]) and _MORE_OF_THEM.match(after[noun.end() :]):
        return True
    if _one_of(before, after[noun.end() :]):
        return True
    if _PART_BEHIND.search(before) and _CLOSED_OFF.match(after[noun.end() :]):
        return True
    if _IN_THE_ASIDE.search(before) and not _OF_A_PLACE.match(after[noun.end() :]):
        return True
    if _MADE_UP.search(before) and DEMOGRAPHIC.fullmatch(noun["noun"]) and _AND_OTHERS.match(after[noun.end() :]):
        return True
    own = _THEIR_OWN.match(after[noun.end() :])
    apart = (since_last is not None and _APART.match(since_last)) or (_AMONG.search(before) and not own)
    if apart and DEMOGRAPHIC.fullmatch(noun["noun"]):
        return True
    if noun["noun"] not in ("of them", "of whom"):
        return False
    behind = after[noun.end() :]
    described = _IN_COMMAS.search(before) and _AS_THEY_ARE.match(behind)
    return bool(described or (noun["noun"] == "of them" and DEMOGRAPHIC.match(behind.lstrip())))


def _one_of(before: str, after: str) -> bool:
    """True for the eleven of "one of the eleven, a nurse, was": what follows is told of that one."""
    return bool(_ONE_OF_THE.search(before) and not _WHICH_OF_THEM.match(after))


def _without_noun(here: Quantity, match: re.Match[str], before: str, after: str) -> Quantity | None:
    """A number whose noun is left out, where the words around it show that it goes on counting people."""
    alone = bool(_ELLIPTIC.match(after)) and not match["vague"]
    if alone and (is_label(match.string, match) or _one_of(before, after)):
        return None
    if alone and _FURTHER.search(before):
        return here
    listed = _LISTED.search(before) and _LISTED_PLACE.match(after)
    sure = alone and (
        not _spelled_small(match, here.count)
        or match["others"]
        or match["between"]
        or bounded(match)
        or _DEFINITE.search(before)
        or _OF_THOSE.match(before)
        or (_OF_WHOM.search(before) and _DONE_TO_THEM.match(after))
        or after.startswith((" who ", ", who "))
        or _LED_UP.search(before)
        or (_SUBJECT.search(before) and _DONE_TO_THEM.match(_ASIDE.sub("", after)))
    )
    if match["percent"] or listed or sure or _PARTITIVE.match(after):
        return replace(here, part=bool(not match["percent"] and _OF_A_SEX.match(after)))
    return None


def _spelled_small(match: re.Match[str], count: Count) -> bool:
    """True for "two", "twelve"."""
    in_words = match["first"] and not match["first"][0].isdigit() and not match["scale1"]
    return bool(in_words) and (count.value or 0) < SMALL
