"""Train the Dutch spaCy pipeline that is shipped, from Universal Dependencies treebanks.

    python models/train_pipeline.py --treebank ../shared/treebank --output models/nl_alpino_sm

Learns from the parts ``nl_alpino-dev`` and ``nl_lassysmall-dev``, of which the last tenth tells
when to stop, and measures on the test parts. The treebanks have no imperatives; so it also learns
from ``instructions.conllu``, sentences that we made up, of which every fifth is kept to measure on.
What is trained, and how, is in ``nl_alpino_sm.cfg``.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Token
from spacy.training import Example
from spacy.training.converters.conllu_to_docs import conllu_to_docs
from spacy.training.initialize import init_nlp
from spacy.training.loop import train

FOLDER = Path(__file__).parent
TREEBANKS = ("nl_alpino", "nl_lassysmall")
SENTENCES = 5  # put together as one text, so that what stands around a sentence counts
INSTRUCTIONS = FOLDER / "instructions.conllu"
EVERY = 5  # of our own sentences, every fifth is not learned from but measured on
MEASURES = {
    "token_acc": "tokens cut as in the treebank",
    "pos_acc": "part of speech",
    "morph_acc": "morphology, all features of a word right",
    "lemma_acc": "lemma",
}
VERSION = "1.0.0"
AUTHORS = {
    "Alpino": "Daniel Zeman, Zdeněk Žabokrtský, Gosse Bouma, Gertjan van Noord",
    "LassySmall": "Gosse Bouma, Gertjan van Noord",
}
SOURCES = [
    {
        "name": f"UD Dutch {name} (part dev)",
        "url": f"https://github.com/UniversalDependencies/UD_Dutch-{name}",
        "license": "CC BY-SA 4.0",
        "author": authors,
    }
    for name, authors in AUTHORS.items()
]


def read_treebank(path: Path, n_sents: int = SENTENCES) -> Iterator[Doc]:
    """Yield the texts of a treebank, of some sentences each."""
    text = path.read_text(encoding="utf-8")
    for doc in conllu_to_docs(text, n_sents=n_sents, no_print=True):
        for token in doc:
            token.lemma_ = plain_lemma(token)
        yield doc


def plain_lemma(token: Token) -> str:
    """Return the lemma as one writes it, of the word as it stands.

    The treebanks mark how a lemma is put together ("basis_niveau"), and give a separable verb the
    lemma of the whole ("spoorde … aan": "aan_sporen"), which no one can know from the word alone.
    """
    lemma: str = token.lemma_
    for child in token.children:
        if child.dep_ == "compound:prt":
            lemma = lemma.removeprefix(f"{child.lower_}_")
    return lemma.replace("_", "") or lemma


def split(docs: Iterable[Doc]) -> tuple[list[Doc], list[Doc]]:
    """Return the texts to learn from, and the last tenth, which tells when to stop."""
    texts = list(docs)
    n_learnt = len(texts) - len(texts) // 10
    return texts[:n_learnt], texts[n_learnt:]


def instructions(*, kept: bool) -> list[Doc]:
    """Return our own sentences: those to measure on, or those to learn from."""
    docs = enumerate(read_treebank(INSTRUCTIONS, n_sents=1), start=1)
    return [doc for number, doc in docs if (number % EVERY == 0) is kept]


def train_pipeline(treebank: Path) -> Language:
    """Return a pipeline trained on the treebanks in a folder."""
    parts = [split(read_treebank(treebank / f"{name}-dev.conllu")) for name in TREEBANKS]
    parts.append((instructions(kept=False), []))
    with TemporaryDirectory() as folder:
        paths = {"train": Path(folder) / "train.spacy", "dev": Path(folder) / "dev.spacy"}
        for number, path in enumerate(paths.values()):
            DocBin(docs=[doc for part in parts for doc in part[number]]).to_disk(path)
        config = spacy.util.load_config(
            FOLDER / "nl_alpino_sm.cfg",
            overrides={f"paths.{name}": str(path) for name, path in paths.items()},
        )
        nlp = init_nlp(config)
        train(nlp, Path(folder), stdout=sys.stderr)
        trained = spacy.load(Path(folder) / "model-best")
    # What was only needed for training names folders of the machine that it was done on.
    trained.config["paths"].update(dict.fromkeys(paths))
    return trained


def score(nlp: Language, docs: Iterable[Doc]) -> dict[str, float]:
    """Return the scores of a pipeline on texts of which the right answers are known."""
    ours = DocBin(docs=docs, store_user_data=False).get_docs(nlp.vocab)  # of one vocabulary
    scores = nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in ours])
    return {name: round(float(scores[name]), 4) for name in MEASURES}


def describe(nlp: Language, scores: dict[str, dict[str, float]]) -> None:
    """Write in the pipeline what it is."""
    described: dict[str, Any] = {
        "name": "alpino_sm",
        "version": VERSION,
        "description": "Part of speech, morphology and lemmas of Dutch",
        "license": "CC BY-SA 4.0",
        "sources": SOURCES,
        "performance": scores,
    }
    nlp.meta.update(described)


def card(nlp: Language) -> str:
    """Return the card of a pipeline, in Markdown."""
    scores = nlp.meta["performance"]
    sources = "\n".join(f"- [{s['name']}]({s['url']}), {s['author']}" for s in SOURCES)
    lines = [
        "# nl_alpino_sm",
        "",
        "A small Dutch spaCy pipeline: part of speech and morphology (Universal Dependencies) and",
        "lemmas. It has no parser and no sentences of its own; `beleidsregel` sets those by rule.",
        "",
        "## What it learned from",
        "",
        sources,
        "- `models/instructions.conllu`, sentences with imperatives, infinitives, questions and",
        "  *u* and *je*, which we made up because news and encyclopedia have hardly any",
        "",
        "The last tenth of each treebank told when to stop. Lemmas are written as one word, and",
        "those of a separated verb leave its particle out (*spoorde … aan*: *sporen*).",
        "",
        "## How good it is",
        "",
        "On the test parts, and on the fifth of our own sentences that it did not learn from, cut",
        f"by spaCy's own tokenizer; measured by `make pipeline` on {date.today().isoformat()}.",
        "",
        f"| share right | {' | '.join(scores)} |",
        f"|---|{'---:|' * len(scores)}",
    ]
    lines += [
        f"| {title} | {' | '.join(f'{part[name]:.3f}' for part in scores.values())} |"
        for name, title in MEASURES.items()
    ]
    lines += [
        "",
        "## Use",
        "",
        "    beleidsregel train CORPUS --pipeline nl_alpino_sm --output models/NAME",
        "",
        "## Licence",
        "",
        "[CC BY-SA 4.0](https://creativecommons.org/licenses/by-sa/4.0/), like the treebanks that",
        "it was made from; the rest of this repository has its own licence.",
        "",
    ]
    return "\n".join(lines)


def main() -> None:
    """Train, measure and write the pipeline."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--treebank", type=Path, required=True, help="folder with the treebanks")
    parser.add_argument("--output", type=Path, required=True, help="folder of the pipeline")
    arguments = parser.parse_args()
    if not (arguments.treebank / f"{TREEBANKS[0]}-dev.conllu").is_file():
        sys.exit(f"{arguments.treebank}: no treebank here; give the folder with the .conllu files")
    nlp = train_pipeline(arguments.treebank)
    scores = {
        f"{name}-test": score(nlp, read_treebank(arguments.treebank / f"{name}-test.conllu"))
        for name in TREEBANKS
    }
    scores["instructions"] = score(nlp, instructions(kept=True))
    describe(nlp, scores)
    shutil.rmtree(arguments.output, ignore_errors=True)
    nlp.to_disk(arguments.output)
    (arguments.output / "README.md").write_text(card(nlp), encoding="utf-8")
    print(json.dumps(scores, indent=2))


if __name__ == "__main__":
    main()
