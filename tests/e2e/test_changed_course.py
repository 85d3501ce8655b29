"""A course moves, is withdrawn and deleted while somebody learns in it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.courses import COURSE, FIRST, RIGHT, submit
from tests.e2e.inspection import inspect
from tests.e2e.product import Product
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]


def test_lena_goes_on_whatever_happens_to_the_course(visit: Visit, product: Product) -> None:
    lena = visit("lena")
    lena.goto(COURSE)
    lena.click("Kurs beginnen")
    operator(product, "page.slug = 'umgezogen'; page.save_revision().publish()")
    lena.goto(FIRST)
    newcomer = visit("dora")
    newcomer.goto(COURSE)
    expect(newcomer.page).to_have_url(f"{product.url}/kurse/umgezogen/")
    operator(product, "page.unpublish()")
    lena.page.reload()
    lena.page.get_by_text(RIGHT[0]).check()
    submit(lena.page)
    expect(lena.page.get_by_role("heading", name="Richtig.")).to_be_visible()
    inspect(lena)
    lena.goto("/")
    inspect(lena)
    newcomer.goto("/kurse/umgezogen/", status=404)
    newcomer.goto("/katalog/")
    expect(newcomer.page.get_by_role("main").get_by_role("link", name="User Story")).to_have_count(0)
    inspect(newcomer)
    operator(product, "page.delete()")
    lena.goto(COURSE)
    inspect(lena)


def operator(product: Product, what: str) -> None:
    """Changes the course by the pages of both languages, and waits until everybody is told."""
    product.manage(
        "shell",
        "-v0",
        "-c",
        f"from courses.content.models import CoursePage\nfor page in CoursePage.objects.order_by('pk'): {what}",
    )
    product.settle()
