"""Put new files in a folder all at once, so that whoever reads it never finds half of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from classifier.errors import ModelError


def replace_folder(
    folder: Path, contents: Mapping[str, bytes], *, known: str, drop: Collection[str] = ()
) -> None:
    """Put files in a folder, over those of the same name.

    A folder beside it is filled first and then takes its place. A process that is killed leaves
    the old folder or the new one; in the instant between the two renames, the old one is whole
    under the name ``.NAME.old``, and the next call puts it back.

    Parameters
    ----------
    folder : Path
        Made when it is not there.
    contents : mapping of str to bytes
        What is in each file.
    known : str
        The file that tells such a folder: one that lacks it and is not empty is left alone, for
        it may be a home with anything in it.
    drop : collection of str
        Files that go when they are not given; all others stay.

    Raises
    ------
    ModelError
        When the folder is another one, or the files cannot be written; it is as it was.
    """
    folder = folder.resolve()  # a link stays a link
    new, old = (folder.with_name(f".{folder.name}.{state}") for state in ("new", "old"))
    try:
        if old.is_dir() and not folder.exists():
            old.rename(folder)
        check_folder(folder, known)
        for left in (new, old):
            shutil.rmtree(left, ignore_errors=True)
        new.mkdir(parents=True)
        if folder.exists():
            shutil.copytree(folder, new, symlinks=True, dirs_exist_ok=True)
        for name in drop:
            (new / name).unlink(missing_ok=True)
        for name, content in contents.items():
            _write(new / name, content)
        _swap(folder, new, old)
    except OSError as error:
        raise ModelError(
            f"{folder}: the model cannot be written ({error.strerror or error}); "
            "give another folder with --output"
        ) from error
    finally:
        shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)


def check_folder(folder: Path, known: str) -> None:
    """Refuse a folder that is not ours to fill, which is best done before the work.

    Parameters
    ----------
    folder : Path
        Need not be there.
    known : str
        The file that tells a folder of ours.

    Raises
    ------
    ModelError
        When it holds files, but not that one, or is no folder.
    """
    if folder.exists() and not folder.is_dir():
        raise ModelError(f"{folder}: is a file; give a folder")
    if folder.exists() and not (folder / known).is_file() and any(folder.iterdir()):
        raise ModelError(
            f"{folder}: holds files, but no {known}; give a folder that is new, empty or a model's"
        )


def _write(path: Path, content: bytes) -> None:
    path.unlink(missing_ok=True)  # what was copied may be a link to elsewhere
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())  # a rename must not reach the disk before what is renamed


def _swap(folder: Path, new: Path, old: Path) -> None:
    if not folder.exists():
        new.rename(folder)
        return
    folder.rename(old)
    try:
        new.rename(folder)
    except BaseException:  # also an interruption by the user
        if not folder.exists():
            old.rename(folder)
        raise
