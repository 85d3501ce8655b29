"""The table of who gets which answer where; test_authorisation.py walks the resolver and holds every route against it.

Add a line for each new route, in the section of its app:

    Line("reports:unit", only(Who.HR, Who.ADMIN, otherwise=REFUSED), target="own_unit"),
    Line("reports:unit", only(otherwise=NOT_FOUND), target="foreign_unit"),

- The route's name comes first, with its namespace; a route without a line, and a line without a route, fail.
- Then what each kind of person gets: `everybody(OK)`, `signed_in(OK)` (strangers are sent to the door) or
  `only(Who.…, otherwise=…)`, where those named get OK (or `gets=…`).
- `target` names a function of targets.py that makes the route's arguments. A route with arguments needs a line for an
  object of one's own and one for a foreign or unknown object; only what has no owner may do with one (`no_owner=`).
- `method="post"` asks by POST, without data. A route that takes only POST has both lines: NO_GET, or MOVED
  where it leads to the page of its form, and the post one.
- What answers by POST is asked by POST for one's own object and for a foreign one; where the answer to the own one is
  404 as well, the table proves nothing, so that fails.

What libraries bring stands in GROUPS, by the start of its address.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Who(StrEnum):
    ANONYMOUS = "anonymous"
    LEARNER = "learner"
    LEAD = "lead"
    TRAINER = "trainer"
    HR = "hr"
    HR_OTHER = "hr of another ministry"
    DATA_PROTECTION = "data protection"
    STAFF_COUNCIL = "staff council"
    ADMIN = "admin"


class Answer(StrEnum):
    OK = "200"
    SIGN_IN = "302 to the door"
    MOVED = "302 elsewhere"
    CMS_START = "302 to the start of the CMS"
    BAD = "400"
    NO_KEY = "401"
    REFUSED = "403"
    NOT_FOUND = "404"
    NO_GET = "405"
    INCOMPLETE = "422"


OK, SIGN_IN, MOVED, CMS_START, BAD, NO_KEY, REFUSED, NOT_FOUND, NO_GET, INCOMPLETE = Answer
Answers = Mapping[Who, Answer]


def everybody(answer: Answer) -> Answers:
    return dict.fromkeys(Who, answer)


def signed_in(answer: Answer, *, stranger: Answer = SIGN_IN) -> Answers:
    return {**everybody(answer), Who.ANONYMOUS: stranger}


def only(*who: Who, gets: Answer = OK, otherwise: Answer) -> Answers:
    return {**signed_in(otherwise), **dict.fromkeys(who, gets)}


@dataclass(frozen=True)
class Line:
    route: str
    answers: Answers
    target: str = ""
    method: str = "get"
    no_owner: str = ""
    """Why the route's arguments name nothing that somebody owns."""


@dataclass(frozen=True)
class Group:
    """Routes of a library below one address: what each kind of person may get at all."""

    prefix: str
    reason: str
    answers: Mapping[Who, frozenset[Answer]]


