"""The words that tell a kind of event: verbs done to people, verbs that people do, nouns, ways over a border."""

import re

from refoulement.loaders.extract.custody import CUSTODY_NOUNS, CUSTODY_VERBS, IN_CUSTODY
from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.returning import PASSAGES, RETURN_NOUNS, RETURN_VERBS
from refoulement.loaders.extract.wording import ABROAD, BEFORE_NUMBER, LOCKED_UP, NORTH, OBJECT

_NO_MISSION = r"(?!(?:the )?(?:[\w'-]+ ){1,4}?(?:embassy|consulate|mission|compound|school|residence|office)\b)"
_ON_FOOT = "slipped|sneaked|stole|stumbled|made (?:his|her|their) (?:own )?way"
_ARRIVING = any_of(
    # by a verb of arriving
    r"arriv(?:ed|ing|es?)(?! at (?:\d|an? (?:figure|number|total|conclusion|agreement|deal|decision|estimate)))",
    r"enter(?:ed|ing|s)? (?=the (?:country|kingdom|republic|South)\b)", "newly arrived",
    f"(?:reach(?:ed|ing)?|enter(?:ed|ing)?|c[oa]me to|made it to|making it to) {ABROAD}",
    f"(?:reach(?:ed|ing)?|found|gained) (?:safety|freedom|refuge) in {ABROAD}",
    f"(?:land(?:ed|ing) (?:in|on|at)|defect(?:ed|ing|s)? to|got to|come to) {ABROAD}",
    f"(?:got|escaped|flew|crossed|travelled|walked|swum|swam) (?:safely |over |across )?(?:to|into) {ABROAD}",
    r"(?:came|fled|escaped|made it) to (?:our|this) country\b",
    r"(?:be |to )?c[ao]me (?=(?:in|between|during|last|over|to the South|after|since|across|through|ashore|here)\b)",
    r"(?:came|come|coming|defected|defecting) (?:to the )?south(?:ward)?\b", "setting foot in", "set foot in",
    f"(?:walked|waded|swam|climbed|trekked|hiked|rowed|ran|rode|drove|sailed|drifted|{_ON_FOOT}) "
    rf"(?:[\w'-]+ ){{0,6}}?(?:to|into) {ABROAD}{_NO_MISSION}",
    "fled (?:to|into) (?=(?:the )?(?-i:[A-Z]))", f"fled [^.;,]{{1,60}}? (?:to|for|into) {ABROAD}",
    # by the way they came
    "(?:towed|washed|came|carried|slipped|slipping|stepped) ashore", "made landfall",
    "(?:left|departed) (?:[A-Z]\\w+ )?for (?=Seoul|South Korea|the South\\b)", "put ashore", "came aground",
    "disembarked",
    "turn(?:ed|ing|s) up (?:in|at) (?:the |a )?", "touched down (?=in|at)",
    r"stepp(?:ed|ing) off a (?:\w+ )?(?:plane|flight|bus|boat|train)",
    # by staying on where they came: "who settled in Seoul nine years ago"
    rf"(?:re)?settled in (?={ABROAD[3:-1]}[^,.;]{{0,30}}? (?:in (?:19|20)\d\d|\w+ years? ago|last year)\b)",
    r"airlifts? (?=of )",
    # by being let in
    r"(?:were|was|been) (?:granted|given) (?:\w+ )?asylum", r"resettled(?! in\b)",
)  # fmt: skip
_NO_BUILDING = (
    r"(?!(?:the )?(?:[\w'-]+ ){1,4}?(?:police|stations?|prisons?|jails?|detention|hospitals?|courts?|camps?"
    r"|immigration|cent(?:re|er)s?|checkpoints?)\b)"
)
_GO_ON = "(?:to (?:leave|depart|fly|go on|travel|move on|enter|come|settle)|pass|through|depart|onward)"
_TAKEN_IN = any_of(
    "(?:brought|flown|fly|flew|airlifted|admitted|let|taken|taking in|takes in) "
    r"(?:(?!to\b|and\b|but\b|in\b|across\b|back\b|over\b|at\b)[\w',%-]+ ){0,6}?"
    f"(?:to|into) {ABROAD}{_NO_BUILDING}", r"(?:was|were|been) flown in\b", r"(?:was|were|been) received by\b",
    f"(?:receiv(?:ed|es|ing)|admit(?:s|ted|ting)|took in|taken in|taking in|takes in|accept(?:ed|s|ing)|let in"
    f"|welcom(?:ed|es|ing)) {BEFORE_NUMBER}",
    f"(?:allow(?:s|ed|ing)?|permit(?:s|ted|ting)?|lets?|letting) {BEFORE_NUMBER}(?=[^.;,]*\\b{_GO_ON}\\b)",
    "(?:were|was|been) (?:let go|freed|released|allowed to (?:leave|go|fly|travel)|permitted to (?:leave|go|fly"
    "|travel)) "
    f"(?:\\w+ )?to {ABROAD}",
    f"airlifted {BEFORE_NUMBER}(?=[^.;,]* from )", "(?:been|was|were) admitted", "(?:were|been) resettled(?! in)",
)  # fmt: skip

