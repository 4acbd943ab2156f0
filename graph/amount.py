"""How many: a whole number of people or, of a share in per cent, also a decimal as it is printed."""

import re
from decimal import Decimal

Amount = int | Decimal
_PRINTED = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def amount(text: str) -> Amount:
    """A number out of its digits: 98.6, or 98 where nothing follows the point but naughts.

    Raises `ValueError` for what is no number in plain decimal digits.
    """
    if not _PRINTED.fullmatch(text):
        raise ValueError(f"{text!r} is no number")
    return plain(Decimal(text))


def plain(number: Amount) -> Amount:
    """The same number as an integer where it is one, else without naughts at its end."""
    if isinstance(number, int):
        return number
    return int(number) if number == number.to_integral_value() else number.normalize()
