"""Who says what of which event and place, over the whole graph or around one thing, as a network."""

import csv
import io
import json
from typing import Any

from flask import Blueprint, Response, render_template

from refoulement.ontology import RF
from refoulement.web.columns import columns
from refoulement.web.filters import Asked, asked, form, node, things
from refoulement.web.graphml import graphml
from refoulement.web.language import label_of
from refoulement.web.links import address
from refoulement.web.network import Bond, Network, bonds, network, other_ties
from refoulement.web.told import Gathered, Things, gather, same
from refoulement.web.wording import gettext, ngettext

blueprint = Blueprint("network_page", __name__)

NODES_DRAWN, NODES_AROUND, BONDS_LISTED = 120, 40, 300


class Shown:
    """A network that was asked for; all of it, or as much of it as a picture can hold."""

    def __init__(self, question: Asked) -> None:
        held = question.snapshot()
        self.question = question
        self.things: Things = things(held)
        self.gathered: Gathered = gather(held, question.told, as_of=question.as_of)
        standing = same(held)
        self.focus = next((node(question.told[name]) for name in ("thing", "event") if name in question.told), None)
        nodes = {name: node(question.told[name]) for name in ("claimant", "thing", "event") if name in question.told}
        ties = other_ties(held, self.gathered.claims, {**question.told, **nodes})
        self.bonds: tuple[Bond, ...] = bonds(self.gathered.claims, ties, standing)

    @property
    def drawn(self) -> Network:
        at_most = NODES_AROUND if self.focus else NODES_DRAWN
        return network(self.bonds, self.things, at_most=at_most, focus=self.focus)

    @property
    def whole(self) -> Network:
        return network(self.bonds, self.things, at_most=2 * len(self.bonds))


@blueprint.get("/network")
def page() -> str:
    shown = Shown(asked())
    drawn = shown.drawn
    return render_template(
        "network.html",
        asked=shown.question,
        form=form(shown.question.snapshot(), shown.things, shown.question),
        claims=shown.gathered,
        network=drawn,
        listed=[_listed(bond, shown.things) for bond in drawn.bonds[:BONDS_LISTED]],
    )


@blueprint.get("/network.json")
def elements() -> Response:
    """What the picture draws."""
    shown = Shown(asked())
    drawn = shown.drawn
    told = {
        "focus": shown.focus,
        "in_all": {"nodes": drawn.nodes_in_all, "bonds": drawn.bonds_in_all},
        "nodes": [
            {
                "id": one.iri,
                "name": one.name,
                "kind": label_of(one.kind) if one.kind else "",
                "group": one.group,
                "address": address(one.iri),
            }
            for one in drawn.nodes
        ],
        "bonds": [
            {
                "from": bond.start,
                "to": bond.end,
                "relation": bond.relation,
                "words": relation_words(bond),
                "claims": len(bond.claims),
                "counted": ngettext("%(num)d claim", "%(num)d claims", len(bond.claims)),
                "said": [address(claim) for claim in bond.claims[:5]],
            }
            for bond in drawn.bonds
        ],
    }
    return Response(json.dumps(told, ensure_ascii=False), mimetype="application/json")


@blueprint.get("/network.csv")
def table() -> Response:
    """Every bond that was asked for, none left out."""
    shown, written = Shown(asked()), io.StringIO()
    rows = csv.writer(written)
    rows.writerow(["from", "from_name", "relation", "details", "to", "to_name", "claims", "evidence"])
    for bond in shown.bonds:
        names = (shown.things[bond.start].name, shown.things[bond.end].name)
        details, evidence = "; ".join(bond.details), " ".join(bond.claims)
        rows.writerow([bond.start, names[0], bond.relation, details, bond.end, names[1], len(bond.claims), evidence])
    return Response(written.getvalue(), mimetype="text/csv")


@blueprint.get("/network.graphml")
def exchanged() -> Response:
    """The same as GraphML, none left out."""
    return Response(graphml(Shown(asked()).whole), mimetype="application/graphml+xml")


@blueprint.get("/network.svg")
def drawing() -> Response:
    drawn = columns(Shown(asked()).drawn)
    return Response(render_template("network.svg", drawing=drawn), mimetype="image/svg+xml")


def relation_words(bond: Bond) -> str:
    """How two things are bound, to be read between their names."""
    words: dict[str, str] = {
        "says": gettext("tells of"),
        "heldAt": gettext("taken from, or held at"),
        "via": gettext("through"),
        "destination": gettext("to"),
        "place": gettext("in"),
    }
    if bond.relation in words:
        return words[bond.relation]
    return ", ".join(label_of(detail) if detail in RF else detail for detail in bond.details)


def _listed(bond: Bond, known: Things) -> dict[str, Any]:
    return {
        "start": known.link(bond.start),
        "words": relation_words(bond),
        "end": known.link(bond.end),
        "claims": len(bond.claims),
        "said": [address(claim) for claim in bond.claims[:5]],
    }
