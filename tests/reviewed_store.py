"""A store in which everything waits that a person can decide, made of plainly synthetic articles; and its editor."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from refoulement.graph import iri
from refoulement.graph.article import Article
from refoulement.graph.claim import Claim, Count, EventClaim
from refoulement.graph.entity import Entity, Mention, Name
from refoulement.graph.tier import SEALED
from refoulement.graph.tiers import TieredWriter
from refoulement.loaders import run
from refoulement.loaders.extract import Extraction
from refoulement.loaders.sources import find
from refoulement.tests.test_run import NORTH_KOREA, plain_extract, write
from refoulement.web.tokens import Tokens

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
SURE = 0.8
UNDATED = re.compile(r"(\d+) people were sent back lately\.")
SPEAKER = re.compile(r"(Kim [A-Z][a-z]+-[a-z]+) spoke")
SAID = {
    "one": ("12 people were sent back on 2023-10-09 by Alpha.", "Kim Min-su spoke, and nobody else."),
    "two": ("40 people were sent back on 2023-10-28 by Alpha.", "Kim Min-su spoke again."),
    "three": ("70 people were sent back lately.", "<script>alert(1)</script> is no markup here."),
}


def extract(article: Article) -> Extraction:
    """The plain extraction, surer of some claims than of others; undated claims and speakers beside it."""
    found = plain_extract(article)
    entities = {entity.iri: entity for entity in found.entities}
    mentions, claims = list(found.mentions), list[Claim]()
    for claim in found.claims:
        assert isinstance(claim, EventClaim)
        weak = claim.count == Count(bound="exact", value=12)
        claims.append(replace(claim, confidence=0.6 if weak else SURE))
    for said in UNDATED.finditer(article.text):
        claims.append(
            EventClaim(
                passages=(article.passage(*said.span()),),
                extractor="plain 1",
                confidence=SURE,
                event_type="Repatriation",
                count=Count(bound="exact", value=int(said[1])),
                destination=(NORTH_KOREA,),
            )
        )
    for said in SPEAKER.finditer(article.text):
        person = iri.minted("Person", said[1], article.id, said.start(1))
        entities[person] = Entity(person, "Person", (Name(said[1], "en", "preferred"),))
        mentions.append(Mention(article.passage(*said.span(1)), person))
    return Extraction(article, tuple(entities.values()), tuple(mentions), tuple(claims))


def load(store: Path, folder: Path) -> None:
    with TieredWriter(store, now=NOON) as writer:
        run.load(find([folder]), extract=extract, store=writer, now=NOON, tell=lambda _: None, stop=lambda: False)


def prepare(folder: Path) -> tuple[Path, str]:
    """The store, and an editor's token; the articles stand in `articles` beside it."""
    for name, sentences in SAID.items():
        write(folder / "articles", name, *sentences, datePublished="2023-11-05")
    load(folder / "store", folder / "articles")
    return folder / "store", Tokens(folder / "store").create(role="editor", tier=SEALED)
