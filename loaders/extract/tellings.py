"""The verbs of telling in a sentence, and the words for a source that has no name."""

import re

from refoulement.loaders.extract.lexicon import SPEECH

_ORDERS = re.compile(
    r"recalled (?:its|the|his|her|their) (?:ambassador|envoy)"
    r"|(?:told|warned) (?:\w+ ){1,2}?(?:to|not to|that (?:anyone|they|he|she)"
    r" (?:must|should|would|could|had to|has to|will|faced?))\b"
)
_AN_ESTIMATED = re.compile(r"\b(?:an?|the|some|of|than|with|to|for|by|in|from|were|are|was|is|these|those) estimated$")
_ASKED = re.compile(r"\b(?:whether|if) [^,;]{3,60} $")  # "asked whether X | had received reports": X has told nothing
_CLOSES = re.compile(
    r"(?: (?:reporters|us|me|lawmakers|the \w+|[A-Z][\w ]{2,30}?))?(?:,? (?:on|in|at|last|this|late|early|earlier"
    r"|during|by|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|citing|without|asking|speaking|adding"
    r"|over)\b[^.]{0,80})?[.\"]*"
)
SO_MANY = re.compile(
    r"(?:(?:some|around|about|nearly|almost|over|more than|at least|fewer than|less than|up to|as many as|approximately"
    r"|roughly|close to|an estimated|a total of|another|a further|only|just|no fewer than|\") ?)*"
    r"(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|dozens|hundreds|thousands|tens)\b)"
)
TELLS = re.compile(
    rf"\b(?:{SPEECH}|speaks? of|spoke of|finds|thinks|reckons|guess(?:es|ed)|replied|complained|remembers|recalls"
    rf"|publish(?:es|ed) (?:its|a)|(?:records|registers|registered|compiled|logged|lists|listed) (?={SO_MANY.pattern})"
    r"|knows (?:of|that)(?= )|knew of(?= )|(?:has|have|had) been (?:told|informed)(?= (?:by|that|of)\b)"
    rf"|(?:has|have|had) (?:on (?:file|record)|[io]n (?:its|their) (?:files|books|records)) (?={SO_MANY.pattern})"
    rf"|publishe[sd] (?:the |its )?(?:arrivals|figures|numbers|totals?)\b(?=[^.;]*\d)|presumes?(?= )|presumed(?= that)"
    r"|suspects?(?= that)|suspected(?= that)|asserts|asserted|contends|contended|concedes|conceded(?= that)"
    r"|acknowledge[sd](?= that)|admits(?= that)|admitted(?= that)|calculate[sd](?= that)|reckoned|disclose[sd]"
    rf"|talk(?:s|ed)? of (?={SO_MANY.pattern})|carried (?:a|the) (?:story|report|article|item)(?= that)"
    rf"|cite[sd] (?:reports|information|testimony|accounts)(?= that)|makes it (?={SO_MANY.pattern})"
    rf"|heard from(?= an? )|(?:can|could|(?:is|was|are|were) able to) account for (?={SO_MANY.pattern})"
    r"|(?:holds|held)(?= that)"
    r"|has knowledge of(?= \d)|has spoken of (?=as many|up to|more than|\d)"
    r"|(?:uses|gives|cites|has (?:cited|given|used|spoken of|referred to)) (?:(?:a|the) )?"
    r"(?:figures?|numbers?|estimates?) of|described|describes|recounted|recounts"
    r"|learn(?:ed|t)|accused|(?:has|have|had) (?:heard|information)(?= that| of)|interviewed(?= \d)"
    r"|(?:has|have|had) received (?:\w+ )?(?:reports(?= that| of)|information(?= on| about| that))"
    r"|(?:is|are) (?:\w+ )?(?:concerned|alarmed)(?= for| about| by)"
    r"|(?:has|have|had) (?:established|compiled|collected|gathered|verified|obtained) (?:the|a list of|lists of)"
    r" (?:names|identit)|(?:has|have|had|holds?|keeps?)(?: in its files)? (?:the names|a list|records) of(?= \w)"
    r"|knows of(?= \w+ (?:people|cases|others)))\b"
)
_UNNAMED = re.compile(
    r"\b(?:(?:multiple|several|other|some|human|South Korean|local|the|many|two|various|international|informed"
    r"|diplomatic|unnamed|anonymous|senior|his|her|its|their|North Korean|Chinese|Seoul-based) )*"
    r"(?:rights )?(?:activists?|(?:rights|advocacy|civic|activist|aid) groups?|groups|sources?|experts?|analysts?"
    r"|researchers|officials?|observers|witnesses|brokers?|reports|media(?: reports)?|"
    r"lawmakers|campaigners|advocates|organi[sz]ations|associations|estimates|defectors|family members|relatives)\b"
)
_REACH = 45  # characters


def verbs(outside: str) -> list[re.Match[str]]:
    """The verbs on whose subject's word a sentence is, in order of trust: one that closes it comes first."""
    told = [
        match
        for match in TELLS.finditer(outside)
        if not (
            _ORDERS.match(outside, match.start())
            or _ASKED.search(outside, 0, match.start())
            or _AN_ESTIMATED.search(outside, 0, match.end())
        )
    ]
    closing = [match for match in told if _CLOSES.fullmatch(outside[match.end() :])]
    return [*closing[-1:], *told]


def unnamed_before(before: str) -> str | None:
    """The words for an unnamed source shortly before a verb."""
    found = [match.group() for match in _UNNAMED.finditer(before) if len(before) - match.end() <= _REACH]
    return found[-1].strip() if found else None


def unnamed_after(after: str) -> str | None:
    """The words for an unnamed source right after a verb."""
    match = _UNNAMED.match(after.lstrip(" "))
    return match.group().strip() if match else None
