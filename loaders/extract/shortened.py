"""Which of the United States the short form after a town names: "Testburg, Va."."""

import re
from collections.abc import Iterator

from refoulement.loaders.extract.gazetteer import Gazetteer
from refoulement.loaders.extract.ministries import Mint
from refoulement.loaders.extract.scene import Named
from refoulement.loaders.extract.sentences import Sentence

_STATES = {
    "Ala.": "Alabama", "Ariz.": "Arizona", "Ark.": "Arkansas", "Calif.": "California", "Colo.": "Colorado",
    "Conn.": "Connecticut", "Del.": "Delaware", "Fla.": "Florida", "Ga.": "Georgia", "Ill.": "Illinois",
    "Ind.": "Indiana", "Kan.": "Kansas", "Ky.": "Kentucky", "La.": "Louisiana", "Mass.": "Massachusetts",
    "Md.": "Maryland", "Mich.": "Michigan", "Minn.": "Minnesota", "Miss.": "Mississippi", "Mo.": "Missouri",
    "Mont.": "Montana", "Neb.": "Nebraska", "Nev.": "Nevada", "N.C.": "North Carolina", "N.D.": "North Dakota",
    "N.H.": "New Hampshire", "N.J.": "New Jersey", "N.M.": "New Mexico", "Okla.": "Oklahoma", "Ore.": "Oregon",
    "Pa.": "Pennsylvania", "R.I.": "Rhode Island", "S.C.": "South Carolina", "S.D.": "South Dakota",
    "Tenn.": "Tennessee", "Tex.": "Texas", "Va.": "Virginia", "Vt.": "Vermont", "Wash.": "Washington",
    "Wis.": "Wisconsin", "W.Va.": "West Virginia", "Wyo.": "Wyoming",
}  # fmt: skip
_AFTER_A_TOWN = re.compile(rf"(?<=[a-z], )(?P<state>{'|'.join(map(re.escape, _STATES))})(?=[,;:)]|$| [a-z(])")


def named(sentence: Sentence, known: Gazetteer, mint: Mint) -> Iterator[Named]:
    """The states of a sentence that stand shortened after a town of theirs."""
    for match in _AFTER_A_TOWN.finditer(sentence.text):
        name, start = _STATES[match["state"]], sentence.start + match.start()
        regions = (entity for entity in known.named(name) if entity.kind == "Region")
        yield Named(start, start + len(match["state"]), next(regions, None) or mint("Region", name, start))
