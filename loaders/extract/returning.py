"""The words that tell of people sent back: the verbs, the nouns, and the ways over a border that are returns."""

from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.wording import ABROAD, BEFORE_NUMBER, BORDER, HOME, MOVED, NORTH, OBJECT

_TO_POLICE = r"(?=(?:the )?(?:\w+ )?(?:security|police|border|guards|authorities|officials|China|Chinese))"
_TO_OFFICERS = (
    r"(?!(?:the |its |their )?(?:South Korean?|ROK|Japan\w*|U\.?S\.?|American|UN|U\.N\.) )"
    rf"(?=China|Chinese|{HOME}|(?:(?:the|its|their) )?(?:[\w-]+ ){{0,5}}?"
    r"(?:police|authorities|guards|officials|agents|soldiers|security|counterparts|consulate|custody|side)\b)"
)
_NOT_A_RETURN_HOME = r"\b(?! (?:from|on (?:the|its|his|their) |in (?:touch|power)))"  # "took them back from the camp"

_NOT_MOVED = any_of(
    "opposed", "committed", "linked", "confined", "related", "used", "believed", "exported", "compared", "limited",
    "added", "referred", "addressed", "attributed", "accredited", "appointed", "posted", "known", "supposed", "allowed",
    "permitted", "tied", "invited", "given", "shown", "written", "delivered", "donated", "pledged",
)  # fmt: skip

