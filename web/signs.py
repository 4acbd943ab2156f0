"""Signs in a text that nobody sees, and that deceive: control characters, and those that turn the direction of writing.

An article is shown with a sign in the place of each, one for one: no offset into the text changes, and what is selected
on a page is what stands there. Left as they are: what breaks lines, and marks that scripts need and that turn nothing
(joiners, marks of direction for a single place).
"""

import re
import unicodedata

REPLACEMENT = "\ufffd"
_PICTURES = 0x2400  # a picture for each of the first 32 control characters (Unicode, Control Pictures)
# embeddings and overrides; isolates; what is deprecated; marks of annotations; tags; separators that break lines unseen
_TURNING = "\u202a-\u202e\u2066-\u2069\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e007f\u2028\u2029"
_HIDDEN = "\u200b\u2060\ufeff"
_SIGN = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f{_TURNING}{_HIDDEN}]")
_BETWEEN = re.compile(r"\s+")


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    return "\u2421" if code == 0x7F else REPLACEMENT


def visible(text: str) -> str:
    """A text as it can be shown: as long as it was, each deceiving sign replaced by a picture of one."""
    return _SIGN.sub(_picture, text)


def plain(text: str) -> str:
    """Words for a line of their own, as in a reference: without such signs, white space as single blanks."""
    return _BETWEEN.sub(" ", _SIGN.sub(lambda found: " " if found[0].isspace() else "", text)).strip()


def name(sign: str) -> str:
    """What Unicode calls a sign, with its number: "U+202E RIGHT-TO-LEFT OVERRIDE"."""
    return f"U+{ord(sign):04X} {unicodedata.name(sign, 'control character')}"


def signs(text: str) -> tuple[str, ...]:
    """The signs that are not shown as they are, each once, in the order of their numbers."""
    return tuple(sorted(set(_SIGN.findall(text))))
