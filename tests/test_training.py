"""How the packed model is made: treebanks are read as they say, and what is put into their trees leaves them whole."""

import tarfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np
import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.training import Example

from refoulement.loaders.language.unpack import read
from refoulement.training import conllu, gum_names, hyphens, invented, quantities, swap, templates, uner, verbs
from refoulement.training.__main__ import make, table
from refoulement.training.edit import Edit, edited
from refoulement.training.pack import pack
from refoulement.training.silver import labelled
from refoulement.training.tree import OUTSIDE, UNKNOWN, Sentence, Token, names

TEXT = "The pastor Kim Min-su can't take refugees to Seoul."
# Form, lemma, tag, head, relation; what GUM says of entities (- nothing); what Universal NER says of names.
ROWS = """
The       the      DT   2  det     (1-person-new-sssss-cf1-2-sgl                  O
pastor    pastor   NN   7  nsubj   -                                              O
Kim       Kim      NNP  2  appos   (2-person-giv-sssss-cf1-1-appos-Kim_Min-su     B-PER
Min-su    Min-su   NNP  3  flat    2)1)                                           I-PER
ca        can      MD   7  aux     -                                              O
n't       not      RB   7  advmod  -                                              O
take      take     VB   0  root    -                                              O
refugees  refugee  NNS  7  obj     (3-person-new-nnnnn-cf2-1-sgl)                 O
to        to       IN   10 case    -                                              O
Seoul     Seoul    NNP  7  obl     (4-place-new-nnnnn-cf3-1-sgl-Seoul)            B-LOC
.         .        .    7  punct   -                                              O
"""
BLANK = spacy.blank("en")
NAMED = [("Kim Min-su", "PERSON"), ("Seoul", "PLACE")]


def treebank(identifier: str) -> str:
    """The sentence above in CoNLL-U."""
    lines = [f"# newdoc id = {identifier}", f"# sent_id = {identifier}-1", f"# text = {TEXT}"]
    for number, row in enumerate(ROWS.strip().splitlines(), 1):
        form, lemma, tag, head, relation, entity, _ = row.split()
        if form == "ca":
            lines.append("\t".join(["5-6", "can't", *"_" * 8]))
        misc = [f"Entity={entity}"] * (entity != "-") + ["SpaceAfter=No"] * (form == "Seoul")
        lines.append("\t".join([str(number), form, lemma, "_", tag, "_", head, relation, "_", "|".join(misc) or "_"]))
    return "\n".join(lines) + "\n\n"


def name_rows(identifier: str) -> str:
    """The names of that sentence as Universal NER writes them."""
    rows = (row.split() for row in ROWS.strip().splitlines())
    lines = [f"{number}\t{form}\t{tag}\t-\t-" for number, (form, *_, tag) in enumerate(rows, 1)]
    return "\n".join([f"# sent_id = {identifier}-1", f"# text = {TEXT}", *lines]) + "\n\n"


@pytest.fixture(scope="module")
def sentence(tmp_path_factory: pytest.TempPathFactory) -> Sentence:
    path = tmp_path_factory.mktemp("treebank") / "one.conllu"
    path.write_text(treebank("one"))
    (only,) = gum_names.named(conllu.read(path))
    return only


def named(sentence: Sentence) -> list[tuple[str, str]]:
    """The names of a sentence as they are printed."""
    return [
        ("".join(token.form + " " * token.space for token in sentence.tokens[first : last + 1]).strip(), label)
        for first, last, label in names(sentence.tokens)
    ]


def require_whole(sentence: Sentence) -> None:
    """One root, all hangs on it, nothing is empty, and no name goes on that has not begun."""
    tokens = sentence.tokens
    (root,) = [number for number, token in enumerate(tokens) if token.head == number]
    assert tokens[root].dep == "ROOT"
    for number, token in enumerate(tokens):
        assert token.form
        assert token.dep
        above = {number}
        while number != root:
            number = tokens[number].head  # noqa: PLW2901 - climbs
            assert number not in above
            above.add(number)
    for before, token in zip([OUTSIDE, *(token.name for token in tokens)], tokens, strict=False):
        assert token.name[:2] != "I-" or before[2:] == token.name[2:]


