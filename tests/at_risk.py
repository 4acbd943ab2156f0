"""Articles that name a plainly made-up person in many ways, loaded and protected by the commands' own code."""

import json
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from refoulement.graph import protecting
from refoulement.graph.consequences import Consequences
from refoulement.graph.judgement import Judgement, admit
from refoulement.graph.oxigraph import OxigraphReader
from refoulement.graph.tiers import TieredWriter
from refoulement.graph.withdrawal import withdraw
from refoulement.loaders import language, run
from refoulement.loaders.extract import extract
from refoulement.loaders.report import Outcome, Report
from refoulement.loaders.sources import find
from refoulement.ontology import NAMESPACE
from refoulement.ontology.naming import slug

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
LATER = datetime(2026, 1, 3, 12, tzinfo=UTC)
KEY = "0123456789abcdef"
NAME = "Zorvath Quillemont"
HANGUL = "조르바트"
DOUBLE = "Zorwat Kwillemon"  # judged to be the same person
HIDDEN = ["zorvath", "quillemont", "조르바트", "%EC%A1%B0%EB%A5%B4%EB%B0%94%ED%8A%B8", "wobblethrush"]
HIDDEN += ["zorwat", "kwillemon"]

TITLES = {
    "returns": f"{NAME} warns of returns",
    "zorvath-quillemont-speaks": "A speech on returns",
    "asides": "ZORVATH QUILLEMONT AND OTHERS",
    "others": "Another report",
    "second": "Notes on returns",
    "repeated": "Returns, told again",
    "double": "A witness",
    "corrected": "Figures of October",
    "taken-back": "Figures that are taken back",
}
TEXTS = {
    "returns": (
        f"China sent back 12 North Koreans on October 9, 2023, {NAME} said. {NAME}, a researcher at Sample Watch Group,"
        f" urged China to stop. “They face torture,” {NAME} ({HANGUL}) said.\n\n"
        "Quillemont’s sister, Hana Quillemont, called on Beijing to tell the families where they are.\n\n"
        "Write to z.quillemont@example.org or see https://example.org/%EC%A1%B0%EB%A5%B4%EB%B0%94%ED%8A%B8 today.\n\n"
        "Kim Zest, an official at Northern Relief Society, spoke. The Ministry of Unification did not comment."
    ),
    "zorvath-quillemont-speaks": (
        "At least 40 North Koreans were repatriated through the Tumen crossing in October 2023, according to "
        f"{NAME}. Human Rights Watch called on China to halt the deportations."
    ),
    "asides": (
        f"Up to 600 North Koreans were sent back in October 2023, Human Rights Watch said. QUILLEMONT, {NAME} and "
        "Quille\u00admont Zorvath are one. Quillemont-Zorvath and Zórvath Quillemont too. Ask @zorvathquillemont.\n\n"
        "The group Free Quillemont Campaign warned of torture in Sinuiju. Friends call him Wobblethrush."
    ),
    "others": "More than 70 North Koreans were detained in Dandong in November 2023, Amnesty International said.",
    "second": (
        f"{NAME}, a researcher at Sample Watch Group, urged China to stop. “They face torture,” {NAME} said.\n\n"
        "Kim Zest, an official at Northern Relief Society, said China sent back 15 North Koreans on October 10, 2023."
    ),
    "double": f"{DOUBLE}, a researcher at Sample Watch Group, urged China to stop. “They face torture,” {DOUBLE} said.",
    "corrected": (
        f"About 90 North Koreans were sent back in October 2023, {NAME} said. {NAME}, a researcher at Sample Watch "
        "Group, urged China to stop."
    ),
    "taken-back": (
        f"More than 30 North Koreans were sent back through the Tumen crossing in October 2023, {NAME}, an official "
        "at Northern Relief Society, said. Human Rights Watch urged China to stop."
    ),
}
TEXTS["repeated"] = TEXTS["returns"] + f" Hana Zest, whose brother {NAME} was sent back, said so before."
TEXTS["later"], TITLES["later"] = TEXTS["taken-back"].replace("More than 30", "Some 35"), "Published after the mark"
EDITED = "About 90 North Koreans were sent back in October 2023, a source that asked not to be named said."
CORRECTED_ON, TAKEN_BACK_ON = date(2024, 2, 10), date(2024, 3, 1)
FIRST = tuple(name for name in TITLES if name != "later")