_PLACE_NAME = "(?-i:[A-Z])"
_NOT_LOCKED_UP = rf"(?=in\b(?! {LOCKED_UP})|there|hiding)"
_LIVING = any_of(
    r"liv(?:e|es|ing|ed) (?=(?:\w+ ){0,3}?(?:in|there|here|illegally|outside|with|across|along|on|under)\b)",
    r"resid(?:e|es|ing|ed) (?=in\b|there|illegally|outside)", r"(?:re)?settl(?:ed|ing) (?=in\b|there)",
    r"(?:under (?:the )?(?:\w+ )?protection|holed up|(?:took|tak(?:en|ing)|found|finding) (?:refuge|shelter"
    r"|sanctuary)) "
    r"(?=(?:of|in|at|inside|on)\b)",
    r"(?:camp(?:ed|ing) out|encamped|camped|sleeping|squatting|housed|lodged|sheltered|accommodated|staying|stayed"
    r"|based) "
    r"(?=(?:in|at|on|under|inside|there|across)\b)",
    r"(?:are|were) (?:all |still |now |currently )+(?=(?:in|inside|at|there)\b)",
    "(?:lying|lie|lies) low(?: in)?", "(?:eking|eke|eked) out", "scraping by", "keeping house", "crowded into",
    r"(?:in )?hiding (?=in\b|at\b|on\b|there|out|across)", "in hiding",
    "sheltering (?=in|at)", "stranded (?=in|at|there)", r"remain(?:s|ed|ing)? (?=inside\b|at\b)",
    "registered (?=with|in|at)", r"settled (?=here\b)",
    f"(?:remain(?:s|ed|ing)?|stay|are waiting|waiting|await) {_NOT_LOCKED_UP}",
    rf"(?:are|were) (?:\w+ )?(?:believed|thought|estimated|said|reported) to (?:be|have been) "
    rf"(?:(?=at [A-Z])|{_NOT_LOCKED_UP})",
    r"(?:(?:are|were) at (?:school|university)|enrolled|attend(?:ed|ing)? (?:\w+ )?(?:schools?|universit(?:y|ies))) "
    r"(?=in\b|at\b|there)",
    f"(?:are|were|is) (?=(?:in|outside) {_PLACE_NAME})",
    r"(?:is|are|was|were|be) (?:\w+ ){0,3}?alive (?=in\b|there|inside)",
    r"(?:are|were) (?:\w+ )?left (?=in\b|at\b|there)",
    r"displaced (?=(?:inside|within|in|across)\b)", r"remain(?:s|ed|ing)? (?=on (?:the|this|that) (?:\w+ )?side\b)",
    r"work(?:ing)? (?=(?:\w+ ){0,2}?(?:in|abroad in) "
    r"(?:the |(?:some |about |at least |around |over |more than )?\d+ "
    rf"countries,? (?:mostly |mainly |chiefly |including |such as |among them )+)?{_PLACE_NAME})",
)  # fmt: skip
_HOSTS = (
    "(?:(?:hosts?|hosted|houses?|housed|housing|sheltering|shelters?|accommodates?|(?:is |are |was |were )?home to"
    "|harbou?rs?) "
    rf"(?:\w+ )?{BEFORE_NUMBER}"
    rf"|(?:has|had) {BEFORE_NUMBER}(?=[^.;,]* (?:residents|inhabitants|trainees|lodgers|guests)\b))"
)
_MOVING = r"\d|arrest|caught|arriv|enter|reach|detain|detention|custod|prison|deport|repatri|held|jail"
_POPULATIONS = any_of(
    rf"(?:number|population|estimates?|community|total) of (?:(?!{_MOVING})[\w-]+ ){{1,6}}(?=in\b(?! {LOCKED_UP}))",
    rf"there (?:are|were|may be|might be|could be)(?: |, [^,;.]{{4,90}}, {BEFORE_NUMBER})",
)

