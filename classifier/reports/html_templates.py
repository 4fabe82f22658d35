"""The templates of the HTML reports: everything from outside is escaped, nothing is fetched.

A page holds its style and its script. Its content security policy names the hashes of these two
and forbids all else, so that a browser runs and fetches nothing, whatever a document holds.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from classifier import __version__
from classifier.reports import failures, outcome_wording, wording
from classifier.reports.html_inline import AGAINST, FOR
from classifier.reports.sums import signed
from classifier.reports.visible import visible

GENERATOR: Final = "beleidsregel-classifier"
_FOLDER: Final = "templates"
_NOTHING: Final = "'none'"  # what a policy says of a kind that is not allowed


def render(name: str, values: Mapping[str, Any]) -> str:
    """Return a template with its values filled in.

    Parameters
    ----------
    name : str
        The template: "assessment", "index", "card" or "fragment".
    values : mapping of str to any
        What the template names; texts from outside are escaped, and what cannot be seen in them
        is written as an escape.
    """
    return _environment().get_template(f"{name}.html.jinja").render(values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader(__package__, _FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalized,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= {
        "generator": f"{GENERATOR} {__version__}",
        "policy": policy,
        "inlined": inlined,
        "signed": signed,
        "percentage": wording.percentage,
        "perhaps": wording.perhaps,
        "ground": wording.ground,
        "weaker_reasons": wording.weaker_reasons,
        "plural": outcome_wording.plural,
        "failure": failures.error,
        "warned": failures.warning,
        "side": lambda value: FOR if value >= 0 else AGAINST,
    }
    return environment


def _finalized(value: Any) -> Any:
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


@cache
def inlined(name: str) -> Markup:
    """Return a style sheet or a script of this package, to stand in a page as it is."""
    source = (files(__package__) / _FOLDER / name).read_text(encoding="utf-8")
    return Markup(source)  # noqa: S704  our own file


@cache
def policy(*names: str) -> str:
    """Return the content security policy of a page with these style sheets and scripts.

    Parameters
    ----------
    *names : str
        What the page holds, ending in ".css" or ".js".
    """
    allowed: dict[str, list[str]] = {"css": [], "js": []}
    for name in names:
        digest = hashlib.sha256(inlined(name).encode()).digest()
        allowed[name.rpartition(".")[2]].append(f"'sha256-{b64encode(digest).decode()}'")
    return "; ".join(
        (
            f"default-src {_NOTHING}",
            f"style-src {' '.join(allowed['css'])}",
            f"script-src {' '.join(allowed['js']) or _NOTHING}",
            "img-src data:",  # the empty icon, without which a browser asks for one
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
