from collections.abc import Iterator

import pytest

from tests.download.service import Service, Time, serving


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch) -> Iterator[Service]:
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with serving() as service:
        yield service


@pytest.fixture
def time() -> Time:
    return Time()