_BROUGHT = "bring|brought|led|guided|taken|took|escorted"
_RESCUING = any_of(
    "rescu(?:ed|es|ing|e)", r"exfiltrat\w+", "saved", "plucked", "evacuated", "shepherd(?:ed|ing)?",
    r"(?:help(?:ed|s|ing)?|assist(?:ed|s|ing)?) (?:\S+ ){0,9}?(?:to )?"
    "(?:escape|flee|defect|reach|get to|get out|leave|find safety|out of|to freedom|to safety)",
    r"spirited (?:[\w']+ ){0,4}?(?:out|away|to)", r"fished (?:[\w']+ ){0,4}?out", r"help(?:ed|s"
    r"|ing)? {BEFORE_NUMBER}(?![^.;,]*\b(?:return|go (?:home|back)|go back|find work)\b)",
    f"(?:{_BROUGHT}|smuggled|get|got) {BEFORE_NUMBER}[^.;,]{{1,50}}? out of (?-i:[A-Z])",
    f"(?:{_BROUGHT}|smuggled|get|got|ferried|spirited) {OBJECT}out\\b"
    r"(?! of (?:[\w'-]+ ){0,4}(?:detention|prisons?|custody|cells?|jails?|camps?)\b)",
    rf"(?:{_BROUGHT}|guide) {OBJECT}to (?=South Korea|the South\b)",
    f"(?:bring|brought|got|led|smuggled|spirited) out {BEFORE_NUMBER}",
    f"(?:gets?|got|getting) {BEFORE_NUMBER}[^.;,]{{1,50}}? out of ",
    f"(?:c[oa]me|comes|coming|went) to the (?:aid|rescue|help) of {BEFORE_NUMBER}",
    f"(?:has|have|had) (?:moved|brought|led|guided) {BEFORE_NUMBER}"
    r"(?=[^.;,]{1,50}? (?:through|by way of|out of) (?:the )?(?-i:[A-Z]))",
    f"(?:has|have|had) (?:moved|taken|brought|led|guided) {BEFORE_NUMBER}"
    rf"(?=[^.;,]{{1,50}}? (?:through|across|via|by way of) [^.;,]{{1,50}}? to {ABROAD})",
    r"smuggl(?:ed|ing) (?=\S+ (?:\S+ ){0,5}out)", f"guided {BEFORE_NUMBER}",
    r"(?:bring|brought|led|guided|get|got|smuggled) (?:\S+ ){0,7}?to (?:safety|freedom)",
)  # fmt: skip

_KILLING = any_of(
    f"(?:left|leaves|leaving) {BEFORE_NUMBER}(?=[^.;,]* dead\\b)",
    r"execut(?:ed|ing|es)(?! (?:(?:the|an?|its|his|their|all|such|court|legal|judicial) ){0,2}(?:decisions?|orders?"
    r"|warrants?|sentences?|plans?|wills?|contracts?|agreements?|polic(?:y|ies)|judg\w+|rulings?|instructions?"
    r"|commands?|searche?s?|operations?|laws?|programmes?|projects?)\b)",
    "kill(?:ed|ing|s)?", r"(?:shot|shoots?) (?:\S+ ){0,3}?dead", "shot to death",
    r"(?!sentenc|condemn|bored|scared|frighten|worri|sick)\w+(?:ed|en|ten|ung|orn) to death", "put to death",
    "murdered", "shot", "found dead", "hanged",
    "beheaded", "gunned down", "shooting dead",
    r"(?:put|brought|placed|stood|led) (?:before|in front of) (?:an? |the )?firing squad",
    "faced (?:an? |the )?firing squad",
)  # fmt: skip
_DYING = any_of(
    "died", "dies", "perished", "drowned", "succumbed", "dropped dead", "froze to death",
    "lost (?:their lives|(?:his|her) life)", "was lost", r"(?:is|are|was|were|be|been) dead\b",
    "hang(?:s|ed) (?:him|her)self", "(?:took|taken|takes) (?:his|her|their) own li(?:fe|ves)",
    "(?:committed|commits) suicide", "(?:did|had) not survive(?:d)?", "never (?:came|come) out alive",
    "has died",
)  # fmt: skip
_DEATHS = any_of(
    r"(?:public )?executions?(?= of\b)", r"killings?(?= of\b)", r"(?:bodies|remains|corpses)(?= of\b)",
    "(?:claimed|claiming|took|carried off)"
    r"(?= (?:at least |about |some |more than )?[\w-]+ (?:lives|prisoners|inmates|detainees))",
    r"deaths?(?= of (?!his|her|their|Kim|the)\b| in (?:\w+ )?(?:custody|detention)| from\b| at\b)",
)  # fmt: skip

# Kind of event, form of the words (`kinds.Trigger` says what each is), and the words.
KINDS = (
    ("Repatriation", "verb", RETURN_VERBS),
    ("Repatriation", "noun", RETURN_NOUNS),
    ("Repatriation", "state", rf"(?:was|were|is|are|been) (?:all |already |now )*back in {NORTH}"),
    ("Repatriation", "passage", PASSAGES),
    ("Detention", "verb", CUSTODY_VERBS),
    ("Detention", "state", IN_CUSTODY),
    ("Detention", "noun", CUSTODY_NOUNS),
    ("Arrival", "state", _ARRIVING),
    ("Arrival", "verb", _TAKEN_IN),
    ("Arrival", "noun", any_of("arrivals?", "(?:defector|refugee|escapee) (?:numbers|figures)")),
    ("Presence", "state", _LIVING),
    ("Presence", "verb", _HOSTS),
    ("Presence", "noun", _POPULATIONS),
    ("Rescue", "verb", _RESCUING),
    ("Death", "verb", _KILLING),
    ("Death", "state", _DYING),
    ("Death", "noun", _DEATHS),
)
# The same, compiled: a pattern may end in a space or a look ahead, but never inside a word.
TRIGGERS = tuple(
    (kind, form, re.compile(rf"\b(?:{words})(?:(?<=\W)|(?!\w))", re.IGNORECASE)) for kind, form, words in KINDS
)
