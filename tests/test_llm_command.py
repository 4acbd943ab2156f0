"""The language-model extractor as a person runs it: what the environment says, what is told, the key, the cost."""

import json
import logging
import re
import sys
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from refoulement.__main__ import main
from refoulement.errors import GraphError
from refoulement.loaders.llm import Settings, from_environment, settings
from refoulement.loaders.llm.settings import PREFIX, Prices
from refoulement.tests.model_endpoint import CLAIM, KEY, SHEET, TEXT, ModelEndpoint, complains, says, serving


@pytest.fixture
def endpoint() -> Iterator[ModelEndpoint]:
    with serving() as running:
        yield running


class TestSettings:
    def read(self, **changes: str) -> Settings:
        variables = {"BASE_URL": "https://models.example/v1/", "MODEL": "small"} | changes
        return from_environment({PREFIX + name: value for name, value in variables.items()})

    def test_all_of_them(self) -> None:
        read = self.read(KEY=KEY, PRICE_IN="2.50", PRICE_OUT="10", TIME_LIMIT="7.5")
        assert read == Settings(
            base_url="https://models.example/v1/",
            model="small",
            key=KEY,
            prices=Prices(tokens_in=Decimal("2.50"), tokens_out=Decimal(10)),
            time_limit=7.5,
        )
        assert read.url == "https://models.example/v1/chat/completions"
        assert KEY not in repr(read)

    def test_the_least(self) -> None:
        assert self.read(KEY=" ") == Settings(base_url="https://models.example/v1/", model="small")

    @pytest.mark.parametrize(
        ("changes", "told"),
        [
            ({"BASE_URL": ""}, "needs REFOULEMENT_LLM_BASE_URL in the environment"),
            ({"MODEL": ""}, "needs REFOULEMENT_LLM_MODEL in the environment"),
            ({"BASE_URL": "file:///etc/passwd"}, r"BASE_URL is no http\(s\) address"),
            ({"BASE_URL": "models.example"}, r"BASE_URL is no http\(s\) address"),
            ({"BASE_URL": "https://[1/v1"}, r"BASE_URL is no http\(s\) address"),
            ({"BASE_URL": "https://models.example:99999/v1"}, r"BASE_URL is no http\(s\) address"),
            ({"BASE_URL": "https://models.example/v1?key=5"}, r"BASE_URL is no http\(s\) address"),
            ({"BASE_URL": "https://models.example/v 1"}, r"BASE_URL is no http\(s\) address"),
            ({"BASE_URL": f"https://me:{KEY}@models.example/v1"}, "BASE_URL carries a name or password"),
            ({"MODEL": "small\nlarge"}, "MODEL names no model"),
            ({"KEY": f"{KEY}\r\nX-Other: 1"}, "KEY holds a blank"),
            ({"KEY": f"{KEY}é"}, "KEY holds a blank, or a character that no key has"),
            ({"PRICE_IN": "1"}, "go together"),
            ({"PRICE_IN": "1", "PRICE_OUT": "free"}, "PRICE_OUT is 'free', no price"),
            ({"PRICE_IN": "nan", "PRICE_OUT": "1"}, "PRICE_IN is 'nan', no price"),
            ({"PRICE_IN": "1", "PRICE_OUT": "-2"}, "PRICE_OUT is '-2', no price"),
            ({"TIME_LIMIT": "long"}, "TIME_LIMIT is 'long'"),
            ({"TIME_LIMIT": "nan"}, "TIME_LIMIT is not a number of seconds above 0"),
            ({"TIME_LIMIT": "0"}, "TIME_LIMIT is not a number of seconds above 0"),
        ],
    )
    def test_what_cannot_be_is_told_without_the_key(self, changes: dict[str, str], told: str) -> None:
        with pytest.raises(GraphError, match=told) as caught:
            self.read(**changes)
        assert KEY not in str(caught.value)

    @pytest.mark.parametrize(
        ("base_url", "open_way"),
        [
            ("https://models.example/v1", False),
            ("http://127.0.0.1:8000/v1", False),
            ("http://[::1]:8000/v1", False),
            ("http://localhost/v1", False),
            ("http://models.example/v1", True),
            ("http://10.0.0.1/v1", True),
        ],
    )
    def test_it_says_where_the_text_goes(self, base_url: str, *, open_way: bool) -> None:
        notice = self.read(BASE_URL=base_url).notice
        assert notice.startswith(f"the text of each article is sent to {base_url} (model small)")
        assert notice.endswith("UNENCRYPTED") == open_way


def test_the_documentation_names_every_variable() -> None:
    source = Path(settings.__file__).read_text(encoding="utf-8")
    names = set(re.findall(r'given\("([A-Z_]+)"\)', source))
    table = (Path(__file__).parents[1] / "docs" / "language-model.md").read_text(encoding="utf-8")
    assert names == set(re.findall(rf"`{PREFIX}([A-Z_]+)`", table))


