"""The verbs of whoever is asked about a report: denies, confirms, cannot confirm, is checking, or keeps silent."""

import re

from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.verdicts import FALSE


def forms(*verbs: str) -> str:
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
    r"(?:wasn't|weren't|isn't|aren't) (?:\w+ly )?able to", "(?:hasn't|haven't|hadn't) been able to",
    r"could not|couldn't|cannot|can't|can not|(?:can|could) (?:therefore|thus|hence|also|still) not",
    "(?:did|do|does|would|will) not|won't|wouldn't",
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
    '(?:it|them|this|that)(?=[.,;"]|$| (?:as|and|outright|on|in full|entirely|in its entirety))',
)  # fmt: skip
_DISMISS = any_of(
    forms(
        "reject", "dismiss", "rebut(t)", "refute", "dispute", "contest", "contradict", "repudiate", "rubbish", "rebuff",
    ),
    "shrug(?:s|ged|ging) off", "brush(?:es|ed|ing) (?:off|aside)", "wav(?:es|ed|ing) (?:off|aside|away)",
)  # fmt: skip
RESPONSES = {
    "doesNotConfirm": any_of(
        rf"(?!declin|refus|fail|(?:did|do|does|will|would) not|won't|wouldn't)(?:{_UNABLE}) {_LY}(?:say for"
        rf" (?:certain|sure)|say with certainty|(?:say|tell|establish|determine|judge|know"
        r"|independently establish) (?:us |me |reporters )?(?:whether|if|how many|which|who|what had|what has|where"
        r" they"
        r"|where he|where she|anything for)|rule (?:it |this |that )?out|check (?:with|the|it|this|these|any)"
        r"|prove|put the news|vouch|speak to (?:those|the) reports|trace)\b",
        r"(?:(?:is|was|are|were) )?(?:in no position|not in a position|unable|not able) to (?:say|tell|check|establish"
        r"|judge|know|rule|determine|put)\b",
        r"(?:ha[sd]|have) (?:no|had no) (?:way|means|second source|possibility)(?: of| to| for)? (?:telling|knowing"
        r"|check\w*"
        r"|verif\w+|tell|know|the story)\b",
        r"(?:did|does|do) not (?:yet )?know (?:whether|if|how many)\b",
        r"(?:has|have|had) not been (?:briefed|informed|notified) ", r"(?:was|were|is|are) not (?:briefed|informed) ",
        r"possess(?:ed|es)?,? [^.;]{0,40}no [^.;]{0,20}(?:findings|information|knowledge)",
        r"kn(?:ew|ows?) nothing for (?:sure|certain)", r"would add neither yes nor no",
        rf"{_UNABLE} {_LY}(?:{_CONFIRM})",
        rf"{_NOT}(?:made|issued|offered) any (?:public |official )?(?:acknowledge?ment|announcement|confirmation)",
        r"(?:(?:will|would|could|can) )?neither confirm(?:ed|s|ing)?(?: [\w ]{1,30}?)? n?or (?:den(?:ied|ies|y"
        r"|ying)|rul(?:e"
        r"|ed|ing))",
        r"(?:is|was|were|are|am|been) (?:\w+ly )?[\"']?(?:unaware|not (?:\w+ly )?aware)[\"']? of",
        r"(?:isn't|wasn't) aware of",
        r"(?:ha[sd]|have) (?:received )?(?:no|not? any|little) (?:\w+ ){0,2}?(?:information|knowledge"
        r"|confirmation|details)\b(?! to (?:share|give|provide))",
        r"(?:declin(?:e[sd]?|ing)|refus(?:e[sd]?|ing)) to say (?:\w+ly )?(?:whether|if)\b",
        r"(?:would|will|could) not (?:\w+ly )?say (?:whether|if)\b",
        r"(?:is|was|are|were) not familiar with", r"(?:ha[sd]|have) nothing to confirm",
        r"(?:did|does|do) not have (?:any |further |relevant |specific )*(?:information|knowledge|confirmation"
        r"|details)\b(?! to (?:share|offer|give))",
        r"(?:ha[sd]|have) (?:not|never) heard[\"']? of(?! (?:them|him|her)\b)",
        r"(?:is|was|are|were) not in possession of", r"(?:(?:ha[sd]|have) )?(?:not (?:yet )?received any|received no)"
        r" (?:\w+ )?(?:reports?|information|word|notice|notification)\b",
        r"never acknowledged", r"(?:ha[sd]|have) (?:not|never) (?:publicly |officially )?acknowledged",
        r"kn(?:ew|ows?) nothing (?:of|about)",
        r"(?:ha[sd]|have) heard nothing (?:of|about)(?! (?:the \d+|them|him|her)\b)",
        r"(?:ha[sd]|have) no records? of any\b", r"could offer no confirmation",
        r"(?:gave|offered|provided|obtained) no confirmation", rf"{_UNABLE} (?:obtain|get|find|offer|give) (?:any"
        rf" )?confirmation",
        r"(?:was|were|is|are) (?:\w+ly |too )?(?:difficult|hard|impossible) (?:for [^.;]{1,30} )?to (?:\w+ly"
        r" )?(?:confirm|verify"
        r"|corroborate|establish|check)\b",
        r"(?:ha[sd]|have) never said (?:what|whether|if|how many|where|why|which)\b",
    ),
    "verifying": any_of(
        r"(?:is|are|was|were|been|began|has|have|had|'re|'s) (?!not\b|unable|no\b|asked to|able|told)(?:(?!\bnot?\b"
        r"|unable|refus"
        r"|declin|fail|impossible|difficult|hard)[^.;]){3,90}? (?:to|and) (?:\w+ly )?(?:find out|see|establish|learn"
        r"|determine"
        r"|ascertain|piece together|work out|get to the bottom|clear up) (?:whether|if|what|where|how|who|why|which|the"
        r" (?:facts|truth|circumstances))\b",
        r"(?:(?:is|are|was|were|been) )?(?:still |now |currently |also |actively )*(?:trying|seeking|working|attempting"
        r"|asking)(?: \w+){0,4}? (?:to (?:\w+ly )?(?:piece together|learn|trace|locate|find|obtain (?:access"
        r"|information)"
        r"|clear up|work out|get information)|around|for clarification)",
        r"(?:is|are|was|were|been) (?:\w+ ){0,2}?(?:clarifying|gathering|collecting|going through|going over|sifting"
        r"|combing"
        r"|matching|comparing|ringing round|interviewing|questioning) (?:the |its |more |further |[\w']+"
        r" ){0,3}?(?:information"
        r"|facts|details|files?|records?|recordings?|footage|names|hospitals?|papers|circumstances|evidence|staff)",
        r"(?:is|are|was|were|been) (?:still )?(?:awaiting|waiting for|waiting to hear) (?:a |an |the |his |her "
        r"|their |its"
        r" |more |further )?(?:\w+ )?(?:reports?|logs|results?|information|details"
        r"|clarification|confirmation|whether)\b",
        r"(?:would|will|\w+'d|\w+'ll) (?:have to )?(?:look (?:into|for)|make (?:\w+ )?(?:inquiries|enquiries)|find"
        r" out|follow (?:it |this )?"
        r"up|compare|investigate|check|verify)\b",
        r"ma(?:king|de|kes?) (?:\w+ )?(?:inquiries|enquiries|checks)\b",
        r"(?:has|have|had) (?:\w+ly )?(?:asked|sought|requested|summoned) (?!reporters|not\b)[^.;]{0,60}? (?:for (?:an?"
        r" )?(?:clarification|explanation|the papers)|to (?:explain|establish|clarify|check|find out"
        r"|trace|verify))",
        r"(?:has|have|had) (?:put in a request|sent (?:a|an|its) [\w ]{1,30}to (?:find out|see|check|verify"
        r"|establish))",
        r"(?:has|have|had) (?:\w+ly )?(?:begun|started|opened|launched|ordered) (?:an? |its own )?(?:[\w-]+"
        r" )?(?:file|case)\b",
        r"(?:is|are|was|were|been|'s|'re) (?:still |also |now )?(?:asking|questioning|interviewing|comparing"
        r"|following up"
        r"|examining|checking|inquiring)\b[^.;]{0,80}? (?:whether|to (?:clarify|establish|find out)|what|where|how"
        r"|before)\b",
        r"sent (?:a|an|its|the) [\w ]{1,50}? to (?:find out|see|check|verify|establish)",
        r"set out [^.;]{1,40} to see for (?:themselves|himself|herself)", r"comb(?:ed|ing|s) (?:the |[\w']+ )",
        r"(?:is|are|was|were) having another look", r"following up with",
        r"visited [^.;]{1,60}? to question", r"(?:drove|went|flew|travelled|traveled) [^.;]{1,50}? to (?:see|check)"
        r" (?:if"
        r"|whether)",
        r"(?:is|was|are|were) (?:still )?(?:counting(?! on)|checking|investigating)\b",
        r"(?:sought|seeking|seeks|requested|asked for) (?:\w+ )?(?:information|clarification|confirmation)"
        r" (?:from|about|on)",
        r"(?:(?:is|are|was|were|been) )?(?:still |now |currently |also |actively )*(?:trying|seeking|working"
        r"|attempting|continuing|making (?:\w+ )?efforts|endeavou?ring|striving)"
        r"(?: \w+| (?:through|with|via) (?:\w+ ){1,3}\w+)?"
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
        r"(?:is|are|was|were) in the process of (?:confirming|verifying|checking|ascertaining|establishing)",
    ),
    "noComment": any_of(
        rf"{_NOT}(?:get back to|wish to|want to|care to|choose to) (?:us|me|the|him|her|our|this|speak|comment|talk"
        rf"|discuss"
        r"|be interviewed|elaborate|answer)",
        rf"{_NOT}(?:give|grant) (?:any )?interviews", rf"{_NOT}(?:acknowledged?|react(?:ed)?|said anything)\b",
        r"fail(?:ed|s|ing)? to (?:comment|respond|reply|answer|return|react)",
        r"said (?:nothing|not a word)\b", r"(?:gave|gives?|given|sent|had) no (?:reply|answer|response|comment"
        r"|statement)",
        r"ke(?:pt|eps?) (?:its|his|her|their) (?:own )?(?:counsel|silence)",
        r"(?:maintained|maintains|kept|keeps) (?:a |an |its |their |his |her )?(?:\w+ )?silence",
        r"with(?:held|holds?|holding) (?:all )?comment",
        r"(?:was|were|is|are) not (?:authori[sz]ed|allowed|permitted|at liberty|empowered) to (?:talk|speak|comment"
        r"|discuss)",
        r"(?:is|was|are|were) not (?:one )?to be drawn",
        r"(?:ha[sd]|have) nothing (?:further |more |else )?to (?:add|say|share|offer)\b(?! (?:her|his|them|us|their"
        r"|to|\w+ guests)\b)",
        r"(?:ha[sd]|have) no (?:\w+ )?(?:statement|comment) to (?:make|offer|add)",
        r"(?:was|were|is|are) (?:tight-lipped|silent|mum)\b",
        r"(?:could|would|will|can) ?not (?:(?:speak|talk) (?:about|on|to (?:us|reporters|the)|publicly|openly)|be"
        r" reached|be drawn|go into|say more|give interviews|be giving"
        r" interviews|discuss|disclose)\b",
        r"(?:wouldn't|couldn't|can't|won't) (?:(?:speak|talk) (?:about|on|to (?:us|reporters|the)|publicly|openly)"
        r"|be drawn|go into|say more|discuss|comment|elaborate)\b",
        r"prefer(?:s|red) not to (?:say|speak|comment|talk|answer)",
        r"never (?:talk(?:s|ed)?|discuss(?:es|ed)?|comment(?:s|ed)?|called back|rang|got back|answer(?:s|ed)?)\b",
        r"(?:do|does|did) not (?:discuss|talk about|speak about) (?:individual|specific|single|such)",
        r"wav(?:ed|es|ing) (?:the |our |all )?(?:microphones|reporters|questions|cameras|us) (?:away|aside|off)",
        r"wav(?:ed|es|ing) (?:away|aside|off) (?:the |our |all |\w+')?(?:microphones|reporters|questions|cameras)\b",
        r"(?:chose|preferred|opted) to (?:say nothing|stay silent|remain silent|keep silent)", r"(?:was|were) mute\b",
        r"let (?:the |our |its |\w+ )?(?:questions?|letters?|calls?)[^.;]{0,40}? (?:lie|go unanswered|ring out|pass)",
        r"(?:could|would|can|will) not (?:be pinned down|provide|elaborate)\b",
        r"(?:has|have|had) yet to (?:provide|give|offer)",
        r"turned (?:his|her|its|their) back\b", r"(?:put|slammed) (?:down )?the (?:phone|receiver|telephone)(?: down)?",
        r"walked (?:past|away from) (?:reporters|the microphones|the cameras)",
        r"(?:did|has|have|had) not (?:pick|picked) up", r"(?:did|has|have|had) not answer(?:ed)?",
        rf"{_NOT}(?:publicly |officially )?(?:comment(?:ed)?|respond(?:ed)?|repl(?:y|ied)|answer(?:ed)?"
        rf"|react(?:ed)?|elaborate(?:d)?)(?! (?:that|by saying))",
        rf"{_NOT}(?:be drawn|discuss(?:ed)?|address(?:ed)?|return(?:ed)? (?:[\w.'-]+ ){{0,4}}?(?:calls?|messages?"
        rf"|e-?mails?"
        rf"|requests?|phone)|pick(?:ed)? up|take (?:calls|questions)|go into)",
        rf"{_NOT}(?:issued?|made|make|offer(?:ed)?|provided?|give|given|released?) (?:a|any|an) (?:\w+"
        rf" ){{0,2}}?(?:statement|comment|response|reply|explanation|answer|reaction)",
        r"(?:declin(?:e[sd]?|ing)|refus(?:e[sd]?|ing)) (?:to )?(?:\w+ly )?(?:comment|disclose|reveal|be drawn"
        r"|discuss(?!"
        r" \w+ing)|answer|be"
        r" interviewed|speak|respond|elaborate|say|give(?! (?:\w+ )?(?:refugee|asylum|status|them|him|her)\b)|talk"
        r"|reply|provide|go into|be quoted|take questions)",
        r"(?:ha[sd]|have) (?:no|not? any|nothing) (?:\w+ ){0,2}?(?:comments?|response|reply|to say|to add|to share)\b",
        r"(?:(?:did|does|do) not have (?:any |further )*|(?:ha[sd]|have) no (?:\w+ )?)(?:information|details"
        r"|comment) to (?:share"
        r"|offer|give|provide)", r"(?:was|is) [\"']?(?:not|in)appropriate[\"']? to (?:comment|go into|discuss"
        r"|disclose|say|talk)\b",
        r"(?:was|is) not [\"']?appropriate[\"']? (?:for [^.;]{1,30} )?to (?:comment|go into|discuss|disclose|say"
        r"|talk)\b",
        r"(?:would |will )?refrain(?:ed|s|ing)? from (?:comment|discuss|speculat|answer|respond)ing",
        r"with no comment", r"(?:would|will|could) say neither that\b",
        r"(?:has|have|had) (?:yet to|still to) (?:\w+ly )?(?:comment|respond|reply|answer|issue|react|make)",
        r"(?:is|was|are|were) yet to (?:\w+ly )?(?:comment|respond|reply|answer|issue|react)",
        r"(?:ha[sd] |have )?(?:remain(?:s|ed)?|stay(?:ed|s)?|ke(?:pt|eps?)|been|fell|fallen) (?:\w+ly"
        r" )?(?:silent|mum|tight-lipped|quiet)(?: on| about|,|\.|$)?",
        r"(?:could|can) ?not (?:immediately |be )*(?:be )?(?:immediately )?(?:be )?reached",
        r"(?:was|were) (?:not (?:immediately )?(?:available|reachable)|unavailable|unreachable)(?: to| for|\.|,|$)",
        r"(?:ma[dk]es?|making|gave|gives?|offer(?:ed|s)?|issued?|ha[sd] offered|provided?) (?:no|neither)"
        r" (?:\w+ )?(?:comment|answer|response|reply|statement|explanation|reaction|mention)",
        r"(?:ignor(?:ed|es|ing)|left) (?:\w+ ){0,4}?(?:requests?|questions?|e-?mails?|letters?|calls?|inquiries"
        r"|messages?|query|queries)(?: unanswered| for)?",
        r"(?:would|will) (?:neither|not) (?:\w+ly )?(?:say(?! anything)|comment|discuss|disclose|be drawn|elaborate"
        r"|be quoted)",
        r"could not (?:give|provide|disclose) (?:any |further )?details",
        r"hung up", r"(?:said|says) nothing (?:about|on|of)",
        r"returned (?:the|our|its|his|her) (?:letter|envelope|e-?mail|message)s? (?:unopened|unread)",
        r"(?:is|was|are|were) (?:not in a|in no) position to (?:comment|discuss|speak|give details)\b",
        r"(?:has|have|had|did) (?:not|never|made no) (?:yet |publicly |so far )?mention(?:ed)?\b",
        r"referred (?:\w+ ){0,3}?(?:questions?|inquiries|queries|requests?|reporters|us|calls) (?:\w+ ){0,3}?to",
        r"(?:never|neither) (?:responded|replied|answered|commented|returned)",
    ),
    "denies": any_of(
        r"(?:said|says|saying|insist(?:ed|s|ing)|repli(?:ed|es)|answered) (?:that )?(?:they|it|he"
        r"|she|there|this|that|we)"
        r" (?:was|were|had|did|does|do|is|are|has|have)(?: not|n't)(?=[,.;\"]|$| and\b| but\b)",
        r"(?:said|says|saying) [^.;]{0,60}?\bno record of (?=[^.;]{0,60}?(?:being|been|having|deport|return|expel"
        r"|arrest))",
        r"(?:insist(?:ed|s|ing)|claim(?:ed|s|ing)|maintain(?:ed|s|ing)) [^.;]{0,60}?"
        r"\b(?:went|gone|left|returned|crossed|go) (?:back |home )?(?:voluntarily|willingly|of their own)",
        r"(?:said|says|saying|told|insist(?:ed|s|ing)|claim(?:ed|s|ing)) [^.;]{0,150}?\bnot (?:one"
        r"|a single one)[\"\ufffc]* "
        r"(?:of them )?had been",
        r"(?:said|says|saying|insist(?:ed|s|ing)|claim(?:ed|s|ing)|maintain(?:ed|s|ing))"
        r" [^.;]{0,90}?\b(?:nothing to do with|nothing in common with)",
        r"contradict(?:ed|s|ing) (?:her|him|them|the|it|this)", r"(?:swore|swears|sworn) [^.;]{0,50}?\b(?:not|never"
        r"|no|none)\b",
        r"accus(?:ed?|es|ing) [^.;]{1,60}? of (?:inventing|fabricating|making up|spreading (?:rumou?rs|lies)|lying"
        r"|slander\w*"
        r"|smearing|distorting)\b",
        r"(?:scoff(?:ed|s|ing) at|pour(?:ed|s|ing) scorn on|laugh(?:ed|s|ing) (?:off|at)|(?:would|will) have none of"
        r"|(?:was|were"
        r"|is|are) having none of)\b",
        r"den(?:ied|ies|y|ying)(?! (?:\w+ ){0,2}?(?:access|entry|asylum|refugee status|visas?|entrance"
        r"|admission|permission|protection|medical|food|basic|their|his|her|them (?:\w+)|him|due)\b)"
        r"(?! (?!that\b|it\b|any\b|all\b|\w+ing\b|reports?\b|claims?\b|the (?:report|claim|allegation)s?\b)"
        r"[^.;,\"]{0,90}?\b(?:permission|access|entry|visas?) (?:to|for)\b)",
        rf"(?:{_DISMISS}) (?:[^.;,]{{0,60}}?\b)?(?:{_ACCOUNTS})\b(?! (?:of|by|for|from|to) (?:the (?:\d|group"
        rf"|asylum)|asylum|refugee"
        r" status|\d))",
        rf"(?:{_DISMISS}) (?:[^.;,]{{0,40}} )?as [\"']?(?:\w+ly )?(?:{FALSE})\b",
        rf"(?:{forms('call', 'brand', 'term', 'label', 'describe', 'characterise', 'characterize')})"
        rf" [^.;]{{1,70}}? (?:as )?[\"']?(?:\w+ly )?(?:\w+ and )?(?:{FALSE})\b",
        r"(?:said|says|saying|insist(?:ed|s|ing)|claim(?:ed|s|ing)|maintain(?:ed|s|ing)|stat(?:ed|es|ing)"
        r"|stress(?:ed|es)|repeat(?:ed|s)|assert(?:ed|s)|add(?:ed|s)) (?:\w+ )?(?:that )?[\"']?there (?:are|were"
        r"|is|was|had been|has been|have been) (?:currently )?[\"']?no (?!plans?|effects?|impact|damage|casualties"
        r"|danger|harm|evidence|doubt|alternative|choice|change|resistance|contact|objections?|complaints?|requests?"
        r"|reason|time|need|way|sign|answer|word)",
        r"(?:said|says|saying|insist(?:ed|s|ing)|claim(?:ed|s|ing)|maintain(?:ed|s|ing)|stat(?:ed|es|ing))"
        r" (?:\w+ )?(?:that )?there had been [\"'\ufffc]+no ",
        rf"(?:said|says|saying|insist(?:ed|s|ing)|claim(?:ed|s|ing)|maintain(?:ed|s|ing)|repli(?:ed"
        rf"|es)|(?:answer|respond|retort|counter)(?:ed|s)"
        rf"|stat(?:ed|es|ing)|argu(?:ed|es|ing)|repeat(?:ed|s|ing)|t(?:old|ells?) [^.;]{{1,60}}? that)"
        rf" (?:(?!\bknew\b)[^.;]){{0,110}}?\b(?:was|were|is|are|had been"
        rf"|hold no water)(?: (?:entirely|completely|totally|simply"
        rf"|purely|wholly|utterly|all|an?|campaign of|pack of))* [\"']?(?:{FALSE})\b",
        r"(?:said|says|saying|insist(?:ed|s|ing)|claim(?:ed|s|ing)|maintain(?:ed|s|ing)|repli(?:ed"
        r"|es)|(?:answer|respond|retort|counter)(?:ed|s)|stat(?:ed"
        r"|es|ing)|argu(?:ed|es|ing)|repeat(?:ed|s|ing)|reiterat(?:ed|es|ing)|told"
        r" [^.;]{0,60}?)\b[^.;]{0,110}?(?:\b(?:are|were|is|was)|,) (?:not|never|neither) (?:a |an |\"|')*(?:refugees?"
        r"|defectors?|asylum[- ]seekers?)",
    ),
    "confirms": any_of(
        r"confirm(?:ed|s|ing)(?! (?:cases|infections|coronavirus|that it (?:could|would) not"
        r"|(?:that )?(?:it|they) (?:was|were|is|are) (?:in (?:touch|contact)|aware)"
        r"|(?:the )?(?:names?|identit\w+) of \d))",
        r"acknowledg(?:ed|es|ing)(?! (?:the |its |their |his |her )?(?:\w+ )?(?:generosity|efforts?|contributions?"
        r"|challenges?|roles?|importance|hospitality|support|concerns?|work|help|assistance|difficult\w+|needs?|receipt"
        r"|progress|burdens?|steps)\b)",
        r"admit(?:ted|s|ting)(?! (?:to the|into|them|him|her|in|of|no|any|\d|(?:about |some |only |another )?(?:one"
        r"|two|three|four"
        r"|five|six|seven|eight|nine|ten|dozens|hundreds|thousands|refugees|North Koreans)\b))",
        "(?:has |have |had )?(?:independently )?verified", "corroborat(?:ed|es)", "conced(?:ed|es|ing)",
        r"had to (?:admit|acknowledge|concede|confirm)", r"agreed that(?=[^.;]{3,80}? (?:had|was|were|has) )",
        "own(?:ed|s) up", r"(?:bore|bears|bearing|borne) (?:[\w ]{1,20}? )?out\b",
        r"accept(?:ed|s|ing) that(?! (?:\w+ ){1,4}?(?:could|may|might|must|should|can)\b)",
        r"(?:did|does|do|has|had) not (?:dispute|deny|contest|hide) (?:that|the fact|having|putting|\w+ing)",
        r"ma(?:de|kes?|king) no secret of", r"stand(?:s|ing)? by (?:its|his|her|their)",
        r"stood by (?:its|his|her|their)",
        r"vouch(?:ed|es) for",
    ),
}  # fmt: skip
