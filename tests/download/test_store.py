import hashlib
import json
from pathlib import Path, PurePosixPath

import pytest

from classifier.download import Client, Manners, Store
from classifier.download.addresses import Resource
from classifier.errors import UnreachableSourceError
from tests.download.service import Reply, Service, Time

PLACE = PurePosixPath("bwb/BWBR0000001/manifest.xml")
OLD, NEW = b"<work>oud</work>", b"<work>nieuw</work>"


def store_of(folder: Path, time: Time, *, max_age: float = 24.0) -> Store:
    client = Client({"127.0.0.1"}, Manners(rate=1000, retries=0, timeout=5), time.clock)
    return Store(folder, client, max_age=max_age, clock=time.clock)


def resource(service: Service, *replies: Reply | bytes) -> Resource:
    return Resource(service.serve(f"/{PLACE}", *replies), PLACE)


def sha512(content: bytes) -> str:
    return hashlib.sha512(content).hexdigest()


def test_file_is_kept_as_it_came(service: Service, time: Time, tmp_path: Path) -> None:
    store = store_of(tmp_path, time)
    wanted = resource(service, OLD, NEW)
    assert store.get(wanted) == OLD
    assert (tmp_path / PLACE).read_bytes() == OLD
    record = json.loads((tmp_path / f"{PLACE}.json").read_text())
    assert record["sha256"] == hashlib.sha256(OLD).hexdigest()
    assert store_of(tmp_path, time).get(wanted) == OLD  # another run
    assert len(service.requests) == 1


def test_an_old_file_is_asked_for_again(service: Service, time: Time, tmp_path: Path) -> None:
    wanted = resource(
        service,
        Reply(OLD, headers={"ETag": '"1"'}),
        Reply(status=304),
        Reply(NEW, headers={"ETag": '"2"'}),
    )
    store = store_of(tmp_path, time)
    assert store.get(wanted) == OLD
    time.seconds += 25 * 3600
    assert store.get(wanted) == OLD
    assert service.requests[1][1]["If-None-Match"] == '"1"'
    assert store.get(wanted) == OLD  # just asked
    time.seconds += 25 * 3600
    assert store.get(wanted) == NEW
    assert (tmp_path / PLACE).read_bytes() == NEW
    assert len(service.requests) == 3


def test_no_age_asks_always(service: Service, time: Time, tmp_path: Path) -> None:
    wanted = resource(service, OLD, NEW)
    store = store_of(tmp_path, time, max_age=0)
    assert [store.get(wanted), store.get(wanted)] == [OLD, NEW]


def test_known_checksum_spares_the_question(service: Service, time: Time, tmp_path: Path) -> None:
    wanted = resource(service, OLD, NEW)
    store = store_of(tmp_path, time, max_age=0)
    for _ in range(2):
        assert store.get(wanted, size=len(OLD), sha512=sha512(OLD)) == OLD
    assert len(service.requests) == 1
    assert store.get(wanted, sha512=sha512(NEW)) == NEW
    assert "If-None-Match" not in service.requests[1][1]


@pytest.mark.parametrize(
    "expected", [{"sha512": sha512(NEW)}, {"size": 3}, {"size": len(OLD), "sha512": "0"}]
)
def test_what_does_not_fit_is_tried_twice_and_not_kept(
    service: Service, time: Time, tmp_path: Path, expected: dict
) -> None:
    wanted = resource(service, OLD)
    with pytest.raises(UnreachableSourceError, match="does not fit"):
        store_of(tmp_path, time).get(wanted, **expected)
    assert len(service.requests) == 2
    assert not list(tmp_path.rglob("*.*"))


def test_what_fits_the_second_time_is_taken(service: Service, time: Time, tmp_path: Path) -> None:
    wanted = resource(service, OLD, NEW)
    assert store_of(tmp_path, time).get(wanted, sha512=sha512(NEW)) == NEW


@pytest.mark.parametrize("harm", ["content", "record", "no record", "no content", "other address"])
def test_what_a_run_left_half_is_no_file(
    service: Service, time: Time, tmp_path: Path, harm: str
) -> None:
    store_of(tmp_path, time).get(resource(service, OLD))
    record = tmp_path / f"{PLACE}.json"
    if harm == "content":
        (tmp_path / PLACE).write_bytes(OLD[:4])
    elif harm == "record":
        record.write_text('{"address": ')
    elif harm == "no record":
        record.unlink()
    elif harm == "no content":
        (tmp_path / PLACE).unlink()
    else:
        record.write_text(record.read_text().replace("127.0.0.1", "127.0.0.2"))
    assert store_of(tmp_path, time).get(resource(service, NEW)) == NEW
    assert "If-None-Match" not in service.requests[-1][1]


def test_record_of_another_hand_writes_no_headers(
    service: Service, time: Time, tmp_path: Path
) -> None:
    store_of(tmp_path, time).get(resource(service, OLD))
    record = tmp_path / f"{PLACE}.json"
    fields = json.loads(record.read_text())
    record.write_text(json.dumps({**fields, "etag": "x\r\nHost: kwaad.example"}))
    time.seconds += 25 * 3600
    assert store_of(tmp_path, time).get(resource(service, NEW)) == NEW
    assert "If-None-Match" not in service.requests[-1][1]


def test_old_file_is_better_than_none(service: Service, time: Time, tmp_path: Path) -> None:
    store = store_of(tmp_path, time, max_age=0)
    wanted = resource(service, OLD, Reply(status=503))
    assert [store.get(wanted), store.get(wanted)] == [OLD, OLD]


def test_forgotten_file_is_asked_for_anew(service: Service, time: Time, tmp_path: Path) -> None:
    store = store_of(tmp_path, time)
    wanted = resource(service, OLD, NEW)
    store.get(wanted)
    store.forget(PLACE)
    store.forget(PLACE)
    assert store.get(wanted) == NEW
