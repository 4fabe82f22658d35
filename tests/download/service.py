"""A service on the loopback that answers as it was told, a clock that does not wait, and texts."""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from classifier.download import Clock


@dataclass
class Reply:
    """One answer of the service."""

    content: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None  # what it says of its length; None for the truth
    silent: bool = False  # whether it hangs up without an answer
    apart: float = 0.0  # seconds between two bytes; 0 for all at once


@dataclass
class Service:
    """What it answers by path; the last reply of a path is given for ever."""

    address: str = ""
    replies: dict[str, list[Reply]] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def serve(self, path: str, *replies: Reply | bytes) -> str:
        self.replies[path] = [r if isinstance(r, Reply) else Reply(r) for r in replies]
        return self.address + path

    @property
    def paths(self) -> list[str]:
        return [path.partition("?")[0] for path, _ in self.requests]


def _handler(service: Service) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            service.requests.append((self.path, dict(self.headers)))
            replies = service.replies.get(self.path.partition("?")[0], [Reply(status=404)])
            reply = replies.pop(0) if len(replies) > 1 else replies[0]
            if reply.silent:
                self.close_connection = True
                return
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            length = len(reply.content) if reply.length is None else reply.length
            self.close_connection = length != len(reply.content)
            self.send_header("Content-Length", str(length))
            self.end_headers()
            with suppress(BrokenPipeError, ConnectionResetError):  # who asked may have seen enough
                for byte in reply.content if reply.apart else ():
                    self.wfile.write(bytes([byte]))
                    time.sleep(reply.apart)
                self.wfile.write(b"" if reply.apart else reply.content)

        def log_message(self, *_: object) -> None:
            pass

    return Handler


@contextmanager
def serving() -> Iterator[Service]:
    """Run a service for a while."""
    service = Service()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(service))
    service.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Time:
    """Moves when something sleeps, and not else."""

    seconds: float = 1_700_000_000.0
    slept: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.seconds += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.seconds, lambda: self.seconds, self.sleep)


def toestand(work: str, begins: str, *articles: str, titel: str = "Beleidsregel havengelden"):
    """A text of the BWB that nobody ever published."""
    texts = "".join(
        f"<artikel><kop><label>Artikel</label><nr>{number}</nr></kop><al>{text}</al></artikel>"
        for number, text in enumerate(articles, start=1)
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><toestand bwb-id="{work}" '
        f'inwerkingtreding="{begins}"><wetgeving soort="beleidsregel"><citeertitel>{titel}'
        f"</citeertitel><regeling><regeling-tekst>{texts}</regeling-tekst></regeling>"
        "</wetgeving></toestand>"
    ).encode()


def manifest(work: str, **versions: bytes) -> bytes:
    """The manifest of a regulation, whose versions are named like v2015_01_01_0."""
    expressions = ""
    for name, content in versions.items():
        year, month, day, number = name[1:].split("_")
        label = f"{year}-{month}-{day}_{number}"
        expressions += (
            f'<expression label="{label}"><metadata><datum_inwerkingtreding>{label[:10]}'
            f"</datum_inwerkingtreding></metadata><manifestation label='xml'><metadata><size>"
            f"{len(content)}</size><hashcode>{hashlib.sha512(content).hexdigest()}</hashcode>"
            f'</metadata><item label="{work}_{label}.xml" _deleted="false"/></manifestation>'
            "</expression>"
        )
    return f'<work label="{work}">{expressions}</work>'.encode()


def path_of(work: str, label: str) -> str:
    return f"/bwb/{work}/{label}/xml/{work}_{label}.xml"


def answer(work: str, *labels: str) -> bytes:
    """An answer of the search service on a regulation of the BWB."""
    records = "".join(
        "<record><recordData><gzd><originalData><bwb:meta><bwbipm>"
        f"<bwb:geldigheidsperiode_startdatum>{label[:10]}</bwb:geldigheidsperiode_startdatum>"
        "</bwbipm></bwb:meta></originalData><enrichedData><bwb:locatie_toestand>"
        f"https://repository.officiele-overheidspublicaties.nl{path_of(work, label)}"
        "</bwb:locatie_toestand></enrichedData></gzd></recordData></record>"
        for label in labels
    )
    return (
        '<searchRetrieveResponse xmlns="http://docs.oasis-open.org/ns/search-ws/sruResponse" '
        f'xmlns:bwb="http://standaarden.overheid.nl/bwb/terms/"><records>{records}</records>'
        "</searchRetrieveResponse>"
    ).encode()
