"""The words that tell a kind of event: verbs done to people, verbs that people do, nouns, ways over a border."""

import re

from refoulement.loaders.extract.lexicon import any_of

_OBJECT = (
    r"(?:(?!to\b|and\b|but\b|in\b)[\w',%-]+ ){0,6}?"  # whom the verb is done to, where words stand between its parts
)
_HOME = (
    "North Korea|(?:the )?North\\b|(?:the )?DPRK|the Democratic People's|Pyongyang|Sinuiju|Onsong|Musan|Hyesan|Hoeryong"
)
_MOVED = (
    "put|marched|walked|driven|drove|led|bus(?:s)?ed|flown|flew|ferried|escorted|transported|taken|took|moved|trucked"
    "|sent|pushed|forced|dropped|dumped|delivered|brought|returned|transferred|let|shipped|thrown|herded|carted|hauled|dispatched"
    "|whisked|bundled|shoved|chased|hustled|conveyed|frogmarched|dumped|abandoned|tossed|deposited|shunted|railroaded|loaded"
)
_NORTH = f"(?={_HOME})"
_ABROAD = r"(?=(?:the )?(?-i:[A-Z])(?!hina\b|hinese\b|orth\b|yongyang|eijing))"
_LOCKED_UP = r"(?:\w+ ){0,2}(?:detention|custody|prisons?|jails?)\b"
_MOVING = r"\d|arriv|enter|reach|detain|deport|repatri|held|jail"
_BOUND = (
    "(?:(?:well |far |just |slightly )?(?:more than|over|less than|fewer than|under|close to)|about|some|around|at least"
    "|nearly|almost|up to|an estimated|as many as|another|roughly|approximately|no (?:fewer|less|more) than"
    "|a (?:further|total of|group of|family of)|the (?:first|last)|all|perhaps|only|just|the|between|at most)"
)
_BEFORE_NUMBER = (
    rf"(?=(?:{_BOUND} ){{0,2}}(?:\d|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|tens|hundreds"
    r"|thousands|dozens|scores|a (?:hundred|thousand|million|dozen)|\w+(?:teen|ty))\b))"
)
_BORDER_WORD = r"\b(?:crossing|border|frontier|bridge|into|across|at|through|via)\b"
_BORDER = rf"(?=[^.;]*{_BORDER_WORD})"
_CELL = r"(?:prisons?|jails?|cells?|lock-?ups?|custody|detention|(?:prison|labou?r|internment|education|political|training|concentration|holding) camps?|immigration|centers?|centres?|facilit(?:y|ies))\b"
_IN_CELL = rf"(?=(?:in|at|inside|behind) (?:[\w'-]+ ){{0,5}}?{_CELL})"

_TO_HOME = rf"(?:[\\w',-]+ ){{0,8}}?(?:back )?(?:to|into) (?:{_HOME}|(?:their|his|her) (?:homeland|home country))"
_NO_MOVE = (
    "opposed|committed|linked|confined|related|used|believed|exported|compared|limited|added|referred|addressed|loyal"
    "|accustomed|attributed|accredited|appointed|posted|known|said|supposed|allowed|permitted|able|due|tied|invited"
)

