import gzip
from email.utils import formatdate
from random import Random

import pytest

from classifier.download import Client, Clock, Manners
from classifier.download.clock import Pace
from classifier.download.waiting import Waiting
from classifier.errors import DownloadError, MissingSourceError, UnreachableSourceError
from tests.download.service import Reply, Service, Time

PATH = "/bwb/manifest.xml"
HOSTS = {"127.0.0.1"}


def client_of(time: Time, **manners: object) -> Client:
    return Client(HOSTS, Manners(**{"rate": 1000.0, "timeout": 5.0, **manners}), time.clock)


def test_a_file_as_it_is_served(service: Service, time: Time) -> None:
    headers = {"ETag": '"1"', "Last-Modified": "Tue, 01 Dec 2015 00:00:00 GMT"}
    answer = client_of(time).get(service.serve(PATH, Reply(b"<work/>", headers=headers)))
    assert (answer.content, answer.etag) == (b"<work/>", '"1"')
    assert answer.last_modified == headers["Last-Modified"]
    ((path, asked),) = service.requests
    assert path == PATH
    assert asked["User-Agent"].startswith("beleidsregel-classifier/")
    assert "If-None-Match" not in asked


def test_conditional_request(service: Service, time: Time) -> None:
    address = service.serve(PATH, Reply(status=304))
    assert client_of(time).get(address, etag='"1"', last_modified="gisteren") is None
    asked = service.requests[0][1]
    assert (asked["If-None-Match"], asked["If-Modified-Since"]) == ('"1"', "gisteren")


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_not_there_is_not_asked_again(service: Service, time: Time, status: int) -> None:
    with pytest.raises(MissingSourceError, match=f"status {status}"):
        client_of(time).get(service.serve(PATH, Reply(status=status)))
    assert len(service.requests) == 1


def test_an_answer_may_come_with_another_status(service: Service, time: Time) -> None:
    address = service.serve(PATH, Reply(b"<answer/>", status=406))
    found = client_of(time).get(address, statuses={200, 406})
    assert found is not None
    assert found.content == b"<answer/>"


@pytest.mark.parametrize("status", [400, 401, 403, 406, 501])
def test_refusal_is_not_asked_again(service: Service, time: Time, status: int) -> None:
    with pytest.raises(DownloadError, match=f"refused .status {status}."):
        client_of(time).get(service.serve(PATH, Reply(status=status)))
    assert len(service.requests) == 1


@pytest.mark.parametrize(
    "bad",
    [
        *(Reply(status=status) for status in (408, 429, 500, 502, 503, 504)),
        Reply(b"<work/>", length=100),  # broken off
        Reply(silent=True),
        Reply(b"no gzip", headers={"Content-Encoding": "gzip"}),
    ],
    ids=lambda reply: f"{reply.status}-{reply.length}-{reply.silent}-{len(reply.headers)}",
)
def test_what_may_pass_is_asked_again(service: Service, time: Time, bad: Reply) -> None:
    answer = client_of(time).get(service.serve(PATH, bad, bad, Reply(b"<work/>")))
    assert answer.content == b"<work/>"
    assert len(service.requests) == 3


def test_patience_ends_and_says_why(service: Service, time: Time) -> None:
    address = service.serve(PATH, Reply(b"<work/>", length=100))
    with pytest.raises(UnreachableSourceError, match=r"in 3 tries \(the answer broke off after 7"):
        client_of(time, retries=2).get(address)
    assert len(service.requests) == 3


def test_no_connection(time: Time) -> None:
    with pytest.raises(UnreachableSourceError, match="check the connection"):
        client_of(time, retries=1).get("http://127.0.0.1:9/x")


def test_time_out(service: Service) -> None:
    # A real wait, of a tenth of a second: the service says more will come, and nothing does.
    class Slow(dict):
        def get(self, *_: object) -> list[Reply]:
            import time

            time.sleep(0.5)
            return [Reply(b"te laat")]

    service.replies = Slow()
    manners = Manners(rate=1000, retries=0, timeout=0.1)
    with pytest.raises(UnreachableSourceError, match="timed out"):
        Client(HOSTS, manners, Clock(sleep=lambda _: None)).get(service.address + PATH)


def test_waits_double_and_are_spread_by_the_seed(service: Service, time: Time) -> None:
    address = service.serve(PATH, Reply(status=503))
    for seed in (1, 1, 2):
        with pytest.raises(UnreachableSourceError):
            client_of(time, retries=3, seed=seed, rate=1e9).get(address)
    waits = [seconds for seconds in time.slept if seconds > 0.01]
    first, again, other = waits[:3], waits[3:6], waits[6:]
    assert first == again != other
    for wait, longest in zip(first, (2, 4, 8), strict=True):
        assert longest / 2 <= wait <= longest


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ("17", 17.0),
        (formatdate(1_700_000_042.0, usegmt=True), 42.0),
        (formatdate(1_600_000_000.0, usegmt=True), 1.5),  # long ago
        ("", 1.5),
        ("-3", 1.5),
        ("morgen", 1.5),
        ("9" * 5000, None),
    ],
)
def test_retry_after(asked: str, wanted: float | None) -> None:
    class Middle(Random):
        def uniform(self, a: float, b: float) -> float:
            return (a + b) / 2

    assert Waiting(2.0, 60.0, Middle()).seconds(0, asked, 1_700_000_000.0) == wanted


