"""`make screenshots`: every page, wide and narrow, light and dark, to look at; a handful of them for the README."""

from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests.e2e import chromium
from tests.e2e.courses import COURSE, FIRST, TWO_RIGHT, WRONG, answer_first_lesson, sort_by_keyboard, submit
from tests.e2e.product import ROOT, Product, running
from tests.e2e.visitor import NARROW, WIDE, visiting

ALL = ROOT / "var" / "screenshots"
CHOSEN = ROOT / "docs" / "screenshots"
LARGEST = 200_000
HANDFUL = {
    "sign-in-1280-light",
    "home-1280-light",
    "catalogue-1280-light",
    "lesson-wrong-1280-light",
    "lesson-wrong-320-dark",
    "sort-1280-dark",
    "report-1280-light",
    "editor-1280-light",
}


def main() -> None:
    for folder in (ALL, CHOSEN):
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("*.png"):
            old.unlink()
    with running("screenshots") as product, sync_playwright() as playwright:
        browser = chromium.launch(playwright)
        learner(browser, product)
        reader(browser, product)
        trainer(browser, product)
        browser.close()


def learner(browser: Browser, product: Product) -> None:
    with visiting(browser, product) as lena:
        page = lena.page
        lena.goto("/konto/login/")
        take(page, "sign-in")
        lena.sign_in("lena")
        take(page, "home-new")
        lena.goto("/katalog/?q=Anforderung")
        take(page, "catalogue")
        lena.goto("/katalog/?q=Raumfahrt")
        take(page, "catalogue-nothing")
        lena.goto(COURSE)
        take(page, "course-new")
        lena.click("Kurs beginnen")
        lena.goto(FIRST)
        take(page, "lesson")
        page.get_by_text(WRONG).check()
        submit(page)
        take(page, "lesson-wrong", at=".fb")
        answer_first_lesson(page)
        take(page, "lesson-right")
        lena.goto("/")
        take(page, "home")
        lena.goto(COURSE)
        take(page, "course")
        lena.goto(f"{COURSE}ins-gespraech-kommen/")
        for option in TWO_RIGHT:
            page.get_by_text(option).check()
        submit(page)
        take(page, "sort", at=".sort")
        sort_by_keyboard(page)
        submit(page)
        lena.goto(f"{COURSE}angekommen/")
        take(page, "done")
        lena.goto("/")
        take(page, "home-done")
        for name in ("was-andere-sehen", "konto/profil", "seite/hilfe", "seite/barrierefreiheit", "seite/rueckmeldung"):
            lena.goto(f"/{name}/")
            take(page, name.replace("/", "-"))
        lena.goto("/gibt-es-nicht/", status=404)
        take(page, "404")


def reader(browser: Browser, product: Product) -> None:
    with visiting(browser, product, name="petra") as petra:
        petra.goto("/berichte/")
        take(petra.page, "report-purpose")
        petra.page.get_by_role("radio", name="Fortbildung planen").check()
        petra.click("Weiter zu den Zahlen")
        for name, path in (("reports", ""), ("report", "teilnahme/"), ("report-method", "methode/")):
            petra.goto(f"/berichte/{path}?zweck=0")
            take(petra.page, name)


def trainer(browser: Browser, product: Product) -> None:
    with visiting(browser, product, name="tom") as tom:
        tom.goto("/cms/")
        take(tom.page, "cms")
        lesson = product.number("SELECT id FROM wagtailcore_page WHERE slug = 'wer-was-wozu' ORDER BY id LIMIT 1")
        tom.goto(f"/cms/pages/{lesson}/edit/")
        take(tom.page, "editor")


def take(page: Page, name: str, *, at: str = "") -> None:
    """The whole page for looking at; for the README what is on screen, from `at` on."""
    page.evaluate("() => document.fonts.ready")
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            shot = f"{name}-{size['width']}-{scheme}"
            page.screenshot(path=ALL / f"{shot}.png", full_page=True, animations="disabled")
            if shot in HANDFUL:
                page.evaluate("() => { document.activeElement?.blur(); window.scrollTo(0, 0); }")
                if at:
                    page.locator(at).first.evaluate("each => each.scrollIntoView({ block: 'center' })")
                page.screenshot(path=CHOSEN / f"{shot}.png", animations="disabled")
                shrink(CHOSEN / f"{shot}.png")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)


def shrink(path: Path) -> None:
    """Few colours are enough for pages of ours, and a picture in the repository stays small."""
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(192).save(path, optimize=True)
    if path.stat().st_size > LARGEST:
        raise SystemExit(f"{path.name} is larger than {LARGEST} bytes")


if __name__ == "__main__":
    main()
