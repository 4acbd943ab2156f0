"""Opens the graph that is shown: a tier of a store in a folder, or an engine's at another address."""

from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.reading import reader
from refoulement.graph.remote import RemoteReader, reader_at
from refoulement.web.settings import Settings


def opened(settings: Settings) -> OxigraphReader | RemoteReader:
    """The reader of what the settings name. Raises `StoreError`."""
    if settings.endpoint is None:
        return reader(settings.store, settings.tier)
    return reader_at(
        settings.endpoint,
        folder=settings.store,
        tier=settings.tier,
        time_s=settings.time_s,
        answer_mib=settings.answer_mib,
        memory_below=settings.memory_below,
    )
