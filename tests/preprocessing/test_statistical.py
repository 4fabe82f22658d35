"""The statistical pipelines: the shipped one, and the package as a test makes it."""

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc
from spacy.training import Example

from classifier.documents.document import Block, Document
from classifier.errors import ModelError
from classifier.preprocessing import build_pipeline, pipeline_id, preprocess, statistical
from classifier.preprocessing.statistical import PACKAGE, SHIPPED, load_folder, weights_digest
from classifier.shipped import shipped_folder

TEXT = "Open het dossier en controleer de gegevens. De aanvraag wordt door het college afgewezen."
DOCUMENT = Document(TEXT, (Block("paragraph", 0, len(TEXT)),))
LARGEST = 8_000_000  # bytes


@pytest.fixture(scope="module")
def shipped() -> Language:
    return build_pipeline(SHIPPED)


# The shipped pipeline


def test_it_is_small_and_says_its_licence() -> None:
    folder = shipped_folder(SHIPPED)
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) < LARGEST
    assert "CC BY-SA 4.0" in (folder / "README.md").read_text(encoding="utf-8")
    assert spacy.util.get_model_meta(folder)["license"] == "CC BY-SA 4.0"


def test_it_names_no_folder_of_the_machine_that_it_was_trained_on() -> None:
    config = (shipped_folder(SHIPPED) / "config.cfg").read_text(encoding="utf-8")
    assert "train = null" in config
    assert '"/' not in config


def test_it_tags_and_our_rules_set_the_sentences(shipped: Language) -> None:
    doc = preprocess(shipped, DOCUMENT)
    tags = {token.text: token.pos_ for token in doc}
    assert {"Open": "VERB", "dossier": "NOUN", "wordt": "AUX", "De": "DET"}.items() <= tags.items()
    lemmas = {token.text: token.lemma_ for token in doc}
    assert {"gegevens": "gegeven", "wordt": "worden"}.items() <= lemmas.items()
    assert [sentence.text for sentence in doc.sents] == [TEXT[:43], TEXT[44:]]


def test_its_scores_are_those_of_a_tagger(shipped: Language) -> None:
    for part in shipped.meta["performance"].values():
        assert part["pos_acc"] > 0.85
        assert part["lemma_acc"] > 0.85


def test_its_id_is_stable_and_follows_the_weights(shipped: Language) -> None:
    other = build_pipeline(SHIPPED)
    assert pipeline_id(other) == pipeline_id(shipped)
    component = other.get_pipe("tok2vec")
    assert isinstance(component, TrainablePipe)
    before = weights_digest(component)
    layer = next(layer for layer in component.model.walk() if layer.param_names)
    layer.set_param(layer.param_names[0], layer.get_param(layer.param_names[0]) + 1)
    assert weights_digest(component) != before
    assert pipeline_id(other) != pipeline_id(shipped)


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "(" * 200])
def test_nearly_empty_texts(shipped: Language, text: str) -> None:
    assert preprocess(shipped, Document(text, ())).text == text


def test_a_long_text_is_tagged_in_pieces(
    shipped: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = " ".join([TEXT] * 4)
    document = Document(text, (Block("paragraph", 0, len(text)),))
    whole = preprocess(shipped, document)
    monkeypatch.setattr(statistical, "PIECE", 16)  # the length of the text that is repeated
    pieces = preprocess(shipped, document)
    assert pieces._.blocks == document.blocks
    assert [sentence.text for sentence in pieces.sents] == [
        sentence.text for sentence in whole.sents
    ]
    for token, other in zip(whole, pieces, strict=True):
        assert (token.pos_, token.lemma_, token.morph) == (other.pos_, other.lemma_, other.morph)


# What a folder may hold


def saved(nlp: Language, folder: Path, **changes: str) -> Path:
    nlp.to_disk(folder)
    path = folder / "config.cfg"
    config = path.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert old in config
        config = config.replace(old, new)
    path.write_text(config, encoding="utf-8")
    return folder


def test_a_component_that_is_not_ours_is_refused(tmp_path: Path) -> None:
    nlp = spacy.blank("nl")
    nlp.add_pipe("sentencizer")
    with pytest.raises(ModelError, match="'sentencizer'"):
        load_folder(saved(nlp, tmp_path))


@pytest.mark.parametrize(
    ("section", "function"),
    [
        ("[nlp.before_creation]\n@callbacks = ", "spacy.copy_from_base_model.v1"),
        ("[nlp.tokenizer]\n@tokenizers = ", "spacy.zh.ChineseTokenizer"),
    ],
)
def test_a_function_that_is_not_ours_is_refused(
    tmp_path: Path, section: str, function: str
) -> None:
    folder = saved(spacy.blank("nl"), tmp_path)
    text = (folder / "config.cfg").read_text(encoding="utf-8")
    text = text.replace("before_creation = null\n", "").replace(
        '[nlp.tokenizer]\n@tokenizers = "spacy.Tokenizer.v1"\n', ""
    )
    (folder / "config.cfg").write_text(f'{text}\n{section}"{function}"\n', encoding="utf-8")
    with pytest.raises(ModelError, match=function):
        load_folder(folder)


def test_a_component_copied_from_another_pipeline_is_refused(tmp_path: Path) -> None:
    nlp = spacy.blank("nl")
    nlp.add_pipe("tok2vec")
    nlp.initialize()
    folder = saved(nlp, tmp_path, **{'factory = "tok2vec"': 'source = "een_ander"'})
    with pytest.raises(ModelError, match="source = een_ander"):
        load_folder(folder)


def test_a_folder_without_a_pipeline_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="make pipeline"):
        load_folder(tmp_path)


