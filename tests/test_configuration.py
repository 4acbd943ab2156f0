"""Settings from a file, the environment and flags; what cannot be is refused; the documented table is the true one."""

import argparse
import json
import re
from dataclasses import asdict, fields, replace
from pathlib import Path

import pytest

from refoulement.errors import SettingRefused
from refoulement.service.configuration import CONFIG, PREFIX, add_flags, settings, shown
from refoulement.web.settings import Settings, from_json

DOCS = Path(__file__).parent.parent / "docs" / "running.md"


def read(*arguments: str, **environment: str) -> Settings:
    parser = argparse.ArgumentParser()
    add_flags(parser)
    return settings(parser.parse_args(arguments), environment)


def test_nothing_said_is_the_default() -> None:
    assert read() == Settings()


def test_flags_go_before_the_environment_and_that_before_the_file(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('workers = 7\nqueue = 9\ntime_s = 5\nstore = "kept"\nquiet = true\n')
    found = read("--config", str(file), "--time-s", "2.5", REFOULEMENT_QUEUE="11", REFOULEMENT_TIME_S="3")
    assert found == Settings(workers=7, queue=11, time_s=2.5, store=Path("kept"), quiet=True)
    assert read(**{CONFIG: str(file)}).workers == 7


def test_a_list_is_words_or_a_list_of_the_file(tmp_path: Path) -> None:
    first, second = "https://example.org/sparql", "http://a.example:8890/sparql?x=1"
    file = tmp_path / "settings.toml"
    file.write_text(f'services = ["{first}", "{second}"]\nservices_inside = "http://10.0.0.7/sparql"\n')
    found = Settings(services=(first, second), services_inside=("http://10.0.0.7/sparql",))
    assert read("--config", str(file)) == found
    assert [(one.text, one.inside) for one in found.endpoints] == [
        (first, False),
        (second, False),
        ("http://10.0.0.7/sparql", True),
    ]
    assert read(REFOULEMENT_SERVICES=f" {first}  {second} ").services == (first, second)
    assert read("--config", str(file), "--services", first).services == (first,)
    assert read("--config", str(file), "--services", "none").services == ()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ["--services", "https://example.org/ http://user@example.org/"],
            r"'http://user@example.org/' is no address of",
        ),
        (["--services-inside", "http://localhost/sparql"], r"'http://localhost/sparql': .* with its IP address"),
        (
            ["--services", "https://example.org/", "--service-s", "30"],
            r"service_s: 30.0 has to be .* less than time_s, 30",
        ),
        (["--services", "https://example.org/", "--service-s", "nan"], r"service_s: nan has to be more than 0"),
        (["--services", "https://example.org/", "--service-mib", "0"], r"service_mib: 0 is too small; 1 is the least"),
        (["--workers", "many"], r"--workers: 'many' is no N"),
        (["--workers", "0"], r"workers: 0 is too small; 1 is the least"),
        (["--port", "70000"], r"port: 70000 is no port \(0 to 65535\)"),
        (["--tier", "secret"], r"tier: 'secret' is no tier; choose one of public, partner, sealed"),
        (["--time-s", "nan"], r"time_s: nan is too small"),
        (["--config", "/nowhere/settings.toml"], r"/nowhere/settings.toml: .*No such file"),
    ],
)
def test_what_cannot_be_is_refused(arguments: list[str], told: str) -> None:
    with pytest.raises(SettingRefused, match=told):
        read(*arguments)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("workers = ", "this is no TOML"),
        ("wrokers = 3\n", "there is no setting wrokers; there are store, tier"),
        ('workers = "few"\n', "workers: 'few' is no N"),
        ("quiet = 3\n", "quiet: '3' is no true or false"),
    ],
)
def test_a_file_that_cannot_be_is_refused(text: str, told: str, tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text)
    with pytest.raises(SettingRefused, match=f"{re.escape(str(file))}: {re.escape(told)}"):
        read("--config", str(file))


def test_a_variable_that_cannot_be_is_refused() -> None:
    with pytest.raises(SettingRefused, match="REFOULEMENT_QUIET: 'perhaps' is no true or false"):
        read(REFOULEMENT_QUIET="perhaps")


def test_settings_are_handed_from_process_to_process() -> None:
    told = replace(Settings(), store=Path("somewhere/else"), services=("https://example.org/",), quiet=True)
    assert from_json(json.loads(json.dumps(asdict(told), default=str))) == told


def test_the_documented_table_is_the_true_one() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `([^`]*)` \| (.*) \|$", DOCS.read_text("utf-8"), re.MULTILINE)
    assert rows == [(one.name, shown(one.default), one.metadata["help"]) for one in fields(Settings)]


def test_the_documented_names_are_the_true_ones() -> None:
    text = DOCS.read_text("utf-8")
    assert f"`{PREFIX}TIME_S`" in text
    assert f"`{CONFIG}`" in text
