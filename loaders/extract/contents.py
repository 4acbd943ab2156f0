"""The stance that words take in whoever's mouth: "we condemn", "China must stop", "they will be tortured"."""

import re

from refoulement.loaders.extract import paraphrases
from refoulement.loaders.extract.lexicon import any_of
from refoulement.loaders.extract.verdicts import FALSE, VILE, without_blame

_I = (
    r"\b(?:I|[Ww]e|[Mm]y government|[Mm]y organi[sz]ation)(?:'m|'re|'d|'ve|'ll)?(?: (?:am|are|were|have|had|do"
    r"|also|again|would|must|can only|wish to|want to|will continue to|continue to|simply|just|still|\w+ly))*"
)
_ACT = any_of(
    "stop(?! (?:hiding|pretending))", "halt", "end", "cease", "release", "refrain", "press", "raise", "intervene",
    "protect", "act", "respect",
    "allow",
    "suspend", "investigate", "grant", "open", "publish", "review", "free", "demand", "honou?r", "abide", "comply",
    "let", "give", "follow", "observe", "uphold", "fulfil", "be instructed",
    "guarantee", "ensure", "provide", "speak", "take", "put", "use", "call", "do more", "do everything", "send",
    "return", "deport", "repatriate",
    "hand", "push", "consider", "treat", "recogni[sz]e", "resettle", "help", "not", "never",
    "be (?:held|made|forced|pressed|brought|told)", "show", "stand", "make", "come", "answer",
    "explain", "impose", "sanction", "negotiate", "work", "start", "begin", "pick up", "summon", "offer", "adopt",
    "move", "say", "admit", "establish", "lift",
    "accept", "bring", "find", "pass", "ratify", "sign", "support", "ask(?! (?:it|them|him|her)sel)", "tell",
    "seek", "break",
    "insist", "change", "repeal", "handle", "urge", "account", "disclose", r"be \w+ing",
    "apologi[sz]e", "shut", "close",
    "drop", "reopen", "extend", "share", "name", "reveal", "reconsider", "withdraw", "scrap",
    "abolish", "amend", "evacuate",
)  # fmt: skip
_HARM = any_of(
    "tortur", "execut", r"(?:labou?r|prison|political|re-?education|concentration|detention) camps?", "punish",
    "interrogat", "persecut", "imprison", r"jail(?:ed)?\b",
    r"prison\b", r"death\b", r"kill(?:ed)?\b", r"die\b", "dying", r"shot\b", "disappear",
    r"never (?:be )?(?:seen|heard)|nobody would ever", "beat(?:en|ings?)", r"forced labou?r|hard labou?r",
    "put to death", r"an example (?:of|for)\b",
    "hanged", "gulag", "starv", "reprisals?", "retaliat", "treason", "slave", "traffick",
    r"(?:sexual|gender-based) violence", r"\bharm(?:ed)?\b", r"danger\b", "perish",
    r"the worst\b", "ill-treat", "mistreat", "abus", r"suffer", r"fate\b", "violence", "gunfire", "rape", "abortion",
    "firing squad", "inhuman", "paraded", r"treated as (?:\w+ )?(?:criminals"
    r"|traitors)", r"recruited at gunpoint", r"severe\b", r"harsh",
    r"life and death|life-threatening|matter of life", "brutal", "sickness would spread", "learn to dig",
)  # fmt: skip
_AHEAD = any_of(
    r"(?<!who )(?<!\bI )(?:[Ww]ill|[Ww]ould|[Cc]ould|may|[Mm]ight|'ll|'d|going to|likely to|bound to|certain to|sure to"
    r"|about to)\b(?! not (?:keep|stay|remain|be silent|tolerate|accept|allow|ignore|forget)\b| be no\b)",
    r"(?<!who )(?<!may )(?<!might )(?<!could )(?<!would )\b(?:faces?|facing|awaits?|waits?|awaiting|risks?"
    r"|risking)\b",
    r"\b(?:at|real|serious|grave|high|substantial|imminent) risk\b", "liable to",
)  # fmt: skip
_VANISH = (
    r"\b(?i:those|people|anyone|whoever|women|men|refugees|defectors) (?:who|that) (?:are|is|get|were) (?:sent back"
    r"|returned|repatriated|deported|handed (?:over|back)|caught)[ \"\ufffc]+(?:vanish|disappear|die|perish"
    r"|(?:end up|go|land) in)\b"
)
_NO_PEOPLE = (
    r"(?:such|so-called|refugees?|\"?defectors?|\"?so-called|North Korean (?:defectors?|refugees?)|\"|persons?"
    r" (?:such|like)|question of|problem of|issue of|forced|forcible|(?:\w+ ){0,2}?(?:children|women|minors"
    r"|prisoners|detainees"
    r"|camps|deportations|raids|migrants))"
)
_QUOTED = {
    "urges": any_of(
        rf"{_I} (?:urg(?:e|ing)|call(?:ing)? (?:\w+ )?(?:on|upon|for)|appeal(?:ing)? (?:\w+ )?(?:to|for)"
        rf"|demand(?:ing)?|implor(?:e|ing)|beg(?:ging)?\b|plead(?:ing)?|request(?:ing)?|recommend|press(?:ing)?"
        rf"|exhort)",
        rf"{_I} (?:ma[dk]e|making|issued?|repeat(?:ed)?|renew(?:ed)?|sent) (?:an? |our "
        rf"|my )?(?:\w+ )?(?:requests?|appeals?|demands?|pleas?)\b",
        rf"{_I} (?:ask(?:ing|ed)?|want|need) (?!to\b|you to print|ourselves|myself|why|how|whether|if"
        rf"|about|people to know|what|is\b)(?:[\w.'-]+ ){{1,7}}?(?:to|not to)\b(?! (?:know|see|hear"
        rf"|understand|remember|think|feel|believe|count|be (?:there|happy"
        rf"|seen|heard))\b)",
        r"(?:^|[\"\ufffc.!,] ?)(?:[Pp]lease,? (?:stop|help|let|save|do (?:not (?:send|return|deport|repatriate"
        r"|hand|force|turn|let|forget|abandon)|something|all|everything|what|more)|don't|raise|free"
        r"|release|tell|bring|send"
        r"|give|open)\b|Stop (?:the|sending|these|this|deporting|it)|Let (?:them|him|her|my|our|those) |Free"
        r" (?:them|him|her|my|our|all) |Release (?:them|him|her|my|our|all) |(?:Do not|Don't|Never) (?:send"
        r"|return|deport|repatriate|hand|force|turn))",
        r"\b[Ww]hat (?:I|we) ask (?:of|is)\b",
        r"\b(?:I|[Ww]e)(?:'d| would| will| can only)? (?:say|tell) (?:to )?[^.;:\"]{3,70}: ?(?!(?:it|they|he|she|we"
        r"|you|the|this"
        r"|that|there|I)\b)[a-z]",
        r"\bmade (?:it )?clear to [^.;]{2,90}? that [^.;]{2,60}? must\b", r"\bit is time (?:for|that)\b",
        r"\b(?!(?:I|we|We|who|which|it|he|she|that) )[\w.']+ (?:should|must|ha(?:s|ve) to|needs? to|ought to)"
        r" (?:immediately |now |at once |also |at least |finally |urgently )*(?:stop|halt|end|cease|refrain"
        r"|release|intervene|suspend|press|not (?:send|return|deport|repatriate|hand|force|remain"
        r" silent|look away|stay silent|turn))",
    ),
    "condemns": any_of(
        rf"{_I} (?:condemn|deplore|denounce|decry|protest|object to|oppose|reject|criticise|criticize|abhor"
        rf"|deeply regret|(?:\w+ )?(?:appalled|outraged|dismayed|disgusted|horrified|shocked|angry|saddened))\b",
        rf"\b(?:is|are|was|were|it's|that's|be|been|'s|no less than|nothing (?:short of|but)|what an?)(?: (?:an?"
        rf"|the|one|another|simply|just|plain|not [\w ]{{1,30}}, it is|\w+ly|act|of|kind|form|matter|and|our))*?"
        rf" (?:{VILE})\b",
        r"\b(?:is|are|was|were) (?:fully|well|perfectly|only too) aware (?:of|that)\b",
        r"\b(?:is|are|was|were|been) standing by (?:while|as)\b",
        r"\b(?:kn[eo]ws? (?:perfectly|full|very) well|knew (?:all )?(?:this|that|it|about it))\b",
        r"\b(?:disgrace|[Ss]hame(?:ful)?|betray(?:al|ed|s)|cruelty|hypocrisy|atrocit(?:y|ies)|barbari(?:sm|ty))\b",
        r"\b(?:blood on (?:its|their|his) hands|turn(?:ed|ing|s)? a blind eye|look(?:ed|ing|s)? (?:away|the"
        r" other way)|(?:stop )?hiding behind|wash(?:ed|es|ing)? (?:its|their) hands|death warrants?|by another"
        r" name|no (?:excuse|justification|licen[cs]e)|not meeting (?:them|its|their)|"
        r"fail(?:ed|ing|s)? (?:in )?(?:its|their|his|her|our|to protect|to act|to stop|to raise|to meet|these"
        r"|them|the)|abandon(?:ed|ing)? (?:its|their|them|these|the|our|people)|stood by|stands by|idly by"
        r"|crimes? against humanity|does nothing|did nothing|done nothing|double standards?|accomplices?"
        r"|accessor(?:y|ies) to)\b",
        r"\b(?:(?<!no )violat(?:es?|ed|ing|ions?)|in breach|breach(?:es|ed)?|contraven(?:es?|ed|ing|tion)|flout(?:s|ed"
        r"|ing)?|(?<!we )(?<!We )(?:is|are) (?:legally )?(?:obligated|obliged|bound) (?:not )?to|complicit(?:y)?"
        r"|contrary to"
        r" (?:its|international|their|the))\b",
    ),
    "warns": any_of(
        rf"{_I} (?:fear|worry|dread|(?:(?!was\b)\w+ )?(?:afraid|concerned|worried|alarmed|frightened|terrified|scared"
        rf"|fearful|anxious)(?! (?:when|of the|at|I|to)\b)|warn(?:ed|ing)?|have (?:\w+ )?(?:concerns|fears))\b",
        r"\bknows? what (?:comes|happens|will happen|awaits)",
        r"\b[Ww]hat (?:a?waits|worries|frightens|scares|keeps)\b",
        r"\b(?:their|his|her|people's|whose|these|my \w+'s) (?:very )?(?:life|lives|safety) (?:is|are|was|were"
        r"|would be|will be|may be) (?:\w+ )?(?:at|in)\b",
        rf"\b(?:send(?:ing)?|return(?:ing)?|hand(?:ing)?|deport(?:ing)?|repatriat(?:e|ing)|forc(?:e"
        rf"|ing))\b[^.;]{{0,60}}? (?:is|means|would mean|amounts to|would be|equals) [^.;]{{0,40}}?(?:{_HARM}"
        rf"|death sentence)",
        r"\bdeath sentence\b",
        rf"\b[Ff]or (?:those|the ones|repeaters|returnees|whoever|anyone|people|them)\b[^.;]{{0,60}}? there (?:is"
        rf"|are|can be"
        rf"|will be|waits?) [^.;]{{0,20}}?(?:{_HARM}|bullet)",
        _VANISH, r"\b(?:may|might|could|would|will) be signing\b[^.;]{0,40}?death warrant",
        r"\b(?:[Oo]ur|[Mm]y) (?:\w+ )?(?:concern|fear|worry) is\b",
        rf"\b(?:the worst|{_HARM})\w* (?:is|are|was|were) (?:\w+ )?(?:await|waiting|in store|likely)",
    ),
    "denies": any_of(
        rf"\b[Tt]here (?:is|are|was|were|has been|have been|'s|isn't any) \"?(?:simply |absolutely )?no {_NO_PEOPLE}",
        r"\bno such (?:thing|person|people|case|incident|event|request|policy|practice|deportation|repatriation"
        r"|order|\w+ (?:was|is|known|exists?|took))\b",
        r"\bneither a refugee\b",
        r"\bno (?:incident|case|event|deportation)s? of (?:this|that|the) (?:nature|kind|sort)\b",
        r"\bnothing of the (?:sort|kind)\b",
        r"\b(?:are|were|is) (?:not?|neither|in no way|by no means) (?:\"|a )?(?:refugees?|defectors?|asylum)",
        rf"\b(?:[Tt]hat|[Tt]his|[Ii]t|[Tt]hese|those|they|\w+s|which) (?:is|are|was|were|'s)(?: (?:simply"
        rf"|completely|totally"
        rf"|entirely|purely|just|all|a|an|utterly|wholly))* (?:{FALSE})\b",
        rf"{_I} (?:deny|denied|den(?:y|ied)|reject (?:these|this|the|such|all|any))\b",
        r"\b(?:never happened|did not (?:happen|take place)|does not exist|do not exist|has never (?:deported"
        r"|returned|sent|forced)|have never (?:deported|returned|sent|forced))\b",
        r"\bhold(?:s)? no water\b",
    ),
    "doesNotConfirm": any_of(
        r"\b(?:I|[Ww]e)(?: (?:\w+ly|also|still|simply|ourselves))* (?:can(?:no|')t|can not|could not|couldn't"
        r"|(?:are|am|were|was) (?:unable|not able) to|ha(?:ve|d) not been able to|have no (?:way|means) (?:to"
        r"|of)|were not in a position to|are not in a position to|do not|did not|have not)(?: \w+ly| yet)*"
        r" (?:confirm|verif|establish|corroborat|check|prove)\w*",
        r"\b(?:I|[Ww]e) (?:have|had) not heard of", r"\bnot familiar with the (?:situation|case|matter)",
        r"\bnothing (?:that )?(?:we|I|the \w+) can confirm", r"\bcouldn't (?:confirm|verify|establish|corroborate)\b",
        r"\b(?:unaware|not aware) of (?:the|any|such|this|that|these|it)\b",
        r"\bwhich (?:I|we) have (?:not been able|been unable) to (?:\w+ly )?(?:confirm|verify)",
        r"\b(?:I|[Ww]e) (?:have|had) no (?:\w+ )?(?:information|knowledge|details)\b",
    ),
    "confirms": (
        r"(?<!nothing )(?<!nothing that )(?<!little )(?<!all )\b(?:I|[Ww]e) (?:can |do |have |hereby |must )?"
        r"(?:now |officially |also )?(?:confirm(?:ed)?(?! \d)"
        r"|acknowledge"
        r"|admit)\b"
    ),
    "verifying": (
        r"\b(?:I|[Ww]e)(?:'re| are|'m| am| were) (?:\w+ ){0,2}?(?:checking|verifying|looking into|examining|trying"
        r" to (?:confirm|verify|find out|establish|ascertain)"
        r"|in the process of (?:confirming|verifying|checking)|working to (?:confirm|verify)|seeking to (?:confirm"
        r"|verify))"
    ),
    "noComment": (
        r"\b(?:(?:I|[Ww]e) (?:do not|don't|cannot|can't|won't|will not|would not|have nothing to) (?:comment"
        r"|discuss|speculate|speak about|talk about|say(?! anything| this| that))\b|[Nn]o comment)"
    ),
}  # fmt: skip
_REPORTED = {
    "condemns": any_of(
        r"\b(?:disgrace(?:ful)?|shame(?:ful)?|unacceptable|outrageous|inhuman(?:e|ity)?|barbaric|crimes? against"
        r" humanity|(?<!no )violat(?:es?|ed|ing|ions? of)|in breach|breach(?:es|ed)|complicit|standing by (?:while|as)"
        r"|contrary to (?:its"
        r"|international)|(?<!we )(?<!We )(?:is|are) (?:legally )?(?:obligated|obliged|bound) (?:not )?to"
        r"|refoulement by)\b",
    ),
    "denies": any_of(
        rf"\b[Tt]here (?:is|are|was|were) \"?(?:simply )?no {_NO_PEOPLE}", r"\bno such thing as\b",
        r"\bneither a refugee\b", r"\bno (?:incident|case)s? of (?:this|that) (?:nature|kind)\b",
    ),
    "warns": any_of(
        r"\b(?:their|his|her|people's|whose) (?:life|lives|safety) (?:is|are|was|were|would be) (?:\w+ )?(?:at|in)"
        r" (?:\w+ )?(?:risk|danger|peril|jeopardy)\b",
        _VANISH,
    ),
}  # fmt: skip
_QUOTED_RE = tuple((stance, re.compile(words)) for stance, words in _QUOTED.items())
_REPORTED_RE = tuple((stance, re.compile(words, re.IGNORECASE)) for stance, words in _REPORTED.items())
_HARM_AHEAD = re.compile(rf"{_AHEAD}(?:(?!,? where\b)[^.;]){{0,120}}?\b(?i:{_HARM})")
_IF_RETURNED = re.compile(
    rf"\b(?:if|once|when|where|after) [^.;]{{0,60}}?(?:return|sent|send|deport|repatriat|hand|forced"
    rf"|go)\w*[^.;]{{0,80}}?\b(?:{_HARM})",
    re.IGNORECASE,
)
_FORESEEN = re.compile(
    rf"\b(?:is|are|be|remains?) at (?:\w+ )?risk of [^.;]{{0,80}}?(?:{_HARM}|(?:forced|forcible|forcibly|being"
    rf"|imminent) )"
    rf"|\b(?:would|could|will|may) face [^.;]{{0,60}}?(?:{_HARM})"
    rf"|\b(?:[Ii]f|[Oo]nce) [^.;,]{{2,60}}, [^.;]{{0,40}}?\b(?:risks?|faces?) [^.;]{{0,60}}?(?:{_HARM})"
)
_NO_ONE_YET = re.compile(
    r"(?i)\b(?:not?|never|prohibit(?:s|ed)?|forbids?|bars?|barred|bans?|banned|refrain"
    r"|obliged?)\b[^.;]{0,90}\bwhere\b[^.;]*"
)
_ANY_PLACE = re.compile(
    r"\b(?:a|an|any|some) (?:\w+ )?(?:place|country|state|territory|government|regime) (?:where|that|which|in which"
    r"|from"
    r" which)\b[^.;]*|\b(?:countries|places|states) where\b[^.;]*|\bsubstantial grounds\b[^.;]*"
)  # the law's words on whom no state may return
_SUPPOSED = re.compile(
    r"\b(?:[Tt]o (?:say|claim|suggest|allege) |[Ii]f (?:confirmed|true|proven)|would (?:be|amount|constitute)"
    r"|could (?:be|amount|constitute)|may be"
    r"|might (?:[\w ]{1,20} )?be"
    r"|may amount|found|finds|concluded)\b"
    r"|\b(?:must|should|do|will|may) not [^.;]{0,80}?(?:look(?:ing)? (?:away|the other way)|turn(?:ing)? a blind eye)$"
)
_LAW_ABREAST = re.compile(
    r"\b(?:smugglers?|(?:human )?traffickers?|brokers?|employers?|landlords?|offenders?|suspects?|officials?"
    r"|anyone who helps)\b"
    r"[^.;]{0,60}?\b(?:would|will|could|may|might|faces?|facing)\b"
)  # whom the law of the land awaits, not those sent back
_LOOKS_BACK = re.compile(
    r"\b(?:would|could|might)(?:n't| not)? have\b|\bI (?:thought|knew|believed|was (?:sure|told))\b|\b(?:told"
    r"|warned) (?:us|me)\b"
)  # what threatened whoever tells of it
_REASSURES = re.compile(
    r"\b(?:would|will) not (?:send|push|return|deport|repatriate|hand|force|turn)\b(?! until)"
    r"|\b(?:would|will) not be (?:returned|sent|deported|repatriated|handed|forced|punished|harmed"
    r"|arrested)\b(?! until)"
    r"|\b(?:no one|nobody) (?:will|would) be\b"
)
_ASIDE = re.compile(
    r", (?:(?:he|she|it|they|[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,2}) (?:said|says|added|adds|maintains|insists)"
    r"|(?:said|says) [A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}(?:, [a-z][^,]{2,60})?), "
)  # "There are, he said, no refugees"
_BUT_OTHERS = re.compile(
    r",? (?:but|while|though|although) (?:[\w-]+ ){0,3}?(?:critics|activists|groups|experts|others|lawyers|campaigners"
    r"|officials|analysts|relatives|families|organi[sz]ations) (?:say|said|fear|warn|argue|believe)\b.*$",
    re.DOTALL,
)  # what follows is no longer the speaker's
_NEVER = re.compile(r"(?!)")
_SUPPOSITIONS = {
    "condemns": _SUPPOSED,
    "denies": re.compile(r"\b(?:[Ii]f|whether|(?:not|\w+n't) (?:mean|say|think|claim|saying))\b"),
}  # what a speaker only supposes
_WHO_COULD = re.compile(
    r"\b(?:[Gg]overnments|[Ss]tates|[Cc]ountries|[Tt]he (?:international community|world|government|president|minister"
    r"|ministry|authorities|administration|Security Council)|[Aa]uthorities|[Mm]inisters|[Ll]awmakers|[Oo]fficials)\b"
)
_SHOULD = re.compile(
    rf"(?:, (?:which|who|whose|as|a|an|the|now|for) [^;.\"]{{3,90}},)?(?:'s government| authorities| government"
    rf"| officials)? (?:should|must|needs? to|ought to|has to|have"
    rf" to)(?: [\"']?(?:\w+ly|now|also|at once|at least|finally))* [\"']?(?:{_ACT})\b"
)


