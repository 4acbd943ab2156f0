"""From an article to what it claims: mentions first, then one file per kind of claim."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from refoulement import __version__
from refoulement.graph.article import Article
from refoulement.graph.claim import Claim, EventClaim, RoleClaim, StanceClaim, TieClaim
from refoulement.graph.entity import Entity, Mention
from refoulement.graph.unclaimed import Unclaimed
from refoulement.loaders.extract import draft, happenings, kin, mentions, roles, sentences, stances
from refoulement.loaders.extract.attribution import Attribution
from refoulement.loaders.extract.counts import quantities
from refoulement.loaders.extract.draft import Reason
from refoulement.loaders.extract.english import is_english
from refoulement.loaders.extract.scene import Scene
from refoulement.loaders.language import BLANK, Pipeline, analyse

RULES = f"refoulement rules {__version__}"


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was taken from one article. `entities` are those it names, known to the gazetteer or new.

    `warnings` say what an extractor had to leave out; `reasons`, by a claim's IRI, why its slots are as they are;
    `unclaimed` are numbers of people that became no claim.
    """

    article: Article
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    warnings: tuple[str, ...] = ()
    reasons: Mapping[str, tuple[Reason, ...]] = field(default_factory=dict)
    unclaimed: tuple[Unclaimed, ...] = ()


Extract = Callable[[Article], Extraction]


def _about(claim: Claim) -> set[str]:
    """The IRIs of the entities a claim is about."""
    match claim:
        case EventClaim():
            return {*claim.held_at, *claim.via, *claim.destination, *claim.place, *claim.claimants}
        case StanceClaim():
            return {claim.speaker}
        case RoleClaim():
            return {claim.person, claim.organisation or claim.person}
        case TieClaim():
            return {claim.person, claim.relative}
    raise TypeError(f"{type(claim).__name__} names no entities")


def extractor(language: Pipeline) -> str:
    """Who took a claim from its article: the rules, and the model beside them."""
    return RULES if language.nlp is None else f"{RULES} beside {language.title}"


def extract(article: Article, *, language: Pipeline = BLANK) -> Extraction:
    """Take from an article what it claims; pure: the same article and pipeline give the same extraction."""
    reading = sentences.read(article)
    if not is_english(reading):
        return Extraction(article, warnings=("the rules read English, which this text is not: nothing was taken",))
    scene = mentions.find(reading, analyse(language, reading.sentences))
    by = extractor(language)
    held = dict(roles.roles(scene, by))
    attribution = Attribution(scene, held)
    drafts = {
        draft.claim(told, scene, by): told.reasons for told in happenings.drafts(scene, attribution, language.counted)
    }
    taken = dict(stances.stances(scene, attribution, by, language.said))
    tied = dict(kin.ties(scene, by))
    every: tuple[Claim, ...] = (*drafts, *taken, *held, *tied)
    reasons = {claim.iri: because for told in (drafts, taken, held, tied) for claim, because in told.items()}
    claims = {claim.iri: claim for claim in every}.values()
    shown = [named for named in scene.named if named.shown]
    found = {named.entity.iri: named.entity for named in (*scene.offices, *scene.named)} | scene.known.entities
    found |= {scene.issuer.iri: scene.issuer} if scene.issuer else {}
    wanted = {named.entity.iri for named in shown}.union(*(_about(claim) for claim in claims))
    return Extraction(
        article,
        tuple(sorted((found[iri] for iri in wanted), key=lambda entity: entity.iri)),
        tuple(Mention(article.passage(named.start, named.end), named.entity.iri) for named in shown),
        tuple(sorted(claims, key=lambda claim: (claim.passages[0].start, claim.iri))),
        reasons=reasons,
        unclaimed=tuple(_unclaimed(scene, tuple(drafts))),
    )


def _unclaimed(scene: Scene, claims: tuple[EventClaim, ...]) -> Iterator[Unclaimed]:
    """The numbers of people in a reading that none of its claims counts."""
    for sentence in scene.reading.sentences:
        resting = [claim for claim in claims if any(at.start <= sentence.start < at.end for at in claim.passages)]
        counted = {claim.count.value for claim in resting if claim.count}
        because = "otherNumberTaken" if counted else "eventWithoutNumber" if resting else "noEventUnderstood"
        for number in quantities(sentence.text, sentence.start):
            if number.noun and number.count.value not in counted:
                yield Unclaimed(scene.reading.article.passage(number.start, number.end), because)