def write(folder: Path, names: tuple[str, ...] = FIRST, newline: str = "\n") -> Path:
    """Write some of the articles, each with its sidecar."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        title, url = TITLES[name], f"https://example.org/news/{slug(TITLES[name])}"
        (folder / f"{name}.txt").write_bytes(f"{title}\n\n{TEXTS[name]}\n".replace("\n", newline).encode())
        known = {"headline": title, "publisher": "Made-up Daily", "datePublished": "2023-12-01", "url": url}
        (folder / f"{name}.jsonld").write_text(json.dumps(known))
    return folder


def correct(folder: Path) -> None:
    """Write one of the articles as it was corrected, without the name."""
    (folder / "corrected.txt").write_text(f"{TITLES['corrected']}\n\n{EDITED}\n")
    sidecar = folder / "corrected.jsonld"
    sidecar.write_text(json.dumps(json.loads(sidecar.read_text()) | {"dateModified": str(CORRECTED_ON)}))


def load(store: Path, folder: Path, *, now: datetime = NOON, told: list[Outcome] | None = None) -> Report:
    """Load a folder of articles as `refoulement load` does."""
    heard = [] if told is None else told
    by_rules = partial(extract, language=language.load("blank"))
    with TieredWriter(store, now=now) as writer:
        whole = partial(run.load, find([folder]), extract=by_rules, store=writer, now=now)
        return whole(tell=heard.append, stop=lambda: False)


def begin(store: Path) -> None:
    """Load no article: what comes with every load is published alone."""
    with TieredWriter(store, now=NOON) as writer:
        run.load(find([]), extract=extract, store=writer, now=NOON, tell=lambda _: None, stop=lambda: False)


def person(store: Path, name: str = NAME, article: str = "returns") -> str:
    """The IRI of a person whom an article names, in the sealed tier."""
    rows = (
        OxigraphReader(store / "sealed")
        .snapshot()
        .select(
            f"""PREFIX rf: <{NAMESPACE}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
            SELECT ?person WHERE {{ ?person a rf:Person ; skos:prefLabel ?name
              FILTER (STR(?name) = "{name}" && CONTAINS(STR(?person), "--{article}-")) }}"""
        )
    )
    return rows[0]["person"].value


def protect(store: Path, *, also: frozenset[str] = frozenset({"Wobblethrush"})) -> protecting.Withheld:
    """Mark the made-up person at risk."""
    with TieredWriter(store, now=LATER) as writer:
        return protecting.protect(writer, person(store), why="family at home", also=also, key=KEY, now=LATER)


def judge_same(store: Path, one: str, other: str) -> None:
    """Judge two persons the same, as `refoulement identity decide` does."""
    with TieredWriter(store, now=NOON) as writer:
        consequences = Consequences(writer, agent="t 1", now=NOON)
        judgement = Judgement(
            first=one,
            verdict="same",
            second=other,
            by="byPerson",
            judge="A. Placeholder",
            reasons=("both wrote it so",),
            score=1.0,
            made=NOON,
        )
        consequences.identity.put(admit(judgement, *consequences.identity.around(one, other)), now=NOON)
        consequences.follow()
        writer.publish()


def take_back(store: Path, article: str, why: str) -> list[str]:
    """Withdraw an article; returns what is told of it."""
    with TieredWriter(store, now=LATER) as writer:
        done = withdraw(writer, article, why=why, day=TAKEN_BACK_ON, agent="t 1", now=LATER)
        writer.publish()
        return list(done.lines())


def prepare(place: Path) -> Path:
    """A store in which all that can happen to articles did, in part before the person was marked, in part after."""
    store, articles = place / "store", write(place / "articles", newline="\r\n")
    load(store, articles)
    judge_same(store, person(store), person(store, DOUBLE, "double"))
    correct(articles)
    load(store, articles)
    take_back(store, "taken-back", f"{NAME} asked for it")
    protect(store)
    write(articles, ("asides", "later"))
    load(store, articles, now=LATER)
    take_back(store, "later", "the researcher at Sample Watch Group asked for it")
    return store


def lift(store: Path) -> protecting.Withheld:
    """Lift the mark again."""
    with TieredWriter(store, now=LATER) as writer:
        return protecting.lift(writer, person(store), why="safe now", now=LATER)
