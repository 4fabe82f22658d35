"""Model folders that someone made by hand, to run code, to fill memory or to show other files."""

import hashlib
import io
import itertools
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import skops
import skops.io as sio

from classifier.errors import ModelError, UntrustedModelError
from classifier.features import FeatureExtractor
from classifier.model.folder import read_lock
from classifier.model.persistence import Model, load_model, read_card, save_model

NUMBERS = itertools.count(1)
posix = pytest.mark.skipif(os.name == "nt", reason="needs links")


@pytest.fixture
def folder(tmp_path: Path, model: Model) -> Path:
    save_model(model, tmp_path / "m", "# Kaart\n", {"lock.json": b"{}"})
    return tmp_path / "m"


def install(folder: Path, content: bytes) -> None:
    """Put a file in a model as its maker could: model.json names it."""
    (folder / "documents.skops").write_bytes(content)
    path = folder / "model.json"
    digests = {"documents": hashlib.sha256(content).hexdigest()}
    info = json.loads(path.read_text("utf-8")) | {"sha256": digests}
    path.write_text(json.dumps(info), encoding="utf-8")


def zipped(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


# What runs code


def node(loader: str, module: str, name: str, content: Any = None, **more: Any) -> dict[str, Any]:
    return {
        "__loader__": loader,
        "__module__": module,
        "__class__": name,
        "__id__": next(NUMBERS),
        "content": content,
        **more,
    }


def text(value: str) -> dict[str, Any]:
    return node("JsonNode", "builtins", "str", json.dumps(value), is_json=True)


def many(loader: str, name: str, *values: dict[str, Any]) -> dict[str, Any]:
    return node(loader, "builtins", name, list(values))


def mapping(**values: dict[str, Any]) -> dict[str, Any]:
    keys = many("ListNode", "list", *[node("TypeNode", "builtins", "str")] * len(values))
    return node("DictNode", "builtins", "dict", values, key_types=keys)


def schema(hostile: dict[str, Any], protocol: int) -> bytes:
    """Return a file as skops writes it, by a maker who knows what skops does with it."""
    state = mapping(extractor=hostile, classifier=text("x"))
    whole = {**state, "protocol": protocol, "_skops_version": skops.__version__}
    return zipped({"schema.json": json.dumps(whole).encode()})


def function(module: str, name: str) -> dict[str, Any]:
    # The content is what the first protocol looks at.
    return node("FunctionNode", module, name, {"module_path": module, "function": name})


SYSTEM = function("os", "system")
CALLS = {
    "function": SYSTEM,
    "posix": function("posix", "system"),
    "nested name": function("classifier.model.replacing", "shutil.rmtree"),
    "partial": node(
        "PartialNode",
        "functools",
        "partial",
        {
            "func": SYSTEM,
            "args": many("TupleNode", "tuple", text("touch run")),
            "kwds": mapping(),
            "namespace": mapping(),
        },
    ),
    "operator": node(
        "OperatorFuncNode",
        "operator",
        "methodcaller",
        attrs=many("TupleNode", "tuple", text("system")),
    ),
    "method": node(
        "MethodNode",
        "numpy",
        "ndarray",
        {"obj": node("JsonNode", "numpy", "ndarray", '"x"', is_json=True), "func": "tofile"},
    ),
    "object": node("ObjectNode", "subprocess", "Popen", mapping(args=text("touch run"))),
    "reduce": node(
        "ConstructorFromReduceNode",
        "subprocess",
        "Popen",
        many("TupleNode", "tuple", text("touch run")),
    ),
    "type": node("TypeNode", "subprocess", "Popen"),
    "tree": node(
        "TreeNode",
        "sklearn.tree._tree",
        "Tree",
        mapping(),
        __reduce__={"args": many("TupleNode", "tuple", SYSTEM)},
    ),
}


@pytest.mark.parametrize("protocol", [0, 1, 2])
@pytest.mark.parametrize("name", CALLS)
def test_what_would_call_a_function_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, protocol: int
) -> None:
    install(folder, schema(CALLS[name], protocol))
    called = []
    monkeypatch.setattr(os, "system", called.append)
    monkeypatch.setattr("subprocess.Popen.__init__", lambda *_, **__: called.append("Popen"))
    with pytest.raises(UntrustedModelError, match="holds types that were not audited") as caught:
        load_model(folder)
    assert str(folder) in caught.value.message
    assert not called


@pytest.mark.parametrize("loader", ["EvalNode", "CachedNode"])
def test_a_node_that_skops_does_not_know_is_refused(folder: Path, loader: str) -> None:
    install(folder, schema(node(loader, "builtins", "eval", "1"), 2))
    with pytest.raises(ModelError, match="not as this version writes one"):
        load_model(folder)


