"""A day as it is given at the command line."""

import argparse
from datetime import date


def day(text: str) -> date:
    """The day that some words give. Raises `argparse.ArgumentTypeError`, which the command line tells."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2023-12-07") from error