def quoted(words: str, *, accused: bool) -> set[str]:
    """The stances taken by words that someone is quoted with, or says of themselves."""
    words = without_blame(_ASIDE.sub(" ", words))
    here = _ANY_PLACE.sub("", words)
    found = {stance for stance, pattern in _QUOTED_RE if _holds(stance, pattern, words)}
    if (_HARM_AHEAD.search(here) or _IF_RETURNED.search(words)) and not _LAW_ABREAST.search(words):
        found.add("warns")
    found.update(set(paraphrases.taken(words, accused=accused, quoted=True)) - {"warns"})
    found.update({"warns"}.intersection(paraphrases.taken(here, accused=accused, quoted=True)))
    return found - {"warns"} if _REASSURES.search(words) or _LOOKS_BACK.search(words) else found


def foreseen(text: str) -> bool:
    """True for "they are at risk of torture", said in a text's own voice, but not for what a treaty forbids."""
    return bool(_FORESEEN.search(_ANY_PLACE.sub("", _NO_ONE_YET.sub("", text))))


def reported(text: str, *, accused: bool) -> set[str]:
    """The stances taken by what a sentence reports that someone says."""
    text = without_blame(_ASIDE.sub(" ", _BUT_OTHERS.sub("", text)))
    here = _ANY_PLACE.sub("", text)
    found = {stance for stance, pattern in _REPORTED_RE if _holds(stance, pattern, text)}
    if _HARM_AHEAD.search(here) and not _LAW_ABREAST.search(text):
        found.add("warns")
    found.update(set(paraphrases.taken(text, accused=accused, quoted=False)) - {"warns"})
    found.update({"warns"}.intersection(paraphrases.taken(here, accused=accused, quoted=False)))
    return found - {"warns"} if _REASSURES.search(text) or _LOOKS_BACK.search(text) else found


def _holds(stance: str, pattern: re.Pattern[str], text: str) -> bool:
    """True where the words of a stance stand in a text, not only supposed."""
    match = pattern.search(text)
    return match is not None and not _SUPPOSITIONS.get(stance, _NEVER).search(text[: match.end()])


def those_to_act(text: str) -> bool:
    """True where nobody named is told what to do, but all who could: "governments should press China"."""
    return any(_SHOULD.match(text, match.end()) for match in _WHO_COULD.finditer(text))


def told_to_act(text: str, at: int) -> bool:
    """True where what is named up to `at` is told what it should do: "China should stop …"."""
    return bool(_SHOULD.match(text, at))
