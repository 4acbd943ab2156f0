"""Opens what a tier has published, for those who only read: without anything that writing or deriving needs."""

from pathlib import Path

from refoulement.errors import StoreError
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.tier import TIERS


def reader(folder: Path, tier: str) -> OxigraphReader:
    """A reader of one tier, which can see nothing of the others. Raises `StoreError`."""
    if tier not in TIERS:
        raise StoreError(f"{tier!r} is no tier; choose one of {', '.join(TIERS)}")
    if (folder / "primary").exists():
        raise StoreError(
            f"{folder}: this store has one tier, as earlier versions wrote it; load something into it "
            "(refoulement load PATH --store DIR): its articles are kept, and a store for each tier is made of them"
        )
    return OxigraphReader(folder / tier)
