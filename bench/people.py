"""Made-up persons and bodies for the benchmarks: Korean names as they are borne and spelled, roles, ties, places.

Few family names are borne by most (a fifth are Kim), given names follow their use, and each article spells a name in
one of the usages. Every second person named was named before; new ones keep coming, as they do in the news.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from pyoxigraph import Quad

from refoulement.graph import iri
from refoulement.graph.article import Article
from refoulement.graph.claim import Claim, RoleClaim, TieClaim
from refoulement.graph.entity import Entity, Mention, Name
from refoulement.graph.rdf import claim_quads, entity_quads, mention_quads

# Shares in a thousand (KOSIS, census of 2015), with the spellings of each.
FAMILY = {
    ("Kim", "Gim"): 215, ("Lee", "Yi", "Ri"): 147, ("Park", "Pak"): 84, ("Choi", "Choe"): 47, ("Jung", "Jeong"): 43,
    ("Kang", "Gang"): 24, ("Cho", "Jo"): 21, ("Yoon", "Yun"): 21, ("Chang", "Jang"): 20, ("Lim", "Rim"): 17,
    ("Han",): 15, ("Oh", "O"): 15, ("Seo", "So"): 15, ("Shin", "Sin"): 15, ("Kwon", "Gwon"): 14, ("Hwang",): 14,
    ("Ahn", "An"): 14, ("Song",): 14, ("Jeon", "Chon"): 11, ("Hong",): 11, ("Yoo", "Ryu"): 13, ("Ko", "Go"): 9,
    ("Moon", "Mun"): 9, ("Yang", "Ryang"): 9, ("Son", "Sohn"): 9, ("Bae", "Pae"): 8, ("Baek", "Paek"): 8,
    ("Heo", "Ho"): 7,
}  # fmt: skip
SYLLABLES = (
    ("Young", "Yong"), ("Cheol", "Chol", "Chul"), ("Su", "Soo"), ("Min",), ("Jung", "Jong"), ("Seong", "Song"),
    ("Ho",), ("Hyeon", "Hyon"), ("Ji", "Chi"), ("Eun", "Un"), ("Mi",), ("Hee", "Hui"), ("Suk", "Sook"), ("Ok",),
    ("Kyung", "Gyeong"), ("Jin", "Chin"), ("Sang",), ("Myung", "Myong"), ("Il",), ("Nam",), ("Hwa",), ("Sun", "Soon"),
    ("Ja", "Cha"), ("Woo", "U"), ("Hyuk", "Hyok"), ("Yeon", "Yon"), ("Ran",), ("Bok", "Pok"), ("Geum", "Kum"),
    ("Dong", "Tong"), ("Jae", "Chae"), ("Won",), ("Gil", "Kil"), ("Hun", "Hoon"), ("Seok", "Sok"), ("Chun",),
    ("Hye",), ("In",), ("Ae",), ("Gwang", "Kwang"), ("Tae",), ("Do", "To"), ("Beom", "Pom"), ("Seung", "Sung"),
)  # fmt: skip
ROLES = (
    "director", "spokesperson", "researcher", "pastor", "activist", "senior researcher", "executive director",
    "border guard", "camp guard", "vice minister", "professor", "human rights officer",
)  # fmt: skip
BODIES = ("Coalition", "Network", "Centre", "Union", "Committee", "Alliance")
CAUSES = ("Return", "Family", "River", "Border", "Sunrise", "Homeward", "Spring", "Lantern", "Bridge", "North")
NEW, ROLE, TIE, BODY, PLACE = 0.5, 0.6, 0.05, 0.2, 0.1  # how often each is so


@dataclass(frozen=True)
class Person:
    """Somebody made up: the spellings of each syllable, and what they are."""

    syllables: tuple[tuple[str, ...], ...]
    role: str
    body: str

    def named(self, random: Random) -> str:
        family, first, second = (random.choice(spellings) for spellings in self.syllables)
        return random.choice((f"{family} {first}-{second.lower()}", f"{family} {first} {second}"))


class People:
    """What articles say of persons, bodies and places that they name newly, the same for the same seed."""

    def __init__(self, seed: int, bodies: list[str]) -> None:
        self._random = Random(seed)
        self._bodies = bodies
        self._met: list[Person] = []

    def _person(self) -> Person:
        if self._met and self._random.random() > NEW:
            return self._random.choice(self._met)
        family = self._random.choices(list(FAMILY), list(FAMILY.values()))[0]
        weights = [1 / (rank + 3) for rank in range(len(SYLLABLES))]
        given = self._random.choices(SYLLABLES, weights, k=2)
        person = Person((family, *given), self._random.choice(ROLES), self._random.choice(self._bodies))
        self._met.append(person)
        return person

    def quads(self, article: Article) -> Iterator[Quad]:
        """Up to three persons with roles and ties, at times a body and a village, each named newly by the article."""
        graph, taken = iri.article_graph(article.id), 0
        before: str | None = None

        def new(kind: str, name: str) -> tuple[Entity, list[Quad]]:
            nonlocal taken
            entity = Entity(iri.minted(kind, name, article.id, taken), kind, (Name(name, "en", "preferred"),))
            passage = article.passage(taken, taken + 9)
            taken += 10
            return entity, [*entity_quads(entity, graph), *mention_quads(Mention(passage, entity.iri))]

        for _ in range(self._random.randint(0, 3)):
            person = self._person()
            entity, quads = new("Person", person.named(self._random))
            yield from quads
            words = {"passages": (article.passage(taken, taken + 8),), "extractor": "generator 1"}
            claims: list[Claim] = []
            if self._random.random() < ROLE:
                claims.append(RoleClaim(**words, person=entity.iri, role=person.role, organisation=person.body))  # type: ignore[arg-type]
            if before and self._random.random() < TIE:
                claims.append(TieClaim(**words, person=entity.iri, tie="sisterOf", relative=before))  # type: ignore[arg-type]
            for claim in claims:
                yield from claim_quads(claim)
            before = entity.iri
        if self._random.random() < BODY:
            cause, body = self._random.choice(CAUSES), self._random.choice(BODIES)
            yield from new("RightsGroup", f"{cause} {self._random.choice(CAUSES)} {body}")[1]
        if self._random.random() < PLACE:
            first, second = self._random.choices(SYLLABLES, k=2)
            yield from new("Settlement", f"{self._random.choice(first)}{self._random.choice(second).lower()}-ri")[1]
