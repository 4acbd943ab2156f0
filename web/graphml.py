"""A network as GraphML (graphml.graphdrawing.org), which Gephi, Cytoscape and networkx read."""

import re
from xml.etree import ElementTree as ET

from refoulement.web.network import Network

NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_NODE_KEYS = {"label": "string", "kind": "string", "group": "string"}
_EDGE_KEYS = {"relation": "string", "claims": "int", "details": "string", "evidence": "string"}
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, 2.2: what it cannot hold


def graphml(network: Network) -> str:
    """Each node by its IRI, each bond as a directed edge with the number of its claims and their IRIs."""
    root = ET.Element("graphml", {"xmlns": NAMESPACE})
    for what, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, kind in keys.items():
            ET.SubElement(root, "key", {"id": name, "for": what, "attr.name": name, "attr.type": kind})
    graph = ET.SubElement(root, "graph", {"id": "claims", "edgedefault": "directed"})
    for node in network.nodes:
        element = ET.SubElement(graph, "node", {"id": node.iri})
        _data(element, label=node.name, kind=node.kind or "", group=node.group)
    for number, bond in enumerate(network.bonds):
        ends = {"id": f"e{number}", "source": bond.start, "target": bond.end}
        element = ET.SubElement(graph, "edge", ends)
        _data(
            element,
            relation=bond.relation,
            claims=str(len(bond.claims)),
            details="; ".join(bond.details),
            evidence=" ".join(bond.claims),
        )
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _data(element: ET.Element, **values: str) -> None:
    for key, value in values.items():
        if value:
            ET.SubElement(element, "data", {"key": key}).text = _NO_XML.sub("\ufffd", value)
