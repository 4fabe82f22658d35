"""What spaCy calls for ``nlp.add_pipe("beleidsregel")``.

By its entry point spaCy imports this module whenever it builds any pipeline, also for those who
never use the component: so it imports the rest only when it is called.
"""

from __future__ import annotations

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory(
    "beleidsregel",
    default_config={"model": None, "top": 20},
    assigns=["doc.cats", "doc.spans"],
)
def make_beleidsregel(
    nlp: Language, name: str, model: str | None, top: int
) -> Callable[[Doc], Doc]:
    """Return the component for a pipeline; spaCy calls this.

    Parameters
    ----------
    nlp : Language
        The pipeline.
    name : str
        Of the component in it.
    model : str, optional
        The folder of a model; by default the one that is shipped.
    top : int
        How many reasons to show.

    Raises
    ------
    ModelError
        When the model cannot be used.
    """
    from classifier.assessor import load
    from classifier.component.component import BeleidsregelComponent

    return BeleidsregelComponent(load(model), top)
