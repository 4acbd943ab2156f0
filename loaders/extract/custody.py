"""The words that tell of people in custody: how they were taken, that they are held, the walls they are behind."""

from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.wording import BEFORE_NUMBER, CELL, IN_CELL, OBJECT

_OFFICERS = "|".join(f"(?<={who} )" for who in ("police", "officers", "agents", "guards", "soldiers", "authorities"))

CUSTODY_VERBS = any_of(
    # held
    "detain(?:ed|ing|s)?", f"(?:hold(?:s|ing)?|held) {BEFORE_NUMBER}",
    r"held\b(?! (?:an?|talks|the|in high|up|out|back|signs|candles|placards|banners|on|apart|accountable|responsible"
    r"|liable|firm|together|onto|to (?:account|be|have)|office|power|hands|meetings|discussions|elections|hearings)\b)",
    f"had {BEFORE_NUMBER}(?=[^.;,]* in [^.;,]*{CELL})",
    "imprison(?:ed|ing|s)?", "jail(?:ed|ing)", "arrest(?:ed|ing)", f"arrests? {BEFORE_NUMBER}",
    "incarcerat(?:ed|ing)", r"lock(?:ed|ing) (?:up|inside|in)\b", "interned", "confined",
    r"kept (?:for [\w ]{1,20}? |without (?:charge|trial) |incommunicado )?(?=at\b|in\b)", "(?:cramm|pack|crowd)ed into",
    "under (?:armed )?guard(?= at| in)", r"in (?:police|\w+ese|Thai|Russian) hands",
    # caught
    "captur(?:ed|ing)", "caught", "seiz(?:ed|ing)(?! (?-i:[A-Z])| power)", "apprehend(?:ed|ing)", "intercept(?:ed|ing)",
    rf"(?:pick|round|sweep|swept|haul|bundl)(?:ed|ing)? {OBJECT}up\b"
    r"(?! (?:(?:the|his|her|their|its|an?|some|on|this|that) )?(?:(?:tele)?phone|receiver|call|pace|speed|steam"
    r"|signals?|broadcasts?|story|stories|reports?|rumou?rs?|momentum|pieces|bill|tab|trade|trail|work|language)\b)",
    f"took {BEFORE_NUMBER}(?![^.;,]* (?:over|across|back)\\b)(?=[^.;,]* of (?:us|them)\\b)",
    "(?:was|were|been) (?:taken|led|dragged|hauled) from "
    r"(?=(?:their|his|her|an?|the|villages|homes|houses|apartments|farms|streets|markets|(?-i:[A-Z]))(?![^.;,]{0,40}?\b(?:detention|prison|jail|cent(?:er|re)|camp|custody)\b))",
    "nabbed", "netted", "bagged", "collared", "corralled", "cornered", "busted", "ambushed", "overpowered", "snatched",
    "tracked down", "hunted down", "yielded", "handcuffed",
    "(?:was|were|been|being) (?:stopped|grabbed|pulled over|nabbed|raided|abducted|kidnapped)",
    f"stopped {BEFORE_NUMBER}", "stopped (?=(?:on|at|in|inside|near) (?:a|an|the|(?-i:[A-Z])))",
    # taken there
    r"(?:taken|took|taking) (?:[\w',%-]+ ){0,6}?into (?:\w+ )?custody", "(?:taken|hauled|led|dragged) away",
    r"(?:take|took|taken|drag|dragged|pull|pulled|haul|hauled) (?:(?!place)[\w'%-]+ ){0,4}?off\b",
    "(?:taken|moved|driven|transferred|brought|sent|transported|flown|relocated|led|trucked|bussed|bused) "
    rf"(?:[\w'-]+ ){{0,6}}?to (?:(?:an?|the|its|another|one) (?:[\w'-]+ ){{0,5}}?(?:{CELL}|police station)"
    r"|(?:(?:political|labou?r|prison|re-?education|internment|training|detention|different|separate|police|other)"
    r"[ -])*"
    r"(?:prisons?|jail|custody|camps|cells|(?:detention|holding) (?:centers|centres|facilities))\b)",
    r"(?:enter(?:ed|ing)?|went into|gone into) (?:\w+ )?(?:custody|detention|prison|jail)\b",
    "sentenced to", "remanded", r"(?:was|were|been) sentenced\b(?! to death)",
    r"(?:was|were|been) given (?:(?:up to|at least|about|more than|between) )?(?:[\w-]+ ){1,4}?"
    r"(?:years?|(?:prison |jail )?(?:terms?|sentences?))\b(?! (?:to|for|of) )",
    rf"(?:{_OFFICERS})took {BEFORE_NUMBER}(?=[^.;,]{{1,60}}? (?:from|at|in) )",
    # come upon where they hid
    r"(?:was|were|been) (?:found|discovered)"
    r"(?: by (?:\w+ ){1,3}?(?:police|officers|villagers|soldiers|guards|patrols?))?"
    r" (?=(?:hiding|hidden|huddled|packed|concealed|crammed|under|in|on|inside|at|aboard|by|near)\b"
    r"(?! (?:need|good|poor|dead|a state|fault|least|breach|violation|contempt)\b))"
    r"(?![^.;]{0,40}\b(?:dead|bod(?:y|ies))\b)",
    r"being kept\b(?! (?:from|alive|busy|informed|apart|quiet|waiting))",
)  # fmt: skip

_STAYING = any_of(
    "languish", "sit", "sitting", "wait", "waiting", "stuck", "remain", "remained", "remaining", "trapped", "stranded",
    "crowded", "await", "awaiting", "live", "living", "sleep", "sleeping", "serving", "served", "spent", "share",
    "are", "were", "is", "was", "been",
)  # fmt: skip
IN_CUSTODY = any_of(
    r"in (?:\w+ ){0,2}(?:custody|detention)\b(?! cent| facilit)", "behind bars",
    f"{_STAYING} (?:(?:now|still|currently|all|both|reportedly) )*{IN_CELL}",
    f"(?:believed|thought|said|reported|understood) to be (?:now )?{IN_CELL}",
    r"awaiting (?:\w+ )?(?:deportation|repatriation|return)",
    r"serving (?:[\w-]+ ){0,4}?(?:terms?|sentences?)",
    rf"(?:serv|spen)(?:ed|t|ing) (?:[\w-]+ ){{1,6}}?{IN_CELL}",
)  # fmt: skip

CUSTODY_NOUNS = any_of(
    r"(?:in|at|inside) (?:an? |the )?(?:\w+ ){0,2}"
    r"(?:prisons?|jails?|detention (?:cent(?:er|re)s?|facilit(?:y|ies))|(?:police )?cells)",
    r"(?:in|at|inside) (?:an? |the )?(?:\w+ )?(?:prison|labou?r|internment) camps?",
    r"(?:arrests?|detentions?)(?=(?: (?:in|by) (?-i:[A-Z])\w+)? of\b)",
    r"shar(?:e|es|ed|ing) (?:an?|the|one|this) (?:\w+ ){0,2}?cells?\b",
)  # fmt: skip
