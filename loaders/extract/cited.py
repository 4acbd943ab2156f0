"""What a figure is cited from: data, reports and counts, and who has no more than seen or received them."""

import re

from refoulement.loaders.extract.descriptors import BODY, GROUP

ACCORDING = re.compile(
    r"\b(?:[Aa]ccording to|[Aa]s per|[Cc]ited by|(?:in|by) the (?:words|view|opinion|estimates?|count|reckoning|tally"
    r"|figures|calculations?) of|(?:is|are|was|were) (?:said|believed|estimated|thought|reported) by"
    r"|(?<=, )(?:reported|documented|recorded|compiled) by|(?<=incident )reported by|(?<=case )reported by) "
)
DATA_SHOW = re.compile(
    r"\b(?:data|figures|statistics|tables|records|numbers|tally|count|survey|(?<=the )(?:report|study|documents)"
    r"|(?<=The )(?:report|study|documents))(?: [\w-]+){0,3}?"
    r" (?:show(?:ed|s|n)?|suggest(?:ed|s)?|indicate[sd]?|reveal(?:ed|s)?)\b"
)
CITED = re.compile(
    r"(?:(?:an?|the|its|his|her|their|this) )?(?:[\w-]+ ){0,3}?(?:data|figures|statistics|tables|records|count|tally"
    r"|list|information|documents|logs|testimony|survey|study|report|estimates?|statement|database|census|briefing)"
    r"(?: (?!by\b|from\b|of\b|to\b)[\w-]+){0,2}?(?: to (?:the )?[\w-]+)? (?:by|from|of) "
)
SEEN_BY = re.compile(
    r"\b(?:available to|seen by|obtained by|viewed by|reviewed by|shown to|provided to|shared with|given to) (?:the )?$"
)
RECEIVED = re.compile(
    r"(?P<whose>(?:[\w'.-]+ ){0,8}?)(?:data|figures|statistics|records|numbers|documents|information|reports?|list"
    r"|materials?)(?: [\w-]+)?? (?:(?:obtained|acquired|received|secured|reviewed|seen|viewed|requested) by"
    r"|(?:submitted|provided|given|sent|supplied|presented|handed|shown|reported) to) "
)  # "data submitted to X": X has counted nobody
RECEIVED_FROM = re.compile(r"[^;\"]{0,80}? from (?:the )?")
RECEIVED_BY = re.compile(
    r"\b(?:[Ii]nformation|[Rr]eports|[Tt]estimon(?:y|ies)|[Aa]ccounts|[Dd]ata|[Ff]igures|[Ee]vidence|[Ss]tatistics"
    r"|[Rr]ecords|[Nn]umbers)(?: \w+)?"
    r" (?:received|obtained|gathered|collected|compiled|kept|held|released|published|issued|supplied|provided) by "
    r"(?=[^.;]* (?:indicate|suggest|show|confirm|reveal|point)\w* )"
)
THE_GROUP = re.compile(r"the (?:group|organi[sz]ation|NGO|charity|watchdog)\b")
OTHERS = re.compile(
    r"(?:(?:[a-z-]+ ){0,3}[a-z]+s, )*(?:[a-z-]+ ){0,3}[a-z]+s,? and (?:the |an? )?(?=[A-Z])"
)  # "according to relatives, refugees and | X"
GOVERNMENTS = re.compile(r"(?:the )?government(?:'s)? (?:own )?(?:estimates?|figures?|data|count|statistics|numbers)\b")
TOLD_BEFORE = re.compile(r"\b(?:[Tt]he|[Tt]hese|[Tt]hose) $")
TOLD_OF = re.compile(r"\b(?:data|figures|statistics|report|study|survey|documents|records)\b")
ITS_DATA = re.compile(r"(?:the|these|those|its|their) (?:data|figures|statistics|tally|count|list|records|database)\b")
BODY_DATA = re.compile(rf"(?:the )?(?:\w+ )?(?P<noun>{BODY}) (?:data|figures|statistics|records|numbers|officials)\b")
_COUNT = r"(?:reckoning|count|account|estimates?|tally|figures|records|calculations?|ledger|log|register|lists?)\b"
OWN_COUNT = re.compile(rf"\b[Bb]y (?P<whose>his|her|its) own {_COUNT}")
THEIR_COUNT = re.compile(rf"\b[Bb]y (?:(?P<who>his|her|its)|the (?P<body>(?i:{BODY}|{GROUP}))'s)(?: own)? {_COUNT}")
REPORT_BY = re.compile(
    r"\b(?:reports?|statement|study|survey|data|figures?|statistics|estimates?|count|tally|briefing|testimony"
    r"|analysis|press release|dispatch)(?: \w+){0,6}? (?:by|from|of|released by|published by|issued by"
    r"|compiled by) (?:the )?$"
)
OWN_REPORT = re.compile(
    r"^(?:'s (?:\w+ ){0,3}?| )(?:reports?|statement|study|survey|data|figures?|statistics|estimates?|count|tally)\b"
)
ITS_TALLY = re.compile(
    rf"^[Tt]he (?P<body>(?i:{BODY}|{GROUP}))'s (?:[a-z]+ )?(?:tally|count|figures|data|statistics)\b"
)
KEPT_SINCE = re.compile(
    r"\bsince [^,.;]{3,60}?(?P<began> (?:first )?(?:began|started)(?: to)? (?:keep|compil|record|publish|count|collect"
    r"|gather|track|releas)\w*)\b"
)  # "the fewest since the ministry began to keep count"
OPENS_BRACKET = re.compile(r"\d.* \((?:[Ss]ource: )?(?:the )?$")
BRACKETED = re.compile(r"(?:,? \d{4})?\)\.?$")  # "… came to 37 (Ministry of Examples)."
