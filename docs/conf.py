"""How the documentation is built: ``make docs``, with every warning an error."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from classifier import __version__  # noqa: E402  (the checkout comes first on the path)

# The page of the command is what the command says of itself.
COMMAND = Path(__file__).parent / "reference" / "command.md"
COMMAND.write_text(
    subprocess.run(
        [
            *(sys.executable, "-m", "typer", "classifier.cli.application", "utils", "docs"),
            *("--name", "beleidsregel", "--title", "The command"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout,
    encoding="utf-8",
)

project = "beleidsregel-classifier"
author = "the contributors"
copyright = "the contributors, EUPL-1.2"
version = release = __version__
language = "en"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.autosummary",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
]
root_doc = "index"
exclude_patterns = ["_build"]

myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
# Files of the repository that pages include link to each other by path: tests/test_docs.py looks
# whether links lead anywhere.
suppress_warnings = ["myst.header"]

autodoc_typehints = "description"
autodoc_member_order = "bysource"
autosummary_generate = True
# What scikit-learn adds to every estimator is documented there.
autodoc_default_options = {"exclude-members": "set_fit_request, set_score_request"}
napoleon_numpy_docstring = True
napoleon_google_docstring = False

html_theme = "furo"
html_title = f"beleidsregel-classifier {release}"
html_static_path: list[str] = []
