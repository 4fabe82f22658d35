"""The commands and examples in what a reader meets first, and a shell to run them in."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
# What sets up the machine, or runs the tests themselves.
SET_UP = ("make ", "pip ", "git ", "cd ", "python -m venv", "python -m pip", "source ", "apt-get ")


def snippets(page: Path, language: str) -> list[str]:
    """Return the blocks of one language in a page."""
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, flags=re.M | re.S)


def commands(page: Path, language: str = "bash") -> list[str]:
    """Return each command of a page; a line that ends in a backslash goes on."""
    lines = "\n".join(snippets(page, language)).replace("\\\n", " ").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def shell(line: str, workplace: Path, seconds: float = 120) -> subprocess.CompletedProcess[str]:
    """Run a command in a folder that looks like the checkout."""
    return subprocess.run(
        ["bash", "-euo", "pipefail", "-c", line],
        cwd=workplace,
        env={
            **os.environ,
            "PATH": f"{workplace / 'bin'}:{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
