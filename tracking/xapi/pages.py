"""What the pages of the statement view show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from learning.core.validators import is_id
from tracking.lrs.queries.overview import (
    SeenActivity,
    SeenStatement,
    authority_names,
    authority_of_the_platform,
    beginning,
    is_visible,
    known_verbs,
    names_of_keys,
    seen_statements,
    voided_by,
)
from tracking.vocabulary.verbs import Verb
from tracking.xapi.forms import LookForm
from tracking.xapi.purposes import PURPOSES

ROWS = 50
VERBS_AT_MOST = 300
FILTERS = ("verb", "aktivitaet", "von", "bis", "urheber", "gilt")
KINDS: Mapping[str, str | Promise] = {
    "Agent": _("eine Person oder ein Programm"),
    "Group": _("eine Gruppe"),
    "SubStatement": _("eine Aussage in der Aussage"),
    "StatementRef": _("eine andere Aufzeichnung"),
}
CONTEXTS: Mapping[str, str | Promise] = {
    "parent": _("Teil von"),
    "grouping": _("Gehört zu"),
    "category": _("Profil"),
    "other": _("Außerdem"),
}


@dataclass(frozen=True, kw_only=True)
class Row:
    statement: SeenStatement
    verb: str
    activity: str
    authority: str
    iri: str
    """Of the activity, its beginning; empty where it is not shown."""


@dataclass(frozen=True, kw_only=True)
class ListPage:
    form: LookForm
    rows: Sequence[Row]
    is_filtered: bool
    next_address: str
    first_address: str
    is_later: bool
    """Not the first page."""
    purpose: str
    told: str
    """What the access log says was looked for."""


@dataclass(frozen=True, kw_only=True)
class StatementPage:
    row: Row
    context: Sequence[tuple[str | Promise, Sequence[tuple[str, str]]]]
    """Label, and of each activity its name and the beginning of its IRI, where that is shown."""
    voided_by: Any
    refers_to_visible: bool
    purpose: str


def list_page(asked: Mapping[str, str], *, purpose: str) -> ListPage:
    chosen = {name: asked[name] for name in FILTERS if asked.get(name)}
    names = _authority_labels([chosen["urheber"]] if is_id(chosen.get("urheber", "")) else [])
    form = LookForm(asked, verbs=_verbs(), authorities=[(str(pk), name) for pk, name in names.items()])
    before = int(asked["vor"]) if is_id(asked.get("vor", "")) else None
    found = seen_statements(form.looked(before=before), count=ROWS + 1) if form.is_valid() else []
    shown = found[:ROWS]
    names |= _authority_labels({str(each.authority) for each in shown} - {str(pk) for pk in names})
    return ListPage(
        form=form,
        rows=[row_of(each, names) for each in shown],
        is_filtered=bool(chosen),
        next_address=urlencode({**chosen, "vor": shown[-1].pk}) if len(found) > ROWS else "",
        first_address=urlencode(chosen),
        is_later=before is not None,
        purpose=purpose,
        told=urlencode(chosen),
    )


def statement_page(seen: SeenStatement, *, purpose: str) -> StatementPage:
    return StatementPage(
        row=row_of(seen, _authority_labels([str(seen.authority)])),
        context=[
            (CONTEXTS.get(name, name), [(name_of(each), beginning(each.iri)) for each in activities])
            for name, activities in seen.context.items()
        ],
        voided_by=voided_by(seen),
        refers_to_visible=seen.refers_to is not None and is_visible(seen.refers_to),
        purpose=purpose,
    )


def row_of(seen: SeenStatement, authorities: Mapping[int, str]) -> Row:
    return Row(
        statement=seen,
        verb=in_own_language(seen.verb) or seen.verb_iri,
        activity=name_of(seen.activity) if seen.activity else str(KINDS.get(seen.about, seen.about)),
        authority=authorities.get(seen.authority, ""),
        iri=beginning(seen.activity.iri) if seen.activity else "",
    )


def name_of(activity: SeenActivity) -> str:
    if activity.iri:
        return in_own_language(activity.name) or last_part(beginning(activity.iri))
    return f"{activity.host} ({activity.type})" if activity.type else activity.host


def in_own_language(texts: Mapping[str, str]) -> str:
    """In the language of the page, else the first there is."""
    language = get_language() or "de"
    wanted = (text for tag, text in texts.items() if tag.lower().split("-")[0] == language)
    return next(wanted, None) or next(iter(texts.values()), "")


def last_part(iri: str) -> str:
    """Of an IRI whose name nobody said: "questions/3f2a…" tells more than the number alone."""
    parts = [part for part in iri.split("#")[-1].split("/") if part]
    return "/".join(parts[-2:]) or iri


def purposes() -> list[tuple[str, str]]:
    return [(name, gettext(text)) for name, text in PURPOSES.items()]


def _verbs() -> list[tuple[str, str]]:
    """In the platform's words those that it speaks, of any other the IRI: what others call theirs may name somebody."""
    own = {verb.iri: in_own_language(verb.display) for verb in Verb}
    named = [(str(pk), own.get(iri, iri)) for pk, iri in known_verbs(at_most=VERBS_AT_MOST)]
    return sorted(named, key=lambda each: each[1].casefold())


def _authority_labels(asked: Any) -> dict[int, str]:
    """The platform and the authorities of the keys there are, and those asked for by number."""
    platform, keys = authority_of_the_platform(), names_of_keys()
    labels = {platform: gettext("diese Plattform")} if platform else {}
    labels |= {pk: gettext("Schlüssel „%(name)s“") % {"name": name} for pk, name in keys.items() if pk not in labels}
    others = [int(each) for each in asked if int(each) not in labels]
    return labels | (authority_names(others) if others else {})
