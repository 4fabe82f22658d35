"""Train the models that are shipped, from the labelled corpora and our own documents.

    python models/train_standaard.py --shared ../shared/corpus --output models/standaard
    python models/train_standaard.py --shared ../shared/corpus --output models/grammatica \
        --pipeline nl_alpino_sm

Beside the folder with the corpora lies ``formats/pdf``, with the texts of municipal documents.
The authored documents that the example files were made of are left out, so that the examples are
documents that the model has not seen.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from classifier.corpora import Fields
from classifier.corpora.arrays import weighed
from classifier.corpora.corpus import LabelledDocument, read_corpus, read_texts
from classifier.corpora.passages import marked_passages
from classifier.corpora.placing import read_places, texts_by_id, with_places
from classifier.labels import DOCUMENT_LABELS, PASSAGE_LABELS
from classifier.model.persistence import save_model
from classifier.preprocessing import PIPELINES, build_pipeline
from classifier.settings import INVENTED_WEIGHT
from classifier.training.learning import learning
from classifier.training.modelling import train_model
from classifier.training.record import files_beside
from classifier.training.steps import Step

DATA = Path(__file__).parents[1] / "data"
# The corpora that the model learns from, without ".jsonl", and those that its passages stand in.
LABELLED = ("bwb_labelled", "handbooks_labelled")
UNLABELLED = "bwb_unlabelled"
PASSAGES = "passages_labelled"
PLACES = (*LABELLED, "bwb_ambiguous")


def labelled_documents(shared: Path) -> list[LabelledDocument]:
    """Return the documents of the statute database, the handbooks, municipalities and our own."""
    documents = [
        document
        for name in LABELLED
        for document in read_corpus(shared / f"{name}.jsonl", labels=DOCUMENT_LABELS)
    ]
    return [*documents, *municipal_documents(shared), *authored_documents()]


def municipal_documents(shared: Path) -> list[LabelledDocument]:
    """Return letters, agendas, news and fact sheets of municipalities, as they were recognised."""
    table = DATA / "labels" / "municipal.csv"
    return list(read_corpus(table, labels=DOCUMENT_LABELS, texts=shared.parent / "formats" / "pdf"))


def authored_documents() -> list[LabelledDocument]:
    """Return our own documents, without those that the examples were made of."""
    shown = example_files()
    authored = read_corpus(DATA / "authored", labels=DOCUMENT_LABELS)
    return weighed((one for one in authored if one.id not in shown), INVENTED_WEIGHT)


def labelled_passages(shared: Path) -> list[LabelledDocument]:
    """Return the passages of real documents, and of our own documents but the examples."""
    nlp, shown = build_pipeline(), example_files()
    # One source, so that none of its small domains counts for more than real passages do.
    own = [
        replace(passage, source="authored")
        for path in sorted((DATA / "authored").glob("*.jsonl"))
        for passage in marked_passages(path, nlp)
        if passage.id.partition("#")[0] not in shown
    ]
    return [*real_passages(shared), *weighed(own, INVENTED_WEIGHT)]


def real_passages(shared: Path) -> list[LabelledDocument]:
    """Return the passages of the statute database, and the real ones that we labelled besides."""
    texts = texts_by_id(shared / f"{name}.jsonl" for name in PLACES)
    path = shared / f"{PASSAGES}.jsonl"
    statutes = read_corpus(path, labels=PASSAGE_LABELS, fields=Fields(id="pid"))
    added = DATA / "labels" / "passages_added.csv"
    return [*with_places(statutes, texts), *read_places(added, texts)]


def example_files() -> set[str]:
    """Return the authored files that the examples were made of."""
    with (DATA / "labels" / "examples.csv").open(encoding="utf-8", newline="") as file:
        return {row["authored_file"] for row in csv.DictReader(file)}


def inputs(shared: Path, documents: Iterable[LabelledDocument]) -> list[Path]:
    """Return the files that the model learns from, with those that rows name.

    That is what its lock tells: a file that is not listed is one that it may be scored on. So
    neither the texts of the examples are, nor the table that says which they are.
    """
    corpora = (*LABELLED, UNLABELLED, PASSAGES, *PLACES)
    labels = (DATA / "labels" / name for name in ("municipal.csv", "passages_added.csv"))
    texts = (document.file for document in documents if document.file is not None)
    named = (shared / f"{name}.jsonl" for name in corpora)
    return [*named, *labels, DATA / "authored", *texts]


def main() -> None:
    """Train and write the model."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--output", type=Path, required=True, help="folder of the model")
    parser.add_argument(
        "--pipeline", choices=sorted(PIPELINES), default="nl_rules", help="what the model is for"
    )
    arguments = parser.parse_args()
    if not (arguments.shared / "bwb_labelled.jsonl").is_file():
        sys.exit(f"{arguments.shared}: no corpora here; give the folder with bwb_labelled.jsonl")
    with learning():
        trained = train_model(
            labelled_documents(arguments.shared),
            list(read_texts(arguments.shared / f"{UNLABELLED}.jsonl")),
            labelled_passages(arguments.shared),
            name=arguments.output.name,
            pipeline=arguments.pipeline,
            progress=tell,
        )
    made_of = inputs(arguments.shared, trained.documents)
    beside = files_beside(trained, made_of, progress=tell)
    save_model(trained.model, arguments.output, trained.card, beside)
    print(trained.card)


def tell(step: Step) -> None:
    """Print what is being done, and how far it is."""
    if not step.done or step.done == step.total:
        print(step, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
