"""What the text loader reads, warns of and refuses."""

import json
import os
from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from refoulement.errors import LoadError
from refoulement.graph.when import When
from refoulement.loaders import encoding, text
from refoulement.loaders.captured import Captured
from refoulement.loaders.sources import find

WORDS = "Synthetic headline\n\nA made-up sentence for a test.\n"
ENGLISH = "This is a plainly synthetic sentence about a “test” – it’s made for the café table. Nothing here is so. " * 3
KOREAN = "이것은 시험을 위해 만들어낸 문장이다. 한 단체가 수백 명이 돌아갔다고 밝혔다는 내용은 사실이 아니다. " * 3
CHINESE = "这是一个测试用的句子，没有真实内容。丹东和图们都是边境城市。外交部发言人没有说过这些话。" * 3


def write(folder: Path, name: str = "made-up", words: str | bytes = WORDS, **fields: object) -> Path:
    """A text file, with a sidecar where fields are given."""
    path = folder / f"{name}.txt"
    path.write_bytes(words if isinstance(words, bytes) else words.encode())
    if fields:
        path.with_suffix(".jsonld").write_text(json.dumps(fields), encoding="utf-8")
    return path


def read(path: Path) -> Captured:
    (captured,) = text.articles(path)
    return captured


def refused(path: Path) -> str:
    with pytest.raises(LoadError) as error:
        read(path)
    assert "\n" not in str(error.value)
    return str(error.value)


def test_the_sidecar_tells_of_the_article(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "Made_Up 1",
        headline="A headline",
        publisher={"@type": "NewsMediaOrganization", "name": "Made-up Daily"},
        datePublished="2023-12-07T23:30:00-05:00",
        url="https://example.org/1",
        inLanguage="en-GB",
        isBasedOn={"publisher": "Another", "headline": "Before", "datePublished": "2023-12-06"},
    )
    captured = read(path)
    article = captured.article
    assert captured.warnings == ()
    assert captured.raw == WORDS.encode()
    assert article.id == "made-up-1"
    assert article.text == WORDS
    assert article.sha256 == sha256(WORDS.encode()).hexdigest()
    assert (article.title, article.publisher, article.url) == ("A headline", "Made-up Daily", "https://example.org/1")
    assert article.published == When("2023-12-07")
    assert (article.language, article.based_on) == ("en-GB", "Another, “Before”, 2023-12-06")


@pytest.mark.parametrize("stated", ["https://example.org/licence", "free to read, not to copy", None])
def test_the_licence_is_an_address_or_words(tmp_path: Path, stated: str | None) -> None:
    assert read(write(tmp_path, license=stated, headline="A")).article.licence == stated


def test_an_address_of_a_licence_has_to_be_a_whole_one(tmp_path: Path) -> None:
    with pytest.raises(LoadError, match="license 'https://' is no web address"):
        read(write(tmp_path, license="https://", headline="A"))


@pytest.mark.parametrize(
    ("stated", "line"),
    [
        ("A book", "A book"),
        ({"name": "A report", "url": "https://example.org/r"}, "“A report”, https://example.org/r"),
        ([{"headline": "One"}, "two"], "“One”; two"),
        ([], None),
        ({}, None),
    ],
)
def test_what_it_rests_on_is_one_line(tmp_path: Path, stated: object, line: str | None) -> None:
    assert read(write(tmp_path, isBasedOn=stated, headline="A")).article.based_on == line


@pytest.mark.parametrize(
    ("stated", "edtf"),
    [
        ("2021-07", "2021-07"),
        ("2021", "2021"),
        ("2021-34", "2021-34"),
        ("2023-10-09~", "2023-10-09~"),
        ("20231207", "2023-12-07"),
        ("2023-12-07T09:00:00Z", "2023-12-07"),
        ("2023-12-07T09:00", "2023-12-07"),
    ],
)
def test_dates_of_publication(tmp_path: Path, stated: str, edtf: str) -> None:
    assert read(write(tmp_path, datePublished=stated, headline="A")).article.published == When(edtf)


@pytest.mark.parametrize(
    ("stated", "last"),
    [
        ("2021-09-06T20:00:00-08:00", date(2021, 9, 7)),  # the 7th in UTC and in Korea
        ("2021-09-06T01:00:00-08:00", date(2021, 9, 6)),
        ("2021-09-06T09:00:00Z", date(2021, 9, 6)),
        ("2021-09-06T20:00:00+00:00", date(2021, 9, 7)),
        ("2021-09-06T20:00:00", date(2021, 9, 6)),
        ("2021-09-06", date(2021, 9, 6)),
        ("2021-09", date(2021, 9, 30)),
        ("9999-12-31T23:00:00-08:00", date(9999, 12, 31)),
    ],
)
def test_the_last_day_of_publication_anywhere(tmp_path: Path, stated: str, last: date) -> None:
    article = read(write(tmp_path, datePublished=stated, headline="A")).article
    assert article.last_day == last
    assert article.published == When(stated[:10])


