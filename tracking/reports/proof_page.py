"""The page of the proof as its template reads it: which attacks were run on the method, and how often they were right.

What stands here are results of `make prove` on an invented administration; nobody's figures are read for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracking.reports.queries.proof import Measured, Proof
from tracking.reports.wording import percentage

OUTSIDER: Mapping[str, Promise] = {
    "people in small units, by the merged rest": gettext_lazy(
        "Ministerium minus Abteilungen: Menschen in kleinen Einheiten"
    ),
    "full protection, all moves": gettext_lazy("Zwei Quartale verglichen, alle bekannten Wechsel"),
    "full protection, lone moves": gettext_lazy("Zwei Quartale verglichen, sonst kam und ging niemand"),
    "full protection, lone moves, courses asleep": gettext_lazy("Dasselbe, und niemand lernt den Kurs mehr"),
    "one mover": gettext_lazy("Eine Person wechselt, sonst ändert sich nichts"),
    "two movers": gettext_lazy("Zwei Personen wechseln, sonst ändert sich nichts"),
    "three movers": gettext_lazy("Drei Personen wechseln, sonst ändert sich nichts"),
    "three movers, three levels": gettext_lazy("Dasselbe, mit den Ebenen darüber verglichen"),
    "small team, neighbours in turn": gettext_lazy(
        "Ein Team aus einer Person, dessen Nachbarn abwechselnd die kleineren sind"
    ),
    "one leaves, and the unit is merged": gettext_lazy("Eine Person geht, und ihre Einheit wird zusammengefasst"),
    "one joins, and the remainder dissolves": gettext_lazy("Eine Person kommt, und eine Zusammenfassung löst sich auf"),
    "three movers of one status": gettext_lazy("Drei Personen mit demselben Stand wechseln gemeinsam"),
    "three movers of one status, three levels": gettext_lazy("Dasselbe, mit den Ebenen darüber verglichen"),
}
"""Who knows the organisation, all moves and all published figures: attacks on one person."""
UNPROTECTED: Mapping[str, Promise] = {
    "no protection but noise, lone moves, courses asleep": gettext_lazy(
        "Zwei Quartale verglichen, sonst kam und ging niemand, der Kurs ruht"
    ),
    "one mover, no protection but noise": gettext_lazy("Eine Person wechselt: ohne Warten, ohne neuen Schlüssel"),
    "one mover, hold-back missing": gettext_lazy("Eine Person wechselt: ohne Warten"),
    "small team, neighbours in turn, merged from each quarter alone": gettext_lazy(
        "Ein Team aus einer Person: jedes Quartal neu zusammengefasst"
    ),
}
INSIDER: Mapping[str, Promise] = {
    "one cell": gettext_lazy("kennt alle in der Einheit bis auf eine Person"),
    "cell, office and ministry together": gettext_lazy("dasselbe, und vergleicht Einheit, Amt und Ministerium"),
    "nobody else is done": gettext_lazy("weiß, dass sonst niemand fertig ist"),
    "nobody else is done, three levels": gettext_lazy("dasselbe, mit den Ebenen darüber"),
    "day of the figure, 1 others are known to have changed": gettext_lazy(
        "liest am Tag der Zahl ab, kennt 1 andere Änderung"
    ),
    "day of the figure, 2 others are known to have changed": gettext_lazy(
        "liest am Tag der Zahl ab, kennt 2 andere Änderungen"
    ),
    "day of the figure, 3 others are known to have changed": gettext_lazy(
        "liest am Tag der Zahl ab, kennt 3 andere Änderungen"
    ),
}


@dataclass(frozen=True, kw_only=True)
class Claim:
    """An attack on a person: texts for its line of the table."""

    attack: str
    trials: str
    guessed: str
    right: str
    gain: str
    certain: str
    is_above: bool
    """Of the goal, where one is kept with the results."""


@dataclass(frozen=True, kw_only=True)
class ProofPage:
    proof: Proof
    title: str
    data: str
    findings: Sequence[str]
    outsiders: Sequence[Claim]
    unprotected: Sequence[Claim]
    insiders: Sequence[Claim]
    most_points: int | None
    limits: Sequence[str]
    """What the proof does not show, so that nobody reads more out of its title."""


def proof_page(proof: Proof) -> ProofPage:
    goal = proof.of("goal").get("most_points")
    most = None if goal is None else int(goal)
    return ProofPage(
        proof=proof,
        title=title_of(proof),
        data=data_of(proof.of("generated state")),
        findings=[finding for finding in findings_in(proof) if finding],
        outsiders=claims(proof, OUTSIDER, most),
        unprotected=claims(proof, UNPROTECTED, None),
        insiders=claims(proof, INSIDER, None),
        most_points=most,
        limits=list(limits_of(proof)),
    )


def title_of(proof: Proof) -> str:
    if not proof.is_passed:
        return _("Die letzte Prüfung ist nicht bestanden")
    proven = proof.of("all tables of all quarters").get("cells_of_nobody_or_everybody_proven")
    if proven == 0:
        return _("Kein Angriff konnte aus den Zahlen allein beweisen, wer fertig ist")
    return _("Die letzte Prüfung ist bestanden")


def data_of(state: Measured) -> str:
    if not state:
        return ""
    return _(
        "Eine erfundene Landesverwaltung: %(units)s Einheiten, %(people)s Beschäftigte, %(courses)s Kurse, "
        "%(quarters)s Quartale"
    ) % {name: whole(value) for name, value in state.items()}


def findings_in(proof: Proof) -> Iterable[str]:
    if deduced := proof.of("all tables of all quarters"):
        yield _(
            "Alle Tabellen aller Quartale zusammengerechnet: Bei %(proven)s von %(cells)s Zahlen stand danach fest, "
            "dass niemand oder jeder fertig ist. %(exact)s ließen sich auf eine einzige Anzahl eingrenzen."
        ) % {
            "cells": whole(deduced["cells"]),
            "proven": whole(deduced["cells_of_nobody_or_everybody_proven"]),
            "exact": whole(deduced["cells_with_exact_count_proven"]),
        }
    if left := proof.of("left over by subtraction"):
        yield _("Ministerium minus Abteilungen: Die kleinste Gruppe, die übrig bleibt, hat %(people)s Personen.") % {
            "people": whole(left["fewest_people"])
        }
    if naive := proof.of("small units left out, true counts"):
        yield _(
            "Zum Vergleich: Wer kleine Einheiten nur weglässt und sonst wahre Zahlen zeigt, verrät %(exact)s von "
            "%(hidden)s weggelassenen Zahlen genau."
        ) % {"exact": whole(naive["recovered_exactly"]), "hidden": whole(naive["hidden_cells"])}
    repeated, fresh = proof.of("as published"), proof.of("fresh noise per query")
    if repeated and fresh:
        yield _(
            "Dieselbe Abfrage %(queries)s-mal: immer derselbe Wert. Mit jedes Mal neuem Zufall fände man die wahre "
            "Zahl in %(share)s der Fälle."
        ) % {"queries": whole(repeated["queries"]), "share": percentage(round(100 * fresh["counts_recovered"]))}
    if useful := proof.of("published cells"):
        yield _(
            "Wie brauchbar die Zahlen bleiben: im Mittel um %(error)s Personen verändert, Anteile von Ämtern um "
            "%(points)s Prozentpunkte. %(held)s der Zahlen einzelner Einheiten warten auf ein späteres Quartal."
        ) % {
            "error": decimal(useful["mean_absolute_error"]),
            "points": decimal(useful["office_rate_error_points"]),
            "held": percentage(round(100 * useful["unit_cells_held_share"])),
        }


def limits_of(proof: Proof) -> Iterable[str]:
    yield _("Geprüft sind bekannte Angriffe auf erfundene Daten. Das ist kein Beweis gegen jeden denkbaren Angriff.")
    group = proof.share("three movers of one status, three levels", "success")
    if group is not None:
        yield _(
            "Eine Gruppe, die sich wie ein Mensch verhält, bleibt lesbar: Wechseln drei Personen mit demselben Stand "
            "gemeinsam und sonst niemand, lag der Angriff in %(right)s von 100 Fällen richtig."
        ) % {"right": group}
    certain = max((proof.share(name, "certain") or 0 for name in INSIDER), default=0)
    if certain:
        yield _(
            "Wer fast alles über alle anderen weiß, kann die letzte Person mit Gewissheit lesen: im ungünstigsten "
            "Fall, der geprüft ist, in %(certain)s von 100 Fällen."
        ) % {"certain": certain}


def claims(proof: Proof, attacks: Mapping[str, Promise], most: int | None) -> list[Claim]:
    return [claim(str(label), proof.of(name), most) for name, label in attacks.items() if proof.of(name)]


def claim(attack: str, measured: Measured, most: int | None) -> Claim:
    right = measured.get("success", measured.get("hit_rate", 0.0))
    points = measured.get("gain_points", 100 * (right - measured["base_rate"]))
    certain = measured.get("certain")
    return Claim(
        attack=attack,
        trials=whole(measured["trials"]),
        guessed=percentage(decimal(100 * measured["base_rate"])),
        right=percentage(decimal(100 * right)),
        gain=signed(points),
        certain="" if certain is None else percentage(decimal(100 * certain)),
        is_above=most is not None and points > most,
    )


def whole(value: float) -> str:
    return number_format(int(value), use_l10n=True, force_grouping=True)


def decimal(value: float) -> str:
    return number_format(round(value, 1) + 0.0, decimal_pos=1)


def signed(points: float) -> str:
    """ "+8,3" or "−0,2"; nothing is plus or minus nothing."""
    rounded = round(points, 1)
    sign = "+" if rounded > 0 else "\N{MINUS SIGN}" if rounded < 0 else ""
    return sign + decimal(abs(rounded))