class TestReading:
    def test_a_sentence_is_printed_as_its_treebank_says(self, sentence: Sentence) -> None:
        assert (sentence.text, sentence.opens) == (TEXT, True)
        assert [token.form for token in sentence.tokens][4:7] == ["ca", "n't", "take"]
        require_whole(sentence)

    def test_a_mention_gives_its_name_without_the_title(self, sentence: Sentence) -> None:
        assert named(sentence) == NAMED

    def test_names_from_beside_the_treebank(self, sentence: Sentence, tmp_path: Path) -> None:
        (tmp_path / "one.iob2").write_text(name_rows("one"))
        rows = uner.read(tmp_path / "one.iob2")
        bare = Sentence("one", tuple(Token(token.form, "", "", 0, "", token.space) for token in sentence.tokens))
        assert named(uner.named(bare, rows["one-1"])) == NAMED
        assert uner.named(bare, rows["one-1"][1:]) == bare  # another text: nothing is known
        assert uner.by_text(rows) == {"ThepastorKimMin-sucan'ttakerefugeestoSeoul.": rows["one-1"]}

    def test_running_text_is_printed_again(self, tmp_path: Path) -> None:
        path = tmp_path / "wikigold.conll"
        path.write_text(
            "-DOCSTART- O\n\n`` O\nYes O\n'' O\n, O\nsaid O\nKim I-PER\nof O\nSeoul I-LOC\nNo I-MISC\n. O\n"
        )
        (only,) = uner.wikigold(path)
        assert only.text == '"Yes", said Kim of Seoul No.'
        assert named(only) == [("Kim", "PERSON"), ("Seoul", "PLACE")]
        assert only.tokens[-2].name == UNKNOWN

    def test_hyphens_are_cut_as_the_tokenizer_cuts(self, sentence: Sentence) -> None:
        cut = hyphens.cut(sentence, lambda form: [token.text for token in BLANK.tokenizer(form)])
        assert [token.form for token in cut.tokens] == [token.text for token in BLANK.make_doc(TEXT)]
        assert (cut.text, named(cut)) == (TEXT, NAMED)
        require_whole(cut)

    def test_a_head_outside_its_sentence(self) -> None:
        with pytest.raises(ValueError, match="sentence x: a head is not in it"):
            Sentence("x", (Token("a", "a", "NN", 1, "ROOT"),))


class TestChanges:
    @given(st.integers(min_value=0))
    @pytest.mark.parametrize(
        "change",
        [swap.swapped, quantities.counted, quantities.counted_alone, verbs.told],
        ids=lambda change: change.__name__,
    )
    def test_a_change_leaves_the_tree_whole(
        self, sentence: Sentence, change: Callable[[Sentence, Random], Sentence | None], seed: int
    ) -> None:
        changed = change(sentence, Random(seed))
        if changed:
            require_whole(changed)
            assert {label for _, label in named(changed)} <= {"PERSON", "PLACE", "ORG"}

    def test_names_are_swapped_with_what_hangs_on_them(self, sentence: Sentence) -> None:
        changed = swap.swapped(sentence, Random(4))
        assert named(changed) != NAMED
        (person,) = [first for first, _, label in names(changed.tokens) if label == "PERSON"]
        assert changed.tokens[1].form == "pastor"
        assert (changed.tokens[person].dep, changed.tokens[person].head) == ("appos", 1)

    def test_a_number_hangs_on_its_noun(self, sentence: Sentence) -> None:
        changed = quantities.counted(sentence, Random(1))
        assert changed
        (number,) = [token for token in changed.tokens if token.tag == "CD"]
        noun = changed.tokens[number.head]
        assert number.dep == "nummod" if noun.form == "refugees" else number.dep == "obj"

    def test_a_verb_takes_the_form_of_the_one_before(self, sentence: Sentence) -> None:
        changed = verbs.told(sentence, Random(0))
        assert changed
        (verb,) = [token for token in changed.tokens if token.dep == "ROOT"]
        assert verb.form == verb.lemma != "take"
        assert changed.tokens[:6] == sentence.tokens[:6]

    def test_tokens_in_place_of_others(self) -> None:
        tokens = (Token("Men", "man", "NNS", 1, "nsubj"), Token("left", "leave", "VBD", 1, "ROOT"))
        new = (
            Token("up", "up", "IN", 1, "advmod"),
            Token("600", "600", "CD", 1, ""),
            Token("!", "!", ".", ~1, "punct"),
        )
        changed = edited(Sentence("x", tokens), [Edit(0, 1, new, 1)])
        assert [(token.form, token.head, token.dep) for token in changed.tokens] == [
            ("up", 1, "advmod"),
            ("600", 3, "nsubj"),
            ("!", 3, "punct"),
            ("left", 3, "ROOT"),
        ]

    @given(st.integers(min_value=0))
    @pytest.mark.parametrize("make", [invented.person, invented.organisation, invented.place])
    def test_a_made_up_name_hangs_on_its_head(self, make: Callable[[Random], invented.Phrase], seed: int) -> None:
        phrase = make(Random(seed))
        assert [token.form for token in phrase.tokens] == [token.text for token in BLANK.make_doc(phrase.text)]
        for number in range(len(phrase.tokens)):
            steps = 0
            while number != phrase.head:
                number, steps = phrase.tokens[number].head, steps + 1  # noqa: PLW2901 - climbs
                assert steps < len(phrase.tokens)

    def test_templates_know_their_names(self) -> None:
        docs = list(templates.documents(BLANK, Random(1), 1))
        assert {entity.label_ for doc in docs for entity in doc.ents} == {"PERSON", "ORG", "PLACE"}
        assert not any("{" in doc.text for doc in docs)


