"""Who signs a text: the lines of name, office and body at its head or foot, and the list of those who sign too."""

import re
from dataclasses import dataclass

from refoulement.loaders.extract.lexicon import OCCUPATION, ROLE_NOUN, any_of
from refoulement.loaders.extract.shapes import BEGINNINGS, RUN_BODY

_TITLE = r"(?:(?:Dr|Prof|Rev|Mrs?|Ms|Sir|Dame|The Hon|Hon|His Excellency|Her Excellency|H\.E)\.? )*"
_NAME = rf"{_TITLE}(?P<name>{RUN_BODY})"
_OFFICE = rf"(?P<office>(?=[^\n]*\b(?i:{ROLE_NOUN}|{OCCUPATION})\b)[A-Za-z][^.:;|@+\d\n]{{3,110}})"
_NAME_LINE = re.compile(_NAME)
_OFFICE_LINE = re.compile(_OFFICE)
_BOTH = re.compile(rf"{_NAME}, {_OFFICE}")
_SEATED = re.compile(rf"{_NAME}, [A-Z][^.:;|@+\d\n]{{3,110}} \([A-Z][\w .-]+\)")  # "Anna Muster, Sample Fund (Rome)"
_COPIED = re.compile(rf"(?i:to|cc|c\.c\.|attn|attention): *{_NAME}, {_OFFICE}")
_WRITES = re.compile(r"(?i)\b(?:reporter|writer|correspondent|editor|photographer|contributor|columnist)\b")
_CLOSES = re.compile(
    r"(?i)\b(?:sincerely|faithfully|truly|(?:best|kind|warm|with) (?:regards|wishes|gratitude|thanks)|respectfully"
    r"|^with (?:love|hope|thanks|gratitude|respect|affection)\b[^.]{0,30},$|^in the name of\b[^.]{0,40},$"
    r"|in (?:solidarity|hope|peace|christ|his name)|signed|signatories|undersigned|individuals|endorsed"
    r"|assurances? of (?:my|our) (?:highest|high) consideration"
    r"|(?:for|on behalf of) (?:the|all)\b[^.]{0,60}$)"
)
_EXCELLENCY = re.compile(r"(?:His|Her) Excellency\b")
_STATED = re.compile(
    r"(?i:(?:(?:prepared|written|opening|oral|full) )?(?:statement|testimony|remarks))(?: for the record)? (?:of|by) "
    rf"{_NAME}, {_OFFICE}"
)
_COMMENTS = re.compile(rf"(?i:comment|statement) by [^:.]{{3,60}} (?i:spokes(?:person|man|woman)),? {_NAME},? on .+")
_HEADED = re.compile(rf"{_OFFICE}: {_NAME}(?=,|$)")  # "Spokesperson for the Office: Anna Muster"
_HEARD = re.compile(r"Before the [A-Z][^.:]{5,100}")
_ADDRESSED = re.compile(
    r"(?i)^(?:(?:please )?send )?(?:appeals|letters)\b[^.]{0,30}? to\b[^.]{0,20}$|^(?:please )?write to\b[^.]{0,20}$"
)
_CASE = re.compile(rf"(?:[A-Z/ ]{{4,40}}: *)?{RUN_BODY} \((?:m|f|male|female)\)(?:, |$)")  # who is in danger, in a list
_LIST = re.compile(
    r"(?i)^(?:co-?)?(?:signed|signatories|signatory organi[sz]ations|undersigned|endorsed|supporting organi[sz]ations"
    r"|steering committee|member organi[sz]ations|organi[sz]ations)(?: by| members)?\b[^.:;]{0,30}(?:[:,]|$) ?"
)
_ENTRY = re.compile(
    rf"(?P<body>[A-Z0-9][\w'&.-]*(?: (?:{any_of('of', 'for', 'and', 'the', 'to', 'in', 'on', 'against', 'from', '&')}"
    r"|de|des|du|la|pour|les|droits|l'homme|[A-Z0-9(][\w'&.)-]*)){0,11})(?:, [A-Z]\w+(?: [A-Z]\w+)?)?[,;]?"
)
_MORE = re.compile(r"(?i)^(?:\W*and \d+ others?|\W*and others)\b")
_LINES = 60  # that a list of signatories may have


@dataclass(frozen=True, slots=True)
class Signed:
    """A stretch `[start, end)` of a text that names a signatory, its addressee or a witness."""

    start: int
    end: int


def _is_name(text: str) -> bool:
    match = _NAME_LINE.fullmatch(text)
    words = match["name"].split() if match else []
    return 2 <= len(words) <= 5 and words[0] not in BEGINNINGS and not any(c.isdigit() for c in text)


def _is_office(text: str) -> bool:
    return bool(_OFFICE_LINE.fullmatch(text)) and len(text.split()) <= 16 and not _WRITES.search(text)


def _is_both(text: str) -> bool:
    match = _BOTH.fullmatch(text) or _COPIED.fullmatch(text)
    seated = _SEATED.fullmatch(text)
    if seated and _is_name(seated["name"]):
        return True
    return bool(match and _is_name(match["name"]) and _is_office(match["office"]))


