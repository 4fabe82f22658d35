"""The statistical pipelines: the one that is shipped, and ``nl_core_news_sm`` when installed.

What is loaded from a folder is checked first. spaCy builds whatever its configuration names, out
of everything that any installed package has registered; here it may name no more than the shipped
pipeline is made of. The other files of a pipeline hold numbers and strings (msgpack and JSON).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
import spacy
from spacy.language import Language
from spacy.pipeline import TrainablePipe
from spacy.tokens import Doc
from thinc.api import Config

from classifier.errors import ModelError
from classifier.shipped import shipped_folder

if TYPE_CHECKING:
    from thinc.types import Ints2d

SHIPPED: Final = "nl_alpino_sm"
PACKAGE: Final = "nl_core_news_sm"
# The sentences come from our own rules, names of people and places are of no use here.
UNUSED: Final = ("parser", "senter", "ner")
PIECE: Final = 50_000  # tokens that are tagged at a time
_TAGS: Final[list[int | str]] = ["TAG", "POS", "MORPH", "LEMMA"]
ALLOWED_FACTORIES: Final = frozenset({"tok2vec", "morphologizer", "trainable_lemmatizer"})
# The functions that a configuration may name: networks, and what spaCy itself fills in.
ALLOWED_FUNCTIONS: Final = frozenset(
    {
        "spacy.MaxoutWindowEncoder.v2",
        "spacy.MultiHashEmbed.v2",
        "spacy.Tagger.v2",
        "spacy.Tok2Vec.v2",
        "spacy.Tok2VecListener.v1",
        "spacy.Tokenizer.v1",
        "spacy.Vectors.v1",
        "spacy.lemmatizer_scorer.v1",
        "spacy.morphologizer_scorer.v1",
    }
)


def load_shipped() -> Language:
    """Return the pipeline that is shipped.

    Raises
    ------
    ModelError
        When it is not there, is damaged or names what it may not.
    """
    return load_folder(shipped_folder(SHIPPED))


def load_package() -> Language:
    """Return ``nl_core_news_sm``, without the components that are of no use here.

    Raises
    ------
    ModelError
        When the package is not installed.
    """
    if not spacy.util.is_package(PACKAGE):
        raise ModelError(
            f"the pipeline {PACKAGE} is not installed; "
            "install it with: pip install 'beleidsregel-classifier[nl]'"
        )
    return spacy.load(PACKAGE, exclude=UNUSED)


def load_folder(folder: Path) -> Language:
    """Return the pipeline in a folder, after a check of what it is built of.

    Parameters
    ----------
    folder : Path
        Written by spaCy's ``Language.to_disk``.

    Raises
    ------
    ModelError
        When there is none, when it is damaged, when it holds links to elsewhere, pipes or
        devices, or when its configuration names a language, a component or a function that is not
        among the allowed ones.
    """
    path = folder / "config.cfg"
    if not path.is_file():
        raise ModelError(
            f"{folder}: no pipeline here (there is no config.cfg); "
            "train it with: make pipeline, or choose another with --pipeline"
        )
    for each in folder.rglob("*"):
        if not each.resolve().is_relative_to(folder.resolve()):
            raise ModelError(f"{each}: leads out of the folder of the pipeline; get it anew")
        if not (each.is_file() or each.is_dir()):  # a pipe is never read to its end
            raise ModelError(f"{each}: a pipe or a device, where a pipeline has files; get it anew")
    try:
        config = Config().from_disk(path)
        for name in named(config):
            if name not in ALLOWED_FACTORIES | ALLOWED_FUNCTIONS:
                raise ModelError(
                    f"{path}: names {name!r}, which a pipeline of ours does not hold; "
                    "do not use it, and get it anew"
                )
        return spacy.load(folder)
    except ModelError:
        raise
    except Exception as error:  # whatever spaCy raises on a damaged file
        raise ModelError(
            f"{folder}: the pipeline is damaged ({type(error).__name__}: {error}); get it anew"
        ) from error


def tag_in_pieces(components: Sequence[Callable[[Doc], Doc]], doc: Doc, size: int) -> None:
    """Tag a long doc in pieces: a network keeps kilobytes for each word that it is given.

    Parameters
    ----------
    components : sequence of callable
        The statistical components, in order.
    doc : Doc
        Gets the tags; words at the edge of a piece are tagged without those behind it.
    size : int
        Tokens in a piece.
    """
    rows = []
    for start in range(0, len(doc), size):
        piece = doc[start : start + size].as_doc()
        for component in components:
            piece = component(piece)
        rows.append(piece.to_array(_TAGS))
    doc.from_array(_TAGS, cast("Ints2d", np.concatenate(rows)))


def weights_digest(component: TrainablePipe) -> str:
    """Return a short hash over the labels and the weights of a component."""
    digest = hashlib.sha256(json.dumps(list(getattr(component, "labels", ()))).encode())
    for layer in component.model.walk():
        for name in sorted(layer.param_names):
            if layer.has_param(name):
                digest.update(layer.get_param(name).tobytes())
    return digest.hexdigest()[:16]


def named(config: Config) -> Iterator[str]:
    """Yield all that a configuration has built on load: factories and registered functions."""
    # The language names a module of spaCy that is imported.
    if config["nlp"].get("lang") != "nl":
        yield f"lang = {config['nlp'].get('lang')}"
    for component in config["components"].values():
        # A component copied from another pipeline has no factory, but a source.
        yield component.get("factory") or f"source = {component.get('source')}"
    yield from _functions(config["nlp"])
    yield from _functions(config["components"])


def _functions(section: dict[str, Any] | list[Any]) -> Iterator[str]:
    for key, value in section.items() if isinstance(section, dict) else enumerate(section):
        if isinstance(key, str) and key.startswith("@"):
            yield str(value)
        elif isinstance(value, dict | list):
            yield from _functions(value)