ACCOUNTS = (
    Line("account_login", {**everybody(MOVED), Who.ANONYMOUS: OK}),
    Line("account_logout", signed_in(OK, stranger=SIGN_IN)),
    Line("account_inactive", everybody(OK)),
    Line("account_reset_password", everybody(OK)),
    Line("account_reset_password_done", everybody(OK)),
    Line("account_reset_password_from_key", everybody(OK), target="stale_key", no_owner="the page says it is stale"),
    Line("account_reset_password_from_key_done", everybody(OK)),
    Line("account_reauthenticate", signed_in(OK)),
    Line("account_change_password", signed_in(OK)),
    Line("account_set_password", signed_in(MOVED)),
    Line("mfa_authenticate", signed_in(MOVED)),
    Line("mfa_index", signed_in(OK)),
    Line("mfa_reauthenticate", signed_in(MOVED)),
    Line("mfa_activate_totp", signed_in(MOVED)),
    Line("mfa_deactivate_totp", signed_in(NOT_FOUND)),
    Line("mfa_view_recovery_codes", signed_in(NOT_FOUND)),
    Line("mfa_generate_recovery_codes", signed_in(MOVED)),
    Line("mfa_download_recovery_codes", signed_in(NOT_FOUND)),
    Line("profile", signed_in(OK)),
    Line("profile", signed_in(MOVED), method="post"),
    Line("demo_sign_in", everybody(NO_GET)),
    Line("demo_sign_in", everybody(NOT_FOUND), method="post"),
    Line("set_language", everybody(MOVED)),
)
CLOSED = (
    Line("account_signup", everybody(NOT_FOUND)),
    Line("account_email", everybody(NOT_FOUND)),
    Line("account_email_verification_sent", everybody(NOT_FOUND)),
    Line("account_confirm_email", everybody(NOT_FOUND), target="any_key", no_owner="closed"),
    Line("cms_password_reset", everybody(NOT_FOUND), target="any_rest", no_owner="closed"),
    Line("cms_failwhale", everybody(NOT_FOUND)),
    Line("cms_users", everybody(NOT_FOUND), target="any_rest", no_owner="closed"),
    Line("cms_groups", everybody(NOT_FOUND), target="any_rest", no_owner="closed"),
    Line("administration_password", everybody(NOT_FOUND), target="any_rest", no_owner="closed"),
    Line("page_password", everybody(NOT_FOUND), target="any_rest", no_owner="closed"),
    Line("administration_login", signed_in(REFUSED)),
    Line("administration_logout", signed_in(OK)),
    Line("admin:login", signed_in(REFUSED)),
    Line("admin:logout", signed_in(OK)),
    Line("admin:password_change", everybody(NOT_FOUND)),
    Line("admin:password_change_done", everybody(NOT_FOUND)),
    Line("wagtailadmin_login", signed_in(REFUSED)),
    Line("wagtailadmin_logout", signed_in(OK)),
    Line("wagtailadmin_account", everybody(MOVED)),
    Line("wagtailcore_login", signed_in(REFUSED)),
)
RECORD_STORE = (
    Line("xapi:about", everybody(OK)),
    *(
        Line(f"xapi:{name}", everybody(NO_KEY), method=method)
        for name in ("statements", "state", "activity_profile", "agent_profile")
        for method in ("get", "post")
    ),
    Line("xapi:activities", everybody(NO_KEY)),
    Line("xapi:agents", everybody(NO_KEY)),
    Line("xapi:more", everybody(NO_KEY), target="any_token", no_owner="who has no key is told nothing"),
)
LOOKERS = (Who.DATA_PROTECTION, Who.ADMIN)
STATEMENTS = (
    Line("statements:index", only(*LOOKERS, otherwise=REFUSED)),
    Line("statements:statement", only(*LOOKERS, otherwise=REFUSED), target="any_statement", no_owner="without persons"),
)
PLATFORM = (
    Line("healthz", everybody(OK)),
    Line("readyz", everybody(OK)),
    Line("favicon", everybody(MOVED)),
    Line("robots", everybody(OK)),
    Line("media", signed_in(NOT_FOUND), target="unknown_file", no_owner="uploads: tests/courses/content/test_media.py"),
    Line("wagtaildocs_serve", signed_in(NOT_FOUND), target="unknown_document", no_owner="as media"),
    Line("wagtail_serve", everybody(NOT_FOUND), target="unknown_page", no_owner="courses are for all who sign in"),
)
DESK = (
    Line("home", signed_in(OK)),
    Line("who_sees", everybody(OK)),
    Line("page", everybody(OK), target="page", no_owner="pages of the platform"),
    Line("page", everybody(NOT_FOUND), target="unknown_slug"),
    Line("course", signed_in(OK), target="course"),
    Line("course", signed_in(NOT_FOUND), target="unknown_slug_of_course"),
    Line("lesson", signed_in(OK), target="lesson"),
    Line("lesson", signed_in(NOT_FOUND), target="unknown_lesson"),
    Line("lesson", signed_in(OK), target="begun"),
    Line("lesson", signed_in(OK), target="not_begun"),
    Line("course", signed_in(OK), target="course_begun"),
    Line("course_done", signed_in(MOVED), target="course_begun"),
    Line("course_done", signed_in(MOVED), target="course_not_begun"),
    Line("course_done", signed_in(NOT_FOUND), target="unknown_slug_of_course"),
    Line("start_course", everybody(MOVED), target="course"),
    Line("start_course", signed_in(MOVED), target="course", method="post"),
    Line("start_course", signed_in(NOT_FOUND), target="unknown_slug_of_course", method="post"),
    *(
        line
        for route, answers in (("answer", INCOMPLETE), ("draft", INCOMPLETE))
        for line in (
            Line(route, everybody(MOVED), target="question_begun"),
            Line(route, signed_in(answers), target="question_begun", method="post"),
            Line(route, signed_in(NOT_FOUND), target="question_not_begun", method="post"),
            Line(route, signed_in(NOT_FOUND), target="question_of_another_lesson", method="post"),
        )
    ),
    *(
        line
        for route, answers in (("finish_lesson", MOVED), ("bookmark", INCOMPLETE))
        for line in (
            Line(route, everybody(MOVED), target="begun"),
            Line(route, signed_in(answers), target="begun", method="post"),
            Line(route, signed_in(NOT_FOUND), target="not_begun", method="post"),
        )
    ),
)
CATALOGUE = (Line("catalogue", signed_in(OK)),)
READERS = (Who.HR, Who.HR_OTHER, Who.DATA_PROTECTION, Who.STAFF_COUNCIL)
REPORTS = (
    *(
        Line(f"reports:{route}", only(*READERS, otherwise=REFUSED))
        for route in ("index", "method", "proof", "participation", "agreement")
    ),
    *(
        line
        for route in ("reports:approve", "reports:withdraw")
        for line in (
            Line(route, everybody(NO_GET)),
            Line(route, only(Who.HR, Who.HR_OTHER, Who.STAFF_COUNCIL, gets=MOVED, otherwise=REFUSED), method="post"),
        )
    ),
    *(  # nobody has published a period in this world
        Line(f"reports:participation_{file}", only(*READERS, gets=NOT_FOUND, otherwise=REFUSED))
        for file in ("csv", "facts", "xlsx")
    ),
)
TABLE = (*ACCOUNTS, *CLOSED, *RECORD_STORE, *STATEMENTS, *PLATFORM, *DESK, *CATALOGUE, *REPORTS)