def test_the_identifier_of_the_sidecar_wins(tmp_path: Path) -> None:
    assert read(write(tmp_path, identifier="their.own_id", headline="A")).article.id == "their.own_id"


def test_without_a_sidecar_the_text_tells_its_title_and_warns(tmp_path: Path) -> None:
    captured = read(write(tmp_path, words="\n \n  A   first line \nand another"))
    article = captured.article
    assert (article.title, article.publisher, article.published) == ("A first line", None, None)
    assert [warning.split(";")[0] for warning in captured.warnings] == [
        "no made-up.jsonld beside it",
        "no date of publication is given",
        "no headline is given",
    ]


@pytest.mark.parametrize(
    ("line", "edtf"),
    [
        ("SEOUL, Dec. 7, 2023 (Agency) - Words", "2023-12-07"),
        ("SEOUL, South Korea, December 7, 2023 — Words", "2023-12-07"),
        ("GENEVA, 7 December 2023 (Agency) – Words", "2023-12-07"),
        ("SEOUL, Dec 7 (Agency) - Words", None),
        ("SEOUL, Feb. 30, 2023 (Agency) - Words", None),
        ("SEOUL, Room 7, 2023 - Words", None),
        ("They met in Seoul, Dec. 7, 2023 - Words", None),
        ("Words of December 7, 2023", None),
    ],
)
def test_a_dateline_gives_a_date_just_where_it_states_all_of_it(tmp_path: Path, line: str, edtf: str | None) -> None:
    captured = read(write(tmp_path, words=f"A title\n\n{line}\n", headline="A title"))
    assert captured.article.published == (When(edtf) if edtf else None)
    assert any("no date of publication is given" in warning for warning in captured.warnings)


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n"])
def test_line_ends_become_one_kind_and_the_bytes_stay(tmp_path: Path, ends: str) -> None:
    raw = WORDS.replace("\n", ends).encode()
    captured = read(write(tmp_path, words=raw))
    assert captured.article.text == WORDS
    assert (captured.raw, captured.article.sha256) == (raw, sha256(raw).hexdigest())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(codec="utf-8")))
def test_any_text_is_read_as_it_stands_or_refused(tmp_path: Path, words: str) -> None:
    path = write(tmp_path, words=words)
    shown = words.removeprefix("\ufeff")
    if encoding.CONTROL.search(words):
        assert "this is a binary file" in refused(path)
    elif not shown.strip():
        assert "the file is empty" in refused(path)
    else:
        assert read(path).article.text == shown.replace("\r\n", "\n").replace("\r", "\n")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
@given(st.binary())
def test_any_bytes_are_read_or_refused(tmp_path: Path, raw: bytes) -> None:
    path = write(tmp_path, words=raw)
    try:
        captured = read(path)
    except LoadError:
        assert refused(path).startswith(str(path))
    else:
        assert captured.raw == raw


class TestEncodings:
    @pytest.mark.parametrize(("codec", "warned"), [("utf-8", 0), ("utf-8-sig", 0), ("utf-16", 1), ("utf-32", 1)])
    def test_marked_and_plain_unicode(self, tmp_path: Path, codec: str, warned: int) -> None:
        captured = read(write(tmp_path, words=KOREAN.encode(codec), headline="A", datePublished="2023"))
        assert captured.article.text == KOREAN
        assert len(captured.warnings) == warned

    @pytest.mark.parametrize(
        ("words", "codec", "found"),
        [(ENGLISH, "cp1252", "cp1252"), (KOREAN, "euc-kr", "cp949"), (CHINESE, "gb2312", "gb18030")],
    )
    def test_older_encodings_that_leave_no_doubt(self, tmp_path: Path, words: str, codec: str, found: str) -> None:
        captured = read(write(tmp_path, words=words.encode(codec), headline="A", datePublished="2023"))
        assert captured.article.text == words
        assert captured.warnings == (f"its encoding is held to be {found}; save it as UTF-8 to be certain",)

    @pytest.mark.parametrize(
        "raw", [b"Plain words here. " * 20 + b"\xff and more", "시험 문장".encode("cp949"), ENGLISH.encode("mac_roman")]
    )
    def test_older_encodings_in_doubt_are_refused(self, tmp_path: Path, raw: bytes) -> None:
        assert "its encoding cannot be told for certain; save it as UTF-8" in refused(write(tmp_path, words=raw))

    @pytest.mark.parametrize("damage", [b"\xe2\x80", b"\xff", b"\xc3("])
    def test_broken_utf8_is_not_taken_for_something_else(self, tmp_path: Path, damage: bytes) -> None:
        raw = KOREAN.encode()
        line = refused(write(tmp_path, words=b"first\n" + raw[:81] + damage + raw[81:]))
        assert "broken UTF-8 (byte 87 in line 2)" in line

    def test_a_cut_utf16_is_broken(self, tmp_path: Path) -> None:
        assert "broken UTF-16" in refused(write(tmp_path, words=KOREAN.encode("utf-16")[:-1]))

    @pytest.mark.parametrize(
        "raw", [b"words\0words", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"%PDF-1.4\x01\x02", b"\x7fELF\x02"]
    )
    def test_binary_files_are_refused(self, tmp_path: Path, raw: bytes) -> None:
        assert "this is a binary file" in refused(write(tmp_path, words=raw))


