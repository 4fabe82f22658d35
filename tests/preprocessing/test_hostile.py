"""Pipeline folders that someone made by hand, to run code or to read other files."""

import os
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
import spacy

from classifier.errors import ModelError
from classifier.preprocessing.statistical import load_folder

posix = pytest.mark.skipif(os.name == "nt", reason="needs links")


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("saved") / "p"
    spacy.blank("nl").to_disk(folder)
    return folder


@pytest.fixture
def folder(saved: Path, tmp_path: Path) -> Path:
    return shutil.copytree(saved, tmp_path / "p")


def with_config(folder: Path, old: str, new: str) -> None:
    path = folder / "config.cfg"
    config = path.read_text(encoding="utf-8")
    assert old in config
    path.write_text(config.replace(old, new), encoding="utf-8")


CONFIGS = {
    "factory": (
        "[components]\n",
        '[components]\n\n[components.x]\nfactory = "entity_ruler"\n',
        "entity_ruler",
    ),
    "factory of another package": (
        "[components]\n",
        '[components]\n\n[components.x]\nfactory = "os.system"\n',
        "os.system",
    ),
    "source": (
        "[components]\n",
        '[components]\n\n[components.x]\nsource = "/een/ander"\n',
        "source = /een/ander",
    ),
    "callback": (
        "after_creation = null",
        'after_creation = {"@callbacks":"x.y.v1"}',
        "x.y.v1",
    ),
    "in a value": (
        "[components]\n",
        '[components]\n\n[components.x]\nfactory = "tok2vec"\n'
        'model = {"a":[{"b":[{"@misc":"x.y.v1"}]}]}\n',
        "x.y.v1",
    ),
    "language": ('lang = "nl"', 'lang = "xx"', "lang = xx"),
    "language that is a path": ('lang = "nl"', 'lang = "nl.examples"', "lang = nl.examples"),
}


@pytest.mark.parametrize("name", CONFIGS)
def test_a_configuration_that_names_what_is_not_ours_is_refused(folder: Path, name: str) -> None:
    old, new, named = CONFIGS[name]
    with_config(folder, old, new)
    with pytest.raises(ModelError, match=f"config.cfg: names '{named}'"):
        load_folder(folder)


@pytest.mark.parametrize("section", ["training", "initialize", "pretraining"])
def test_what_a_configuration_names_for_training_is_not_called(folder: Path, section: str) -> None:
    called = []
    spacy.registry.callbacks.register("hostile.v1", func=lambda: called.append(1))
    with_config(
        folder, f"[{section}]\n", f'[{section}]\n\n[{section}.x]\n@callbacks = "hostile.v1"\n\n'
    )
    with suppress(ModelError):
        load_folder(folder)
    assert not called


def test_code_in_the_folder_is_not_run(folder: Path, tmp_path: Path) -> None:
    trace = tmp_path / "run"
    for name in ("__init__.py", "code.py", "functions.py", "sitecustomize.py", "spacy.py"):
        (folder / name).write_text(
            f"from pathlib import Path\nPath({str(trace)!r}).touch()\n", encoding="utf-8"
        )
    with_config(folder, "[paths]\n", '[paths]\ncode = "code.py"\n')
    assert load_folder(folder).lang == "nl"
    assert not trace.exists()


@pytest.mark.parametrize("content", [b"", b"\xc1", b"\x81\xa1a", b"\xff" * 100])
def test_damaged_files_are_told(folder: Path, content: bytes) -> None:
    for name in ("tokenizer", "vocab/lookups.bin"):
        path = folder / name
        whole = path.read_bytes()
        path.write_bytes(content)
        with pytest.raises(ModelError, match="the pipeline is damaged"):
            load_folder(folder)
        path.write_bytes(whole)


@posix
@pytest.mark.parametrize("name", ["tokenizer", "vocab", "vocab/strings.json"])
def test_a_link_out_of_the_folder_is_refused(folder: Path, tmp_path: Path, name: str) -> None:
    (folder / name).rename(tmp_path / "elders")
    (folder / name).symlink_to(tmp_path / "elders")
    with pytest.raises(ModelError, match=f"{name}: leads out of the folder"):
        load_folder(folder)


@posix
def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    (folder / "tokenizer").unlink()
    os.mkfifo(folder / "tokenizer")
    with pytest.raises(ModelError, match="tokenizer: a pipe or a device"):
        load_folder(folder)
