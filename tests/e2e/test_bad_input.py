"""What no form of ours would send: refused in words, with a way on, and nothing is counted or counted twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.courses import COURSE, FIRST, OTHER_WRONG, RIGHT, WRONG, current, submit
from tests.e2e.inspection import inspect
from tests.e2e.product import Product
from tests.e2e.visitor import Visitor

pytestmark = pytest.mark.browser
Visit = Callable[..., Visitor]
Fields = list[tuple[str, str]]
LONG = "ä" * 10_000
REFUSED = {400, 403, 404, 405, 413, 422}


@dataclass(frozen=True)
class Form:
    """The form of the first question as the browser would send it, and a wire that sends anything."""

    action: str
    fields: Fields
    cookie: str
    token: str
    product: Product

    @property
    def option(self) -> str:
        return next(name for name, _ in self.fields if name.startswith("q-"))

    def send(self, fields: Fields, *, action: str = "", method: str = "POST") -> tuple[int, str]:
        """(status, text of the page); a redirect is not followed."""
        wire = HTTPConnection(urlsplit(self.product.url).netloc, timeout=30)
        head = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": self.token}
        wire.request(method, action or self.action, urlencode(fields), head)
        answer = wire.getresponse()
        return answer.status, answer.read().decode("utf-8", "replace")

    def but(self, **changed: str | None) -> Fields:
        """The fields with some others: `option` stands for the one that holds the answer; None leaves it out."""
        names = {"option": self.option}
        changes = {names.get(name, name): value for name, value in changed.items()}
        kept = [(name, changes.get(name, value)) for name, value in self.fields]
        return [(name, value) for name, value in kept if value is not None]


def form_of(learner: Visitor) -> Form:
    learner.goto(FIRST)
    page = learner.page
    if not page.get_by_role("radio").count():
        learner.goto(COURSE)
        learner.click("Kurs beginnen")
    page.get_by_role("radio", name=WRONG).check()
    form = current(page)
    fields = form.evaluate("each => [...new FormData(each)].map(([name, value]) => [name, value])")
    cookies = {each["name"]: each["value"] for each in page.context.cookies()}
    return Form(
        action=urlsplit(form.evaluate("each => each.action")).path,
        fields=[(name, value) for name, value in fields],
        cookie="; ".join(f"{name}={value}" for name, value in cookies.items()),
        token=next(value for name, value in fields if name == "csrfmiddlewaretoken"),
        product=learner.product,
    )


def answers(product: Product) -> int:
    return product.number("SELECT COUNT(*) FROM attempts_answer")


def test_bad_answers_are_refused_in_words_and_change_nothing(visit: Visit, product: Product) -> None:
    form = form_of(visit("lena"))
    before = answers(product), product.number("SELECT COUNT(*) FROM lrs_statement")
    foreign = "0123456789abcdef"
    cases: dict[str, Fields] = {
        "ten thousand characters": form.but(option=LONG),
        "foreign option": form.but(option=foreign),
        "no option": form.but(option=None),
        "no number": form.but(number=None),
        "number of the wrong type": form.but(number="eins"),
        "number too large": form.but(number="9" * 400),
        "number below one": form.but(number="0"),
        "option twice": [*form.fields, (form.option, dict(form.fields)[form.option])],
        "option and a foreign one": [*form.fields, (form.option, foreign)],
        "nul": form.but(option="a\0b"),
        "pictures for letters": form.but(option="😀" * 500),
        "markup": form.but(option="<script>alert(1)</script>"),
        "a number far ahead": form.but(number="77"),
    }
    for name, fields in cases.items():
        status, text = form.send(fields)
        assert status in REFUSED, (name, status)
        assert "<h1" in text, name
        assert "alert(1)" not in text, name
    assert (answers(product), product.number("SELECT COUNT(*) FROM lrs_statement")) == before


def test_bad_addresses_are_refused(visit: Visit, product: Product) -> None:
    lena = visit("lena")
    form = form_of(lena)
    before = answers(product)
    for action in (
        form.action.replace("wer-was-wozu", "ins-gespraech-kommen"),
        form.action[:-2] + "0/",
        form.action + "mehr/",
        form.action.replace("eine-gute", "keine-gute"),
        f"/kurse/{'x' * 3000}/",
        "/kurse/%00/",
        "/kurse/%ff%fe/",
    ):
        status, _ = form.send(form.fields, action=action)
        assert status in REFUSED, (action[:60], status)
    for method in ("PUT", "DELETE", "PATCH"):
        assert form.send(form.fields, method=method)[0] in REFUSED
    for query in (
        "?q=" + "x" * 3_000,
        "?q=" + "x" * 5_000,
        "?seite=-1",
        "?seite=" + "9" * 30,
        "?thema=" + "x" * 500,
        "?q=%ff",
        "?q[]=1",
    ):
        assert form.send([], action="/katalog/" + query, method="GET")[0] == 200
    for query in ("?zeitraum=x", "?einheit=x", "?kurs=x", "?zweck=x", "?zweck=-1", "?umfang=" + "x" * 400):
        assert form.send([], action="/berichte/teilnahme/" + query, method="GET")[0] == 403
    stranger = Form(action=form.action, fields=form.fields, cookie="", token="", product=product)
    status, text = stranger.send(form.fields)
    assert status == 403
    assert "<h1" in text
    assert answers(product) == before


def test_reports_with_bad_parameters(visit: Visit, product: Product) -> None:
    petra = visit("petra")
    for query in (
        "?zeitraum=x",
        "?einheit=x",
        "?kurs=x",
        "?zweck=x",
        "?zweck=-1",
        "?zweck=" + "9" * 5_000,
        "?umfang=" + "x" * 400,
    ):
        for address in ("/berichte/", "/berichte/teilnahme/", "/berichte/teilnahme.csv", "/berichte/teilnahme.xlsx"):
            answer = petra.page.context.request.get(product.url + address + query)
            assert answer.status in {200, 404}, (address, query)


def test_two_tabs_at_once_count_once(visit: Visit, product: Product) -> None:
    """The same try from many tabs in the same moment is one answer and one statement."""
    form = form_of(visit("max"))
    before = answers(product)
    with ThreadPoolExecutor(8) as tabs:
        statuses = {status for status, _ in tabs.map(lambda _: form.send(form.fields), range(16))}
    assert statuses <= {302, 422}
    assert 302 in statuses
    assert answers(product) == before + 1
    begun = "SELECT COUNT(*) FROM enrolment_enrolment JOIN accounts_user USING (learner_key) WHERE email = ?"
    starts = [("csrfmiddlewaretoken", form.token)]
    with ThreadPoolExecutor(8) as tabs:
        again = tabs.map(lambda _: form.send(starts, action=f"{COURSE}beginnen/"), range(8))
        assert {status for status, _ in again} == {302}
    assert product.number(begun, "max@lernhafen.example") == 1


def test_a_second_tab_learns_that_it_is_behind_and_keeps_its_choice(visit: Visit, product: Product) -> None:
    dora = visit("dora")
    form_of(dora)
    old = dora.page
    new = old.context.new_page()
    new.goto(dora.product.url + FIRST)
    new.get_by_text(OTHER_WRONG).check()
    submit(new)
    before = answers(product)
    submit(old)
    expect(old.get_by_role("alert").first).to_contain_text("in einem anderen Fenster schon beantwortet")
    expect(old.get_by_role("radio", name=WRONG)).to_be_checked()
    assert answers(product) == before
    inspect(dora)
    old.reload()
    old.goto(product.url + FIRST)
    expect(old.get_by_role("radio", name=WRONG)).to_be_checked()
    submit(old)
    expect(old.get_by_text("Schnell ist verlockend.")).to_be_visible()
    assert answers(product) == before + 1


def test_a_second_tab_learns_that_the_question_is_right_by_now(visit: Visit, product: Product) -> None:
    paul = visit("paul")
    form_of(paul)
    old = paul.page
    new = old.context.new_page()
    new.goto(paul.product.url + FIRST)
    new.get_by_text(RIGHT[0]).check()
    submit(new)
    before = answers(product)
    submit(old)
    expect(old.get_by_role("alert").first).to_contain_text("in einem anderen Fenster schon richtig beantwortet")
    expect(current(old)).to_contain_text("Frage 2 von 3")
    assert answers(product) == before
    inspect(paul)


def test_foreign_persons_and_strangers(visit: Visit, product: Product) -> None:
    """There is no address that names a person; a stranger is led to the sign-in and comes back."""
    stranger = visit()
    stranger.goto(FIRST)
    expect(stranger.page).to_have_url(f"{product.url}/konto/login/?next={FIRST}")
    stranger.page.locator("button[name=konto][value=karl]").click()
    expect(stranger.page).to_have_url(product.url + FIRST)
    lena = visit("lena")
    for path in ("/verwaltung/accounts/user/1/change/", "/cms/users/1/", "/cms/pages/9/edit/", "/cms/pruefung/9/"):
        answer = lena.page.context.request.get(product.url + path, max_redirects=0)
        assert answer.status in {302, 403, 404}, (path, answer.status)
