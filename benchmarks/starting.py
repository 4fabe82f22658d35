"""What one `beleidsregel explain` is made of: the processor time of each part, as JSON.

    python benchmarks/starting.py FILE

The parts are those of the command, in its order, in one process; `speed.py` runs this beside its
peer. Nothing heavy is imported at the top, for imports are what is measured.
"""

from __future__ import annotations

import gc
import io
import json
import sys
import time
from pathlib import Path


def parts(path: Path) -> dict[str, float]:
    """Return the seconds of processor time of each part.

    Parameters
    ----------
    path : Path
        The document that is explained.
    """
    ends = {"start Python and the command": time.process_time()}
    # As the command does until its model is loaded.
    gc.disable()
    from classifier.batch.loading import without_estimators

    with without_estimators():
        import skops.io  # noqa: F401
    from classifier.assessor import Assessor
    from classifier.documents import read
    from classifier.model.persistence import load_model
    from classifier.preprocessing import build_pipeline

    ends["import the libraries and the package"] = time.process_time()
    model = load_model()
    ends["load the model"] = time.process_time()
    nlp = build_pipeline(model.info.pipeline)
    ends["build the pipeline"] = time.process_time()
    assessor = Assessor(model, nlp=nlp)
    ends["make the assessor"] = time.process_time()
    gc.freeze()
    gc.enable()
    document = read(path)
    ends["read the document"] = time.process_time()
    assessment = assessor.assess(document)
    ends["judge and explain it"] = time.process_time()
    from classifier.reports import text

    text.write(assessment, io.StringIO(), top=20)
    ends["write the report"] = time.process_time()
    starts = [0.0, *ends.values()]
    return {name: end - start for (name, end), start in zip(ends.items(), starts, strict=False)}


if __name__ == "__main__":
    import classifier.cli  # noqa: F401  (part of the first)

    json.dump(parts(Path(sys.argv[1])), sys.stdout)
