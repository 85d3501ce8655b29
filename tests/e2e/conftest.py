from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e import chromium
from tests.e2e.product import Product, running
from tests.e2e.visitor import Visitor, visiting


@pytest.fixture(scope="package")
def chrome() -> Iterator[Browser]:
    """One browser for all walks; it is gone before other tests start a loop of their own."""
    with sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def product(request: pytest.FixtureRequest) -> Iterator[Product]:
    """Its own state for every module: walks change what others would see."""
    with running(request.module.__name__.rpartition(".")[2]) as product:
        yield product
        assert '"level": "error"' not in product.log
        assert "Traceback" not in product.log


@pytest.fixture
def visit(chrome: Browser, product: Product) -> Iterator[Callable[..., Visitor]]:
    """`visit("lena")` is Lena at a new device; whatever her browser complains about fails the test."""
    with ExitStack() as devices:
        yield lambda name="", **context: devices.enter_context(visiting(chrome, product, name=name, **context))
