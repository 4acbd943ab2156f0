"""References to take along: an article, or some words of it, for programs that keep literature."""

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as BaseResponse

from refoulement.ontology import RF
from refoulement.web import things
from refoulement.web.bibliography import BIBTEX, RIS, bibtex, ris
from refoulement.web.cited import asked_for, cell_asked_for, identifier, reference
from refoulement.web.citing import Reference
from refoulement.web.description import Description
from refoulement.web.reading import captured

blueprint = Blueprint("downloads", __name__)

FORMS = {"bib": (BIBTEX, bibtex), "ris": (RIS, ris)}


@blueprint.get("/page/article/<path:slug>.<any(bib, ris):form>")
def download(slug: str, form: str) -> str | BaseResponse:
    """A reference as a file; the page of an article whose own id ends so stays where it is."""
    description = things.known("article", slug)
    if description is None:
        return things.page("article", f"{slug}.{form}")
    media_type, written = FORMS[form]
    answer = Response(written(_reference(description)), content_type=f"{media_type}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{identifier(description)}.{form}"'
    return answer


def _reference(description: Description) -> Reference:
    text = captured(description.text(RF.sha256) or "")
    if description.kind == RF.Dataset:
        return reference(description, cell_asked_for(request.args.get("cell"), description), text)
    passages = [passage for claim in description.claims for passage in (*claim.passages, *claim.context)]
    return reference(description, asked_for(request.args.get("passage"), description, text, passages), text)
