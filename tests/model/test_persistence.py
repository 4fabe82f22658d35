import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import skops.io as sio

from classifier.assessor import Assessor, load
from classifier.corpora.corpus import LabelledDocument
from classifier.errors import (
    ModelError,
    ModelNotFoundError,
    PipelineMismatchError,
    UntrustedModelError,
)
from classifier.features import FeatureExtractor, Observation
from classifier.features.familiarity import Familiarity
from classifier.model.digests import own_digest
from classifier.model.doubt import Doubt
from classifier.model.folder import standard_folder
from classifier.model.persistence import Model, load_model, read_card, save_model
from classifier.settings import Settings
from classifier.training.fitting import fit_scorer

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path, model: Model) -> Path:
    save_model(model, tmp_path / "m", "# Kaart\n")
    return tmp_path / "m"


def install(folder: Path, content: bytes, name: str = "documents") -> None:
    """Put a file in a model as its maker could: model.json names it."""
    (folder / f"{name}.skops").write_bytes(content)
    change(folder, sha256={name: hashlib.sha256(content).hexdigest()})


def change(folder: Path, **fields: object) -> None:
    path = folder / "model.json"
    info = json.loads(path.read_text("utf-8")) | fields
    if isinstance(info["sha256"], dict):
        info["sha256"]["model"] = own_digest(info)
    path.write_text(json.dumps(info), encoding="utf-8")


def refused(folder: Path, error: type[ModelError], message: str) -> None:
    with pytest.raises(error, match=message) as caught:
        load_model(folder)
    assert type(caught.value) is error
    assert str(folder) in caught.value.message


# What is written is read


def test_same_probabilities_bit_for_bit(
    folder: Path, model: Model, observations: list[Observation]
) -> None:
    loaded = load_model(folder)
    assert loaded.info == model.info
    assert loaded.passages is not None
    for before, after in ((model.documents, loaded.documents), (model.passages, loaded.passages)):
        assert before is not None
        rows = before.extractor.transform(observations)
        np.testing.assert_array_equal(
            after.extractor.transform(observations).toarray(), rows.toarray()
        )
        np.testing.assert_array_equal(
            after.classifier.predict_proba(rows), before.classifier.predict_proba(rows)
        )
        names = before.extractor.get_feature_names_out().tolist()
        assert after.extractor.get_feature_names_out().tolist() == names
    row = model.documents.extractor.transform(observations[:1])
    before_shares = model.documents.classifier.shares(row, "overig", "beleidsregel")
    after_shares = loaded.documents.classifier.shares(row, "overig", "beleidsregel")
    assert before_shares[0] == after_shares[0]
    np.testing.assert_array_equal(before_shares[1], after_shares[1])


def test_card_is_kept(folder: Path) -> None:
    assert read_card(folder) == "# Kaart\n"
    assert read_card(folder / "elders") == ""


def test_doubt_is_kept_and_a_model_of_before_has_none(folder: Path, model: Model) -> None:
    doubt = Doubt((0.5, 0.9), (0.2, 0.04), Familiarity(0.5, 0.9, 0.7))
    save_model(replace(model, info=replace(model.info, doubt=doubt)), folder)
    assert load_model(folder).info.doubt == doubt
    path = folder / "model.json"
    values = json.loads(path.read_text("utf-8"))
    del values["doubt"], values["sha256"]["model"]
    path.write_text(json.dumps(values), encoding="utf-8")
    assert load_model(folder).info == model.info


def test_without_passages_an_earlier_file_goes(folder: Path, model: Model) -> None:
    assert (folder / "passages.skops").is_file()
    save_model(replace(model, passages=None), folder)
    assert not (folder / "passages.skops").exists()
    assert load_model(folder).passages is None


def test_without_smoothing(
    tmp_path: Path,
    model: Model,
    authored: list[LabelledDocument],
    observations: list[Observation],
) -> None:
    scorer = fit_scorer(observations, authored, (), Settings(max_features=300, n_components=0))
    assert scorer.classifier.smoothing is None
    save_model(replace(model, documents=scorer), tmp_path)
    loaded = load_model(tmp_path).documents
    rows = scorer.extractor.transform(observations)
    np.testing.assert_array_equal(
        loaded.classifier.predict_proba(rows), scorer.classifier.predict_proba(rows)
    )


