"""A small record store on this machine that answers as it is told."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.tracking.lrs.forwarding import builders
from tracking.lrs.models import ForwardingTarget
from tracking.lrs.protocol.multipart import content_type_of, parts_of

Rule = Callable[[list[dict[str, Any]]], int]


class SmallStore(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.stored: dict[str, dict[str, Any]] = {}
        self.requests: list[Handler] = []
        self.versions = ["1.0.3", "2.0.0"]
        self.rule: Rule = lambda _statements: 200
        self.answer_headers: dict[str, str] = {}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/xapi"

    @property
    def batches(self) -> list[int]:
        return [len(each.statements) for each in self.requests]


class Handler(BaseHTTPRequestHandler):
    server: SmallStore
    statements: list[dict[str, Any]]
    body: bytes
    attachments: dict[str, bytes]

    def do_GET(self) -> None:
        query = parse_qs(urlsplit(self.path).query)
        if self.path.endswith("/about"):
            self.answer(200, {"version": self.server.versions})
        elif found := self.server.stored.get(query["statementId"][0] if "statementId" in query else ""):
            self.answer(200, found)
        else:
            self.answer(404, {})

    def do_POST(self) -> None:
        self.body = self.rfile.read(int(self.headers["Content-Length"]))
        self.attachments = {}
        kind, params = content_type_of(self.headers["Content-Type"])
        if kind == "multipart/mixed":
            first, *others = parts_of(self.body, params["boundary"])
            self.body = first.content
            self.attachments = {part.headers["x-experience-api-hash"]: part.content for part in others}
        said = json.loads(self.body)
        self.statements = said if isinstance(said, list) else [said]
        self.server.requests.append(self)
        status = self.server.rule(self.statements)
        if status == 200:
            self.server.stored |= {each.get("id", "none"): each for each in self.statements}
        self.answer(status, {"why": "because\0"} if status >= 400 else [])

    def answer(self, status: int, told: object) -> None:
        body = json.dumps(told, ensure_ascii=False).replace("\\u0000", "\0").encode()
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | self.server.answer_headers).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"" if status == 204 else body)

    def log_message(self, *_arguments: object) -> None:
        """Nothing on the terminal of the tests."""


@pytest.fixture
def store(settings) -> Iterator[SmallStore]:
    with SmallStore() as server:
        settings.EGRESS_ALLOW = [f"127.0.0.1:{server.server_port}"]
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def target(store: SmallStore, db: None) -> ForwardingTarget:
    return builders.target(store.url)
