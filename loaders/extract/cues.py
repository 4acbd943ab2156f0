"""The words that tell a stance: verbs that take a subject, passives and nouns that name an agent, and what is said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.verdicts import FALSE, VILE


@dataclass(frozen=True, slots=True)
class Cue:
    """Words at `[start, end)` of a sentence that tell a stance; `bare`: a verb as a plural or infinitive has it."""

    stance: str
    start: int
    end: int
    bare: bool = False


def _forms(*verbs: str) -> str:
    """Every form of regular verbs; one whose last letter doubles is written with it: "slam(m)"."""
    patterns = []
    for verb in verbs:
        if verb.endswith(")"):
            stem, doubled = verb[:-3], verb[-2]
            patterns.append(f"{stem}(?:s|{doubled}ed|{doubled}ing)?")
        elif verb.endswith("e"):
            patterns.append(f"{verb[:-1]}(?:e[sd]?|ing)")
        elif re.search(r"[^aeiou]y$", verb):
            patterns.append(f"{verb[:-1]}(?:y|ies|ied|ying)")
        else:
            patterns.append(f"{verb}(?:e?s|ed|ing)?")
    return any_of(*patterns)


_LY = r"(?:\w+ly |also |yet |ever |immediately |so far |even )*"
_NOT = any_of(
    rf"(?:did|does|do|has|have|had|could|would|will|can|was|were|is|are)(?: (?:also|so far|yet|still|to date))?"
    rf" {_LY}not {_LY}",
    rf"(?:didn't|doesn't|don't|hasn't|haven't|hadn't|couldn't|wouldn't|won't|can't|cannot|wasn't|weren't|isn't"
    rf"|aren't) {_LY}",
)  # fmt: skip
_UNABLE = any_of(
    "(?:(?:was|were|is|are|am|been) )?(?:unable|not able|in no position|not in a position) to",
    "(?:was|were|is|are|been|be) not (?:yet |immediately |independently )*able to", "(?:has|have|had) not been able to",
    r"could not|couldn't|cannot|can't|can not", "(?:did|do|does|would|will) not|won't|wouldn't",
    "(?:declin(?:e[sd]?|ing)|refus(?:e[sd]?|ing)|fail(?:ed|s|ing)?) to", "(?:has|have|had) (?:not|yet to|neither)",
    "stopp?(?:ed|ing|s)? short of", "(?:has|have|had) (?:no|little) (?:way|means) (?:to|of)", "neither",
)  # fmt: skip
_CONFIRM = any_of(
    "confirm(?:ed|ing)?", "verif(?:y|ied|ying)", "corroborat(?:e|ed|ing)", "authenticat(?:e|ed|ing)",
    "ascertain(?:ed)?", "substantiat(?:e|ed)", "establish (?:it|whether|that|if)", "vouch for",
    "independently (?:check|establish|assess)", "acknowledged?",
)  # fmt: skip
_ACCOUNTS = any_of(
    "claims?", "allegations?", "reports?", "accusations?", "criticisms?", "charges?", "suggestions?", "figures?",
    "accounts?", "findings?", "assertions?", "rumou?rs?", "story", "stories", "notion", "talk", "idea",
    "characteri[sz]ation",
    "numbers?", "statements?", "version", "estimates?", "testimon(?:y|ies)", "evidence", "concerns", "complaints?",
    "it", "them",
    "this", "that",
)  # fmt: skip
_DISMISS = any_of(
    _forms(
        "reject", "dismiss", "rebut(t)", "refute", "dispute", "contest", "contradict", "repudiate", "rubbish", "rebuff",
    ),
    "shrug(?:s|ged|ging) off", "brush(?:es|ed|ing) (?:off|aside)", "wav(?:es|ed|ing) (?:off|aside|away)",
)  # fmt: skip
_A_FEELING = (
    r"(?:its|their|his|her|the|a|an|serious|grave|deep|strong|profound|great|growing|particular|utmost|extreme"
    r"|sharp|\w+) "
)
_NOT_PEOPLE_TO_ASK = (
    r"(?!reporters\b|me\b|us\b|not\b|that (?:his|her|their|its|he|she|they)\b|why\b|how\b|whether\b|if\b|about\b"
    r"|what\b|who\b|when\b|where\b|by\b)"
)

_ACTIVE = {
    "doesNotConfirm": any_of(
        rf"{_UNABLE} {_LY}(?:{_CONFIRM})",
        rf"{_NOT}(?:made|issued|offered) any (?:public |official )?(?:acknowledge?ment|announcement|confirmation)",
        r"(?:(?:will|would|could|can) )?neither confirm(?:ed|s|ing)? n?or den(?:ied|ies|y|ying)",
        r"(?:is|was|were|are|am|been) (?:\w+ly )?[\"']?(?:unaware|not (?:\w+ly )?aware) of",
        r"(?:isn't|wasn't) aware of",
        r"(?:ha[sd]|have) (?:received )?(?:no|not? any|little) (?:\w+ ){0,2}?(?:information|knowledge"
        r"|confirmation|details)\b(?! to (?:share|offer|give))",
        r"(?:did|does|do) not have (?:any |further |relevant |specific )*(?:information|knowledge|confirmation"
        r"|details)\b(?! to (?:share|offer|give))",
        r"(?:ha[sd]|have) (?:not|never) heard of",
        r"kn(?:ew|ows?) nothing (?:of|about)", r"could offer no confirmation",
        r"(?:gave|offered|provided) no confirmation",
    ),
    "verifying": any_of(
        r"(?:sought|seeking|seeks|requested|asked for) (?:\w+ )?(?:information|clarification|confirmation)"
        r" (?:from|about|on)",
        r"(?:(?:is|are|was|were|been) )?(?:still |now |currently |also |actively )*(?:trying|seeking|working"
        r"|attempting|continuing|making (?:\w+ )?efforts|endeavou?ring|striving)(?: \w+)?"
        r" to (?:\w+ly )?(?:verify|confirm|check|ascertain|determine|establish|find out|clarify|corroborate|get"
        r" to the bottom)",
        r"(?:seeks?|tr(?:y|ies)|sought|tried) to (?:\w+ly )?(?:verify|confirm|ascertain|determine|corroborate)"
        r" (?:the|whether|if|these|those|its|reports?|details)",
        r"(?:is|are|was|were|been) (?:\w+ ){0,2}?(?:verifying|checking|ascertaining|double-checking"
        r"|cross-checking|fact-checking|looking into)",
        r"(?:is|are|was|were|been) (?:\w+ ){0,2}?(?:looking at|examining|reviewing|investigating|probing"
        r"|assessing|following up|studying)"
        r" (?:on )?(?:the |these |those |this |that |its |every |all |his |her |their |\w+'s |'s )?(?:[\w']+"
        r" ){0,3}?(?:reports?|claims?|allegations?|matter|case|cases|account|incident|facts|details|figures?"
        r"|names?|situation|circumstances|information|issue|whether|it\b)",
        r"(?:has|have|had) (?:\w+ly )?(?:begun|started|opened|launched|ordered) (?:an? |its own )?(?:\w+"
        r" )?(?:inquiry|investigation|probe|fact-finding|verification)",
        r"(?:would|will) (?:look into|check|verify|investigate|examine|ascertain) (?:the|these|those|it|whether"
        r"|every|all|his|her)",
        r"(?:is|are|was|were) in the process of (?:confirming|verifying|checking)",
    ),
    "noComment": any_of(
        rf"{_NOT}(?:publicly |officially )?(?:comment(?:ed)?|respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?"
        rf"|react(?:ed)?|elaborate(?:d)?)(?! (?:that|by saying))",
        rf"{_NOT}(?:be drawn|discuss(?:ed)?|address(?:ed)?|return(?:ed)? (?:\w+ )?(?:calls?|messages?|e-?mails?"
        rf"|requests?|phone)|pick(?:ed)? up|take (?:calls|questions)|go into)",
        rf"{_NOT}(?:issued?|made|make|offer(?:ed)?|provided?|give|given|released?) (?:a|any|an) (?:\w+"
        rf" ){{0,2}}?(?:statement|comment|response|reply|explanation|answer|reaction)",
        r"(?:declin(?:e[sd]?|ing)|refus(?:e[sd]?|ing)) (?:to )?(?:\w+ly )?(?:comment|be drawn|discuss(?!"
        r" \w+ing)|answer|be"
        r" interviewed|speak|respond|elaborate|say|give|talk|reply|provide|go into|be quoted|take questions)",
        r"(?:ha[sd]|have) (?:no|not? any|nothing) (?:\w+ ){0,2}?(?:comments?|response|reply|to say|to add|to share)\b",
        r"(?:did|does|do) not have (?:any |further )*(?:information|details|comment) to (?:share|offer|give)",
        r"(?:would |will )?refrain(?:ed|s|ing)? from (?:comment|discuss|speculat)ing", r"with no comment",
        r"(?:has|have|had) (?:yet to|still to) (?:\w+ly )?(?:comment|respond|reply|answer|issue|react|make)",
        r"(?:is|was|are|were) yet to (?:\w+ly )?(?:comment|respond|reply|answer|issue|react)",
        r"(?:ha[sd] |have )?(?:remain(?:s|ed)?|stay(?:ed|s)?|ke(?:pt|eps?)|been|fell|fallen) (?:\w+ly"
        r" )?(?:silent|mum|tight-lipped|quiet)(?: on| about|,|\.|$)?",
        r"(?:could|can) ?not (?:immediately |be )*(?:be )?(?:immediately )?(?:be )?reached",
        r"(?:was|were) (?:not (?:immediately )?(?:available|reachable)|unavailable|unreachable)(?: to| for|\.|,|$)",
        r"(?:ma[dk]es?|making|gave|gives?|offer(?:ed|s)?|issued?|ha[sd] offered|provided?) (?:no|neither)"
        r" (?:\w+ )?(?:comment|answer|response|reply|statement|explanation|reaction|mention)",
        r"(?:ignor(?:ed|es|ing)|left) (?:\w+ ){0,4}?(?:requests?|questions?|e-?mails?|letters?|calls?|inquiries"
        r"|messages?)(?: unanswered| for)?",
        r"(?:would|will) (?:neither|not) (?:\w+ly )?(?:say|comment|discuss|be drawn|elaborate|be quoted)",
        r"hung up", r"returned (?:the|our|its|his|her) (?:letter|envelope|e-?mail|message)s? (?:unopened|unread)",
        r"referred (?:\w+ ){0,3}?(?:questions?|inquiries|queries|requests?|reporters|us|calls) (?:\w+ ){0,3}?to",
        r"(?:never|neither) (?:responded|replied|answered|commented|returned)",
    ),
    "denies": any_of(
        r"(?:said|says|saying|insist(?:ed|s|ing)|claim(?:ed|s|ing)|maintain(?:ed|s|ing))"
        r" [^.;]{0,90}?\b(?:nothing to do with|nothing in common with)",
        r"den(?:ied|ies|y|ying)(?! (?:\w+ ){0,2}?(?:access|entry|asylum|refugee status|visas?|entrance"
        r"|admission|permission|protection|medical|food|basic|their|his|her|them (?:\w+)|him|due)\b)",
        rf"(?:{_DISMISS}) (?:[^.;,]{{0,60}}?\b)?(?:{_ACCOUNTS})\b",
        rf"(?:{_forms('call', 'brand', 'term', 'label', 'describe', 'characterise', 'characterize')})"
        rf" [^.;]{{1,70}}? (?:as )?[\"']?(?:\w+ly )?(?:\w+ and )?(?:{FALSE})\b",
        r"(?:said|says|saying|insist(?:ed|s|ing)|claim(?:ed|s|ing)|maintain(?:ed|s|ing)|stat(?:ed|es|ing)"
        r"|stress(?:ed|es)|repeat(?:ed|s)|assert(?:ed|s)|add(?:ed|s)) (?:\w+ )?(?:that )?[\"']?there (?:are|were"
        r"|is|was|had been|has been|have been) (?:currently )?[\"']?no (?!plans?|doubt|alternative|choice|change"
        r"|reason|time|need|way|sign|answer|word)",
        r"(?:said|says|saying|insist(?:ed|s|ing)|claim(?:ed|s|ing)|maintain(?:ed|s|ing)|stat(?:ed|es|ing))"
        r" (?:\w+ )?(?:that )?there had been [\"'\ufffc]+no ",
        rf"(?:said|says|saying|insist(?:ed|s|ing)|claim(?:ed|s|ing)|maintain(?:ed|s|ing)|repli(?:ed|es)"
        rf"|stat(?:ed|es|ing)|argu(?:ed|es|ing)|repeat(?:ed|s|ing)|t(?:old|ells?) [^.;]{{1,60}}? that)"
        rf" [^.;]{{0,110}}?\b(?:was|were|is|are|had been|hold no water)(?: (?:entirely|completely|totally|simply"
        rf"|purely|wholly|utterly|all|an?|campaign of|pack of))* [\"']?(?:{FALSE})\b",
        r"(?:said|says|saying|insist(?:ed|s|ing)|claim(?:ed|s|ing)|maintain(?:ed|s|ing)|repli(?:ed|es)|stat(?:ed"
        r"|es|ing)|argu(?:ed|es|ing)|repeat(?:ed|s|ing)|reiterat(?:ed|es|ing)|told"
        r" [^.;]{0,60}?)\b[^.;]{0,110}?\b(?:are|were|is|was) (?:not|never|neither) (?:a |an |\"|')*(?:refugees?"
        r"|defectors?|asylum[- ]seekers?)",
    ),
    "confirms": any_of(
        "confirm(?:ed|s|ing)(?! (?:cases|infections|coronavirus|that it (?:could|would) not))",
        "acknowledg(?:ed|es|ing)", "admit(?:ted|s|ting)(?! (?:to the|into|them|him|her|in|no|any|\\d))",
        "(?:has |have |had )?(?:independently )?verified", "corroborat(?:ed|es)", "conced(?:ed|es|ing)",
        "own(?:ed|s) up",
    ),
    "condemns": any_of(
        _forms(
            "condemn", "criticise", "criticize", "denounce", "deplore", "decry", "slam(m)", "lambast", "lambaste",
            "rebuke", "excoriate", "castigate", "assail", "berate", "chide", "censure", "deprecate", "chastise",
            "upbraid", "reproach", "scold", "pillory",
        ),
        r"(?:blast|ripp?)(?:ed|s|ing)(?! (?:off|away|through|from|by))",
        r"blam(?:ed|es|ing) (?!a |an |the (?:cold|weather|virus|pandemic|fall|drop))",
        r"fault(?:ed|s|ing) (?=[A-Z]|the )",
        r"accus(?:ed?|es|ing) [^.;]{1,90}? of\b",
        r"protest(?:ed|s|ing)(?! (?:outside|in front|across|near|at|that (?:he|she)))",
        r"object(?:ed|s|ing) (?:to|that)",
        r"(?:lodg|fil|register|rais|deliver|issu|submitt|ma[dk]|voic)(?:e[sd]?|ed|s|ing)? (?:an? |its |their "
        r"|the )?(?:\w+ ){0,2}?(?:protests?|objections?|complaints?|demarches?|démarches?)\b(?! (?:was|were))",
        rf"(?:express|voic|convey|register|rais|stat)(?:e?d|e?s|ing)?"
        rf" (?:{_A_FEELING}){{0,3}}?[\"']?(?:{_A_FEELING})?(?:regrets?|outrage|dismay|anger|indignation"
        rf"|disappointment|condemnation|disgust|revulsion|opposition|objections?|displeasure|disapproval"
        rf"|criticism|shock|fury|resentment)\b",
        r"(?:is|are|was|were|am) (?:\w+ )?(?:appalled|outraged|dismayed|horrified|disgusted|angered|shocked"
        r"|incensed|infuriated|indignant|critical of|saddened|disappointed)",
        r"regret(?:ted|s|ting)?(?: that| the|ted|s)",
        r"(?:t(?:ook|akes?|aking)) (?:aim at|issue with|[\w ]{1,30} to task)",
        r"(?:hit|hits|hitting|lash(?:ed|es|ing)) (?:out|back) at",
        r"(?:h[eo]ld|holds|holding) [^.;]{1,50}? (?:responsible|accountable)",
        r"(?:sp(?:oke|eaks?|oken)|c[ao]mes?|speaking|coming) out against",
        r"oppos(?:ed|es|ing)(?! (?:party|lawmakers))",
        r"summon(?:ed|s|ing) [^.;]{1,40}?(?:ambassador|envoy|charge|chargé|diplomats?|official)",
        r"complain(?:ed|s|ing)? (?:that|to|about|of)\b",
        rf"(?:{_forms('call', 'term', 'brand', 'label', 'describe', 'denounce')}) [^.;]{{1,80}}? (?:as"
        rf" )?[\"']?(?:\w+ly )?(?:{VILE})\b",
        rf"(?:{_forms('call')}) (?:it|this|them|that|the [^.;]{{1,60}}?|what [^.;]{{1,40}}?),? [\"'](?:\w+ly"
        rf" )?(?:{VILE})\b",
        r"(?:said|says|saying|argu(?:ed|es|ing)) [^.;]{0,110}?\b(?:violat(?:ed?|es|ing)|breach(?:ed|es|ing)"
        r"|contraven(?:ed?|es|ing)|flout(?:ed|s|ing)?|was in (?:violation|breach) of|r[au]n counter to"
        r"|amount(?:ed|s)? to (?:a|an|crimes?|refoulement))\b",
        rf"(?:said|says|saying|repli(?:ed|es)|argu(?:ed|es)) [^.;]{{0,100}}?\b(?:was|were|is|are|had been)"
        rf" (?:\w+ly |an? |simply )*[\"']?(?:{VILE})\b",
    ),
    "urges": any_of(
        _forms("urge", "implore", "beseech", "exhort", "entreat", "pressure"), "besought",
        r"call(?:ed|s|ing)? (?:\w+ )?(?:on|upon|for)(?! (?:the|his|her) (?:phone|mobile|cell))\b",
        r"appeal(?:ed|s|ing)? (?:\w+ )?(?:to|for)\b(?! (?:a|the) (?:wider|broader|younger))",
        r"demand(?:ed|s|ing)?\b",
        r"plead(?:ed|s|ing)? (?:with|for)", r"pled (?:with|for)",
        r"beg(?:ged|s|ging)? (?=[A-Z]|the |for |his |her |their )", r"request(?:ed|s|ing)? (?:that|the|an?|[A-Z]\w+)",
        r"recommend(?:ed|s|ing)? (?:that|the|to)",
        r"press(?:ed|es|ing)(?! (?:conference|release|freedom|on with|ahead|charges))",
        r"push(?:ed|es|ing) (?:for|[A-Z])", r"lobb(?:ied|ies|ying) (?:for|[A-Z]|the )",
        r"petition(?:ed|s|ing) (?=[A-Z]|the )", r"prodd?(?:ed|ing|s) ",
        rf"ask(?:ed|s|ing)? {_NOT_PEOPLE_TO_ASK}(?:the |its |their |his |her |all |both |other )?[\w.'"
        rf" -]{{2,60}}? (?:to|for|that|not to) (?!leave|be named|be identified|comment)",
        r"want(?:ed|s|ing)? (?=[A-Z]|the |governments|other|its |their |his )[\w.' -]{2,60}? to ",
        r"(?:tells?|told|telling|remind(?:ed|s|ing)|warn(?:ed|s|ing)) (?=[A-Z]|the )[\w.' -]{2,40}? (?:not )?to"
        r" (?!reporters|the press|journalists)(?:stop|halt|end|refrain|respect|abide|protect|release|allow|let"
        r"|honou?r|free|deport|send|return|repatriate|forcibly)",
        r"(?:renew|repeat|reiterat|issu|ma[dk]|join|send|sent|back|echo|launch)(?:e[sd]?|ed|s|ing)? (?:an? |its "
        r"|their |the |his |her |a joint |in )?(?:\w+ ){0,2}?(?:appeals?|calls?|demands?|pleas?|requests?) (?:to"
        r"|for|that|on|upon|from)",
    ),
    "warns": any_of(
        r"warn(?:ed|s|ing)?\b(?! (?:by|to|not to|spectators|residents|citizens|locals|villagers|families|people"
        r"|defectors|workers|them|him|her|his|their)\b)",
        r"caution(?:ed|s|ing) (?:that|against)", r"fear(?:ed|s|ing)?(?! (?:of|to)\b)",
        r"worr(?:ied|ies|y|ying) (?:about|that|for|over)", r"alert(?:ed|s|ing)",
        r"(?:is|was|are|were|am|remain(?:s|ed)?|'m|'re) (?:\w+ )?(?:concerned|worried|afraid|alarmed|fearful"
        r"|anxious|frightened|terrified|scared)\b",
        rf"(?:express|voic|rais|shar|register|convey|repeat|reiterat|stat)(?:e?d|e?s|ing)?"
        rf" (?:{_A_FEELING}){{0,3}}?[\"']?(?:{_A_FEELING})?(?:concerns?|fears?|alarm|worry|worries|anxiety"
        rf"|apprehension)\b",
        r"sound(?:ed|s|ing) (?:the|an) alarm", r"(?:ha[sd]|have) (?:\w+ ){0,2}?(?:concerns|fears)\b",
        r"predict(?:ed|s|ing) (?:that )?",
    ),
}  # fmt: skip
_AGENT = {
    "condemns": any_of(
        r"(?:condemned|criticised|criticized|denounced|decried|slammed|deplored|lambasted|opposed|rebuked"
        r"|protested) by",
        r"(?:condemnation|criticism|protests?|outcry|rebukes?|anger|outrage|objections?|complaints?|response"
        r"|reaction|denunciations?) (?:by|from)",
    ),
    "urges": r"(?:appeals?|calls?|demands?|pleas?|requests?|pressure|urging|petitions?|recommendations?) (?:by|from)",
    "warns": r"(?:warnings?|fears|concerns?|concern|alarm) (?:\w+ )?(?:by|from|among|voiced by|expressed by|raised by)",
    "denies": r"(?:(?:denied|rejected|dismissed|refuted|disputed|contested) by|(?:denials?|rebuttals?) (?:by|from|of))",
    "doesNotConfirm": (
        r"(?:could not|cannot|has not|have not|had not|was not|were not|not|yet to)(?: \w+){0,3}? (?:be |been"
        r" )?(?:\w+ly )?"
        r"(?:confirmed|verified|acknowledged|corroborated)(?: \w+ly)? by"
    ),
    "confirms": (
        r"(?<!not )(?<!ly )(?:confirmed|acknowledged|verified|corroborated)(?: to (?:us|me|reporters|the \w+))? by"
        r"|(?<!no )\bconfirmation (?:by|from)"
    ),
    "verifying": r"(?:being|under) (?:verified|checked|investigated|looked into|investigation|review) by",
    "noComment": any_of(
        r"no (?:\w+ ){0,2}?(?:comment|response|reply|answer|reaction|statement|word)(?: (?:was|has|had|been|is"
        r"|come|came|arrived|yet))*(?: \w+ly)?(?: (?:available|received|forthcoming|given|offered))?(?: so far|"
        r" yet)? (?:from|by)",
        r"(?:requests?|questions?|e-?mails?|letters?|calls?|messages?|inquiries|queries|faxes)(?: for \w+)?(?:"
        r" (?:sent|addressed|put|submitted|made|faxed))? to(?=[^.;]{3,90}? (?:went|rang|were|was|have|has"
        r"|remained?|had|are|is|did|got|received) (?:unanswered|out\b|to voicemail|not (?:been |immediately"
        r" )*(?:answered|returned)|unreturned|no (?:reply|answer|response)|without))",
        r"(?:attempts?|efforts) to (?:reach|contact)(?=[^.;]{3,90}? (?:were|was|proved|have been)"
        r" (?:unsuccessful|not successful|in vain|fruitless))",
        r"(?:awaiting|waiting for|seeking|sought) (?:a )?(?:reply|response|answer|comment) (?:from|by)(?! reporters)",
    ),
}  # fmt: skip


def _quotable(pattern: str) -> str:
    """A pattern in which a mark of quotation may follow any space: 'was "looking into it"'."""
    made, inside, previous = [], False, ""
    for character in pattern:
        inside = (inside or (character == "[" and previous != "\\")) and not (character == "]" and previous != "\\")
        made.append(" [\"']?" if character == " " and not inside else character)
        previous = character
    return "".join(made)


_ACTIVES = tuple((stance, re.compile(rf"(?<![\w'-])(?:{_quotable(words)})(?!\w)")) for stance, words in _ACTIVE.items())
_AGENTS = tuple(
    (stance, re.compile(rf"(?<![\w-])(?:{words})(?=\s)", re.IGNORECASE)) for stance, words in _AGENT.items()
)
# A quotation that a subject stands before, up to an adverb in it.
_PREDICATE = re.compile(
    r"(?<!said)(?<!says)(?<!that)(?<=[\w)]) \"(?P<words>\ufffc{0,18})$"
)  # a quotation that a subject stands before
_SUFFIX = re.compile(r"(?:ed|s|ing|d|t|nt|n)$")
_FORM = re.compile(
    r"^(?:did|does|do|has|have|had|could|would|will|can|is|are|was|were|am|been|cannot|neither|never|not)$"
)


def _bare(words: str) -> bool:
    """True where the first word of a cue is a verb without an ending, as a plural subject or an infinitive has it."""
    first = re.split(r"[\s,]", words, maxsplit=1)[0]
    return not (_SUFFIX.search(first) or _FORM.match(first))


def _opens_quotation(text: str, outside: str, start: int) -> bool:
    """True where a verb, but for an adverb, opens a quotation that a subject stands before: 'it "deeply regrets"'."""
    match = _PREDICATE.search(outside[:start])
    return bool(match and re.fullmatch(r"(?:\w+ly |also |still )*", text[match.start("words") : start]))


def actives(text: str, outside: str) -> Iterator[Cue]:
    """The verbs of stance in a sentence, outside quotations; where several stances fit, the first of the list.

    What completes a verb may be quoted: "called the raids “cruel”".
    """
    taken: list[tuple[int, int]] = []
    for stance, pattern in _ACTIVES:
        for match in pattern.finditer(text):
            quoted = outside[match.start()] != text[match.start()]
            if quoted and not _opens_quotation(text, outside, match.start()):
                continue
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            yield Cue(stance, match.start(), match.end(), bare=_bare(match.group()))


def agents(outside: str) -> Iterator[Cue]:
    """The passives and nouns that an agent follows: "condemned by", "appeals from", "no comment from"."""
    for stance, pattern in _AGENTS:
        for match in pattern.finditer(outside):
            yield Cue(stance, match.start(), match.end())