class TestCommand:
    @pytest.fixture
    def folder(self, tmp_path: Path, endpoint: ModelEndpoint, monkeypatch: pytest.MonkeyPatch) -> Path:
        folder = tmp_path / "articles"
        folder.mkdir()
        for name in ("one", "two"):
            (folder / f"{name}.txt").write_text(TEXT)
            known = {"headline": f"Title {name}", "publisher": "Made-up Daily", "datePublished": "2023-12-01"}
            (folder / f"{name}.jsonld").write_text(json.dumps(known | {"identifier": name}))
        (folder / "two.txt").write_text(f"{TEXT}More.\n")
        for name, value in {"BASE_URL": endpoint.url, "MODEL": "small", "KEY": KEY}.items():
            monkeypatch.setenv(PREFIX + name, value)
        return folder

    def test_the_run_goes_on_and_its_cost_is_told(
        self,
        folder: Path,
        tmp_path: Path,
        endpoint: ModelEndpoint,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        caplog.set_level(logging.DEBUG)
        monkeypatch.setenv(PREFIX + "PRICE_IN", "2")
        monkeypatch.setenv(PREFIX + "PRICE_OUT", "10")
        invented = CLAIM | {"words": "Nobody has written this sentence."}
        endpoint.answers = [complains(401, f"{KEY} is wrong"), says(SHEET | {"claims": [CLAIM, invented]})]
        arguments = ["extract", str(folder), "--out", str(tmp_path / "sheets"), "--extractor", "llm"]
        assert main([*arguments, "--cache", str(tmp_path / "kept")]) == 1
        shown = capsys.readouterr()
        assert shown.out.splitlines()[-2:] == [
            "1 extracted, 1 refused, 1 claim, 1 warning",
            "model small: requests 2, answers from the cache 0, tokens in 100, out 20, cost 0.0004 at the prices given",
        ]
        assert shown.err.startswith(f"the text of each article is sent to {endpoint.url} (model small)\n")
        assert "refused article one: " in shown.err
        assert "1 of 4 rows of the model's answer dropped (words that do not stand in the text: 1)" in shown.err
        assert main([*arguments, "--cache", str(tmp_path / "kept")]) == 0
        assert "model small: requests 1, answers from the cache 1" in capsys.readouterr().out
        written = [path.read_text() for path in tmp_path.rglob("*.json")]
        assert len(written) == 4
        assert not any(KEY in text for text in (shown.out, shown.err, caplog.text, *written))

    @pytest.mark.slow
    def test_it_goes_all_the_way_into_a_store(
        self, folder: Path, tmp_path: Path, endpoint: ModelEndpoint, capsys: pytest.CaptureFixture[str]
    ) -> None:
        endpoint.answers = [says(SHEET, usage=None)]
        arguments = ["load", str(folder), "--store", str(tmp_path / "store"), "--extractor", "llm"]
        arguments += ["--cache", str(tmp_path / "kept")]
        assert main(arguments) == 0
        *_, summary, cost = capsys.readouterr().out.splitlines()
        assert summary == "2 loaded, 2 claims, readers see snapshot 1"
        assert cost == (
            "model small: requests 2, answers from the cache 0, tokens in 0, out 0, answers that did not say how many 2"
        )
        assert main(arguments) == 0
        assert "2 unchanged, 2 claims" in capsys.readouterr().out

    def test_it_is_measured_and_its_cost_is_told_beside_the_figures(
        self, folder: Path, tmp_path: Path, endpoint: ModelEndpoint, capsys: pytest.CaptureFixture[str]
    ) -> None:
        invented = CLAIM | {"words": "Nobody has written this sentence."}
        endpoint.answers = [says(SHEET | {"claims": [CLAIM, invented]})]
        asking = ["--extractor", "llm", "--cache", str(tmp_path / "kept")]
        assert main(["extract", str(folder), "--out", str(tmp_path / "sheets"), *asking]) == 0
        capsys.readouterr()
        gold = ["--gold", str(tmp_path / "sheets"), "--corpus", str(folder)]
        assert main(["evaluate", *gold, *asking, "--json"]) == 0
        shown = capsys.readouterr()
        assert json.loads(shown.out)["claims"]["right"] == 2
        assert "1 of 4 rows of the model's answer dropped" in shown.err
        assert "model small: requests 0, answers from the cache 2" in shown.err

    def test_nothing_stands_beside_a_language_model(
        self, folder: Path, tmp_path: Path, endpoint: ModelEndpoint, capsys: pytest.CaptureFixture[str]
    ) -> None:
        arguments = ["extract", str(folder), "--out", str(tmp_path / "sheets"), "--extractor", "llm"]
        assert main([*arguments, "--model", "small"]) == 2
        assert capsys.readouterr().err == (
            "refoulement: --model names what stands beside the rules: it goes with --extractor rules; "
            "a language model is named by REFOULEMENT_LLM_MODEL\n"
        )
        assert endpoint.requests == []

    def test_without_its_packages_it_says_how_to_get_them(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for name in [name for name in sys.modules if name.startswith("refoulement.loaders.llm")]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.delattr("refoulement.loaders.llm")
        monkeypatch.setitem(sys.modules, "httpx2", None)
        assert main(["extract", str(folder), "--out", str(tmp_path / "sheets"), "--extractor", "llm"]) == 2
        assert capsys.readouterr().err == (
            "refoulement: --extractor llm needs packages that are not installed (httpx2): "
            "pip install refoulement[llm]\n"
        )

    def test_without_an_endpoint_nothing_is_done(
        self, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        monkeypatch.delenv(PREFIX + "MODEL")
        assert main(["load", str(folder), "--store", str(tmp_path / "store"), "--extractor", "llm"]) == 2
        assert "needs REFOULEMENT_LLM_MODEL" in capsys.readouterr().err
        assert not (tmp_path / "store").exists()

    def test_the_rules_keep_no_answers(self, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["extract", str(folder), "--out", str(tmp_path / "sheets"), "--cache", str(tmp_path)]) == 2
        assert "--cache keeps a language model's answers" in capsys.readouterr().err