def test_a_type_that_skops_trusts_is_no_model(folder: Path) -> None:
    install(folder, sio.dumps({"extractor": np.zeros(3), "classifier": FeatureExtractor()}))
    with pytest.raises(ModelError, match=r"not as this version .*holds ndarray, FeatureExtractor"):
        load_model(folder)


def test_an_array_of_objects_is_not_unpickled(folder: Path, tmp_path: Path) -> None:
    class Traced:
        def __reduce__(self) -> tuple[Any, ...]:
            return os.mkdir, (str(tmp_path / "run"),)

    target = io.BytesIO()
    np.save(target, np.array([Traced()], dtype=object), allow_pickle=True)
    array = node("NdArrayNode", "numpy", "ndarray", None, type="numpy", file="1.npy")
    state = {**mapping(extractor=array, classifier=text("x")), "protocol": 2}
    whole = json.dumps({**state, "_skops_version": skops.__version__}).encode()
    install(folder, zipped({"schema.json": whole, "1.npy": target.getvalue()}))
    with pytest.raises(ModelError, match=r"not as this version .*allow_pickle"):
        load_model(folder)
    assert not (tmp_path / "run").exists()


# What fills memory


def test_an_array_that_says_it_is_endless(folder: Path) -> None:
    target = io.BytesIO()
    np.save(target, np.zeros(1))
    array = node("NdArrayNode", "numpy", "ndarray", None, type="numpy", file="1.npy")
    state = {**mapping(extractor=array, classifier=text("x")), "protocol": 2}
    whole = json.dumps({**state, "_skops_version": skops.__version__}).encode()
    for shape in (b"(9**9, )", b"(999999999999,)"):
        head = target.getvalue().replace(b"(1,)" + b", }" + b" " * (len(shape) - 4), shape + b", }")
        assert shape in head
        assert len(head) == len(target.getvalue())
        install(folder, zipped({"schema.json": whole, "1.npy": head}))
        with pytest.raises(ModelError, match="no model of ours"):
            load_model(folder)


def test_a_zip_that_lies_about_its_size(folder: Path) -> None:
    bomb = zipped({"schema.json": b" " * 50_000_000})
    size = (50_000_000).to_bytes(4, "little")
    assert bomb.count(size) == 2  # before the member, and in the list at the end
    install(folder, bomb.replace(size, (9).to_bytes(4, "little")))
    with pytest.raises(ModelError, match="no model of ours"):
        load_model(folder)


def test_json_that_is_nested_without_end(folder: Path) -> None:
    install(folder, zipped({"schema.json": b'{"content":' * 100_000 + b"1" + b"}" * 100_000}))
    with pytest.raises(ModelError, match="no model of ours"):
        load_model(folder)
    (folder / "model.json").write_text("[" * 100_000, encoding="utf-8")
    with pytest.raises(ModelError, match="damaged"):
        load_model(folder)


# What leads elsewhere


@posix
@pytest.mark.parametrize("name", ["model.json", "documents.skops", "passages.skops"])
def test_a_file_that_is_a_link_out_of_the_folder_is_refused(
    folder: Path, tmp_path: Path, name: str
) -> None:
    (folder / name).rename(tmp_path / name)
    (folder / name).symlink_to(Path("..") / name)
    with pytest.raises(UntrustedModelError, match=f"{name}: leads out of the folder"):
        load_model(folder)


@posix
@pytest.mark.parametrize("name", ["model.json", "documents.skops", "passages.skops"])
def test_a_pipe_is_not_waited_for(folder: Path, name: str) -> None:
    (folder / name).unlink()
    os.mkfifo(folder / name)
    with pytest.raises(UntrustedModelError, match=f"{name}: a folder, a pipe or a device"):
        load_model(folder)


@posix
def test_another_file_is_not_shown_as_the_card(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "geheim").write_text("geheim", encoding="utf-8")
    for name, read in (("README.md", read_card), ("lock.json", read_lock)):
        assert read(folder)
        (folder / name).unlink()
        (folder / name).symlink_to(tmp_path / "geheim")
        with pytest.raises(UntrustedModelError, match=f"{name}: leads out of the folder"):
            read(folder)


@posix
def test_the_folder_itself_may_be_a_link(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folder)
    (folder / "documents.skops").rename(folder / "d")
    (folder / "documents.skops").symlink_to("d")
    assert load_model(tmp_path / "link").info.name == "klein"
