"""The words that tell a stance: verbs that take a subject, passives and nouns that name an agent, and what is said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.responses import RESPONSES, forms
from refoulement.loaders.extract.verdicts import VILE, without_blame


@dataclass(frozen=True, slots=True)
class Cue:
    """Words at `[start, end)` of a sentence that tell a stance; `bare`: a verb as a plural or infinitive has it."""

    stance: str
    start: int
    end: int
    bare: bool = False


_A_FEELING = (
    r"(?:its|their|his|her|the|a|an|serious|grave|deep|strong|profound|great|growing|particular|utmost|extreme"
    r"|sharp|\w+) "
)
_NOT_PEOPLE_TO_ASK = (
    r"(?!(?:the |its |his |her |our )?(?:guests|audience|readers|listeners|viewers|congregation|crowd|participants)\b"
    r"|reporters\b|(?:news )?(?:organi[sz]ations|media)\b|journalists\b|the (?:media|press)\b|(?:him|her|his|its)"
    r" to\b|me\b|you to (?:keep|pray|join|remember|donate|share)\b"
    r"|us\b|for (?:permission|directions|time|money|water|food|asylum|leave|an interview)\b|not\b|to\b|that (?:his|her"
    r"|their|its|he|she|they)\b|why\b|how\b|whether\b|if\b|about\b"
    r"|what\b|who\b|when\b|where\b|by\b)"
)

_OWN_PUBLIC = (
    r"(?:(?:the|its|all|local) )?(?:media|press|reporters|journalists|residents|citizens|employers|villagers"
    r"|motorists|drivers|landlords|fishermen|boat(?:men| owners)|travell?ers|tourists|shopkeepers|public not)\b"
)  # whom an office tells how to behave
_ACTIVE = RESPONSES | {
    "condemns": any_of(
        forms(
            "condemn", "criticise", "criticize", "denounce", "deplore", "decry", "slam(m)", "lambast", "lambaste",
            "rebuke", "excoriate", "castigate", "assail", "berate", "chide", "censure", "deprecate", "chastise",
            "upbraid", "reproach", "scold", "pillory",
        )
        + r"(?! (?:by|for)\b)",
        r"(?:quit|left|resign(?:ed|s)|walk(?:ed|s) out|withdr(?:ew|aws)|pull(?:ed|s) out|suspend(?:ed|s)"
        r"|boycott(?:ed|s)"
        r"|fast(?:ed|s)) [^.;]{0,60}?\bin protest\b",
        r"(?:sen[dt]s?|hand(?:ed|s)|wr(?:ote|ites)|written|fir(?:ed|es) off|present(?:ed|s)|signed) (?:an? |its |their "
        r"|the )?(?:\w+ ){0,2}?(?:letters?|notes?|messages?|telegrams?) of (?:protest|complaint|condemnation)",
        r"(?:is|was|were|has been|have been|went|goes) (?:[\w ]{1,40}? )?on (?:the \w+ day of )?(?:an? |her |his "
        r"|their )?"
        r"(?:[\w-]+ )?hunger strike\b[^.;]{0,40}?\b(?:outside|in front of|opposite|across)\b[^.;]{0,40}?[Ee]mbassy",
        r"(?:takes?|took|taking|taken) (?:strong |grave |particular )?exception to",
        r"(?:takes?|took|taking) a dim view",
        rf"(?:dismiss|reject|brush|deride)(?:e?d|e?s|ing)(?: (?:off"
        rf"|aside))? [^.;]{{1,70}}? as [\"']?(?:\w+ly )?(?:{VILE})\b",
        r"react(?:ed|s|ing) (?:furiously|angrily|with (?:\w+ )?(?:anger|fury|outrage|dismay|indignation))",
        r"(?:rail|inveigh|fulminate|thunder)(?:e?d|s|ing)? (?:at|against)", r"took (?:[A-Z]|the )[\w' ]{1,40} to task",
        r"(?:charg(?:ed|es)|claim(?:ed|s)|complain(?:ed|s)|argu(?:ed|es)|said"
        r"|says) [^.;]{0,70}?\b(?:had|has|have) (?:become|grown|been"
        rf"|remained|proved) (?:\w+ly )?[\"']?(?:{VILE})\b",
        r"said [^.;]{0,80}?\b(?:over|despite) (?:its|their|our) (?:\w+ )?(?:objections|protests)",
        r"rais(?:e[sd]?|ing) [\"']?(?:(?:its|his|her|our|their|the|these|this|those|such|[A-Z]\w+'s|serious|grave"
        r"|strong) )*concerns?"
        r" [^.;]{0,60}?[\"']?with (?:the )?(?:[A-Z]\w*|authorities|government)",
        r"la(?:id|ys|ying) into", r"curs(?:ed|es|ing) (?=[A-Z]|the |those )", r"walked out (?:when\b|in protest|of"
        r" (?:the |a |its |his |her )?(?:\w+ )?(?:talks|session|meeting|hearing|hall"
        r"|chamber|room|conference|negotiations|debate|parliament|council))",
        r"(?:does|did|do) not hide (?:its|his|her|their) (?:anger|dismay|disgust|outrage)",
        r"(?:is|was|were|are) (?:livid|furious)\b",
        r"let(?:s|ting)? fly at", r"disagree(?:d|s|ing)? (?:strongly )?with", r"strongly disagreed? (?:with|that)",
        r"(?:call(?:ed|s|ing)|haul(?:ed|s)) in [^.;]{1,40}?(?:ambassador|envoy|charge|chargé|diplomats?)",
        rf"(?:find|finds|found) [^.;]{{1,50}}? [\"']?(?:\w+ly )?(?:\w+ and )?(?:{VILE})\b",
        rf"(?:speak|speaks|spoke|speaking) of [\"']?(?:\w+ly )?(?:{VILE}|a \w+ betrayal)\b",
        r"ha[ds] (?:harsh|strong|sharp|bitter|angry|stern) words (?:for|about)",
        r"(?:express|convey|voic)(?:e?d|e?s|ing)? (?:to [^.;]{1,40} )?(?:(?:its|his|her|their|the|[A-Z]\w+'s|deep"
        r"|profound"
        r"|sincere|strong|grave) )*(?:regrets?|dismay|outrage|anger|displeasure|disapproval|protest)\b",
        r"(?:said|says|saying|charg(?:ed|es|ing)|complain(?:ed|s|ing)|argu(?:ed|es|ing)) [^.;]{0,60}?\b(?:government"
        r"|embassy|consulate"
        r"|ministry|authorities|administration|agency|UNHCR|state|country|world|Beijing|Seoul|China)\b[^.;,]{0,40}?"
        r" (?:had|has|have)"
        r" (?:failed|wasted|betrayed|abandoned|ignored|neglected|forsaken|squandered|turned (?:passive|a blind eye"
        r"|its back)|done nothing|looked away|done too little)\b",
        r"(?:blast|ripp?)(?:ed|s|ing)(?! (?:off|away|through|from|by))",
        r"blam(?:ed|es|ing) (?!what |a |an |the (?:cold|weather|virus|pandemic|fall|drop)"
        r"|[\"']?(?:[a-z-]+ ){0,2}?(?:gangs"
        r"|smugglers|smuggling|traffickers|trafficking|brokers))",
        r"fault(?:ed|s|ing) (?=[A-Z]|the )",
        r"accus(?:ed?|es|ing) (?!(?:by\b|them|him|her|the (?:men|women|man|woman|group|detainees"
        r"|defectors))\b)[^.;]{1,90}? of (?!inventing|fabricating|making up|spreading|lying|slander|smear|distort)",
        r"protest(?:ed|s|ing)(?! (?:outside|in front|across|near|at|that (?:he|she)))",
        r"object(?:ed|s|ing) (?:to(?! country-specific)|that)",
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
        r"oppos(?:ed|es|ing)(?! (?:party|lawmakers|(?:[\w-]+ ){0,4}?(?:politici|internationali|interfer|intrusion"
        r"|mandates"
        r"|selectiv|hyp|turning|making)))",
        r"summon(?:ed|s|ing) [^.;]{1,40}?(?:ambassador|envoy|charge|chargé|diplomats?|official)",
        r"complain(?:ed|s|ing)? (?:that|to|about|of)\b", "bemoan(?:ed|s|ing)?", "lament(?:ed|s"
        r"|ing)? (?:that|the|what|how)",
        r"question(?:ed|s|ing) the (?:motives?|wisdom|legality|lawfulness) of\b",
        rf"(?:{forms('call', 'term', 'brand', 'label', 'describe', 'denounce')}) [^.;]{{1,80}}? (?:as"
        rf" )?[\"']?(?:\w+ly )?(?:{VILE})\b",
        rf"(?:{forms('call')}) [\"']?(?:{VILE})\b",
        rf"(?:{forms('call')}) (?:it|this|them|that|the [^.;]{{1,60}}?|what [^.;]{{1,40}}?),? [\"'](?:\w+ly"
        rf" )?(?:{VILE})\b",
        r"(?:said|says|saying|argu(?:ed|es|ing)) [^.;]{0,110}?\b(?:violat(?:ed?|es|ing)|breach(?:ed|es|ing)"
        r"|contraven(?:ed?|es|ing)|flout(?:ed|s|ing)?|was in (?:violation|breach) of|r[au]n counter to"
        r"|amount(?:ed|s)? to (?:a|an|crimes?|refoulement))\b",
        rf"(?:said|says|saying|repli(?:ed|es)|argu(?:ed|es)) [^.;]{{0,100}}?\b(?:was|were|is|are|had been)"
        rf" (?:\w+ly |an? |simply )*[\"']?(?:{VILE})\b",
    ),
    "urges": any_of(
        forms("urge", "implore", "beseech", "exhort", "entreat", "pressure") + rf"(?! {_OWN_PUBLIC})", "besought",
        r"(?:hop|expect)(?:ed|es|ing)? (?:that )?(?=[A-Z]|the (?!\w+ers?\b)|all |both |states|governments)(?!(?:I|We"
        r"|He|She|They|It)\b)"
        r"[\w' -]{2,60}? (?:would|will|to) (?:\w+ly )?(?:respect|handle|honou?r|abide|refrain|stop|halt|release"
        r"|reconsider"
        r"|treat|protect|uphold|comply|act|let|allow|grant|take (?:\w+ )?(?:action|steps|measures)|see the larger)\b",
        r"advis(?:ed|es|ing) (?=[A-Z]|all |states|governments|the )[\w' -]{2,60}? (?:against|not to) ",
        r"encourag(?:ed|es|ing) (?=[A-Z]|the |other |all |states|governments)[\w.' -]{2,90}? to ",
        r"invit(?:ed|es|ing) (?=[A-Z]|the |states|governments)[\w.' -]{2,50}? to (?:shelve|stop|halt|suspend|release"
        r"|let|grant"
        r"|reconsider|refrain|review|end)",
        r"mov(?:ed|es|ing) that ", r"tabl(?:ed|es|ing) (?:an? |the )?(?:\w+ )?(?:motion|question|resolution|bill)",
        rf"(?:t(?:old|ells?)|wrote|writes?|writing|put it) (?:to )?[^.;\"]{{2,60}}? that (?!{_OWN_PUBLIC}|(?:they"
        rf"|he|she"
        rf"|you|we|their|his)\b)"
        r"[^.;\"]{2,60}? (?:must|should|ought to|has"
        r" to|have to|needs? to)\b",
        r"(?:t(?:old|ells?)) (?=[A-Z]|the |MPs|ministers|lawmakers|his |her |their )(?:(?! that )[\w.' -]){2,40}?"
        r" (?:not )?to"
        r" (?:scrap|step"
        r"|act|intervene|bring|grant|open|drop|withdraw|speak|admit|suspend|pick|call|get|repeal|reverse|reconsider"
        r"|change)\b",
        r"(?:hand(?:ed|s)|sent|wr(?:ote|ites|itten)|gave|delivered|presented|signed|faxed|addressed)"
        r" (?:[^.;]|\b(?:Gen|Mr|Mrs|Ms|Dr|Sen|Rep|Rev)\.){1,110}?"
        r" (?:asking|demanding|urging|requesting|imploring|begging|calling (?:on|for)|appealing (?:to|for))\b(?! to\b)",
        r"ask(?:ed|s|ing)? that\b(?! (?:all |any )?(?:questions|inquiries|enquiries|queries)\b)"
        r"(?! (?:(?:his|her|their|its) (?:\w+ ){0,2}?(?:names?|identity|identities|face|town)\b"
        r"|(?:he|she|they|neither)\b))", r"(?:made|makes?) (?:it )?clear to [^.;]{1,60}? that [^.;]{1,60}? must\b",
        r"ask(?:ed|s|ing)? for (?:[\w']+ ){1,3}(?:release|freedom|lives)\b",
        r"(?:collect(?:ed|s|ing)|gather(?:ed|s|ing)) signatures", r"advocat(?:ed|es|ing) (?:for|that)",
        r"(?:insist(?:ed|s|ing)) that [^.;]{2,60}? (?:must|should|be (?:released|freed|allowed|let|given))\b",
        r"requir(?:ed|es|ing) [A-Z]\w+ to ", r"request(?:ed|s|ing) it to ",
        r"would have [A-Z][\w' ]{2,40}? (?:suspend|stop"
        r"|end|halt|let|release|bring|grant|open)",
        r"want(?:s|ed|ing) (?:an apology|heads to roll|answers|the [\w ]{1,40}(?:resolved|released|freed|stopped"
        r"|closed|halted"
        r"|investigated))",
        r"(?:lean|leaned|leaning|prevail(?:ed|s)?) (?:up)?on (?=[A-Z]|the )",
        r"call(?:ed|s|ing)? (?:\w+ )?(?:on|upon|for)(?! (?:the|his|her) (?:phone|mobile|cell|bill"
        r"|check|taxi|waiter))\b",
        r"(?:convey|communicat|stress|relay|impress|deliver)(?:e?d|e?s|ing) [^.;]{0,60}?\b(?:to|upon"
        r"|on) (?:the )?[A-Z][^.;]{2,40}? that [^.;]{2,80}? (?:should|must)\b",
        r"appeal(?:ed|s|ing)? (?:\w+ )?(?:to|for)\b(?! (?:a|the) (?:wider|broader|younger))",
        r"demand(?:ed|s|ing)?\b(?! (?:bribes?|money|payments?|ransoms?|sex|cash|fees?|papers|documents|their papers))",
        r"(?:put out|launched|issued|circulated) (?:an?|its own) (?:\w+ ){0,2}?(?:appeal|[Uu]rgent [Aa]ction)s?\b",
        r"plead(?:ed|s|ing)? (?:with|for)", r"pled (?:with|for)",
        r"beg(?:ged|s|ging)? (?=[A-Z]|the |for |his |her |their )", r"request(?:ed|s|ing)? (?:that|the|an?|[A-Z]\w+)",
        r"recommend(?:ed|s|ing)? ?(?:,[^,;.]{3,60}, ?)?(?:that|the|to)",
        r"(?:ask|asks|asked|asking) (?:him|her|them|it)[^.;]{0,50}? to (?:let|release|free|stop|halt|intervene|spare"
        r"|help|save|open)\b",
        r"ask(?:ed|s|ing)? [^.;\"]{2,60}? for (?:access|clemency|mercy|(?:his|her|their|the \w+'s?) release)\b",
        r"(?:has|have|had) (?:\w+ )?asked to be (?:let|allowed|given|admitted)",
        r"(?:is|was|are|were) asking (?=[A-Z]|the )[\w.' -]{2,40}? to ", r"used [^.;]{3,60}? to ask that",
        r"press(?:ed|es|ing)(?! (?:conference|release|freedom|on with|ahead|charges))",
        r"push(?:ed|es|ing) (?:for|[A-Z])", r"lobb(?:ied|ies|ying) (?:for|[A-Z]|the )",
        r"petition(?:ed|s|ing) (?=[A-Z]|the )", r"prodd?(?:ed|ing|s) ",
        r"ask(?:ed|s|ing)? (?=[A-Z]|the )(?:(?! in )[\w.' -]){0,40}?\b(?:government|authorities|side|ministry"
        r"|embassy|consulate"
        r"|police"
        r"|UNHCR|Beijing|Hanoi|Vientiane|Bangkok|Seoul|Moscow|China) for (?!\d|comment|details|permission"
        r"|directions|money"
        r"|food|asylum|leave|an interview|a comment|a response|confirmation|help\b|visas?|papers)",
        rf"ask(?:ed|s|ing)? {_NOT_PEOPLE_TO_ASK}(?:the |its |their |his |her |all |both |other )?"
        rf"(?:(?! for )[\w.' -]){{2,60}}?(?:, [A-Z][\w.' -]{{3,50}},)? (?:to|that|not to) (?!leave"
        rf"|see\b|visit\b|be named|be identified|be patient|wait\b"
        rf"|prepare|comment)",
        r"want(?:ed|s|ing)? (?=[A-Z]|the |governments|other|its |their |his )[\w.' -]{2,60}? to ",
        r"(?:tells?|told|telling|remind(?:ed|s|ing)|warn(?:ed|s|ing)) (?=[A-Z]|the )[\w.' -]{2,40}? (?:not )?to"
        r" (?!reporters|the press|journalists)(?:stop|halt|end|refrain|respect|abide|protect|release|allow|let"
        r"|honou?r|free|deport|send|return|repatriate|forcibly|remove|expel|extradite|hand|surrender|transfer)",
        r"(?:renew|repeat|reiterat|issu|ma[dk]|join|send|sent|back|echo|launch)(?:e[sd]?|ed|s|ing)? (?:an? |its "
        r"|their |the |his |her |a joint |in )?(?:\w+ ){0,2}?(?:appeals?|calls?|demands?|pleas?|requests?) (?:to"
        r"|for|that|on|upon|from)",
    ),
    "warns": any_of(
        r"dread(?:s|ed|ing)?\b", r"expect(?:s|ed)? (?:people|them|some|many) to (?:die|be killed|be tortured)",
        r"fores(?:ees?|aw) (?:that )?", r"(?:lies|lay|live|lives) (?:awake )?(?:for|in) fear",
        r"warn(?:ed|s|ing)?\b(?! against [\"'\ufffc]*(?:play|interfer|politici|meddl|hyp|smear|sensationali|stirring))"
        r"(?! (?:listeners|readers|viewers)\b)"
        rf"(?! {_OWN_PUBLIC}|(?: that)? (?:this is not|the (?:real |actual |true )?(?:figure|number|count|total"
        rf"|sample|data"
        rf"|estimate)))"
        r"(?! (?:by|to|not to|spectators|residents|citizens"
        r"|locals|villagers|families|people"
        r"|defectors|workers|them|him|her|his|their|[\"'\w-]* ?(?:Americans|nationals|passengers|travell?ers))\b)",
        r"caution(?:ed|s|ing) (?:that (?!its|the (?:figure|number|count)|no (?:[\w-]+ ){0,2}(?:count|figure|number"
        r"|data|estimate))|against (?!expecting|reading|assuming|drawing"
        r"|treating|taking|jumping|over|selectiv|politici))", r"fear(?:ed|s|ing)?(?! (?:of|to)\b)",
        r"worr(?:ied|ies|y|ying) (?:about|that|for|over)", r"alert(?:ed|s|ing)",
        r"(?:is|was|are|were|am|remain(?:s|ed)?|'m|'re) (?:\w+ )?(?:concerned|worried|troubled|afraid|alarmed|fearful"
        r"|anxious|frightened|terrified|scared)\b(?! to\b)",
        rf"(?:express|voic|(?<!,\s)rais|shar|register|convey|repeat|reiterat|stat)(?:e?d|e?s|ing)?"
        rf" (?:{_A_FEELING}){{0,3}}?[\"']?(?:{_A_FEELING})?(?:concerns?|fears?|alarm|worry|worries|anxiety"
        rf"|apprehension)\b",
        r"sound(?:ed|s|ing) (?:the|an) alarm", r"(?:ha[sd]|have) (?:\w+ ){0,2}?(?:concerns|fears)\b",
        r"predict(?:ed|s|ing) (?:that )?",
    ),
}  # fmt: skip
_AGENT = {
    "condemns": any_of(
        r"(?:accused|condemned|criticised|criticized|denounced|decried|slammed|deplored|lambasted|opposed|rebuked"
        r"|protested|assailed|attacked|blasted|castigated|deplored|excoriated|panned|pilloried"
        r"|ridiculed|taken to task) by",
        r"(?:c[ao]mes?|coming|been) under (?:\w+ ){0,2}?(?:fire|criticism|attack|pressure) (?:from|by)",
        r"(?:condemnation|criticism|protests?|outcry|rebukes?|anger|outrage|objections?|complaints?"
        r"|denunciations?|(?:furious|angry|sharp|strong|swift) (?:response|reaction)) (?:by|from)",
    ),
    "urges": any_of(
        r"(?:appeals?|pleas?|urging|petitions?|recommendations?) (?:by|from)",
        r"(?<!phone )(?<!telephone )(?<!every )(?<!any )(?<!all )(?:calls?|demands?|requests?) (?:by"
        r"|from)(?=[^.;]{3,70}? (?:to|for|that)\b)"
        r"(?![^.;]{3,120}? (?:went|rang|go|ring|were (?:turned down|ignored|not)|was (?:turned down"
        r"|ignored|not)|unanswered)\b)",
    ),
    "warns": r"(?:warnings?|fears|concerns?|concern|alarm) (?:\w+ )?(?:by|from|among|voiced by|expressed by|raised by)",
    "denies": r"(?:(?:denied|rejected|dismissed|refuted|disputed|contested) by|(?:denials?|rebuttals?) (?:by|from|of))",
    "doesNotConfirm": (
        r"(?:could not|cannot|has not|have not|had not|was not|were not|not|yet to)(?: \w+){0,3}? (?:be |been"
        r" )?(?:\w+ly )?"
        r"(?:confirmed|verified|acknowledged|corroborated)(?: \w+ly)? by"
    ),
    "confirms": (
        r"(?<!not )(?<!ly )(?<!be )(?:confirmed|acknowledged|verified|corroborated)(?: to (?:us|me"
        r"|reporters|the \w+))? by"
        r"|(?<!no )\bconfirmation (?:by|from)"
    ),
    "verifying": r"(?:being|under) (?:verified|checked|investigated|looked into|investigation|review) by",
    "noComment": any_of(
        r"(?:written|wrote|appealed|questions|letters?|applied) to(?=[^.;]{3,90}? (?:but|and) (?:(?:has|have|had"
        r"|he|she|it|we|they|"
        r"was|were) ){1,2}(?:yet )?(?:not|no|never|to)(?: yet| been)? (?:receive|had|got|get|heard|hear|given"
        r"|reply|answer))",
        r"no (?:\w+ ){0,2}?(?:comment|response|reply|answer|reaction|statement|word)"
        r"(?: (?:on|about) (?:this|it|that|the \w+))?(?: (?:was|has|had|been|is"
        r"|come|came|arrived|yet))*(?: \w+ly)?(?: (?:available|received|forthcoming|given|offered))?(?: so far|"
        r" yet)? (?:from|by)",
        r"(?:requests?|questions?|e-?mails?|letters?|calls?|messages?|inquiries|enquiries|queries|fax(?:es)?"
        r"|telephone calls"
        r"|approach(?:es)?)(?: and [\w-]+)?(?: for \w+| (?:about|on|over) [\w' ]{1,30}?| by (?:the )?[\w' ]{1,40}?)?(?:"
        r" (?:sent|addressed|put|submitted|made|faxed))? to(?=[^.;]{3,90}? (?:went|rang|were|was|have|has"
        r"|remained?|had|are|is|did|got|received|brought|drew|met) (?:unanswered"
        r"|back|vanish|out\b|with (?:no|silence)|into the void|unheeded|to voicemail|not (?:been |immediately"
        r" )*(?:answered|returned)|back (?:as )?undeliverable|without trace|returned unopened|unreturned|no (?:reply"
        r"|answer|response)|without))",
        r"(?:silence|not a word|nothing|no (?:answer|reply|response)) (?:from|at)(?=\s(?:the |[A-Z]))",
        r"(?:nobody|no one|no-one) (?:answered|picked up) the (?:tele)?phones? at(?=\s(?:the |[A-Z]))",
        r"^At(?=[^.;,]{3,70}?,? (?:nobody|no one|no-one|no official|no spokes\w+) (?:was|were|could be|picked|answered"
        r"|would)\b)",
        r"(?:nobody|no one) (?:at|from)(?=[^.;]{3,70}? (?:was|were"
        r"|could be|picked|answered|would))",
        r"(?:unable to|could not|couldn't|not able to|tried to) (?:reach|contact)(?=[^.;]{3,70}? for comment)",
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


_ACTIVES = tuple(
    (stance, re.compile(rf"(?<![\w'-])(?:{_quotable(words)})(?:(?<=\s)|(?!\w))")) for stance, words in _ACTIVE.items()
)
_AGENTS = tuple(
    (stance, re.compile(rf"(?<![\w-])(?:{words})(?=\s)", re.IGNORECASE)) for stance, words in _AGENT.items()
)
# A quotation that a subject stands before, up to an adverb in it.
_PREDICATE = re.compile(
    r"(?<!said)(?<!says)(?<!that)(?<=[\w)]) \"(?P<words>\ufffc{0,30})$"
)  # a quotation that a subject stands before
_SUFFIX = re.compile(
    r"(?:ed|s|ing|d|t|nt|n)$|^(?:made|gave|took|knew|threw|withdrew|rang|spoke|hung|fell|came|hit"
    r"|saw|wrote|swore|chose|bore|foresaw|drew|began)$"
)
_FORM = re.compile(
    r"^(?:did|does|do|has|have|had|could|would|will|can|is|are|was|were|am|been|cannot|neither|never|not)$"
)


def _bare(words: str) -> bool:
    """True where the first word of a cue is a verb without an ending, as a plural subject or an infinitive has it."""
    first = re.split(r"[\s,]", words, maxsplit=1)[0]
    return not (_SUFFIX.search(first) or _FORM.match(first))


_NEITHER = re.compile(
    r"\b[Nn]either\b[^.;]{3,100}?\b(?P<verb>(?:(?:has|have|had) )?"
    r"(?:(?P<silent>would (?:comment|discuss|speak)|commented|responded|replied"
    r"|answered|returned"
    r"|issued)|confirmed|verified|acknowledged))\b"
)


_LEADS_UP = re.compile(r"(?:\w+ly |also |still |continue[sd]? to |(?:will|would) continue to )*")
_CONTINUES = re.compile(r"\b(?:continue[sd]?|go on|goes on|went on|never ceases?) to $")


def _opens_quotation(text: str, outside: str, start: int) -> bool:
    """True where a verb, but for an adverb, opens a quotation that a subject stands before: 'it "deeply regrets"'."""
    match = _PREDICATE.search(outside[:start])
    return bool(match and _LEADS_UP.fullmatch(text[match.start("words") : start]))


def actives(text: str, outside: str) -> Iterator[Cue]:
    """The verbs of stance in a sentence, outside quotations; where several stances fit, the first of the list.

    What completes a verb may be quoted: "called the raids “cruel”".
    """
    text = without_blame(text)
    taken: list[tuple[int, int]] = []
    for match in _NEITHER.finditer(outside):
        taken.append(match.span("verb"))
        yield Cue("noComment" if match["silent"] else "doesNotConfirm", *match.span("verb"))
    for stance, pattern in _ACTIVES:
        for match in pattern.finditer(text):
            quoted = outside[match.start()] != text[match.start()]
            if quoted and not _opens_quotation(text, outside, match.start()):
                continue
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            yield Cue(
                stance,
                match.start(),
                match.end(),
                bare=_bare(match.group()) and not _CONTINUES.search(text[: match.start()]),
            )


def agents(outside: str) -> Iterator[Cue]:
    """The passives and nouns that an agent follows: "condemned by", "appeals from", "no comment from"."""
    for stance, pattern in _AGENTS:
        for match in pattern.finditer(outside):
            yield Cue(stance, match.start(), match.end())
