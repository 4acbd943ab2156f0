"""Whose store a command opens: the tiers by name, told without importing what knows them."""

import argparse

from refoulement.graph.tier import TIERS


def take_tier(command: argparse.ArgumentParser) -> None:
    """Let a command that reads a store be told the tier."""
    command.add_argument(
        "--tier", choices=TIERS, default="public", help="whose store to open, and no other (default: %(default)s)"
    )
