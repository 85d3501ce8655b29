"""Somebody at a browser: signs in, walks, and notes everything the browser complains about."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, ViewportSize, expect

from tests.e2e.product import Product

WIDE = ViewportSize(width=1280, height=900)
NARROW = ViewportSize(width=320, height=720)


@dataclass(kw_only=True)
class Visitor:
    page: Page
    product: Product
    complaints: list[str] = field(default_factory=list)
    """Console errors (violations of the content security policy among them), page errors, foreign requests, 5xx."""

    def __post_init__(self) -> None:
        context = self.page.context
        context.on("console", self._hear)
        context.on("weberror", lambda error: self.complaints.append(f"page error: {error.error}"))
        context.on("request", self._watch)
        context.on("response", self._mark)

    def _hear(self, said: ConsoleMessage) -> None:
        # A page that answers 4xx is logged by the browser as an error of its own; tests assert those by their status.
        if said.type == "error" and "the server responded with a status of 4" not in said.text:
            self.complaints.append(f"console: {said.text} ({said.location.get('url')})")

    def _watch(self, request: Request) -> None:
        if urlsplit(request.url).scheme in {"http", "https", "ws"} and not request.url.startswith(self.product.url):
            self.complaints.append(f"foreign request: {request.url}")

    def _mark(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status}: {response.url}")

    def goto(self, path: str, *, status: int = 200) -> None:
        response = self.page.goto(self.product.url + path)
        assert response is not None
        assert response.status == status, f"{path}: {response.status}"

    def sign_in(self, name: str) -> None:
        self.goto("/konto/login/")
        self.page.locator(f"button[name=konto][value={name}]").click()
        expect(self.page).to_have_url(f"{self.product.url}/")

    def click(self, name: str, *, role: Any = "button", **where: Any) -> None:
        self.page.get_by_role(role, name=name, **where).first.click()

    def narrow(self) -> None:
        self.page.set_viewport_size(NARROW)

    def wide(self) -> None:
        self.page.set_viewport_size(WIDE)


@contextmanager
def visiting(browser: Browser, product: Product, *, name: str = "", **context: Any) -> Iterator[Visitor]:
    """One device of one person; leaving it fails if the browser complained about anything."""
    opened = browser.new_context(**{"viewport": WIDE, "locale": "de-DE", "reduced_motion": "reduce"} | context)
    opened.set_default_timeout(10_000)
    visitor = Visitor(page=opened.new_page(), product=product)
    try:
        if name:
            visitor.sign_in(name)
        yield visitor
        assert visitor.complaints == []
    finally:
        opened.close()
