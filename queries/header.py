"""The `#+` lines at the top of a query: YAML, as grlc has it, with the line of the file that each part stands in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from refoulement.errors import QueryRefused

MARK = "#+"


@dataclass(frozen=True, slots=True)
class Part:
    """A text, a list or a mapping of a header, and where it stands, for whoever has to put it right."""

    place: str
    text: str | None = None
    parts: tuple["Part", ...] = ()
    keyed: Mapping[str, "Part"] = field(default_factory=dict)

    def refused(self, why: str) -> QueryRefused:
        return QueryRefused(f"{self.place}: {why}")

    def plain(self) -> str:
        """The text; refused where there is a list or a mapping."""
        if self.text is None:
            raise self.refused("a text is needed here, not a list or a mapping")
        return self.text

    def plain_list(self) -> tuple[str, ...]:
        if self.text is not None or self.keyed:
            raise self.refused("a list is needed here: one line each, with a dash before it")
        return tuple(part.plain() for part in self.parts)

    def mapping(self) -> Mapping[str, "Part"]:
        if self.parts or self.text:
            raise self.refused("a mapping is needed here: a name, a colon and what it is, one line each")
        return self.keyed


def read_header(text: str, path: Path) -> Part:
    """The header of a file as one mapping; raises `QueryRefused`, with the file and its line, for what is no YAML."""
    numbered = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.startswith(MARK)]
    lines = [number for number, _ in numbered]
    written = "\n".join(line.removeprefix(MARK) for _, line in numbered)
    try:
        node = yaml.compose(written, Loader=yaml.BaseLoader)
        return _part(node, path, lines) if node else Part(f"{path}, line 1")
    except yaml.MarkedYAMLError as error:
        place = _place(path, lines, error.problem_mark)
        why = f"the header is no YAML ({error.problem}); quote a text that has ': ' in it"
        raise QueryRefused(f"{place}: {why}") from None
    except yaml.YAMLError as error:
        raise QueryRefused(f"{path}: the header is no YAML ({error})") from None


def _place(path: Path, lines: list[int], mark: "yaml.Mark | None") -> str:
    number = lines[min(mark.line, len(lines) - 1)] if mark else lines[0]
    return f"{path}, line {number}"


def _part(node: yaml.Node, path: Path, lines: list[int]) -> Part:
    place = _place(path, lines, node.start_mark)
    if isinstance(node, yaml.ScalarNode):
        return Part(place, text=" ".join(node.value.split()))
    if isinstance(node, yaml.SequenceNode):
        return Part(place, parts=tuple(_part(inner, path, lines) for inner in node.value))
    keyed: dict[str, Part] = {}
    for key, inner in node.value:
        name = _part(key, path, lines)
        if name.plain() in keyed:
            raise name.refused(f"{name.text} is said twice")
        keyed[name.plain()] = _at(_part(inner, path, lines), name.place)
    return Part(place, keyed=keyed)


def _at(part: Part, place: str) -> Part:
    """A part under a key is told of by the line of the key."""
    return Part(place, part.text, part.parts, part.keyed)