RETURN_VERBS = any_of(
    # sent out
    r"(?:banished|exiled|consigned|relinquished|surrendered) (?:[\w',%-]+ ){0,6}?to ",
    "sent packing", "(?:thrown|tipped|pushed|driven) out of (?=(?:the )?(?-i:[A-Z]))",
    "extradit(?:ed|ing|es?)",
    # brought back, by law or by force
    "(?:caught|arrested|detained|captured|seized|rounded up) and (?:then |later |forcibly )?(?:returned|sent"
    " (?:back|home))",
    "(?:(?:forcibly|forcefully|involuntarily|summarily|secretly|quietly) )?"
    "(?:repatriat(?:ed|ing|es?)|deport(?:ed|ing|s)?|expel(?:led|ling|s)?)",
    "refoul(?:ed|ing)",
    rf"(?:sent|send|sends|sending|ship(?:s|ped|ping)?) {OBJECT}(?:from (?:[\w'-]+ ){{1,6}}?)?(?:back|home)\b",
    f"sent {OBJECT}to {NORTH}",
    "(?:forcibly|forcefully|involuntarily|secretly|quietly) (?:return(?:ed|ing|s)?|sent|removed|transferred)",
    r"(?:was|were|been|being|be) (?:\w+ly )?returned",
    "(?:sent|returned|taken|flown|shipped|transported) (?:back )?to (?:their|his|her|its) (?:own )?(?:home ?|native )?"
    "(?:country|homeland|land)",
    f"return(?:ed|ing|s) {OBJECT}to {NORTH}", f"return(?:ed|ing|s) {BEFORE_NUMBER}",
    rf"returned to (?:the )?(?-i:[A-Z]\w+) (?:(?-i:[A-Z]\w+) )?{BEFORE_NUMBER}"
    r"(?!\S+ (?:years?|months?|weeks?|days?|hours?|times?|minutes?)\b)",
    "returned (?=(?:from|to) (?-i:[A-Z]))",
    r"returned (?=(?:in|on|by|through|via|last|early|late|within|days|weeks|months|the (?:same|next|following))\b)",
    # handed over
    f"(?:hand|turn)(?:ed|ing|s)? {OBJECT}over to (?:{NORTH}|{_TO_POLICE})",
    f"(?:hand|push|turn|bring|brought|tak|took)(?:ed|ing|es|s|en)? back {BEFORE_NUMBER}",
    f"remov(?:ed|ing|es) {BEFORE_NUMBER}(?=[^.;]* (?:to|from) (?-i:[A-Z]))",
    rf"(?:hand|push|turn)(?:ed|ing|es|s)? {OBJECT}back(?= to| over| across| at| through| into| in|,|\.|$)",
    f"(?:deliver|transferr|hand|surrender)(?:ed|ing) {OBJECT}to {_TO_OFFICERS}",
    r"hand(?:ed|ing|s) (?:\w+ )?over", "turned over", "(?:given|gave|gives?) (?:them |him |her )?back(?= to)",
    # moved over the border
    rf"{MOVED} {OBJECT}(?:from (?:[\w'-]+ ){{1,6}}?)?(?:back )?(?:across|over) (?:the )?(?:[A-Z]\w+ )?(?:border"
    rf"|frontier|river|bridge|Yalu|Tumen)",
    rf"(?:left|leaving|leave) (?=[^.;]* for (?:{HOME}|the (?:North Korean )?border))",
    f"{MOVED} {OBJECT}(?:back|home|across){_NOT_A_RETURN_HOME}",
    f"transferred (?=[^.;]* to {HOME})",
    r"(?:escorted|driven|taken|marched|walked|bussed|bused|trucked|led|pushed|forced)"
    r" (?:(?:back|by [\w-]+|in the [\w-]+|at [\w-]+|on (?:the same|\w+day)) ){0,2}to the "
    r"(?:(?:\w+ ){0,2}(?:border|frontier)|(?:[A-Z]\w+ ){1,2}(?:[Bb]ridge|[Cc]rossing))\b",
    rf"put {OBJECT}(?:on|aboard) (?:an? |the )?(?:\w+ ){{0,2}}(?:plane|flight|bus|train)s? (?:to|back|home|from)\b",
    rf"put(?:ting)? {OBJECT}(?:on|aboard) (?:an? |the )?(?:\w+ )?(?:deportation|repatriation|removal|expulsion|return)"
    r" (?:flight|plane|bus|train|charter)s?\b",
    rf"put {OBJECT}(?:on|aboard) (?:an? |the )?(?:chartered|charter|military|government|special) (?:\w+ )?"
    r"(?:flight|plane|aircraft|jet|bus|train|ship)s?\b(?! to (?:Seoul|South|Incheon|safety))",
    f"(?:drove|driven|driving|thrown|threw|chased|pushed|kicked|forced) out {BEFORE_NUMBER}",
    f"(?:North Korea|the North|Pyongyang) (?:\\w+ly |did )?"
    f"(?:accept(?:ed)?|took back|take back|received) {BEFORE_NUMBER}",
    # by whatever verb, home
    rf"(?:was|were|been|being) (?:\w+ly )?(?!{_NOT_MOVED}\b)\w+(?:ed|en|wn|ent|ught|ung"
    rf"|pt) (?:[\w'-]+ ){{0,6}}?(?:back )?"
    f"(?:to|into) {HOME}",
    "(?:end|ends|ended|ending|wound) up back in", "(?:found|finds) (?:him|her|them)sel(?:f|ves) back in",
    # with less of the way told
    "kicked out", "ejected", "put out", "pushed out", f"removed (?:to|from) {ABROAD}",
    "(?:put|pushed|flown|driven|bussed|bused) (?:across|over|out) (?=at|on|to|into|near)",
    rf"(?:flown|taken|carried) (?:\w+ )?to {NORTH}",
)  # fmt: skip

RETURN_NOUNS = any_of(
    "(?:(?:forced|forcible|mass|involuntary|large-scale|collective) )*(?:repatriations?|deportations?|expulsions?)"
    r"(?! (?:program|scheme|project|ship|polic|agreement|order|flight|charter|act\b|law|drive|campaign|case"
    "|proceeding))",
    "refoulement", "extraditions?", "(?:mass )?(?:forced|forcible) returns?", "handovers?",
    r"returns? (?=of (?:(?:an?|the|about|some|at least|up to|more than) )*"
    r"(?:group|party|\d|people|refugees|defectors|North Koreans))",
)  # fmt: skip

PASSAGES = any_of(
    f"(?:crossed(?: over)?|went over|went back|passed|gone|went|left|transport(?:ed|ing)) {BORDER}",
    f"(?:were|was|been|is|are|being) {MOVED} {BORDER}", f"driven {BORDER}",
)  # fmt: skip
