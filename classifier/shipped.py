"""Where what is shipped lies: trained models and the Dutch pipeline; quick, nothing is loaded."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path


def shipped_folder(name: str) -> Path:
    """Return a folder of ``models/``: that of the checkout, or that of the wheel.

    Parameters
    ----------
    name : str
        The name of the folder, which need not be there.
    """
    package = Path(str(files("classifier")))
    checkout = package.parent / "models" / name
    return checkout if checkout.is_dir() else package / "models" / name
