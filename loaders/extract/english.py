"""Whether a text is in the one language that the rules read."""

import re

from refoulement.loaders.extract.sentences import Reading

ENOUGH = 20  # words from which on a text can be told to be in another language
SHARE = 0.15  # of an English text's words; of a French or Spanish one's, a few in a hundred are spelled so too
NEWS_SHARE = 0.06  # where a text is said to be English: lists of dates have so many words that no other language has

_FUNCTION_WORDS = frozenset(
    (
        "the of and to in a that is was for on with as by at from it he she they his her their been were are has "
        "had have will would which who not but this an or after when said more than up about into over out also"
    ).split()
)
_SHARED = frozenset("a in on as an at to was has he or is of will over".split())  # spelled so in other languages, too
# of timelines, captions and headlines, which do without those
_NEWS_WORDS = frozenset(
    (
        "january february march may june july august october december north south korean koreans chinese people "
        "women men children police says reports arrest arrests arrested detained detains held repatriated repatriates "
        "returned returns deported deports sent back border defectors refugees escapees died released"
    ).split()
)
# of French, Spanish, Portuguese, Italian, German, Dutch, Scandinavian, Indonesian, Malay, Tagalog, Polish, Turkish and
# Vietnamese; none that English spells so, too
_OTHERS = frozenset(
    (
        "le la les des du une et est dans pour sur avec par qui que au aux ont été sont pas selon cette ces leur "
        "el los las y del un una por para con fueron según más fue han sus al lo no ha como entre desde hasta "
        "os dos das em não foram uma seu pelo pela mais il gli di della dei che sono stati nel alla secondo "
        "der die das und ist von zu mit den dem im ein eine wurden nach auf nicht sich auch wurde haben über für aus "
        "het een van op voor werden naar zijn door och att som för av på till och det ikke fra og ble yang dan "
        "dari ke pada untuk dengan telah ini itu oleh dalam tidak orang sebagai adalah ang ng mga sa ay na nang si "
        "den enligt w z na się że jest zostali przez ve bir bu için của và các là người đã được "
        "januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre "
        "octobre décembre enero febrero marzo mayo junio julio septiembre octubre noviembre diciembre januari "
        "februari maret agustus desember maj janeiro fevereiro março maio junho julho setembro outubro dezembro"
    ).split()
)
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


def is_english(reading: Reading) -> bool:
    """True for English, and for a text too short to tell.

    Goes by the share of function words, so that names from anywhere do not matter. A text that is said to be English
    is no other language because it is all dates and names: it is one by its script, or by words of another language.
    """
    texts = [sentence.text for sentence in reading.sentences] or [reading.flat]
    pieces = [word.strip(".,;:!?\"'()").casefold() for text in texts for word in text.split()]
    words = [word for word in pieces if _LETTER.search(word)]
    if len(pieces) >= ENOUGH and sum(word in _FUNCTION_WORDS for word in words) >= SHARE * len(pieces):
        return True
    letters = [letter for word in words for letter in _LETTER.findall(word)]
    if 2 * sum(bool(_LATIN.match(letter)) for letter in letters) < len(letters):
        return False
    other = sum(word in _OTHERS for word in words)
    english = sum(word in _FUNCTION_WORDS - _SHARED or word in _NEWS_WORDS for word in words)
    if other > max(english, 1):  # one alone may be the initials of a name
        return False
    if not reading.article.language.lower().startswith("en"):
        return len(pieces) < ENOUGH and all(ord(letter) < 0x250 for letter in letters)
    return len(pieces) < ENOUGH or english >= NEWS_SHARE * len(words)