def test_predictions_for_the_corpus_stay_out_of_the_file(folder: Path, model: Model) -> None:
    assert b"out_of_fold_" not in unpacked(folder / "documents.skops")
    assert not hasattr(load_model(folder).documents.classifier, "out_of_fold_")
    # Saving takes nothing away from the model itself.
    assert model.documents.classifier.out_of_fold_.shape == (90, 3)
    assert model.documents.classifier.smoothing.components_.dtype == np.float32


def unpacked(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


def test_no_pickle_in_the_file(folder: Path) -> None:
    paths = sorted(folder.glob("*.skops"))
    assert paths
    for path in paths:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
        assert {Path(name).suffix for name in names} <= {".json", ".npy", ".npz"}
        for name in names:
            if name.endswith(".npy"):
                with zipfile.ZipFile(path) as archive:
                    np.load(io.BytesIO(archive.read(name)), allow_pickle=False)


# The same model gives the same bytes

AGAIN = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
import json
waste = {str(n): [n] for n in range(10_000)}  # other addresses
from classifier.corpora.corpus import read_corpus
from classifier.labels import DOCUMENT_LABELS
from classifier.corpora.observing import observe_texts
from classifier.model.persistence import Model, ModelInfo, save_model
from classifier.settings import Settings
from classifier.training.fitting import fit_scorer
authored = Path(sys.argv[1]) / "data" / "authored"
documents = [
    document
    for domain in ("asiel", "gemeente", "sociaal")
    for document in read_corpus(authored / f"{domain}.jsonl", labels=DOCUMENT_LABELS)
]
texts = [document.text for document in documents]
seen = [one for at in (0, 30, 60) for one in observe_texts(texts[at : at + 30], "nl_rules")]
fit_scorer(seen[::2], documents[::2], (), Settings(max_features=500, n_components=5))  # other work
scorer = fit_scorer(seen, documents, (), Settings(max_features=2000, n_components=20))
info = ModelInfo(**json.loads(sys.argv[3]))
save_model(Model(info, scorer), Path(sys.argv[2]))
"""


def test_same_bytes_in_another_process(tmp_path: Path, model: Model) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    save_model(replace(model, passages=None), here)
    info = json.loads((here / "model.json").read_text("utf-8"))
    del info["sha256"]
    subprocess.run(
        [sys.executable, "-c", AGAIN, str(ROOT), str(there), json.dumps(info)],
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "12345"},
    )
    for name in ("documents.skops", "model.json"):
        assert (there / name).read_bytes() == (here / name).read_bytes(), name


def test_same_bytes_after_loading(folder: Path, tmp_path: Path) -> None:
    loaded = load_model(folder)
    save_model(loaded, tmp_path / "again")
    paths = sorted(folder.glob("*.skops"))
    assert paths
    for path in paths:
        assert unpacked(tmp_path / "again" / path.name) == unpacked(path), path.name


# What is not to be trusted is refused


def test_no_model(tmp_path: Path) -> None:
    refused(tmp_path / "weg", ModelNotFoundError, "no model here .*beleidsregel train")
    refused(tmp_path, ModelNotFoundError, "no model here")


def test_tampered_bytes(folder: Path) -> None:
    path = folder / "documents.skops"
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    refused(folder, UntrustedModelError, "SHA-256 differs.*get the model anew")


def test_unknown_type_is_named_and_not_run(folder: Path, tmp_path: Path) -> None:
    trace = tmp_path / "run"
    content = sio.dumps({"extractor": partial(os.mkdir, str(trace)), "classifier": None})
    install(folder, content)
    refused(folder, UntrustedModelError, r"types that were not audited: .*mkdir.*load only models")
    assert not trace.exists()


def test_zip_bomb(folder: Path) -> None:
    result = io.BytesIO()
    with (
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive,
        archive.open("schema.json", "w") as part,
    ):
        for _ in range(201):
            part.write(bytes(1_000_000))
    assert len(result.getvalue()) < 2_000_000
    install(folder, result.getvalue())
    refused(folder, UntrustedModelError, "unpacks to 201,000,000 bytes")


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda folder: (folder / "documents.skops").unlink(), id="missing file"),
        pytest.param(lambda folder: change(folder, sha256=None), id="null digests"),
        pytest.param(lambda folder: (folder / "model.json").write_text("{"), id="half JSON"),
        pytest.param(lambda folder: (folder / "model.json").write_text("[]"), id="JSON list"),
        pytest.param(lambda folder: (folder / "model.json").write_text("{}"), id="no fields"),
        pytest.param(lambda folder: (folder / "model.json").write_bytes(b"\xff"), id="no UTF-8"),
    ],
)
def test_damage(folder: Path, damage: Callable[[Path], object]) -> None:
    damage(folder)
    refused(folder, ModelError, "the model is damaged .*get it anew")


def rename_type(folder: Path) -> None:
    """Store a model as the first versions did, where a class had another module."""
    moved = b"classifier.features.ngrams", b"classifier.woorden"
    target = io.BytesIO()
    with (
        zipfile.ZipFile(folder / "documents.skops") as source,
        zipfile.ZipFile(target, "w") as archive,
    ):
        for name in source.namelist():
            archive.writestr(name, source.read(name).replace(*moved))
    install(folder, target.getvalue())


@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda folder: install(folder, b"PK not a zip"), id="no zip"),
        pytest.param(lambda folder: install(folder, sio.dumps({"n": 1})), id="other content"),
        pytest.param(lambda folder: install(folder, sio.dumps([1])), id="no dict"),
        pytest.param(lambda folder: change(folder, sha256={}), id="no digests"),
        pytest.param(lambda folder: change(folder, oud=1), id="a field that is no more"),
        pytest.param(
            lambda folder: install(
                folder, sio.dumps({"extractor": {}, "classifier": FeatureExtractor()})
            ),
            id="other objects",
        ),
    ],
)
def test_what_another_version_made(folder: Path, make: Callable[[Path], object]) -> None:
    make(folder)
    message = "not as this version writes one .*an older version made it.*train it anew .*shipped"
    refused(folder, ModelError, message)


def test_what_this_version_leaves_out_of_scores_is_not_passed_over(
    model: Model, tmp_path: Path
) -> None:
    older = deepcopy(model)
    older.documents.classifier.offset_ = np.zeros(3)  # as the first versions had it
    save_model(older, tmp_path / "older")
    refused(tmp_path / "older", ModelError, "holds or lacks: offset_.; an older version made it")


def test_types_of_an_older_version_are_called_so(folder: Path) -> None:
    rename_type(folder)
    message = r"not audited: classifier\.woorden\.Ngram.*; an older version made it.*train it anew"
    refused(folder, UntrustedModelError, message)


def test_later_format(folder: Path) -> None:
    change(folder, format=3)
    refused(folder, ModelError, "has format 3, this version reads 2; train it anew")


def test_other_pipeline(folder: Path, model: Model) -> None:
    assert load(folder).card == "# Kaart\n"
    change(folder, pipeline_id="nl_rules-1-00000000")
    with pytest.raises(PipelineMismatchError, match=r"klein .*nl_rules-1-00000000.*train it anew"):
        load(folder)
    with pytest.raises(PipelineMismatchError):
        Assessor(replace(model, info=replace(model.info, pipeline_id="nl_rules-0-0")))


def test_pipeline_that_is_not_there(model: Model) -> None:
    with pytest.raises(ModelError, match="unknown pipeline 'nl_vreemd'; choose from: "):
        Assessor(replace(model, info=replace(model.info, pipeline="nl_vreemd")))


def test_shipped_model_is_that_of_the_checkout() -> None:
    assert standard_folder() in (
        ROOT / "models" / "standaard",
        ROOT / "classifier" / "models" / "standaard",
    )
