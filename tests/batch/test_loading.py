"""Loading a model for a command, and what makes it fast."""

import gc
import json
import subprocess
import sys
from pathlib import Path

import pytest

from classifier.batch.loading import loaded
from classifier.errors import ModelNotFoundError

EXAMPLE = Path(__file__).parents[2] / "data" / "examples" / "geschiktheid-beleidsbepalers.txt"
IN_A_PROCESS_OF_ITS_OWN = """
import gc, sys
from classifier.cli import main
main(["classify", sys.argv[1], "--format", "jsonl"])
names = list(sys.modules)
print(names.index("skops.io") < names.index("spacy"))
print(gc.isenabled(), gc.get_freeze_count() > 100_000)
print("sklearn.gaussian_process" in names)
from sklearn.utils import all_estimators
print(len(all_estimators()) > 100)
"""


def test_what_is_imported_and_that_it_is_not_looked_through_again() -> None:
    done = subprocess.run(
        [sys.executable, "-c", IN_A_PROCESS_OF_ITS_OWN, str(EXAMPLE)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    record, *rest = done.stdout.splitlines()
    assert json.loads(record)["model"].startswith("standaard@")
    assert " ".join(rest).split() == ["True", "True", "True", "False", "True"]


def test_garbage_is_looked_for_after_a_model_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError):
        loaded(tmp_path)
    assert gc.isenabled()
