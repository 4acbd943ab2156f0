"""An article's page in a real browser: claims beside their words, any words cited, and a hostile article kept quiet."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from refoulement.graph import iri
from refoulement.graph.article import Article
from refoulement.graph.catalogue import Entry
from refoulement.graph.oxigraph import OxigraphWriter
from refoulement.graph.rdf import article_quads, claim_quads, mention_quads, unclaimed_quads
from refoulement.graph.tier import PUBLIC
from refoulement.graph.unclaimed import Unclaimed
from refoulement.tests.browser import DESK, PHONE, findings, needs_browser, opened
from refoulement.tests.published_store import CLERKSHIP, FIRST, MENTIONS, SILENCE, UP_TO_60, publish_store, words
from refoulement.tests.real_server import serving
from refoulement.web.cited import checksum
from refoulement.web.signs import visible

pytestmark = needs_browser

SCRIPT = "<script>document.title = 'broken into'</script>"
TRICKS = f"{SCRIPT}<svg onload=alert(1)><img src=x onerror=alert(1)><a href='javascript:alert(1)'>x</a>\u202eevil\u202c"
TRICKS += "</div></mark><style>body{display:none}</style>\x00\u2066{{ 7 * 7 }}"
# Words before and within the claims, so that a claim, a name and a number that was not understood lie in one another.
HOSTILE = replace(
    FIRST,
    id="hostile",
    sha256="0" * 64,
    title=f"{TRICKS} A title",
    publisher=f"{TRICKS} A gazette",
    url="javascript:alert(1)",
    licence="javascript:alert(2)",
    text=f"{TRICKS}\n\n{FIRST.text}\nEighteen test persons wore caps.",
)
PLAIN = replace(FIRST, id="plain", sha256="1" * 64, text=f"{FIRST.text}\nEighteen test persons wore caps.")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("articles")
    publish_store(folder)
    with OxigraphWriter(folder / PUBLIC) as writer:
        for article in (HOSTILE, PLAIN):
            claims = [
                replace(claim, passages=(words(article, claim.passages[0].exact),))
                for claim in (UP_TO_60, SILENCE, CLERKSHIP)
            ]
            named = [
                replace(mention, passage=words(article, mention.passage.exact))
                for mention in MENTIONS
                if mention.passage.article == FIRST.id
            ]
            left = [Unclaimed(words(article, these), "noEventUnderstood") for these in ("Eighteen test persons",)]
            left += [Unclaimed(words(article, "60 test persons at Test"), "otherNumberTaken")]
            graph = iri.article_graph(article.id)
            quads = [
                *article_quads(article),
                *(quad for claim in claims for quad in claim_quads(claim)),
                *(quad for mention in named for quad in mention_quads(mention)),
                *(quad for number in left for quad in unclaimed_quads(number)),
            ]
            entry = Entry(graph=graph, title="t", agent="test 1", written_at=datetime(2031, 6, 1, tzinfo=UTC))
            writer.replace(graph, quads, entry)
            writer.keep(article.sha256, article.text, article.text.encode())
        writer.publish()
    with serving(folder) as served:
        yield served


def note(page: Page) -> str:
    return page.locator(".note:not([hidden])").inner_text()


def test_a_pointer_shows_the_claims_that_words_lie_in(browser: Browser, address: str) -> None:
    with opened(browser) as page:
        page.goto(f"{address}/page/article/plain")
        page.get_by_text("counted up to", exact=False).first.hover()
        expect(page.locator(".note")).to_be_visible()
        assert "up to 60 people" in note(page)
        assert page.locator("#claim-1.current").count() == 1
        page.locator(".text mark.left").first.hover(position={"x": 4, "y": 8})
        assert "up to 60 people" in note(page)  # the number lies within the claim's words
        assert "another number taken" in note(page)
        page.keyboard.press("Escape")
        expect(page.locator(".note")).to_be_hidden()
        page.locator("#claim-2").hover()
        assert page.locator("mark.current").all_inner_texts() == ["Specimen Office did not comment.2"]


def test_a_keyboard_is_enough(browser: Browser, address: str) -> None:
    with opened(browser) as page:
        page.goto(f"{address}/page/article/plain")
        number = page.locator(".text").get_by_role("link", name="claim 2", exact=True)
        number.focus()
        expect(page.locator(".note")).to_be_visible()
        assert "Does not comment" in note(page)
        expect(number).to_have_accessible_description("Does not comment by Specimen Office")
        page.keyboard.press("Enter")
        assert page.url.endswith("#claim-2")
        page.keyboard.press("Escape")
        expect(page.locator(".note")).to_be_hidden()


def test_a_finger_sees_the_claim_where_the_words_are(browser: Browser, address: str) -> None:
    with opened(browser, viewport=PHONE, has_touch=True, is_mobile=True) as page:
        page.goto(f"{address}/page/article/plain")
        page.locator(".text").get_by_role("link", name="claim 2", exact=True).tap()
        expect(page.locator(".note")).to_be_visible()
        assert "Does not comment" in note(page)
        assert "#claim" not in page.url
        page.locator(".note").get_by_role("link", name="Go to it in the list").tap()
        assert page.url.endswith("#claim-2")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_claims_stand_level_with_their_words_and_never_one_over_another(browser: Browser, address: str) -> None:
    with opened(browser, viewport={"width": 1400, "height": 900}) as page:
        page.goto(f"{address}/page/article/plain")
        tops, ends = (
            page.locator(".numbered > li").evaluate_all(
                f"cards => cards.map(card => card.getBoundingClientRect().{edge})"
            )
            for edge in ("top", "bottom")
        )
        at = page.evaluate("document.querySelector('mark[data-claims=\"1\"]').getBoundingClientRect().top")
        assert abs(tops[0] - at) < 2
        assert all(top >= end for end, top in zip(ends, tops[1:], strict=False))


@pytest.mark.parametrize("article", [PLAIN, HOSTILE], ids=["plain", "hostile"])
def test_any_words_selected_can_be_cited_by_their_code_points(browser: Browser, address: str, article: Article) -> None:
    """Beyond a sign of two UTF-16 units, numbers of claims and signs that cannot be seen."""
    with opened(browser) as page:
        for these in ("test persons at Test Gate", "Office did", "comment.\nClerk A."):
            page.goto(f"{address}/page/article/{article.id}")
            start = article.text.index(these)
            select(page, visible(article.text), start, start + len(these))
            page.get_by_role("link", name="Cite these words", exact=True).last.click()
            page.wait_for_url(f"**?passage={start},{start + len(these)}#cite")
            assert page.locator(".cite blockquote").inner_text() == " ".join(these.split("\n"))
            asked = page.locator("mark.asked")
            assert asked.first.inner_text().startswith(these[:4])


def select(page: Page, text: str, start: int, end: int) -> None:
    """Select code points of the text, by walking over its nodes as a browser holds them."""
    page.evaluate(
        """([before, words]) => {
          const root = document.querySelector(".text");
          const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
          const range = document.createRange();
          let seen = 0, begun = false;
          while (walker.nextNode()) {
            const node = walker.currentNode;
            if (node.parentElement.closest("sup")) continue;
            const next = seen + node.data.length;
            if (!begun && next > before) { range.setStart(node, before - seen); begun = true; }
            if (next >= before + words) { range.setEnd(node, before + words - seen); break; }
            seen = next;
          }
          document.getSelection().removeAllRanges();
          document.getSelection().addRange(range);
        }""",
        [utf16(text[:start]), utf16(text[start:end])],
    )


def utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def test_an_address_made_for_another_text_says_so(browser: Browser, address: str) -> None:
    right = f"char=2,8;length={len(PLAIN.text)};md5={checksum(PLAIN.text)},UTF-8"
    with opened(browser) as page:
        page.goto(f"{address}/page/article/plain?passage=2,8#{right}")
        expect(page.locator("mark.asked").first).to_be_in_viewport()
        assert page.locator(".notice").count() == 0
        for wrong in (right.replace("length=", "length=1"), right.replace("md5=", "md5=" + "0" * 32 + "&")):
            page.goto("about:blank")
            page.goto(f"{address}/page/article/plain?passage=2,8#{wrong}")
            expect(page.locator(".notice")).to_contain_text("not the one that the address was made for")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_a_hostile_article_neither_runs_nor_hides_nor_turns(browser: Browser, address: str, *, scripts: bool) -> None:
    """No script of its own runs, nothing is asked of its addresses, and its words are all there as words."""
    with opened(browser, java_script_enabled=scripts) as page:
        asked: list[str] = []
        dialogs: list[str] = []

        def dismiss(dialog: Dialog) -> None:
            dialogs.append(dialog.message)
            dialog.dismiss()

        page.on("dialog", dismiss)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/page/article/hostile?passage=0,{len(TRICKS)}")
        assert dialogs == []
        assert all(url.startswith((address + "/page/", address + "/assets/")) for url in asked)
        assert page.title().endswith("A title – refoulement")
        assert page.locator("a[href^='javascript']").count() == 0
        assert page.locator("main script, main svg, main img, main style").count() == 0
        assert "\u202e" not in page.content()
        if scripts:
            text = page.evaluate(
                """() => { const text = document.querySelector(".text").cloneNode(true);
                  for (const number of text.querySelectorAll("sup")) number.remove(); return text.textContent; }"""
            )
            assert text == visible(HOSTILE.text)
            assert findings(page) == []
            page.locator(".text").get_by_role("link", name="claim 1", exact=True).focus()
            assert "up to 60 people" in note(page)
            assert page.locator(".note script, .note img, .note svg").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [PHONE, DESK], ids=["phone", "desk"])
def test_the_page_keeps_wcag(browser: Browser, address: str, scheme: str, width: dict[str, int]) -> None:
    with opened(browser, color_scheme=scheme, viewport=width) as page:
        page.goto(f"{address}/page/article/plain?passage=2,8")
        page.locator(".text").get_by_role("link", name="claim 1", exact=True).focus()
        expect(page.locator(".note")).to_be_visible()
        assert findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width["width"]
