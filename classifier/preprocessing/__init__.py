"""From a document to a spaCy doc with sentences, passages, cues and law references."""

from classifier.preprocessing.pipeline import (
    PIPELINES,
    build_pipeline,
    pipeline_id,
    preprocess,
    preprocess_together,
)

__all__ = ["PIPELINES", "build_pipeline", "pipeline_id", "preprocess", "preprocess_together"]
