import hashlib
from pathlib import Path

import numpy as np
import pytest

from classifier.errors import UntrustedModelError
from classifier.features import Observation
from classifier.model.persistence import Model
from classifier.model.scorer import dump_scorer, load_scorer


def test_scorer_gives_the_same_bytes_and_scores(
    model: Model, observations: list[Observation], tmp_path: Path
) -> None:
    content = dump_scorer(model.documents)
    path = tmp_path / "documents.skops"
    path.write_bytes(content)
    loaded = load_scorer(path, hashlib.sha256(content).hexdigest())
    assert dump_scorer(loaded) == content
    before, after = (
        scorer.classifier.predict_proba(scorer.extractor.transform(observations[:5]))
        for scorer in (model.documents, loaded)
    )
    np.testing.assert_array_equal(before, after)


def test_file_with_another_digest_is_refused(model: Model, tmp_path: Path) -> None:
    path = tmp_path / "documents.skops"
    path.write_bytes(dump_scorer(model.documents))
    with pytest.raises(UntrustedModelError, match="its SHA-256 differs"):
        load_scorer(path, "0" * 64)
