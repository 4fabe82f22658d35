"""A model that was damaged or altered: refused, or the same model, and never another one."""

import json
import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from classifier.errors import ModelError, UntrustedModelError
from classifier.model.digests import own_digest
from classifier.model.persistence import Model, ModelInfo, load_model, save_model

POSITIONS = 40  # a file, of those that are large


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory, model: Model) -> Path:
    folder = tmp_path_factory.mktemp("saved") / "m"
    save_model(model, folder)
    return folder


@pytest.fixture
def folder(saved: Path, tmp_path: Path) -> Path:
    return shutil.copytree(saved, tmp_path / "m")


def altered(folder: Path, **fields: object) -> None:
    path = folder / "model.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")) | fields), encoding="utf-8")


def info_or_none(folder: Path) -> ModelInfo | None:
    """Return what the model says about itself, None when it is refused as one of ours."""
    try:
        return load_model(folder).info
    except ModelError:
        return None


def flipped(content: bytes, positions: list[int]) -> Iterator[bytes]:
    """Yield the content with one bit of one byte flipped, and with that byte set to zero."""
    dice = random.Random(1)
    for at in positions:
        for byte in (content[at] ^ 1 << dice.randrange(8), 0):
            if byte != content[at]:
                yield content[:at] + bytes([byte]) + content[at + 1 :]


@pytest.mark.parametrize("name", ["documents.skops", "passages.skops"])
def test_a_byte_of_a_file_that_flips_is_told(folder: Path, name: str) -> None:
    path = folder / name
    whole = path.read_bytes()
    positions = sorted({0, len(whole) - 1, *random.Random(2).sample(range(len(whole)), POSITIONS)})
    for content in flipped(whole, positions):
        path.write_bytes(content)
        with pytest.raises(UntrustedModelError, match="SHA-256 differs"):
            load_model(folder)
    path.write_bytes(whole[:-1])
    with pytest.raises(UntrustedModelError, match="SHA-256 differs"):
        load_model(folder)


def test_a_byte_of_model_json_that_flips_makes_no_other_model(folder: Path, model: Model) -> None:
    path = folder / "model.json"
    whole = path.read_bytes()
    # What still loads is compared whole, so that is done for a part; all others are refused early.
    refused = 0
    for content in flipped(whole, list(range(0, len(whole), 2))):
        path.write_bytes(content)
        found = info_or_none(folder)
        assert found in (None, model.info)
        refused += found is None
    assert refused > len(whole) // 2


@pytest.mark.parametrize(
    "fields",
    [{"threshold": 0.0}, {"threshold": "0.5"}, {"name": "echt"}, {"scores": {"macro_f1": 1.0}}],
    ids=str,
)
def test_what_is_altered_by_hand_is_told(folder: Path, fields: dict[str, object]) -> None:
    altered(folder, **fields)
    with pytest.raises(UntrustedModelError, match=r"altered since .*SHA-256 differs.*anew"):
        load_model(folder)


def test_the_digest_of_a_file_cannot_be_left_out(folder: Path) -> None:
    digests = json.loads((folder / "model.json").read_text("utf-8"))["sha256"]
    del digests["passages"]
    altered(folder, sha256=digests)
    with pytest.raises(UntrustedModelError, match="altered since"):
        load_model(folder)


def test_layout_and_order_are_no_part_of_it(folder: Path, model: Model) -> None:
    path = folder / "model.json"
    content = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(dict(reversed(content.items()))), encoding="utf-8")
    assert load_model(folder).info == model.info


def test_a_model_of_before_it_had_its_own_digest_loads(folder: Path, model: Model) -> None:
    digests = json.loads((folder / "model.json").read_text("utf-8"))["sha256"]
    del digests["model"]
    altered(folder, sha256=digests)
    assert load_model(folder).info == model.info


@pytest.mark.parametrize("name", ["../elders/documents", "/etc/hostname", "README"])
def test_no_other_file_is_named(folder: Path, name: str) -> None:
    content = json.loads((folder / "model.json").read_text("utf-8"))
    content["sha256"][name] = content["sha256"]["documents"]
    altered(folder, sha256={**content["sha256"], "model": own_digest(content)})
    with pytest.raises(ModelError, match=f"unknown file '{name}'"):
        load_model(folder)
