"""What is derived again after a load is the same as all derived anew, in any order of loading, and with judgements."""

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from refoulement.graph import iri, renewal
from refoulement.graph.article import Article
from refoulement.graph.catalogue import Entry
from refoulement.graph.claim import EventClaim
from refoulement.graph.events import derive
from refoulement.graph.ground import Ground
from refoulement.graph.judgement import Judgement, Undoing, judgement_quads
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.rdf import article_quads, claim_quads
from refoulement.tests.synthetic import article
from refoulement.tests.test_events import GAZETTEER, claim, CHINA, DANDONG, THAILAND

NOON = datetime(2026, 1, 2, 12, tzinfo=UTC)
GROUND = Ground(GAZETTEER)
TUMEN = iri.entity("Settlement", "Tumen")
