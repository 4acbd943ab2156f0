"""The stance of what somebody says, told in whatever words: "nobody was sent back", "they will vanish", "it is true".

Patterns that fit direct and reported speech alike; who says it is known.
"""

import re
from collections.abc import Iterator

from refoulement.loaders.extract.lexicon import PEOPLE, any_of
from refoulement.loaders.extract.verdicts import VILE

_DONE_TO_PEOPLE = any_of(
    "deported", "returned", "repatriated", "expelled", "sent (?:back|home|away|anywhere)", "handed (?:over|back)",
    "put (?:on|out|over|across|back)", "forced", "coerced", "chased", "pushed (?:back|out)", "turned (?:back|away)",
    "driven (?:out|back|away)", "thrown", "arrested", "detained", "held", "jailed", "imprisoned", "tortured", "beaten",
    "mistreated", "ill-treated", "harmed", "abused", "touched", "hurt", "killed", "shot", "executed", "handcuffed",
    "renditioned", "abducted", "kidnapped", "seized", "starved", "followed", "singled out", "refouled", "ejected",
    "refused", "restrained", "ill-used", "in prison", "among (?:them|those|the)",
)  # fmt: skip
_DOES_TO_PEOPLE = any_of(
    "deport", "return", "repatriate", "expel", "send (?:back|home|them|people|anyone)", "hand (?:over|back)", "force",
    "coerce", "torture", "beat", "mistreat", "detain", "arrest", "hold", "starve", "abuse", "abduct", "kidnap",
    "shoot", "fire(?:d)? on", "deliver people", "turn (?:back|away)", "push back", "confiscate", "touch", "cast",
    "deported", "returned", "repatriated", "expelled", "sent", "handed", "forced", "tortured", "beaten", "touched",
    "mistreated", "detained", "arrested", "shot", "fired", "abused", "abducted", "taken part", "laid a hand", "laid",
    "carried",
)  # fmt: skip
_HIS_MEN = (
    r"(?:[Hh]is|[Hh]er|[Ii]ts|[Oo]ur|[Tt]heir) (?:men|officers|agents|soldiers|guards|police|staff|forces|troops"
    r"|government|country|ministry|agency|colleagues|clients?|company|factory)"
)
# What the one that is accused of a deed says of it. Others say the like of what was not done for people.
_DENIES_A_DEED = any_of(
    r"\b(?:[Nn]o(?:body| one)|[Nn]one of (?:its|our|his|her|the|them|these)(?: [a-z]+)?|[Nn]ot (?:one|a single)"
    r" (?:of (?:them|the \w+)|\w+)"
    rf"|[Nn]o (?!fewer|less|more|longer)(?:[\w.-]+ ){{0,3}}?(?:{PEOPLE}))"
    r" (?:has|have|had|was|were|is|are|did)(?: ever| been| being)*"
    r" (?!(?:been|being|asked|arrived|entered|crossed|reached|settled|applied|come|known|heard|told|able|clear|allowed"
    r"|available|likely|given|shown|aware|sure|expected|willing"
    r"|interested)\b)[a-z]+"
    r"(?:ed|en|ing|un|ught|ild|old|ut|id|own|ept|eld|rought|eft)\b",
    r"\b(?:was|were|is|are|had|has) never (?:any |been |a |an |his |her |their |asked|taken|touched|carried)\w*\b",
    r"\b(?:was|were|is|are) neither \w+(?:ed|en) n?or\b", r"\bneither \w+s [\w ]{1,25} nor \w+s\b",
    r"\b(?:were|was) not (?:banished|deported|returned|expelled|forced|abducted|kidnapped|handed over|sent back)\b",
    r"\bdo(?:es)? not (?:cast|deliver|abandon|hand|deport|torture|return)\b",
    r"\b(?:[Nn]o(?:body| one)|[Nn]one(?: of (?:them|those|these|the|its|our|his|her) ?\w*)?|[Nn]ot (?:one|a single"
    r"|a hair)[^.;,]{0,45}?|[Nn]o (?!fewer|less|more|longer)(?:[\w-]+ ){1,4}?)(?: ?(?:was|were|is|are|has|have|had"
    r"|been|being|ever))+"
    rf" (?:\w+ly )?(?:{_DONE_TO_PEOPLE})\b",
    rf"\b(?:I|[Ww]e|[Hh]e|[Ss]he|[Ii]t|[Tt]hey|{_HIS_MEN}) (?:(?:have|had|has|do|does|did) (?:not|never)|haven't|hadn't"
    rf"|hasn't|don't|doesn't|didn't|never) (?:ever |once )?(?:{_DOES_TO_PEOPLE})\b",
    r"\b(?:[Tt]hey|[Hh]e|[Ss]he|[Tt]hose people|[Ee]veryone|[Aa]ll of them)(?: all| had| have| has)* (?:left|gone|went"
    r"|returned|turned round|crossed|came|leave|returning|leaving) [^.;,]{0,25}?(?:of (?:their|his|her) own|voluntarily"
    r"|willingly|freely|on their own)\b",
    r"\b[Tt]here (?:is|are|was|were|have been|has been|had been|had never been|have never been) (?:no|never any|none)"
    r" (?:such |mass |forced |so-called )*(?:pushbacks?|deportations?|expulsions?|returns?|repatriations?|camps?"
    r"|political|prisoners?|raids?|abuses?|tortures?|refugees?|defectors?|North Koreans?|detainees?)\b",
    r"\b[Ww]e (?:have|hold|keep|had) (?:nobody|no one|none|no \w+s) (?:of|by|with|like|here|under)\b",
    r"\b(?:are|were|is|was) (?:not|neither|in no way|by no means|never) (?:\"|an? |considered )*(?:refugees?|defectors?"
    r"|asylum[- ]seekers?)\b",
    r"\b(?:[Ff]ound|finds|sees?|saw|is|was|has|had) no (?:evidence|proof|sign)s? (?:of|that|for)\b"
    r"(?! (?:life|him|her|them))",
    r"\bknows? of no (?:[\w-]+ ){0,2}?(?:in its|in their|in our|custody|returned|deported|held|detained|\w+s in)",
    r"\b(?:had|has|have) no record of (?:the|any|a|such|having|\w+ing|this|that|these|those)\b",
    r"\bno record of (?:anyone|any|such|having|a|the \w+)\b",
    r"\bno such (?:request|order|instruction|convoy|flight|list|agreement|person|people|transfer|deportation)\b",
    r"\b(?:it|they|we) (?:hold|holds|held|has|have) (?:none|no one|nobody)\b",
    r"\bdid not recogni[sz]e the (?:figures?|numbers?|account|description)\b",
    rf"\b[Nn]o (?:[\w-]+ )?(?:{PEOPLE}) (?:ever )?(?:gets?|got) (?:\w+ly )?(?:{_DONE_TO_PEOPLE})\b",
    rf"\b(?:was|were) not (?:\w+ly )?(?:{_DONE_TO_PEOPLE})\b",
    rf"\b(?:[Nn]o(?:body| one)|[Nn]one of (?:them|those|these)|[Nn]o (?!fewer|less|more|longer)(?:[\w-]+"
    rf" ){{1,4}}?)(?: (?:with|who|under"
    rf"|from|in) [^.;,]{{3,50}}?)? ?(?:was|were|is|are|had been|has been|would be|will be|being)(?: ever| being)?"
    rf" (?:\w+ly )?(?:{_DONE_TO_PEOPLE}|removed)\b",
    rf"\b(?:[Tt]hey|[Hh]e|[Ss]he) (?:would|will)(?: not|n't) be (?:given|{_DONE_TO_PEOPLE}|removed)\b",
    r"\bnothing to fear\b|\bwithout (?:any )?fear of (?:punishment|reprisals?|arrest|persecution)\b",
    r"\b(?:done|did|doing|do) so (?:voluntarily|willingly|freely|of (?:their|his|her) own|on their own)\b",
    r"\b(?:left|gone|went|returned|returning|leave|leaving|come|came)(?: [\w-]+){0,5}? of (?:their|his|her) own"
    r" (?:free )?(?:will|accord)\b",
    r"\bno violations? (?:whatever |whatsoever )?of\b", r"\bno (?:such )?(?:person|people|one)s?(?: in \w+)?"
    r" answers? to\b",
    r"\b(?:are|were|is|was)n't (?:\"|an? |considered )*(?:refugees?|defectors?|asylum[- ]seekers?)\b",
    r"\bso-called [\"']*(?:\w+ ){0,2}?(?:refugees?|defectors?|refoulement|repatriations?|problem|issue)",
    r"\b(?:question|issue|problem|matter) (?:of [^.;]{1,40} )?[\"']*(?:does|did) not (?:arise|exist)\b",
    r"\bnot [\"']*(?:a |an )?(?:question|issue|problem|matter) (?:that |which )?(?:exists?|arises?|of refugees?)\b",
    r"\b(?:made|turned?|turning|making) into [\"']*an? (?:refugee|human rights|political) (?:issue"
    r"|problem|question|matter)\b",
    r"\b(?!nobody|nothing|who|that|if)(?:[A-Z]\w+|the (?:\w+ )?(?:country|government|ministry|agency"
    r"|police|army|kingdom|state|department"
    r"|embassy)) (?:has|have|had|does|do|did) (?:not|never) (?:\w+ly |yet |ever )?(?:deport"
    r"|repatriat|return|expel|sen[dt]"
    r"|hand(?:ed)? over|forc|tortur|beat|mistreat|abduct|kidnap|arrest|push)\w*\b(?! (?:the|a|an|its"
    r"|any|our|his) (?:letter|call|request"
    r"|message|e-?mail|question|reply|answer|statement|delegat))",
    r"\b(?:did|does|do) not accept (?:the|these|this|any|such) (?:\w+ )?(?:allegations?|claims?"
    r"|accusations?|account|figures?)\b",
    r"\b(?:reports?|accusations?|claims?|allegations?) (?:\w+ ){0,4}?(?:was|were|is|are) (?:\w+ly )?one-sided\b",
)  # fmt: skip
# How those asked of a deed deny what it was, without the word; a state's habitual view of the matter is no denial.
_POSITION = re.compile(
    r"\b(?:for|due to|because of|out of) (?:purely )?economic (?:reasons|motives|hardship|grounds|causes)\b"
    r"|\beconomic migrants?\b|\b(?:politici[sz]|internationali[sz])(?:e|es|ed|ing|ation)\b"
)
_INSTITUTION = any_of(
    "government",
    "embassy",
    "consulate",
    "ministry",
    "authorities",
    "officials?",
    "minister",
    "president",
    "administration",
    "agency",
    "UNHCR",
    "United Nations",
    "UN",
    "state",
    "country",
    "world",
    "international community",
    "courts?",
    "police",
    "(?:China|Beijing|Seoul|South Korea|Russia|Moscow|Washington|Tokyo|Thailand|Bangkok|Laos|Vientiane|Vietnam|Hanoi"
    "|Ottawa"
    "|London|Brussels|Europe|Pakistan|Turkey|Algeria)",
)
_UNTRUE = any_of(
    r"(?:an? |pure |sheer |total |complete |fanciful |old )*(?:fables?|canards?|fairy[- ]?tales?|hoax(?:es)?|myths?"
    r"|forger(?:y|ies)|inventions?|concoctions?|figments?|fictions?|tall (?:tale|story)|(?:fanciful |idle )tales?"
    r"|pack of lies|smear campaigns?|fabrications?|slanders?)",
    "made[- ]up",
    "fictitious",
    "invented",
    "trumped[- ]up",
    "staged",
    "not so",
    "fanciful",
    "mischief",
    "slander",
)
_IS = r"(?:is|are|was|were|'s|'re|be|been|as|of)"
_DENIES = any_of(
    rf"\b{_IS} (?:\w+ly |nothing but |just |simply |all |mere )*[\"']?(?:{_UNTRUE})\b",
    rf"\b(?:called?|calls|calling|terms?|termed|describ\w+|dismiss\w+|label\w+) [^.;]{{1,70}}? (?:as"
    rf" )?[\"']?(?:{_UNTRUE})"
    r"\b",
    rf"^\W*(?:All )?(?:{_UNTRUE}|[Ll]ies|[Rr]umou?rs|[Nn]onsense|[Ff]alse|[Uu]ntrue)\b[^.]{{0,40}}$",
    r"\bno (?:factual |legal )?(?:basis|foundation) (?:in fact|whatsoever|at all)|\b(?:ha[sd]|have) no (?:factual"
    r" )?basis\b",
    r"\bnot an? (?:grain|shred|word|iota|ounce) of truth\b", r"\bno truth (?:in|to|whatsoever)\b",
    r"\b(?:not|n't|nothing to) (?:accord|correspond|conform|square|tally|agree|do|consistent|in line) (?:with|to)"
    r" (?:the )?(?:facts?|reality|truth)\b",
    r"\b(?:not|n't) (?:fall|come) (?:within|under|into) the (?:scope|category|definition|definitions) of"
    r" (?:\"|a )?refugees?\b",
    r"\blacks? (?:all|any) (?:basis|foundation|substance)\b", r"\b(?:was|is|were|are) [\"']*not the case\b",
    r"\b(?:does|did|do) not reflect (?:the )?(?:facts|truth|reality)\b",
    r"\binconsistent with (?:the )?(?:facts|reality)\b", r"\bcontrary to the facts?\b",
    r"\bdivorced from reality\b", r"\bat odds with the facts\b", r"\bulterior motives?\b",
    r"\b(?:story|notion|idea|report|claim|allegation|account|talk|tale)s? (?:that|of|about) [^.;]{1,90}? (?:was|were"
    r"|is|are)"
    r" (?:\w+ly )?(?:wrong|made up|groundless|baseless|untrue|false|unfounded|invented|nonsense|a lie)\b",
    r"\b(?:neither|nor|not|n't) (?:qualify|qualified|count|be (?:considered|regarded|called)|considered|regarded"
    r"|recogni[sz]ed) (?:as )?(?:\"|an? )?(?:refugees?|defectors?|asylum)",
    r"\b(?:refugee|defector)s?[\"']* (?:does|do|did) not (?:apply|exist|fit)\b", r"\bsticks to its formula\b",
    r"\b[Nn]ever happened\b", r"\b(?:does|do|did) not exist\b", r"\bnothing of the (?:kind|sort)\b",
    r"\bnot a single (?:registered |genuine |\w+ )?refugee\b",
)  # fmt: skip
_SO_IT_IS = any_of(
    r"\b(?:did not|didn't|does not|doesn't|could no longer|do not) (?:deny|dispute|contest|hide|avoid saying) (?:it"
    r"|that|this)\b",    r"(?<!not )(?<!whether )(?<!if )\b(?:[Ii]t|[Tt]hat|[Tt]his|reports?|accounts?|story|had"
    r" said[^.;]{0,50}|information)"
    r" (?:of [^.;,]{1,60} )?(?:was|is|were|are) (?:indeed |quite |all |both )?(?:true|correct|accurate|a fact)\b(?!"
    r" that)",
    r"\b(?:had|has|have|was|were|did|is|are|been) indeed\b", r"\bIt (?:had|was|is) indeed\b",
    r", as (?:the|his|her|their|its|an|parishioners)(?: \w+){0,2}? (?:had |have )?(?:said|claimed|reported|alleged"
    r"|had it"
    r"|papers had)\b",
    r"\b(?:stand|stands|stood) by (?:its|his|her|their|our) (?:report|story|account|findings|figures?)\b",
    r"\b(?:bore|bears|bearing|borne) (?:[\w ]{1,20} )?out\b",
)  # fmt: skip
_YES = any_of(
    r"\b[Ww]e (?:are|were|have been|have) (?:\w+ly )?(?:sending|deporting|returning|repatriating|removing"
    r"|expelling|sent"
    r"|deported|returned|repatriated|expelled) (?:them|\d|these|those|all|him|her|illegal)",
    r"\b(?:was|were|been) \"?(?:removed|deported|returned|repatriated|expelled|sent back|dealt with"
    r"|carried out) (?:in (?:strict |full )?(?:accordance|line"
    r"|compliance)|under (?:the |its |our )?(?:\w+ )?(?:laws?|act|agreement|treaty|protocol))\b",
    r"\b(?:appears?|appeared|seems?|seemed) to (?:be true|have been (?:repatriated|sent back|returned|deported"
    r"|handed over))\b",
    r"\b(?:our|its|the) understanding (?:is )?that\b",
    r"\b(?:said|says) (?:that )?yes, ", r"\b(?:nodded|with a nod)\b",
    r"^\W*(?:Yes|Certainly|Indeed),? (?!I\b|you\b|but\b|please\b)[^.]{0,120}(?:was|were|is|are|did|had|has|have|they"
    r"|he|she)\b",
    r"[,:;] (?:yes|certainly|indeed),? (?:he|she|they|it|the|we|that|\w+ said)\b",
)  # fmt: skip
_ASKS_ABOUT = any_of(
    r"\b(?:are|is|were|was|'re) (?:still |also )?being (?:ascertained|verified|checked|established|clarified|looked"
    r" into"
    r"|investigated)\b", r"\bhaving another look\b", r"\blooking to (?:get|learn|find out) more\b",
    r"\b(?:[Cc]heck|[Ii]nquiry|[Ee]nquiry|[Ii]nvestigation|[Pp]robe|[Rr]eview|[Ss]earch|[Vv]erification"
    r"|[Ff]act-finding)"
    r"(?: into [^.;]{1,70}?)? (?:was|is|were|are|has been|had been) (?:now |still |already )?(?:under ?way|in progress"
    r"|ongoing|continuing|being (?:conducted|made|carried out)|opened|launched|ordered)\b",
    r"\b(?:making|make|made) (?:further |its own |urgent |some )?(?:enquiries|inquiries|checks)\b",
    r"\bconfirming the facts\b", r"\b[Ww]e(?:'re| are) (?:still |now )?confirming\b",
    r"\b[Ww]e(?:'re| are) (?:\w+ )?(?:going through|gathering|collecting|clarifying|examining|following up|waiting for"
    r"|asking (?:around|about|whether|if|what|where|how))\b",
    r"\b(?:is|are|was|were) (?:still |currently |now )*(?:clarifying|gathering|collecting) (?:the |more |further )?"
    r"(?:information|facts|details|circumstances|evidence)\b",
)  # fmt: skip
_CANNOT_TELL = any_of(
    r"\b(?:I|[Ww]e)(?: honestly| really| simply)? (?:cannot|can't|could not|couldn't|would not|wouldn't) (?:tell you"
    r"|say (?:for|whether|if|how many|which|with)|speak to|put my (?:name|hand)|vouch|know)\b",
    r"\bno way (?:for (?:us|me|\w+ \w+) )?(?:of|to) (?:know|tell|check|verify|confirm)\w*\b",
    r"\b(?:not possible|impossible) (?:for [^.;]{1,30} )?(?:to|, [^,]{1,30}, to) (?:\w+ly )?(?:confirm|verify|say|check"
    r"|establish|know|corroborate)\b",
    r"\btoo (?:early|soon) to (?:say|tell|confirm|know)\b(?! whether the (?:planned|summit))",
    r"\b(?:could|can|has|have|had|was|were)(?: not|not|n't) (?:yet |be |been |independently |immediately )*"
    r"(?:corroborated|verified|confirmed|substantiated|authenticated|ascertained)\b",
    r"\bno (?:first-hand |assured |official |independent |concrete )?(?:information|confirmation|findings|knowledge)"
    r" (?:was|were|is|are|had|of|about|on|that)\b",
    r"\b(?:do|does|did)(?: not|n't) have (?:any |the )?(?:first-hand |independent |further )?(?:information"
    r"|confirmation"
    r"|knowledge)\b(?! to (?:share|offer|give))",
    r"\bnothing (?:that |which )?(?:we|I|it|he|she|they) (?:can|could|am able to|are able to) (?:verify|confirm)\b",
    r"\b(?:had|has|have|was|were)(?: not|n't) (?:yet )?(?:been )?(?:briefed|informed|notified)\b",
    r"\bbeyond (?:its|his|her|our|my) knowledge\b",
)  # fmt: skip
_PEOPLE_SENT = (
    r"(?:those|persons|people|anyone|everyone|women|men|defectors|refugees|escapees|returnees|whoever|deportees)"
    r"(?: (?:who|that))?(?: (?:are|is|were|get|have been|go|come|being))* (?:forcibly )?(?:sent back|returned"
    r"|repatriated"
    r"|deported|handed (?:over|back)|caught|back)"
)
_SUFFERS = any_of(
    "tortured",
    "executed",
    "shot",
    "beaten",
    "imprisoned",
    "punished",
    "killed",
    "hanged",
    "interrogated",
    "starved",
    "sentenced",
    "subjected (?:[\\w ]{1,30} )?to",
    "sent to (?:[\\w-]+ ){0,3}?camps?",
    "treated as (?:political )?(?:traitors|criminals|enemies|spies)",
    "made an example",
)
_HARM_COMES = any_of(
    r"\b(?:face|faces|faced|facing|awaits? them (?:there|on the other side)?)\b[^.;]{0,40}?\b(?:imprisonment"
    r"|execution|torture"
    r"|interrogation|punishment|life in prison)\b", r"\bas good as (?:dead|arrested|lost)\b",
    r"\b(?:will|would|'ll|shall) [^.;]{0,40}?\b(?:take them all|break (?:his|her|their) (?:legs|bones)|of them dead"
    r"|be ugly)\b",
    r"\bcan expect (?:a |an |only )?(?:beating|prison|torture|years|camp|death|execution|bullet)",
    r"\bbrings? (?:him|her|them) nearer to\b", r"\b[Ww]hat awaits\b",
    r"\bknow what they do (?:to|with)\b",    r"\b(?:will|would|'ll|'d|may|might|could|going to|bound to|certain to"
    r"|likely to)\b[^.;]{0,60}?\b(?:vanish(?:ed)?"
    r"|disappear|drown|freeze to death|perish|hunted down|be bodies|bodies on|(?:to )?their graves?|an example of"
    r"|organ damage|locked up|be arrested|be shot|be jailed|be imprisoned|lose (?:his|her|their) li(?:fe|ves)"
    r"|cost (?:[\w ]{1,15} )?li(?:fe|ves)|shoot|hang (?:him|her|them)|be the (?:last|end)|not be the last"
    r"|be (?:at|in) (?:risk|danger|peril)|pay (?:with|for it)|not be seen|take them|be for good)\b",
    r"\b(?:(?:will|would|going to) not|won't|wouldn't|not going to|never)\b (?:\w+ )?(?:live|survive|last|see"
    r" (?:spring|the"
    r"|his|her|their)|come out|make it|be heard|reach the)\b",
    r"\b(?:is|are) (?:all )?(?:doomed|as good as dead|next|finished|lost)\b(?! to)",
    r"\bthere(?:'ll| will) be (?:nobody"
    r" left|no one left|deaths?|bodies)\b",
    r"\bcloser to (?:an? |the |their |his |her )?(?:interrogation|grave|death|camp|execution|firing|gallows|end)\b",
    rf"\b(?i:{_PEOPLE_SENT})[^.;]{{0,60}}? (?:are|is|get|will be) (?:\w+ly |often |always )*(?:{_SUFFERS})\b",
    r"\b(?:for fear (?:that|of what)|expect(?:s|ed)? (?:people|them"
    r"|some|many) to (?:die|be))\b",
    r"\b(?:[Oo]nce|[Ii]f|[Uu]nless|[Ww]hen) [^.;]{3,150}?\b(?:last (?:anyone|we|you) (?:will|would)?"
    r" ?hear|will be (?:in the hands|at the mercy|made|taken|bodies)|goes over|first freight|they go|will go over)\b",
    r"\bwill (?:be|go|end up) [^.;]{3,80}\bunless\b", r"\bexpect(?:s|ed)? to be (?:shot|killed|tortured|executed"
    r"|jailed)\b",
    r"\b[Tt]he (?:day|moment) [^.;]{3,60}?, (?:they|he|she|these|the first)\b",
    r"\bwhat (?:comes|happens) next\b", r"\bcamps and they do not come out\b", r"\bto the camps\b",
    r"\b(?:ones?|those|people|anyone|whoever) (?:who|with) [^.;,]{2,60}? (?:will|would|can expect|go(?:es)? to the"
    r" (?:camps?|mines|pits))\b[^.;]{0,40}?\b(?:vanish|die|shot|beating|beaten|trial|camps?|killed|disappear|grave)",
    r"\b(?:gives?|gave) (?:him|her|them|the (?:girl|boy|man|woman)) (?:\w+) (?:days|weeks|months)\b",
    r"\b(?:[Nn]o one|[Nn]obody|[Nn]one of them|[Nn]ot one"
    r"|[Nn]o (?:refugee|woman|man|child|defector|prisoner))"
    r" (?:of them )?(?:will|would|is going to|ever) (?:ever )?(?:comes?|survives?|lives?|returns?|leaves?|gets?"
    r"|makes?)\b",
    r"\b(?:in|at) (?:imminent|immediate|grave|serious|great|extreme|mortal|acute|high) (?:danger|risk|peril)\b",
    r"\bone-way ticket\b", r"\bdanger of (?:further|more|being)\b",
)  # fmt: skip
_BLAMES = any_of(
    r"\b[Ww]e (?:have |\w+ly )?(?:raise|raised) (?:our|these|this|the|her|his|their) (?:\w+ )?"
    r"(?:concerns?|treatment|plight|case|cases|situation|issue|matter)\b[^.;]{0,60}?with (?:the )?[A-Z]",
    r"\bblood on (?:its|his|her|their|our|your) hands\b", r"\b(?:r[au]ns?|running) counter to\b",
    r"\bhad behaved (?:like|as)\b", r"\bshould never set foot\b",
    r"\b(?:isn't|is not|wasn't|was not) (?:responsible|acceptable|humane|human|justice|lawful)\b(?! for\b)",
    r"\btreat (?:people|women|men|children|them|human beings|refugees|migrants) like\b",
    r"\bshould(?:n't| not) have to (?:pay|die|suffer|fear|choose)\b",
    r"\bknowingly (?:sent|sends|sending|deliver\w*|hand\w*|return\w*|deport\w*)\b",
    r"\banything but (?:voluntary|humane|safe|fair|dignified"
    r"|lawful)\b", r"\bcontemptible\b", r"\bI forgive nobody\b|\bCurse you\b",
    r"\b[Yy]ou (?:gave|handed|sold|sent|threw) (?:them|him|her|my|us)\b[^.;]{0,60}?\b(?:butcher|wolves|dogs|hangman"
    r"|killers?)\b",    rf"\b(?:is|are|was|were|'s|still|be|as|than) (?:\w+ly |an? |the |one |simply |still |just "
    rf"|nothing but |no(?:thing)?"
    rf" less than |, [^,]{{1,30}}, )*[\"']?(?:{VILE})\b",
    r"\bshould never have\b(?! (?:come|left|trusted|crossed|gone|believed))",
    r"\bshould(?:n't| not) have (?:been |happened|taken place|sent|deported|returned|handed)",
    r"\b(?:ought to|should) be ashamed\b|\b[Ss]hame on\b", r"\b(?:spits?|spat|tramples?|trampled) (?:on|over)\b",
    rf"\b(?:{_INSTITUTION})[^.;,]{{0,40}}? (?:is|are|was|were) (?:\w+ly |once again )?(?:turning (?:a blind|its"
    rf" back)|looking (?:away"
    rf"|the other way)|abandoning|betraying|ignoring|failing|dragging|shirking|doing nothing|sitting on|us(?:ing)"
    rf" [\w ]{{3,40}} as)\b",
    r"\b(?:is|was|were|are) (?:simply |just |still )?not (?:good|nearly) enough\b",
    r"\bshould (?:ask (?:it|them|him|her)sel|stop (?:hiding|pretending))",
    r"\btreat(?:s|ed|ing) [^.;,]{2,50}? as (?:if|though|contraband|cargo|numbers|livestock|luggage|freight)\b",
    rf"\b(?:{_INSTITUTION})[^.;,]{{0,40}}? (?:ha[sd]|have) (?:betrayed|abandoned|forsaken|wasted|squandered|turned"
    rf" (?:passive|a blind"
    r" eye|its back)|looked away|done nothing|failed (?:to|in|the|its|them|us))\b",
    r"\b[Ww]e (?:deeply |very much |strongly )?(?:regret|disagree|object|protest)\b",
    r"\b(?:cruel|bad|sick|shabby|dirty) (?:joke|bargain|deal|trick|business)\b", r"\bdressed (?:it )?up as\b",
    r"\b(?:[Ii]t|[Tt]hat|[Tt]his|which|what \w+ did) (?:was|is) (?:just |simply |plainly )?wrong\b",
    r"\b(?:unworthy of|spit in|insult to (?:our|the|every|all)|no words|only contempt|obscen\w+|slap in the face)\b",
    r"\b(?:I|[Ww]e) (?:did|do)(?: not|n't) (?:vote|sign up|stand) for this\b",
    r"\b(?:breaks?|broke|breaking|broken) (?:its|their|his) (?:own )?(?:laws?|promises?|word|obligations?|commitments?"
    r"|pledges?)\b",
    r"\b(?:has|have|had) no right to\b",
    r"\btreat(?:s|ed|ing)? [\w ]{2,30} (?:like|as) (?:animals|cattle|dogs|goods|merchandise|cargo"
    r"|criminals|garbage|trash)\b",
    r"\b(?:plain|clear|flagrant|open|gross|grave) (?:breach|violation|defiance)\b",
)  # fmt: skip
_ASKS = any_of(
    r"(?:^|[\"\ufffc:.!,] ?)(?:[Pp]lease,? (?:go|write|come|pray|ask)|(?:[Rr]elease|[Ff]ree|[Ll]et|[Ss]top|[Ee]nd"
    r"|[Hh]alt|[Ss]ave"
    r"|[Ss]crap|[Dd]elete) (?:the|them|him|her|my|our|those|these|this|it|us)\b|[Oo]pen the (?:borders?"
    r"|crossing|bridges?"
    r"|gates?)|[Gg]ive (?:them|him|her|us) back|[Bb]ring (?:them|him|her|my \w+|our \w+) (?:home|back)|(?:Do not"
    r"|Don't) (?:leave"
    r"|abandon|forget|put|let|send) (?:them|him|her|my|our|these|those|us))\b",
    r"\b(?:[Ii]t|[Tt]hey|[Yy]ou|[Hh]e|[Ss]he) (?:must|should|ought to|needs? to) (?:now |also |immediately )?(?:stop"
    r"|halt|end|cease"
    r"|release|free|intervene|suspend|repeal|speak out|let (?!me\b|us\b)|allow|grant|open|publish)\b",
    r"\b(?:I|[Ww]e) (?:ask|call on|urge|beg|would ask|appeal to|put it to)\b[^.;]{3,120}?\b(?:to|that it must|must)\b",
    r"\bmust (?:cease|stop at once|end at once|at last|finally)\b",
    r"\b[Ww]ould (?:the|you|Mr|President|China|Beijing)[^.;?]{0,40} please\b", r"(?<=, )do something\b",
)  # fmt: skip
_NOT_SO = re.compile(
    r"\b(?:[Ii]f(?! that is)|whether|not (?:clear|know|say|mean)|asked|unless|(?:not|\w+n't) (?:mean|say|think|claim"
    r"|saying))\b"
)
_EITHER = {
    "denies": re.compile(_DENIES),
    "confirms": re.compile(_SO_IT_IS),
    "verifying": re.compile(_ASKS_ABOUT),
    "doesNotConfirm": re.compile(_CANNOT_TELL),
    "warns": re.compile(_HARM_COMES),
    "condemns": re.compile(_BLAMES),
}
_BEFALLS_RE = re.compile(
    r"\b(?:[Tt]hey|[Hh]e|[Ss]he|[Tt]hese|[Tt]hose|[Pp]eople|[Aa]nyone|[Ww]hoever|[Ww]omen|[Mm]en"
    r"|[Cc]hildren|[Rr]efugees"
    r"|[Ee]veryone)(?:[^.;,\"]{0,40}? |(?='))(?:will|'ll|would|'d|are going to|is going to)"
    r" (?:all |also |just |then )?be "
    r"(?!able\b|released|freed|resettled|allowed|given|reunited|welcomed|granted|helped|protected|rescued|accepted"
    r"|interviewed|informed|discussed|asked|admitted|brought (?:home|to)|flown|received|quarantined|processed|told|glad"
    r"|happy|grateful|safe|free|ready|met|moved|transferred|published|announced|needed|required|expected"
    r"|treated (?:well|humanely|as guests))"
    r"(?:\w+ed|caught|shot|sent|made|taken|beaten|broken|lost|put|held|driven|torn|thrown|hung|sold|on the)\b"
)  # what others say will be done to people
_DENIES_A_DEED_RE = re.compile(_DENIES_A_DEED)
_YES_RE = re.compile(_YES)
_ASKS_RE = re.compile(_ASKS)


def holds_position(text: str) -> bool:
    """True for "they came for economic reasons" and "it must not be politicised"."""
    return bool(_POSITION.search(text))


def taken(text: str, *, accused: bool, quoted: bool) -> Iterator[str]:
    """The stances of what is said; `accused`: by one who may have done what others report."""
    for stance, pattern in _EITHER.items():
        match = pattern.search(text)
        if match and not (stance in ("denies", "confirms", "condemns") and _NOT_SO.search(text[: match.start()])):
            yield stance
    if accused and (match := _DENIES_A_DEED_RE.search(text)) and not _NOT_SO.search(text[: match.start()]):
        yield "denies"
    if quoted and not accused and _BEFALLS_RE.search(text):
        yield "warns"
    if accused and _YES_RE.search(text):
        yield "confirms"
    if quoted and _ASKS_RE.search(text):
        yield "urges"