KINDS = (
    ("Repatriation", "verb", any_of(
        rf"(?:was|were|been|being) (?:\\w+ly )?(?!{_NO_MOVE})\\w+(?:ed|en|wn|ent|ught|ung|pt) {_TO_HOME}\\b",
        "(?:banished|exiled|consigned|relinquished|surrendered) (?:[\\w',%-]+ ){0,6}?to ",
        "sent packing", "(?:thrown|tipped|pushed|driven) out of (?=(?:the )?(?-i:[A-Z]))",
        "(?:caught|arrested|detained|captured|seized|rounded up) and (?:then |later |forcibly )?(?:returned|sent back)",
        "(?:(?:forcibly|forcefully|involuntarily|summarily|secretly|quietly) )?"
        "(?:repatriat(?:ed|ing|es?)|deport(?:ed|ing|s)?|expel(?:led|ling|s)?)",
        "refoul(?:ed|ing)", rf"(?:sent|send|sends|sending|ship(?:s|ped|ping)?) {_OBJECT}(?:back|home)\b",
        f"sent {_OBJECT}to {_NORTH}",
        "(?:forcibly|forcefully|involuntarily|secretly|quietly) (?:return(?:ed|ing|s)?|sent|removed|transferred)",
        "(?:was|were|been|being|be) (?:\\w+ly )?returned",
        "(?:sent|returned|taken|flown|shipped|transported) (?:back )?to (?:their|his|her|its) (?:own )?(?:home ?|native )?(?:country|homeland|land)", f"return(?:ed|ing|s) {_OBJECT}to {_NORTH}",
        f"return(?:ed|ing|s) {_BEFORE_NUMBER}", "returned (?=(?:from|to) (?-i:[A-Z]))",
        f"(?:hand|turn)(?:ed|ing|s)? {_OBJECT}over to "
        f"(?:{_NORTH}|(?=(?:the )?(?:\\w+ )?(?:security|police|border|guards|authorities|officials|China|Chinese)))",
        f"(?:hand|push|turn)(?:ed|ing|es|s)? {_OBJECT}back(?= to| over| across| at| through| into| in|,|\\.|$)",
        f"(?:{_MOVED}) {_OBJECT}(?:back )?(?:across|over) (?:the )?(?:[A-Z]\\w+ )?"
        "(?:border|frontier|river|bridge|Yalu|Tumen)",
        f"(?:deliver|transferr|hand|surrender)(?:ed|ing) {_OBJECT}to (?=China|Chinese|{_HOME}|(?:(?:the|its|their) )?(?:[\\w-]+ ){{0,5}}?"
        "(?:police|authorities|guards|officials|agents|soldiers|security|counterparts|consulate|custody|side)\\b)",
        rf"(?:left|leaving|leave) (?=[^.;]* for (?:{_HOME}|the (?:North Korean )?border))",
        rf"(?:{_MOVED}) {_OBJECT}(?:back|home|across)\b(?! (?:from|on (?:the|its|his|their) |in (?:touch|power)))",
        rf"transferred (?=[^.;]* to (?:{_HOME}))",
        r"(?:escorted|driven|taken|marched|walked|bussed|bused|trucked|led|pushed|forced) (?:back )?to the (?:\w+ ){0,2}(?:border|frontier)\b",
        rf"put {_OBJECT}(?:on|aboard) (?:an? |the )?(?:\w+ ){{0,2}}(?:plane|flight|bus|train)s? (?:to|back|home|from)\b",
        "hand(?:ed|ing|s) (?:\\w+ )?over", "turned over", "kicked out", "ejected", "put out", "pushed out",
        "extradit(?:ed|ing|es?)", "(?:given|gave|gives?) (?:them |him |her )?back(?= to)", f"removed (?:to|from) {_ABROAD}",
        f"(?:put|pushed|flown|driven|bussed|bused) (?:across|over|out) (?=at|on|to|into|near)",
        f"flown (?:\\w+ )?to {_NORTH}", f"taken (?:\\w+ )?to {_NORTH}", f"carried (?:\\w+ )?to {_NORTH}",
    )),
    ("Repatriation", "noun", any_of(
        "(?:(?:forced|forcible|mass|involuntary|large-scale|collective) )*(?:repatriations?|deportations?|expulsions?)"
        r"(?! (?:program|scheme|project|ship|polic|agreement|order|flight|charter|act\b|law|drive|campaign|case|proceeding))",
        "refoulement",
        "extraditions?", "(?:mass )?(?:forced|forcible) returns?", "handovers?",
        r"returns? (?=of (?:(?:an?|the|about|some|at least|up to|more than) )*(?:group|party|\d|people|refugees|defectors|North Koreans))",
    )),
    ("Repatriation", "passage", any_of(
        f"(?:crossed(?: over)?|went over|went back|passed|gone|went|left|transport(?:ed|ing)) {_BORDER}",
        f"(?:were|was|been|is|are|being) (?:{_MOVED}) {_BORDER}", f"driven {_BORDER}",
    )),
    ("Detention", "verb", any_of(
        "detain(?:ed|ing|s)?",
        r"held\b(?! (?:an?|talks|the|in high|up|out|back|signs|candles|placards|banners|on)\b)",
        f"(?:hold(?:s|ing)?|held) {_BEFORE_NUMBER}", f"had {_BEFORE_NUMBER}(?=[^.;,]* in [^.;,]*{_CELL})",
        "imprison(?:ed|ing|s)?", "jail(?:ed|ing)", "arrest(?:ed|ing)", f"arrests? {_BEFORE_NUMBER}", "incarcerat(?:ed|ing)",
        "lock(?:ed|ing) (?:up|inside|in)\\b", "captur(?:ed|ing)", "caught", "seiz(?:ed|ing)(?! (?-i:[A-Z])| power)",
        f"(?:pick|round|sweep|swept|haul|bundl)(?:ed|ing)? {_OBJECT}up\\b", "nabbed", "rounded up", "picked up", "netted", "bagged", "collared", "corralled", "cornered", "busted", "ambushed",
        "tracked down", "hunted down", "yielded", "under (?:armed )?guard(?= at| in)", "in (?:police|\\w+ese|Thai|Russian) hands",
        "(?:taken|took) (?:\\w+ ){0,3}into (?:\\w+ )?custody",
        r"kept (?:for [\w ]{1,20}? )?(?=at\b|in\b)", "apprehend(?:ed|ing)", "interned",
        "confined", f"(?:cramm|pack|crowd)ed into", "overpowered", "snatched",
        "intercept(?:ed|ing)", "taken away", "hauled away", "led away", "dragged away", "swept up",
        r"(?:was|were|been|being) (?:stopped|grabbed|pulled over|nabbed|raided|abducted|kidnapped)",
        rf"stopped {_BEFORE_NUMBER}", "stopped (?=(?:on|at|in|inside|near) (?:a|an|the|(?-i:[A-Z])))",
        "(?:take|took|taken|drag|dragged|pull|pulled|haul|hauled) (?:(?!place)[\\w'%-]+ ){0,4}?off\\b",
        rf"(?:taken|moved|driven|transferred|brought|sent|transported|flown|relocated|led|trucked|bussed|bused) "
        rf"(?:[\w'-]+ ){{0,4}}?to (?:an?|the|its|another|one) (?:[\w'-]+ ){{0,5}}?(?:{_CELL}|police station)",
        "sentenced to", "remanded", "handcuffed",
    )),
    ("Detention", "state", any_of(
        r"in (?:\w+ ){0,2}(?:custody|detention)\b(?! cent| facilit)", "behind bars",
        rf"(?:languish|sit|sitting|wait|waiting|stuck|remain|remained|remaining|trapped|stranded|crowded|await"
        rf"|awaiting|live|living|sleep|sleeping|serving|served|spent|share|are|were|is|was|been) (?:(?:now|still|currently|all|both|reportedly) )*{_IN_CELL}",
        rf"awaiting (?:\w+ )?(?:deportation|repatriation|return)",
        rf"(?:serv|spen)(?:ed|t|ing) (?:[\w-]+ ){{1,6}}?{_IN_CELL}",
    )),
    ("Detention", "noun",
        r"(?:in|at|inside) (?:an? |the )?(?:\w+ ){0,2}"
        + any_of("prisons?", "jails?", "detention (?:cent(?:er|re)s?|facilit(?:y|ies))", "(?:police )?cells")
        + r"|(?:in|at|inside) (?:an? |the )?(?:\w+ ){0,1}(?:prison|labou?r|internment) camps?"
        + r"|arrests?(?= of\b)",
    ),
    ("Arrival", "state", any_of(
        "arriv(?:ed|ing|es?)", "enter(?:ed|ing|s)? (?=the (?:country|kingdom|republic|South)\\b)", f"(?:reach(?:ed|ing)?|enter(?:ed|ing)?|c[oa]me to|made it to|making it to) {_ABROAD}",
        f"(?:land(?:ed|ing) (?:in|on|at)|defect(?:ed|ing|s)? to|got to|come to) {_ABROAD}",
        f"(?:got|escaped|flew|crossed|travelled|walked|swum|swam) (?:safely |over |across )?(?:to|into) {_ABROAD}",
        "(?:were|was|been) (?:granted|given) (?:\\w+ )?asylum", "newly arrived",
        rf"(?:be |to )?c[ao]me (?=(?:in|between|during|last|over|to the South|after|since|across|through|ashore|here)\b)",
        "(?:towed|washed|came|carried|slipped|slipping|stepped) ashore", "made landfall", f"turn(?:ed|ing|s) up (?:in|at) (?:the |a )?",
        "touched down (?=in|at)", "stepp(?:ed|ing) off a (?:\\w+ )?(?:plane|flight|bus|boat|train)", "came aground",
        "(?:came|come|coming|defected|defecting) (?:to the )?south(?:ward)?\\b", "setting foot in", "set foot in", "disembarked", "resettled(?! in\\b)", "fled (?:to|into) (?=(?:the )?(?-i:[A-Z]))", f"fled [^.;,]{{1,60}}? (?:to|for|into) {_ABROAD}",
    )),
    ("Arrival", "verb", any_of(
        f"(?:brought|flown|fly|flew|airlifted|admitted|let|taken|taking in|takes in) "
        rf"(?:(?!to\b|and\b|but\b|in\b|across\b|back\b|over\b|at\b)[\w',%-]+ ){{0,6}}?(?:to|into) {_ABROAD}",
        f"(?:received|admitted|took in|taken in|taking in|takes in|accepted|let in|welcomed) {_BEFORE_NUMBER}",
        "been admitted", "(?:was|were) admitted", "(?:were|been) resettled(?! in)",
    )),
    ("Arrival", "noun", any_of("arrivals?", "(?:defector|refugee|escapee) (?:numbers|figures)")),
    ("Presence", "state", any_of(
        r"liv(?:e|es|ing|ed) (?=(?:\w+ ){0,3}?(?:in|there|illegally|outside|with|across|along|on|under)\b)",
        r"(?:under (?:the )?(?:\w+ )?protection|holed up|tak(?:en|ing) (?:refuge|shelter)) (?=(?:of|in|at|inside)\b)",
        r"(?:lying|lie|lies) low(?: in)?", r"(?:eking|eke|eked) out", "scraping by", "keeping house", "crowded into",
        r"(?:in )?hiding (?=in\b|at\b|there|out|across)", "in hiding",
        r"resid(?:e|es|ing|ed) (?=in\b|there|illegally|outside)",
        r"(?:re)?settl(?:ed|ing) (?=in\b|there)", "sheltering (?=in|at)", "stranded (?=in|at|there)",
        r"remain(?:s|ed|ing)? (?=inside\b)", "registered (?=with|in|at)", r"settled (?=here\b)",
        rf"(?:remain|stay|staying|remaining|were waiting|are waiting|waiting|await) (?=in\b(?! {_LOCKED_UP})|there|hiding)",
        rf"(?:are|were) (?:\w+ )?(?:believed|thought|estimated|said|reported) to be (?=in\b(?! {_LOCKED_UP})|there|hiding)",
        r"(?:are|were|is) (?=(?:in|outside) (?-i:[A-Z]))",
        r"work(?:ing)? (?=(?:\w+ ){0,2}?(?:in|abroad in) (?:the )?(?-i:[A-Z]))",
    )),
    ("Presence", "verb",
        rf"(?:hosts?|hosted|houses?|housed|shelters?|accommodates?|(?:is |are |was |were )?home to|harbou?rs?) (?:\w+ )?{_BEFORE_NUMBER}",
    ),
    ("Presence", "noun", any_of(
        rf"(?:number|population|estimates?|community|total) of (?:(?!{_MOVING})[\w-]+ ){{1,6}}(?=in\b)",
        "there (?:are|were|may be|might be|could be) ",
    )),
    ("Rescue", "verb", any_of(
        "rescu(?:ed|es|ing|e)",
        r"(?:help(?:ed|s|ing)?|assist(?:ed|s|ing)?) (?:\S+ ){0,9}?(?:to )?"
        "(?:escape|flee|defect|reach|get to|get out|leave|find safety|out of|to freedom|to safety)",
        r"exfiltrat\w+", "saved", r"spirited (?:[\w']+ ){0,4}?(?:out|away|to)", "plucked", r"fished (?:[\w']+ ){0,4}?out", "shepherd(?:ed|ing)?", rf"help(?:ed|s|ing)? {_BEFORE_NUMBER}",
        rf"(?:bring|brought|led|guided|taken|took|escorted|smuggled|get|got|ferried|spirited) {_OBJECT}out\b"
        r"(?! of (?:[\w'-]+ ){0,4}(?:detention|prisons?|custody|cells?|jails?|camps?)\b)",
        rf"(?:bring|brought|led|guided|guide|taken|took|escorted) {_OBJECT}to (?=South Korea|the South\b)",
        r"smuggl(?:ed|ing) (?=\S+ (?:\S+ ){0,5}out)", rf"guided {_BEFORE_NUMBER}",
        r"(?:bring|brought|led|guided|get|got|smuggled) (?:\S+ ){0,7}?to (?:safety|freedom)", "evacuated",
        rf"(?:bring|brought) out\b",
    )),
    ("Death", "verb", any_of(
        "execut(?:ed|ing|es)", "kill(?:ed|ing|s)?", "(?:shot|shoots?) (?:\\S+ ){0,3}?dead", "shot to death",
        "put to death", "murdered", "beaten to death", "starved to death", "shot", "found dead", "hanged",
        "beheaded", "gunned down", "shooting dead",
    )),
    ("Death", "state", any_of(
        "died", "perished", "lost their lives", "drowned", "lost (?:his|her) life", "hang(?:s|ed) (?:him|her)self",
        "(?:took|taken|takes) (?:his|her|their) own li(?:fe|ves)", "(?:committed|commits) suicide", "succumbed", "(?:did|had) not survive(?:d)?", "never (?:came|come) out alive", "was lost",
        "dropped dead", "froze to death", "dies", "has died", r"(?:is|are|was|were|be|been) dead\b",
    )),
    ("Death", "noun", any_of(
        r"(?:public )?executions?(?= of\b)", r"(?:bodies|remains|corpses)(?= of\b)", r"(?:claimed|claiming|took|carried off)(?= (?:at least |about |some |more than )?[\w-]+ (?:lives|prisoners|inmates|detainees))", r"deaths?(?= of (?!his|her|their|Kim|the)\b| in (?:\w+ )?(?:custody|detention)| from\b| at\b)",
        "killings?(?= of\\b)",
    )),
)  # fmt: skip
TRIGGERS = tuple(
    (kind, form, re.compile(rf"\b(?:{words})(?:(?<=\W)|(?!\w))", re.IGNORECASE)) for kind, form, words in KINDS
)
