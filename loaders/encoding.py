"""From bytes to text: UTF-8, a marked UTF-16 or 32, or an older encoding that leaves no doubt."""

import codecs
import re
from pathlib import Path

from charset_normalizer import from_bytes

from refoulement.errors import LoadError

MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
OLDER = ["cp1251", "cp1252", "cp949", "gb18030", "big5", "cp932", "euc_jp"]  # what the region's press has written in
MESS_ALLOWED, FAR, LANGUAGE_NEEDED = 0.02, 0.1, 0.1  # shares, as charset-normalizer measures them
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
WIDE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decode(raw: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """The text, and a warning where its encoding is not UTF-8. Raises `LoadError` for what is no text for certain."""
    text, warnings = _decode(raw, path)
    if found := CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        raise LoadError(
            f"{path}: this is a binary file (character U+{ord(found[0]):04X} in line {line}); save the article as text"
        )
    return text, warnings


def _decode(raw: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    marked = next((name for mark, name in MARKS if raw.startswith(mark)), None)
    try:
        if marked:
            return raw.decode(marked), (f"its encoding is {marked.upper()}",)
        return raw.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        place = f"byte {error.start} in line {line}"
    if b"\0" in raw and not marked:
        raise LoadError(f"{path}: this is a binary file; save the article as text")
    if marked or _broken_utf8(raw):
        name = (marked or "utf-8").upper()
        raise LoadError(f"{path}: broken {name} ({place}); get the file again, or mend it and save it as UTF-8")
    older = _older(raw)
    if older is None:
        raise LoadError(f"{path}: not UTF-8 ({place}), and its encoding cannot be told for certain; save it as UTF-8")
    return raw.decode(older), (f"its encoding is held to be {older}; save it as UTF-8 to be certain",)


def _broken_utf8(raw: bytes) -> bool:
    """True where more of the bytes beyond ASCII make sense in UTF-8 than not."""
    valid = sum(len(character) for character in WIDE.findall(raw))
    beyond = sum(byte > 0x7F for byte in raw)
    return valid * 2 > beyond


def _older(raw: bytes) -> str | None:
    """The encoding in which the bytes read cleanly, and by far or in a known language more so than in any other."""
    matches = [*from_bytes(raw, cp_isolation=OLDER)]
    if not matches or matches[0].chaos > MESS_ALLOWED or len(matches[0].could_be_from_charset) > 1:
        return None
    best, *rivals = matches
    lead = min((rival.chaos for rival in rivals), default=1.0) - best.chaos
    sure = lead >= FAR or (lead > 0 and best.coherence >= LANGUAGE_NEEDED)
    return best.encoding if sure else None