def test_retry_after_is_kept_to(service: Service, time: Time) -> None:
    busy = Reply(status=429, headers={"Retry-After": "33"})
    client_of(time).get(service.serve(PATH, busy, Reply(b"<work/>")))
    assert 33.0 in time.slept


def test_retry_after_of_an_hour_ends_the_asking(service: Service, time: Time) -> None:
    address = service.serve(PATH, Reply(status=429, headers={"Retry-After": "3600"}))
    with pytest.raises(UnreachableSourceError, match="come back after '3600'"):
        client_of(time).get(address)
    assert len(service.requests) == 1


def test_pace(service: Service, time: Time) -> None:
    address = service.serve(PATH, Reply(b"<work/>"))
    client = client_of(time, rate=2.0)
    for _ in range(3):
        client.get(address)
    assert time.slept == [0.5, 0.5]
    with pytest.raises(ValueError, match="rate is 0"):
        Pace(0, time.clock)


def test_redirect_is_followed_and_paced(service: Service, time: Time) -> None:
    service.serve("/new.xml", Reply(b"<work/>"))
    address = service.serve(PATH, Reply(status=301, headers={"Location": "/new.xml"}))
    assert client_of(time, rate=1.0).get(address).content == b"<work/>"
    assert service.paths == [PATH, "/new.xml"]
    assert time.slept == [1.0]


def test_redirects_in_a_loop(service: Service, time: Time) -> None:
    address = service.serve(PATH, Reply(status=302, headers={"Location": PATH}))
    with pytest.raises(DownloadError, match="redirects more than 3 times"):
        client_of(time).get(address)
    assert len(service.requests) == 4


@pytest.mark.parametrize(
    "there",
    [
        "file:///etc/passwd",
        "ftp://127.0.0.1/x",
        "http://kwaad.example/x",
        "http://127.0.0.1.kwaad.example/",
        "http://127.0.0.1@kwaad.example/",
        "//kwaad.example/x",
        "http://[::1/x",
        "gopher:x",
    ],
)
def test_redirect_to_elsewhere_is_refused(service: Service, time: Time, there: str) -> None:
    address = service.serve(PATH, Reply(status=302, headers={"Location": there}))
    with pytest.raises(DownloadError, match=r"redirects to .* no official source"):
        client_of(time).get(address)
    assert len(service.requests) == 1


@pytest.mark.parametrize("headers", [{}, {"Content-Encoding": "gzip"}])
def test_an_answer_byte_by_byte_takes_no_longer_than_allowed(
    service: Service, headers: dict[str, str]
) -> None:
    # A real wait of a fifth of a second; no byte keeps its reader waiting for long.
    content = gzip.compress(bytes(range(256))) if headers else b"<work/>" * 50
    address = service.serve(PATH, Reply(content, headers=headers, apart=0.01))
    manners = Manners(rate=1000, retries=0, timeout=1, most_seconds=0.2)
    with pytest.raises(UnreachableSourceError, match=r"the answer takes over 0\.2 seconds"):
        Client(HOSTS, manners).get(address)


def test_too_large(service: Service, time: Time) -> None:
    packed = gzip.compress(b" " * 5_000_000)
    address = service.serve(PATH, Reply(packed, headers={"Content-Encoding": "gzip"}))
    assert len(packed) < 100_000
    with pytest.raises(DownloadError, match="more than 1000000 bytes"):
        client_of(time, max_bytes=1_000_000).get(address)
    assert len(service.requests) == 1


def test_gzip_is_unpacked(service: Service, time: Time) -> None:
    packed = Reply(gzip.compress(b"<work/>"), headers={"Content-Encoding": "gzip"})
    assert client_of(time).get(service.serve(PATH, packed)).content == b"<work/>"


def test_a_host_without_answers_is_left_alone(service: Service, time: Time) -> None:
    client = client_of(time, retries=0)
    bad = service.serve("/bad", Reply(status=500))
    good = service.serve("/good", Reply(b"<work/>"))
    for address in (bad, bad, good, bad, bad, bad):
        if address == good:
            client.get(address)
        else:
            with pytest.raises(UnreachableSourceError, match="no whole answer"):
                client.get(address)
    with pytest.raises(UnreachableSourceError, match="not asked for"):
        client.get(good)
    assert len(service.requests) == 6
