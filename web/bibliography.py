"""A reference as BibTeX and as RIS, for programs that keep literature.

Titles and quotations are written by strangers: nothing in them can end a field, begin an entry or run as a command of
TeX. The two libraries there are (pybtex, rispy) write braces, commands and line breaks as they find them.
"""

import re
from urllib.parse import quote

from refoulement.web.citing import Reference, published, quotation
from refoulement.web.signs import plain

# BibTeX counts braces, escaped or not: only names of commands are safe.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: "\\" + sign for sign in "#$%&_"},
    }
)
_SAFE = ":/?#[]@!$&'()*+,;=%-._"  # in an address: all but what TeX and BibTeX would read as theirs
BIBTEX, RIS = "application/x-bibtex", "application/x-research-info-systems"


def bibtex(reference: Reference) -> str:
    """An entry for BibTeX and biber: `@misc`, which every style knows."""
    when = published(reference.published)
    fields = [
        ("title", f"{{{_tex(reference.title)}}}"),  # a second pair of braces: no style may change its case
        ("howpublished", _tex(reference.publisher or "")),
        ("year", when.year or _tex(when.other or "")),
        ("month", f"{when.number:02}" if when.number else ""),
        ("url", _address(reference.url or reference.address)),
        ("urldate", reference.captured.isoformat() if reference.captured else ""),
        ("note", _tex(_note(reference))),
        ("annote", _tex(quotation(reference) or "")),
        ("langid", _tex(reference.language)),
    ]
    lines = [f"  {name} = {{{words}}}," for name, words in fields if words]
    return "\n".join([f"@misc{{{_key(reference.key)},", *lines, "}", ""])


def ris(reference: Reference) -> str:
    """A record in RIS: a tag, two blanks, a hyphen and a value a line; lines end as the format asks."""
    when = published(reference.published)
    day = f"{when.day:02}" if when.day else ""
    fields = [
        ("TY", "DATA" if reference.table else "NEWS"),
        ("ID", _key(reference.key)),
        ("TI", reference.title),
        ("T2", reference.publisher or ""),
        ("PY", when.year or ""),
        ("DA", f"{when.year}/{when.number:02}/{day}/" if when.number else ""),
        ("LA", reference.language),
        ("UR", reference.url or reference.address),
        ("Y2", f"{reference.captured:%Y/%m/%d}/" if reference.captured else ""),
        ("N1", _note(reference)),
        ("N2", quotation(reference) or ""),
    ]
    lines = [f"{tag}  - {words}" for tag, value in fields if (words := plain(value))]
    return "\r\n".join([*lines, "ER  - ", ""])


def _note(reference: Reference) -> str:
    """Where the captured text is, and where in it the words."""
    place = f", {reference.place}" if reference.place else ""
    return f"{reference.kept}{place}: {reference.address}"


def _tex(words: str) -> str:
    return plain(words).translate(_TEX)


def _address(url: str) -> str:
    return quote(plain(url), safe=_SAFE)


def _key(words: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]+", "-", words).strip("-") or "article"
