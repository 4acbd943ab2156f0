"""The tiers by name, how much of one is held in memory, where one may be: told without importing what reads them."""

TIERS = ("public", "partner", "sealed")  # each holds all that those before it hold
PUBLIC, SEALED = TIERS[0], TIERS[-1]

IN_MEMORY_BELOW = 1_500_000  # quads; in memory a query is 4 to 8 times faster, for about 350 bytes a quad


def is_endpoint(store: str) -> bool:
    """Whether a store is named by the address of an engine that holds it, and not by a folder."""
    return store.startswith(("http://", "https://"))
