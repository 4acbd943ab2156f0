"""The verbs by which somebody speaks, and what else such words can be."""

import re

from refoulement.loaders.extract.lexicon import SPEECH, any_of

_TELLS = any_of(
    SPEECH, "urged", "urges", "denied", "denies", "condemned", "condemns", "criticised", "criticized", "demanded",
    "demands", "called", "calls", "appealed", "appeals", "replied", "replies", "responded", "answered", "complained",
    "stressed", "stresses", "emphasi[sz]ed", "insisted", "reiterated", "repeated", "declared", "remarked", "commented",
    "cautioned", "acknowledged", "admitted", "conceded", "asserted", "contended", "charged", "accused", "accuses",
    "expressed", "expresses", "voiced", "voices", "rejected", "rejects", "dismissed", "dismisses", "lamented",
    "concluded", "continued", "observed", "asked", "asks", "recommended", "recommends", "protested", "whispered",
    "vowed", "pledged", "promised", "thanked", "welcomed", "welcomes", "issued", "published", "released", "wrote",
    "declined", "declines", "refused", "refuses", "described", "describes", "quipped", "sighed", "recalls", "issues",
    "maintains", "tweeted", "posted", "acknowledges", "stopped", "adopted", "lodged", "filed", "summoned", "regretted",
    "regrets", "deplored", "deplores", "denounced", "denounces", "appealing", "launched", "joined", "met", "sent",
    "informed",
)  # fmt: skip
NOUNS = re.compile(
    r"^(?:reports?|claims|estimates?|notes|states|counts?|demands|calls|appeals|answered|issues|finds|found|put|puts"
    r"|charged|charges)$"
)  # what can be a noun, or a verb of another's deed
VERB = re.compile(rf"\b(?:{_TELLS})\b")
SAYS = re.compile(
    rf"\b(?:{SPEECH}|replied|replies|answered|responded|complained|stressed|argued|concluded|remarked|whispered"
    r"|sighed|quipped|declared|asserted|contended|cautioned|acknowledged|admitted|conceded|denied|demanded|urged"
    r"|charged"
    r"|lamented|continued|issued (?=the following|this|a joint statement)|observed|commented|repeated|reiterated"
    r"|considers? (?=that)|responded (?=that)|snapped|joked|shouted|begged|pleaded|tells?|swore|swears|cried|cries"
    r"|predicted|predicts|assured|assures|promised"
    r"|tweeted|wrote|writes|pleads|begs|laments|reckons|thinks|contends|maintains|predicts|informed|posted)\b"
)
PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be|gets?|got)(?: (?:also|again|widely|\w+ly))? $")
ADJECTIVES = frozenset(("reported", "alleged", "claimed", "repeated", "continued", "promised", "estimated"))
DETERMINED = re.compile(r"\b(?:the|these|those|this|any|its|his|her|their|of|all|an?) $")
PAST_PARTICIPLE = re.compile(r"\w+ed\b|(?:found|said|told|put)\b")
