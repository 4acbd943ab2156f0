"""What stands on a page beside its reporting: menus, captions, credits, appeals, related links, addresses, comments.

A real paragraph lost costs more than a line of furniture kept, so a line is furniture only by its own plain signs.
"""

import re

from refoulement.loaders.extract.lexicon import PEOPLE_RE, any_of

# From here on a page is no longer the article, where it stands in the page's second half.
TAIL = re.compile(
    r"^(?:[-*_•>»#\s]*)(?:"
    + any_of(
        r"(?:you (?:may|might) (?:also )?(?:like|be interested)|we recommend|enjoyed this)\b",
        r"(?:most |related |recommended |popular |trending |latest |more |other |similar |top |featured )+"
        r"(?:articles?|stories|news|content|topics?|posts?|reads?|coverage|headlines|links?|videos?|reading)?:?$",
        r"(?:read (?:more|next|also)|also read|see also|in other news|editor'?s'? picks?|don'?t miss"
        r"|what to read next)\b",
        r"(?:most (?:read|viewed|popular|commented|shared)|trending(?: now)?|what'?s hot)\b",
        r"more (?:from|on|stories|in|about|news)\b",
        r"articles with issue keywords",
        r"(?:\d+ )?comments?(?: ?\(\d+\))?(?: closed)?:?$",
        r"(?:leave|post|write|add) a (?:comment|reply)",
        r"(?:join the (?:conversation|discussion)|view comments|show comments|load more)",
        r"\(?(?:additional )?(?:reporting|writing|editing) by\b",
        r"by [A-Z .,'-]+\[\S+@\S+\]",
        r"(?:sign up|subscribe|donate|follow us|log in|sign in|register)(?: |$|:)(?!.*\b(?:said|says|told)\b)",
        r"support (?:us|our|independent|the (?:work|guardian|site))\b",
        r"(?:about (?:us|the (?:authors?|writers?|organi[sz]ation)|[A-Z][\w&' ]{2,50}))$",
        r"share (?:this|on|via)\b",
        r"(?:all rights reserved|copyright\b|©|<copyright)",
        r"(?:tags?|topics|keywords|categories|filed under)(?::|$)",
        r"for (?:more|further|additional|all) (?:information|inquiries|enquiries|details|media)\b",
        r"for (?:media |press |interview )*(?:inquiries|enquiries|requests|interviews)\b(?!.*\b(?:said|says|told)\b)",
        r"(?:media|press) (?:contacts?|enquiries|inquiries|office)\b",
        r"notes? (?:to|for) editors?",
        r"newsletter(?:s)?:?$",
        r"(?:previous|next)(?: (?:article|post|story|page))?(?::| \||$)",
        r"(?:-\s*)?(?:end|ends|###|30)(?:\s*-)?$",
        r"\(?end\)?$",
        r"(?:latest|breaking) news$",
        r"(?:how you can help|take action|what you can do|get involved)$",
    )
    + ")",
    re.IGNORECASE,
)

