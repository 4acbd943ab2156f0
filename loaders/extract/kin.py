"""Who is whose kin."""

import re
from collections.abc import Iterator
from itertools import pairwise

from refoulement.graph.claim import TieClaim
from refoulement.loaders.extract.draft import Reason
from refoulement.loaders.extract.lexicon import KIN
from refoulement.loaders.extract.scene import Scene

_KIN_OF = re.compile(
    rf"^,? (?:the |a |an |who is (?:the )?|whose )?(?:\w+ ){{0,2}}?(?P<kin>{'|'.join(KIN)}) of (?:the )?$"
)
_OWN_KIN = re.compile(rf"\b(?:her|his|their) (?:\w+ )?(?P<kin>{'|'.join(KIN)}),? $")
_WHOSE_KIN = re.compile(rf"^,? whose (?:\w+ ){{0,2}}?(?P<kin>{'|'.join(KIN)})(?:,| named| called)? $")


def ties(scene: Scene, extractor: str) -> Iterator[tuple[TieClaim, tuple[Reason, ...]]]:
    """Family ties told between two named persons, and by which words."""
    article = scene.reading.article
    for sentence in scene.reading.sentences:
        persons = [named for named in scene.within(sentence.start, sentence.end) if named.entity.kind == "Person"]
        for one, other in pairwise(persons):
            gap = sentence.text[one.end - sentence.start : other.start - sentence.start]
            for pattern, forward in ((_KIN_OF, True), (_WHOSE_KIN, False), (_OWN_KIN, False)):
                match = pattern.search(gap)
                if match and one.entity.iri != other.entity.iri:
                    person, relative = (one, other) if forward else (other, one)
                    claim = TieClaim(
                        passages=(article.passage(one.start, other.end),),
                        extractor=extractor,
                        confidence=0.8,
                        person=person.entity.iri,
                        tie=KIN[match["kin"]],
                        relative=relative.entity.iri,
                    )
                    words = " ".join(match.group().strip(" ,").split())
                    yield claim, (Reason(claim.tie, f"“{words}” between the names"),)