def test_a_damaged_pipeline_says_so(tmp_path: Path) -> None:
    folder = saved(spacy.blank("nl"), tmp_path)
    (folder / "tokenizer").write_bytes(b"\xc1")
    with pytest.raises(ModelError, match="damaged"):
        load_folder(folder)


# nl_core_news_sm


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A package of that name with the components that it has, installed in a folder."""
    if spacy.util.is_package(PACKAGE):
        pytest.skip(f"{PACKAGE} itself is installed")
    version = "3.8.0"
    nlp = spacy.blank("nl")
    nlp.meta.update({"name": "core_news_sm", "version": version})
    nlp.add_pipe("tok2vec")
    for name in ("morphologizer", "tagger", "parser"):
        nlp.add_pipe(name)
    nlp.add_pipe("trainable_lemmatizer", config={"min_tree_freq": 1})  # one sentence is enough
    for name in ("senter", "attribute_ruler", "ner"):
        nlp.add_pipe(name)
    words = ["Open", "het", "dossier"]
    reference = Doc(
        nlp.vocab,
        words=words,
        pos=["VERB", "DET", "NOUN"],
        tags=["WW", "LID", "N"],
        morphs=["VerbForm=Fin", "Definite=Def", "Number=Sing"],
        lemmas=["openen", "het", "dossier"],
        heads=[0, 2, 0],
        deps=["ROOT", "det", "obj"],
        sent_starts=[1, -1, -1],
        ents=["O", "O", "B-MISC"],
    )
    nlp.initialize(lambda: [Example(Doc(nlp.vocab, words=words), reference)])
    folder = tmp_path / "site"
    (folder / PACKAGE).mkdir(parents=True)
    nlp.to_disk(folder / PACKAGE / f"{PACKAGE}-{version}")
    (folder / PACKAGE / "meta.json").write_bytes(
        (folder / PACKAGE / f"{PACKAGE}-{version}" / "meta.json").read_bytes()
    )
    (folder / PACKAGE / "__init__.py").write_text(
        "from spacy.util import load_model_from_init_py\n\n"
        "def load(**overrides):\n"
        "    return load_model_from_init_py(__file__, **overrides)\n",
        encoding="utf-8",
    )
    info = folder / f"{PACKAGE}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Name: {PACKAGE}\nVersion: {version}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    importlib.invalidate_caches()
    monkeypatch.delitem(sys.modules, PACKAGE, raising=False)
    yield folder
    sys.modules.pop(PACKAGE, None)


def test_the_package_gives_tags_but_neither_sentences_nor_names(package: Path) -> None:
    nlp = build_pipeline(PACKAGE)
    kept = ["tok2vec", "morphologizer", "tagger", "trainable_lemmatizer", "attribute_ruler"]
    assert nlp.pipe_names == [*kept, "sentences", "form", "references", "cues", "passages"]
    doc = preprocess(nlp, DOCUMENT)
    assert doc.has_annotation("POS")
    assert doc.has_annotation("MORPH")
    assert doc.has_annotation("LEMMA")
    assert not doc.ents
    assert [sentence.text for sentence in doc.sents] == [TEXT[:43], TEXT[44:]]
    assert pipeline_id(nlp).startswith(f"{PACKAGE}-1-")