def found(lines: list[tuple[int, str]]) -> list[Signed]:
    """The stretches of an article's lines, each with its offset, that say who signs, states or is addressed."""
    stretches: list[Signed] = []
    size = lines[-1][0] + len(lines[-1][1]) if lines else 0
    texts = [line.strip() for _, line in lines]

    def stretch(first: int, last: int) -> None:
        start = lines[first][0] + lines[first][1].index(texts[first])
        stretches.append(Signed(start, lines[last][0] + lines[last][1].index(texts[last]) + len(texts[last])))

    taken = -1
    for index, text in enumerate(texts):
        following = texts[index + 1] if index + 1 < len(texts) else ""
        beneath = any(_CLOSES.search(line) and len(line.split()) < 12 for line in texts[max(0, index - 2) : index])
        foot = lines[index][0] > size * 0.4 and (beneath or taken == index - 1)
        if index <= taken:
            continue
        commented = index < 12 and _COMMENTS.fullmatch(text)
        stated = index < 6 and _STATED.fullmatch(text)
        if stated and _is_name(stated["name"]) and _is_office(stated["office"]):
            stretch(index, index)
            if _HEARD.fullmatch(following):
                stretch(index + 1, index + 1)
                taken = index + 1
        elif commented and _is_name(commented["name"]):
            stretch(index, index)
        elif (headed := _HEADED.match(text)) and (index < 6 or _is_letter(texts, index)) and _is_name(headed["name"]):
            start = lines[index][0] + lines[index][1].index(texts[index])
            stretches.append(Signed(start, start + headed.end()))
        elif (foot or _COPIED.match(text)) and _is_both(text):
            stretch(index, index)
            taken = index
        elif ((foot or _EXCELLENCY.match(text)) and _is_name(text) and _is_office(following)) or _is_addressed(
            texts, index
        ):
            stretch(index, index + 1)
            taken = index + 1
        elif _CASE.match(text):
            stretch(index, index)
    return stretches


def _is_addressed(texts: list[str], index: int) -> bool:
    """True for an office over its holder's name, in a list of those to whom letters should go."""
    holder = texts[index + 1].split(",")[0] if index + 1 < len(texts) else ""
    return _is_letter(texts, index) and _is_office(texts[index]) and _is_name(holder)


def _is_letter(texts: list[str], index: int) -> bool:
    """True beneath the line that says where letters should go."""
    return any(map(_ADDRESSED.search, texts[max(0, index - 12) : index]))


def bodies(lines: list[tuple[int, str]]) -> list[Signed]:
    """The organisations that sign, where a list at the foot gives them: by semicolons, or each on a line of its own."""
    size = lines[-1][0] + len(lines[-1][1]) if lines else 0
    stretches: list[Signed] = []
    for index, (start, line) in enumerate(lines):
        opening = _LIST.match(line) if start > size * 0.4 else None
        if not opening:
            stretches += _beneath(line, lines[index + 1 : index + 1 + _LINES]) if start > size * 0.4 else []
            continue
        rest = line[opening.end() :]
        if rest.count(";") >= 1:
            stretches += _apart(start + opening.end(), rest)
        elif not rest.strip():
            stretches += _listed(lines[index + 1 : index + 1 + _LINES])
    return list(dict.fromkeys(stretches))


def _apart(start: int, text: str) -> list[Signed]:
    """The entries between the semicolons of a line."""
    entries = [(start + match.start(), match.group()) for match in re.finditer(r"[^;\s][^;]*", text)]
    return [Signed(*_bounds(at, entry)) for at, entry in entries if _is_body(entry)]


def _beneath(line: str, lines: list[tuple[int, str]]) -> list[Signed]:
    """The bodies beneath the words that close a letter, three at least and nobody's office among them."""
    if not _CLOSES.search(line) or len(line.split()) > 4:
        return []
    entries = _listed(lines)
    signed = [text for _, text in lines[: len(entries) + 1]]
    return entries if len(entries) > 2 and not any(_is_office(text.strip()) for text in signed) else []


def _listed(lines: list[tuple[int, str]]) -> list[Signed]:
    """The entries of lines that follow each other, until one that is none; two at least make a list."""
    entries: list[Signed] = []
    for start, line in lines:
        text = line.strip()
        if _LIST.fullmatch(text):
            continue
        if _MORE.match(text) or not _is_body(text):
            break
        entries.append(Signed(*_bounds(start + line.index(text), text)))
    return entries if len(entries) > 1 else []


def _is_body(text: str) -> bool:
    entry = _ENTRY.fullmatch(re.sub(r" \([^)]*\)", "", text.strip()))
    return bool(entry and entry["body"].split()[0] not in BEGINNINGS and not _is_both(text))


def _bounds(start: int, text: str) -> tuple[int, int]:
    return start, start + len(text.rstrip(" ,;."))