_PHOTO = "(?:photos?|photographs?|images?|pictures?|handout|file photo|video|footage|screenshot|illustration)"
_CREDIT = any_of(
    "Yonhap", "Reuters", "AFP", "AP", "EPA", "EFE", "Getty(?: Images)?", "KCNA", "Xinhua", "Kyodo", "NEWSIS", "News1",
    "Korea Times(?: file)?", "Courtesy[^)]*",
        rf"{_PHOTO}[^)]*", "Credit[^)]*", "Source[^)]*", "TASS", "Bloomberg", "Joint Press Corps"
    ,
    "Shutterstock", "Wikimedia[^)]*", "Unsplash[^)]*", "CC BY[^)]*", "Provided[^)]*", "Screenshot[^)]*",
)  # fmt: skip
_ALWAYS = re.compile(
    any_of(
        r"^(?:read (?:also|more|next)|also read|see also|watch:|listen:|photos?:|related:|advertisement|sponsored\b)",
        r"^(?:image (?:source|caption)|file photo|\d+ (?:mins?|minutes?) read|connect with us|skip to)",
        r"^(?:published|updated|posted|last (?:updated|modified)|first published|created|modified)(?: ?:| (?:on"
        r"|by|at|in) |\b.{0,40}\d{4})",
        r"^(?:share|print|tweet|e-?mail|save|copy link|font size)(?:$| *[|:]| \d| (?:this|via|on|font|print|save))",
        r"^from our (?:own )?correspondent|^by (?!then\b|now\b|contrast\b)[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}$",
        r"\bgetty images\b",
        r"photographer:",
        r"\((?-i:[A-Z])[\w.-]+ (?-i:[A-Z])[\w.-]+(?: (?-i:[A-Z])[\w.-]+)?/(?-i:[A-Z])[^)]{2,40}\)\.?$",
        r"\bphoto(?:graph)?s? by\b",
        r"/[a-z][\w ]+ photo\b",
        r"\[[A-Z][A-Z0-9 /]+\]\s*$",
        rf"\((?:{_CREDIT})(?:/[^)]*)?\)\.?\s*$",
        rf"\[(?:{_CREDIT})\]\s*$",
        r"/(?:afp|ap|reuters|yonhap|getty|epa)\b",
        rf"^[\[(](?:{_PHOTO})\b.*[\])]?$",
        rf"\bin this (?:\w+ )?(?:undated |file |handout |recent |still |aerial |satellite |combination )*"
        rf"(?:{_PHOTO})\b",
        rf"\b(?:{_PHOTO}) (?:taken|released|provided|shown|supplied|captured) (?:on|by|in|from)\b.{{0,80}}$",
        r"cookies?\b.*\b(?:policy|accept|settings|consent|experience|preferences)|\bmanage (?:cookies|consent)",
        r"^(?:we|this (?:web)?site) uses? cookies",
    ),
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"^[\[(<*—\s-]*(?:"
    + any_of(
        r"(?:additional |original |associated |further )?"
        r"(?:reporting|writing|editing|research|production|design|translation|interview"
        r"|story|text|words"
        r"|photographs?|photos?|pictures?|illustrations?|graphics?|video|audio|data|translated|written|edited"
        r"|compiled|reported"
        r"|produced|reviewed|fact[- ]check(?:ed|ing)?|photography|transcription)"
        r"(?: (?:and|&|/) \w+)*(?: (?:for|in) [A-Z][\w ]+)? ?(?:by\b|:)",
        r"(?:correction|clarification|editor'?s'? note|editors' note|disclaimer|note to readers"
        r"|trigger warning)s?\b ?[:-]",
        r"(?:the )?(?:views|opinions)(?: and opinions)? (?:expressed|in this|here)",
        r"(?!the report\b)(?:this|the|a version of this|an earlier version of this"
        r"|an? \w+ version of this) (?:story|article"
        r"|report|piece|post|interview"
        r"|essay|column|timeline|content|material|work|translation)\b.{0,60}\b(?:appeared|published|produced"
        r"|supported|funded|republished"
        r"|updated|corrected|translated|contributed|copyright|licen[sc]e|broadcast|redistributed|part of|free to"
        r"|may not|edited for)\b",
        r"(?:reporting|travel|research|work) (?:for|on) this (?:story|article|report|piece|series) (?:was|were|is)\b",
        r"(?:©|\(c\)|copyright|<copyright)",
        r"(?:for|to) (?:more|further|additional|all|media|press|interviews?|inquiries|enquiries|subscribe|donate"
        r"|unsubscribe|support us"
        r"|learn more|find out more|read more|contact|report)\b(?!.{200})(?=.*(?:@|http|www\.|contact|visit"
        r"|please|write|call|click|e-?mail"
        r"|reporting on|see:|here\b|\+\d|office))",
        r"(?:media|press|further|contact)(?: \w+)? ?(?:contacts?|enquiries|inquiries|information|details|office"
        r"|desk)?: ",
        r"(?:contact|e-?mail|tel|telephone|phone|fax|address|website|web|source|sources|credit|caption|attachment"
        r"|download|location"
        r"|category|section|language|reference|index|distr)(?: us)?(?:s)? ?:",
        r"(?:reporter|correspondent|staff writer|staff reporter) [A-Z][^.]{3,50}$",
        r"(?:please )?(?:sign up|subscribe|donate|join (?:us|our|\d|thousands|more)|become an? (?:member"
        r"|supporter|subscriber|patron|friend)"
        r"|make a (?:contribution|donation|gift)|give (?:now|today|monthly)|already an? (?:subscriber|member)"
        r"|create an account"
        r"|get (?:the|our|full|unlimited|breaking)\b.*\b(?:newsletter|inbox|app|access|briefing|e-?mail|alerts)"
        r"|enter your e-?mail"
        r"|follow (?:us|our|me|@|news|[A-Z]\w+(?: \w+)? on)|like us|find us|download (?:the|our)|click (?:here"
        r"|the)|tap (?:here|the)"
        r"|before you go|dear readers?|reader, before|reader, |if you (?:enjoyed|liked|appreciate|value|have "
        r"(?:a tip|information|been affected))"
        r"|got a (?:tip|story|question)|we (?:welcome|value|want to hear)|tell us|let us know|help us|stand up"
        r"|concerned about the world"
        r"|you are receiving|unsubscribe|enjoyed this|listen to|watch the|view (?:all|comments|this)|support "
        r"(?:our|independent|quality"
        r"|us)|\.\.\. ?we have a|we have a small favou?r|more than [\d,]+ readers)",
        r"(?:terms|privacy|contact us|sitemap|careers|advertise|imprint|rss)\b[^.]{0,80}$",
        r"(?:tags?|topics|keywords|categories|filed under|hashtags?)(?::|$)",
        r"(?:read|hear|see) (?:the|our|his|her) (?:full|complete|original|previous|related) ",
    )
    + ")",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"^[^.]{3,140}\bcontributed (?:to this (?:report|story|article)|reporting|to the reporting)"
    r"|^[^.]{3,90} contributed\.?$"
    r"|^(?:[A-Z][\w.'-]+(?:,? (?:and )?[A-Z][\w.'-]+){0,5}) reported from [A-Z][^.]{2,60}\.?(?: [A-Z][^.]{2,140}\.)?$"
    r"|^(?:with (?:additional )?reporting|(?:with )?(?:files|material|inputs?)) (?:by|from)\b"
)
_WRITER = re.compile(
    r"^[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){1,3},? (?:is|was|has been|covers|writes|works|teaches"
    r"|reports) .{0,160}\b(?:contribut\w+"
    r"|freelance|staff writer|senior writer|correspondent|reporter|columnist|editor|author of \"|journalist"
    r"|covers|writes about"
    r"|is a writer|is the author|views expressed|teaches|based in [A-Z]\w+\.)"
)
_VIEWS = re.compile(r"\b(?:views|opinions) (?:expressed|here|in this)\b.{0,60}\b(?:own|author|necessarily)")
_ABOUT_ITSELF = re.compile(
    r"^(?:The )?[A-Z][\w'&.-]*(?: [\w'&.()-]+){0,8} is an? (?:[\w-]+,? )*?(?:non-?profit|non-?governmental"
    r"|NGO|volunteer (?:network|service"
    r"|group)|registered charity|charity|501|independent (?:news|media)|nonpartisan|news (?:site|service"
    r"|outlet|agency))\b"
)
_ADDRESS = re.compile(r"\S+@\S+\.\w|\bhttps?://|\bwww\.|\+\d{2}[- ]\d|\bTel\b|(?:^|\s)@\w{4,}|\bt\.me/")
_SEPARATORS = re.compile(r"\s[|•\u203a»·>/]\s|\s\|\s?|\s{3,}|\t")
_COMMENTER = re.compile(
    r"^(?!(?:He|She|They|It|An?|The|One|Another|Mr|Mrs|Ms|Dr)\b)[\w.' -]{2,30} (?:says|said|wrote|replied|commented)"
    r"(?: on [^:]{4,40})?: ?(?!\")|^[a-z]+[\w.]*\d+[\w.]*: "
)
_LONGEST = 1500  # characters; furniture is short
_SMALL = re.compile(
    r"\b(?:the|a|an|of|to|in|and|was|were|is|are|that|had|has|have|on|for|by|with|from|at|as|it|they|he|she)\b"
)
BYLINE = re.compile(
    r"^(?:by|story by|text by|words by|written by|from|analysis by|opinion by) "
    r"(?P<names>[A-Z][^\d|@,.;:()]{3,80})",
    re.IGNORECASE,
)
_BYLINE_NAME = re.compile(r"[A-ZÀ-Þ][\w.'-]+(?: [A-ZÀ-Þ][\w.'-]+){1,3}")
CREDITS_INSIDE = re.compile(
    r"\s*(?:\(|\[|—|--?|_{2,})?\s?(?:\(|\[)(?:additional )?(?:reporting|writing|editing|translated|written|edited)"
    r"(?: and (?:writing|editing|reporting))? (?:by|for)\b.*$",
    re.IGNORECASE | re.DOTALL,
)