class TestRefusals:
    @pytest.mark.parametrize("raw", [b"", b" \n\t\r\n", b"\xef\xbb\xbf"])
    def test_empty(self, tmp_path: Path, raw: bytes) -> None:
        path = write(tmp_path, words=raw)
        assert refused(path) == f"{path}: the file is empty; put the article's text in it"

    def test_too_long_is_refused_before_it_is_read(self, tmp_path: Path) -> None:
        path = write(tmp_path)
        os.truncate(path, 50_000_000_000)
        assert "50000.0 MB is too long for an article (limit 5.0 MB)" in refused(path)

    def test_no_regular_file(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe.txt"
        os.mkfifo(pipe)
        assert "no regular file" in refused(pipe)

    @pytest.mark.parametrize(
        ("sidecar", "complaint"),
        [
            (b'{"headline": "A",\n "url": }', "not JSON (line 2, column 9: Expecting value); mend it there"),
            (b"", "not JSON (line 1, column 1"),
            (b"[]", "must be one JSON object that describes the article, not a list"),
            (b'"words"', "must be one JSON object"),
            (b"[" * 100_000, "nested too deeply"),
            (b'{"headline": "\xff"}', "broken UTF-8 (byte 14)"),
            (b'{"headline": ["A"]}', 'headline must be text, not ["A"]'),
            (b'{"headline": "\\u0000"}', "headline holds characters that cannot be shown"),
            (b'{"headline": "\\ud800"}', "headline holds characters that cannot be shown"),
            (b'{"publisher": {"@type": "Organization"}}', "publisher is an object without a name"),
            (b'{"publisher": 3}', "publisher must be text, not 3"),
            (b'{"datePublished": "soon"}', "datePublished 'soon' is no date; write it as 2023-12-07"),
            (b'{"datePublished": "2023-02-30"}', "datePublished '2023-02-30' is no date"),
            (b'{"datePublished": 2023}', "datePublished must be text, not 2023"),
            (b'{"datePublished": "2023/.."}', "has an open end"),
            (b'{"url": "example.org/1"}', "url 'example.org/1' is no web address"),
            (b'{"url": "javascript:alert(1)"}', "is no web address"),
            (b'{"url": "https://example.org/a b"}', "is no web address"),
            (b'{"url": "https://[broken"}', "is no web address"),
            (b'{"inLanguage": "English language"}', "is no language tag (BCP 47)"),
            (b'{"identifier": "../escape"}', "lower-case letters, digits"),
        ],
    )
    def test_a_sidecar_that_cannot_be_right(self, tmp_path: Path, sidecar: bytes, complaint: str) -> None:
        path = write(tmp_path)
        path.with_suffix(".jsonld").write_bytes(sidecar)
        line = refused(path)
        assert complaint in line
        assert line.startswith(str(path.with_suffix(".jsonld")))


class TestFinding:
    def test_folders_are_walked_in_order_without_hidden_files(self, tmp_path: Path) -> None:
        for name in ("b", "a/z", "a/y", ".hidden/x", "c/.also"):
            path = tmp_path / f"{name}.txt"
            path.parent.mkdir(exist_ok=True)
            path.write_text(WORDS)
        (tmp_path / "b.jsonld").write_text("{}")
        for other in ("README.md", "a/picture.png", "alone.jsonld"):
            (tmp_path / other).write_text("x")
        sources = find([tmp_path])
        assert [str(path.relative_to(tmp_path)) for path in sources.files] == ["b.txt", "a/y.txt", "a/z.txt"]
        assert (sources.ignored, sources.refused) == (3, ())

    def test_a_file_named_twice_is_read_once(self, tmp_path: Path) -> None:
        path = write(tmp_path)
        (tmp_path / "link.txt").symlink_to(path)
        assert find([path, tmp_path, tmp_path / "." / path.name]).files == (path,)

    def test_a_linked_folder_is_not_followed(self, tmp_path: Path) -> None:
        write(tmp_path)
        (tmp_path / "loop").symlink_to(tmp_path)
        assert len(find([tmp_path]).files) == 1

    def test_a_sidecar_named_with_its_text_is_no_mistake(self, tmp_path: Path) -> None:
        path = write(tmp_path, headline="A")
        assert find([path.with_suffix(".jsonld"), path]).refused == ()

    def test_what_cannot_be_loaded_is_refused_by_name(self, tmp_path: Path) -> None:
        (tmp_path / "empty").mkdir()
        (tmp_path / "picture.png").write_text("x")
        paths = [tmp_path / name for name in ("missing.pdf", "picture.png", "empty")]
        reasons = [str(error) for _, error in find(paths).refused]
        assert [reason.split(": ", 1)[1] for reason in reasons] == [
            "no file in this folder can be loaded; put articles there (.csv, .txt)",
            "no such file or folder; check the path",
            "files of this kind cannot be loaded; give one of .csv, .txt, or a folder of them",
        ]
