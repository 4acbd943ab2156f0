"""A protected name is looked for in dumps, old and new, and in what is told of the graph before anybody asks."""

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Quad

from refoulement.__main__ import main
from refoulement.errors import StoreError
from refoulement.graph import dumps
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.server import create_app
from refoulement.tests import at_risk
from refoulement.tests.at_risk import HIDDEN, NAME
from refoulement.web.negotiation import GRAPH_FORMATS
from refoulement.web.settings import Settings

pytestmark = pytest.mark.slow  # articles loaded and a person marked, over three stores
OPEN = ("public", "partner")
TIERS = (*OPEN, "sealed")


def leaks(content: bytes) -> list[str]:
    text = content.decode(errors="replace").casefold()
    return [word for word in HIDDEN if word.casefold() in text]


def unpacked(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, those that are gzipped as what they hold, with their names."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            packed = content.startswith(b"\x1f\x8b")
            found[str(path.relative_to(folder))] = (gzip.decompress(content) if packed else content) + bytes(path)
    return found


def dump(store: Path, *tiers: str) -> None:
    for tier in tiers:
        assert main(["dump", "--store", str(store), "--tier", tier]) == 0


def client(store: Path, tier: str) -> FlaskClient:
    return create_app(Settings(store=store, tier=tier)).test_client()


@pytest.fixture(scope="module")
def marked(withheld: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store of a person at risk, each tier dumped."""
    store = Path(shutil.copytree(withheld, tmp_path_factory.mktemp("marked") / "store"))
    dump(store, *TIERS)
    return store


@pytest.mark.parametrize("tier", OPEN)
def test_no_dump_holds_the_name(marked: Path, tier: str) -> None:
    held = unpacked(marked / tier / "dumps")
    assert len(held) == 4
    assert {name: leaks(content) for name, content in held.items()} == {name: [] for name in held}
    sealed = unpacked(marked / "sealed" / "dumps")
    assert next(name for name, content in sorted(sealed.items()) if NAME.encode() in content).endswith(".nq.gz")
    for name, content in held.items():
        assert not name.endswith(".nq.gz") or 0 < content.count(b"\n") < max(map(len, sealed.values()))


@pytest.mark.parametrize("tier", OPEN)
def test_a_dump_is_what_the_tier_holds(marked: Path, tier: str, tmp_path: Path) -> None:
    """Of the tier's folder alone: the others need not be there."""
    alone = Path(shutil.copytree(marked / tier, tmp_path / tier))
    shutil.rmtree(alone / "dumps")
    dump(tmp_path, tier)
    assert unpacked(alone / "dumps").keys() == unpacked(marked / tier / "dumps").keys()
    sums = [next((store / tier / "dumps").glob("*/SHA256SUMS")).read_text() for store in (tmp_path, marked)]
    assert sums[0] == sums[1]


@pytest.mark.parametrize("tier", OPEN)
def test_nothing_that_is_told_beforehand_holds_it(marked: Path, tier: str) -> None:
    asking = client(marked, tier)
    sitemap = asking.get("/sitemap-1.xml")
    for path in ("/.well-known/void", "/sparql"):
        for media_type in GRAPH_FORMATS:
            answer = asking.get(path, headers={"Accept": media_type})
            assert (answer.status_code, leaks(answer.data)) == (200, [])
    for path in ("/robots.txt", "/sitemap.xml", "/sitemap-1.xml", f"/dumps/latest/refoulement-{tier}.trig.gz"):
        answer = asking.get(path, buffered=True)
        assert (leaks(answer.data), leaks(str(answer.headers).encode())) == ([], [])
    assert b"/page/article/returns" in sitemap.data
    assert leaks(client(marked, "sealed").get("/sitemap-1.xml").data) != []


@pytest.mark.parametrize("tier", OPEN)
def test_a_sitemap_leads_to_pages_that_are_there(marked: Path, tier: str) -> None:
    asking = client(marked, tier)
    listed = [part.partition("<")[0] for part in asking.get("/sitemap-1.xml").text.split("<loc>http://localhost")[1:]]
    known = [path for path in listed if "--" in path or "/article/" in path or "/event/" in path]
    assert len(known) > 10
    assert {path: asking.get(path).status_code for path in known} == dict.fromkeys(known, 200)


def test_what_a_tier_counts_is_its_own(marked: Path) -> None:
    """Neither graphs nor properties of the sealed tier are named in another."""
    for word in ("graph/protection", "rf:protects", "rf:protectedBecause", "/restricted"):
        for path in ("/.well-known/void", "/sparql"):
            assert word not in client(marked, "public").get(path).text
    sealed = client(marked, "sealed")
    assert "void:property rf:protects" in sealed.get("/.well-known/void").text
    assert "graph/protection" in sealed.get("/sparql").text


def test_dumps_vanish_when_a_name_is_withheld_those_that_are_being_written_too(tmp_path: Path) -> None:
    store = tmp_path / "store"
    public, address = store / "public", "/dumps/1/refoulement-partner.nq.gz"
    at_risk.load(store, at_risk.write(tmp_path / "articles", ("returns", "others")))
    dump(store, "partner", "sealed")
    asking = client(store, "partner")
    assert leaks(gzip.decompress(asking.get(address, buffered=True).data)) != []
    quads = list(OxigraphReader(public).on_disk().stream())

    def meanwhile() -> Iterator[Quad]:
        yield from quads[: len(quads) // 2]
        at_risk.protect(store)
        yield from quads[len(quads) // 2 :]

    with pytest.raises(StoreError, match="snapshot 1 was taken away while it was dumped; run it again for the new one"):
        dumps.make(public, 1, meanwhile(), tier="public")
    for path in (address, "/dumps/1/SHA256SUMS", "/dumps/latest/refoulement-partner.nq.gz"):
        assert asking.get(path, buffered=True).status_code == 404
    for tier in OPEN:
        assert not (store / tier / "dumps").exists()
        assert [name for name, content in unpacked(store / tier).items() if leaks(content)] == []
    assert dumps.made(store / "sealed") == (1,)
    dump(store, *OPEN)
    for tier in OPEN:
        (version,) = dumps.made(store / tier)
        shown = client(store, tier).get(f"/dumps/{version}/refoulement-{tier}.nq.gz", buffered=True)
        assert (leaks(gzip.decompress(shown.data)), "█".encode() in gzip.decompress(shown.data)) == ([], True)
