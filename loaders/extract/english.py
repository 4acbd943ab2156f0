"""Whether a text is in the one language that the rules read."""

from refoulement.loaders.extract.sentences import Reading

ENOUGH = 20  # words from which on a text can be told to be in another language
SHARE = 0.15  # of an English text's words; of a French or Spanish one's, a few in a hundred are spelled so too

_FUNCTION_WORDS = frozenset(
    (
        "the of and to in a that is was for on with as by at from it he she they his her their be been were are has "
        "had have will would which who not but this an or after when said more than up about into over out also"
    ).split()
)


def is_english(reading: Reading) -> bool:
    """True for English, and for a text too short to tell.

    Goes by the share of function words, so that names from anywhere do not matter.
    """
    words = [word.strip(".,;:!?\"'()").casefold() for sentence in reading.sentences for word in sentence.text.split()]
    if len(words) < ENOUGH:
        return all(ord(letter) < 0x250 for word in words for letter in word if letter.isalpha())
    return sum(word in _FUNCTION_WORDS for word in words) >= SHARE * len(words)