ANYTHING = frozenset(Answer) - {SIGN_IN}
OUTSIDE_THE_CMS = {who: frozenset({SIGN_IN, NOT_FOUND}) for who in Who if who not in {Who.TRAINER, Who.ADMIN}}
GROUPS = (
    Group("cms/jsi18n/", "words of Wagtail's scripts", {who: frozenset({OK}) for who in Who}),
    Group("cms/sprite/", "drawings of Wagtail's screens", {who: frozenset({OK}) for who in Who}),
    Group(
        "cms/",
        "Wagtail's own screens: without access they lead to the door, which says why (403); a trainer without the "
        "right to a page or model is led to the start of the CMS. What trainers get is in test_cms_fence.py.",
        {**OUTSIDE_THE_CMS, Who.TRAINER: ANYTHING, Who.ADMIN: ANYTHING},
    ),
    Group(
        "verwaltung/",
        "Django's administration, for the platform's administrators alone",
        {**{who: frozenset({SIGN_IN, NOT_FOUND}) for who in Who}, Who.ADMIN: ANYTHING},
    ),
    Group(
        "_util/",
        "Wagtail's own ways to sign in; ours answer before them",
        {who: frozenset({SIGN_IN, NOT_FOUND, REFUSED}) for who in Who},
    ),
)