_ENDED = re.compile(r"""(?:[.!?:;]["')\]]*(?:\s")?|")(?:\s*\([^)]{2,40}\)|\s*\[[^\]]{2,40}\])?\s*$""")
ENDS = re.compile(r"^\W*(?:end|ends)\W*$", re.IGNORECASE)
WHO_THEY_ARE = re.compile(r"^(?:\*|\(\*\))? ?The (?:experts?|members|signatories)\*? ?:")


_POINT = re.compile(r"(?:[•▪◦·*-]|[^\w\s\"'(\[<#>|]) ?(?=[^|]*\d)(?!\[)")  # of a list, with a figure


def byline_names(lines: list[str]) -> frozenset[str]:
    """The names of those who wrote an article, as its bylines give them."""
    found: set[str] = set()
    for line in lines:
        match = BYLINE.match(line)
        if match and len(line.split()) <= 14:
            found |= {name.title() if name.isupper() else name for name in _BYLINE_NAME.findall(match["names"])}
    return frozenset(found)


def is_furniture(text: str, *, late: bool, authors: frozenset[str] = frozenset()) -> bool:
    """True for a line that is no reporting; `late` where it stands in the last part of its page."""
    if len(text) > _LONGEST:
        return False
    words = len(text.split())
    if _ALWAYS.search(text) or (words <= 90 and _CONTRIBUTED.search(text)):
        return True
    if words <= 70 and _LABELLED.match(text):
        return True
    if words <= 40 and (_ADDRESS.search(text) and not re.search(r"\b(?:said|told|according)\b", text)):
        return True
    if len(_SEPARATORS.findall(text)) >= 2 and words <= 60 and not re.search(r"[.!?]\"? [A-Z].*[.!?]\"?$", text):
        return True
    return late and _is_late_furniture(text, words, authors)


def _is_late_furniture(text: str, words: int, authors: frozenset[str]) -> bool:
    """True for what ends a page: who wrote it, what the organisation is, what readers say."""
    written_by = any(text.startswith(name) for name in authors)
    return bool(
        (words <= 70 and (_WRITER.match(text) or _VIEWS.search(text) or (written_by and words <= 60)))
        or (words <= 70 and _ABOUT_ITSELF.match(text))
        or _COMMENTER.match(text)
    )


def _counts_people(line: str) -> bool:
    """True for a point of a list that tells a number of people."""
    return bool(_POINT.match(line) and PEOPLE_RE.search(line))


def is_prose(line: str, *, ends: bool = False) -> bool:
    """A line of reporting ends like a sentence, counts people in a list, or is too long for a heading.

    `ends`: it stands where a page has ended, and its lists are of other stories.
    """
    words = line.split()
    if len(words) >= 5 and (_ENDED.search(line) or (not ends and _counts_people(line.strip()))):
        return True
    return len(words) > 20 and len(_SMALL.findall(line)) * 8 >= len(words)
