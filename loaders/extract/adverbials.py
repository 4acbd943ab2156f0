"""What may stand between a subject and its verb: times, occasions, manner, auxiliaries."""

import re

from refoulement.loaders.extract.lexicon import any_of

_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_EVENT = any_of(
    "briefings?", "conferences?", "hearings?", "meetings?", "sessions?", "talks", "summit", "events?", "rally", "vigil",
    "protest", "forum", "ceremony", "debate", "audit", "interviews?", "visit", "trip", "call", "sitting", "assembly",
    "launch", "inquiry", "seminar", "panel", "speech", "address", "lawyer", r"spokes\w+", "embassy", "channels?",
)  # fmt: skip
_DAY = any_of(
    "(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day", "today", "yesterday", "tonight", "overnight",
    rf"(?:\d{{1,2}} )?{_MONTH}(?: \d{{1,2}}\b)?(?:,? \d{{4}})?",
    r"\d{4}", "week", "month", "year", "spring", "summer", "autumn", "winter", "morning", "afternoon", "evening",
    "night", "day", r"\w+ (?:days|weeks|months|years|hours) (?:ago|later|earlier|before)",
    "(?:day|week|month|year) (?:ago|later|earlier|before)",
)  # fmt: skip
_TIME = (
    rf"(?:(?:on|in|at|since|late|early|earlier|later|last|this|the|that|a|same|next|following|previous) )*(?:{_DAY})"
)
_IN_WRITING = (
    r"in (?:a|an|its|his|her|their|the|one|another|separate)(?: [\w-]+){0,4}? (?:statements?|letters?|reply|response"
    r"|reports?|interview|briefing|bulletin|e-?mails?|message|post|note|speech|submission|release|call|article"
    r"|editorial|dispatch|session|hearing|newsletter|comments|remarks|video|brief|paper|petition|communiqu.|tweet)"
    r"(?: (?:to|with|on|of|dated|from|sent|released|published|issued|carried|made) (?:(?! that )[^,;\"]){1,70})?"
)
_MANNER = any_of(
    rf"(?:at|during|after|before|following|through|via|in) (?:an?|the|its|his|her|their|today's|\w+day's|this"
    rf"|last)(?: [\w'.-]+){{0,4}}? {_EVENT}(?: (?:in|at|on|of|with|for) [^,;\"]{{1,40}})?",
    "by (?:tele)?phone", "by e-?mail",
    r"to (?:reporters|journalists|us|me|the media|lawmakers|the (?:panel|press|media))",
    r"from (?:a|the|his|her) [a-z ]{1,30}(?<! and)(?<! but)", "for (?:its|his|her|their) part",
    "in (?:turn|response|reply|the past|public|private|return|recent years)",
    "on (?:the record|X|Twitter|Facebook|social media)", "so far", "to date", "thus far", "as well", "too", "here",
    "there",
    "all", "both", "each", "jointly", "in unison", "alike", "no longer", "at the time", "at once", "in writing",
    "today", "once (?:again|more)", "not only", "in particular", "of course", "at least", "in chorus", "together",
    r"for (?:many |several |some |\w+ )?(?:years|months|decades|weeks)(?: now)?", "for (?:some|a long) time",
    r"(?:over|for|in) the (?:past|last) (?:[\w-]+ )?(?:years?|months?|decades?|weeks?)",
    "on condition of anonymity", "under questioning", r"with one voice",
)  # fmt: skip
_AUXILIARY = any_of(
    "has", "have", "had", "is", "are", "was", "were", "been", "being", "also", "later", "again", "then", "now",
    "still", "since", "long", "even", "just", "once", "twice", "never before", "yet", "already", "often", "always",
    "soon", "first", "further", "likewise", "meanwhile", "however", "though", "therefore", "instead", "rather",
    "(?!only )[a-z]{2,}ly", "did", "does", "do",
    "(?:continue[sd]?|went on|goes on|moved|took (?:the|this) (?:opportunity|occasion|chance)|was quick|hastened) to",
    "(?:continue[sd]?|kept|keeps|(?:will|would) (?:keep|continue|go))(?: on)?",
)  # fmt: skip
_TRAILING = re.compile(rf"(?:[\s,]|^)(?:{_TIME}|{_IN_WRITING}|{_MANNER}|{_AUXILIARY})$")


def bare(text: str) -> str:
    """The words before a verb without its auxiliaries, adverbs, times and the occasion."""
    while True:
        text = text.rstrip()
        match = _TRAILING.search(text)
        if not match:
            return text
        text = text[: match.start()] + ("," if match.group().startswith(",") else "")