class TestSilver:
    def test_a_name_is_taken_where_the_tags_agree(self) -> None:
        nlp = spacy.blank("en")
        patterns = [{"label": "PERSON", "pattern": "Kim Min"}, {"label": "PLACE", "pattern": "the"}]
        nlp.add_pipe("entity_ruler").initialize(list, patterns=patterns)  # type: ignore[attr-defined]
        words = ["Pastor", "Kim", "Min", "saw", "the", "Yalu", "River"]
        tags = ["NNP", "NNP", "NNP", "VBD", "DT", "NNP", "NNP"]
        deps = ["nmod:desc", "nsubj", "flat", "ROOT", "det", "compound", "obj"]
        doc = spacy.tokens.Doc(nlp.vocab, words=words, tags=tags, deps=deps, heads=[1, 3, 1, 3, 6, 6, 3])
        (found,) = labelled([doc], nlp)
        assert [(entity.text, entity.label_) for entity in found.ents] == [("Kim Min", "PERSON")]
        assert [token.text for token in found if token.ent_iob == 0] == ["the", "Yalu", "River"]


class TestPack:
    def test_weights_come_back_within_half_a_step(self, tmp_path: Path) -> None:
        nlp = spacy.blank("en", meta={"name": "made_up", "version": "1.2.3"})
        nlp.add_pipe("tagger")
        nlp.initialize(lambda: [Example.from_dict(nlp.make_doc("one two"), {"tags": ["CD", "NN"]})])
        (tmp_path / "packed").write_bytes(pack(nlp))
        again = read(tmp_path / "packed")
        assert again.meta["version"] == "1.2.3"
        assert again.get_pipe("tagger").labels == ("CD", "NN")  # type: ignore[attr-defined]
        layers = [list(pipeline.get_pipe("tagger").model.walk()) for pipeline in (nlp, again)]  # type: ignore[attr-defined]
        compared = 0
        for one, other in zip(*layers, strict=True):
            for name in one.param_names:
                before, after = one.get_param(name), other.get_param(name)
                rows = before.reshape(before.shape[0], -1) if before.ndim == 2 else before.reshape(-1, before.shape[-1])
                step = np.abs(rows).max(axis=-1).max() / 127
                assert np.abs(before - after).max() <= step * 0.51 + 1e-3 * np.abs(before).max()
                compared += 1
        assert compared > 5


@pytest.mark.slow
def test_from_treebanks_to_a_model_that_loads(tmp_path: Path) -> None:
    bank = tmp_path / "bank"
    files = {
        "gum/not-to-release/file-lists/files.dev": "GUM_news_dev\n",
        "gum/not-to-release/file-lists/files.test": "GUM_news_test\n",
        **{
            f"gum/not-to-release/sources/GUM_news_{name}.conllu": treebank(name) * 4
            for name in ("dev", "test", "a", "b")
        },
        **{f"ewt/en_ewt-ud-{use}.conllu": treebank(f"weblog-{use}") for use in ("dev", "test")},
        "ewt/not-to-release/sources/weblog/a.conllu": treebank("weblog-a") * 8,
        **{f"uner/{use}.iob2": name_rows(f"weblog-{use}") for use in ("dev", "test")},
        "pud/pud.conllu": treebank("n01"),
        "pud/pud.iob2": name_rows("n01"),
        "wikigold/wikigold.conll": "Kim I-PER\nlives O\nin O\nSeoul I-LOC\n. O\n\n" * 4,
    }
    for name, content in files.items():
        (bank / name).parent.mkdir(parents=True, exist_ok=True)
        (bank / name).write_text(content)
    with tarfile.open(tmp_path / "bank.tar.xz", "w:xz") as archive:
        archive.add(bank, "bank")
    packed = tmp_path / "packed.msgpack"
    make(tmp_path / "bank.tar.xz", work=tmp_path / "work", out=packed, steps=2)
    nlp = read(packed)
    assert nlp.pipe_names == ["tok2vec", "tagger", "trainable_lemmatizer", "parser", "ner"]
    assert nlp.meta["license"] == "CC BY-SA 4.0"
    assert [token.text for token in nlp(TEXT)][-2:] == ["Seoul", "."]
    _, _, *rows = table(packed, tmp_path / "work").splitlines()
    assert [row.split()[1] for row in rows] == ["GUM", "EWT", "PUD"]
