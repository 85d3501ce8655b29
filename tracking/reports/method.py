"""The page of the method as its template reads it: the rules with the numbers that are in force, and what was measured
about those who know more than the figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from learning.core.disclosure import (
    LARGEST_CHANGE,
    MEMBERS_FOR_PERCENT,
    NOISE_VARIANCE,
    PERSONS_TO_RENEW,
    TRANSITIONS,
    Floor,
)
from tracking.reports.enums import Report
from tracking.reports.models import AgreementPolicy
from tracking.reports.proof_page import decimal
from tracking.reports.queries.floor import floor_in_force
from tracking.reports.queries.proof import Proof, latest_proof
from tracking.reports.wording import percentage, whole_percent

MILLION = 1_000_000
LARGE = max(TRANSITIONS)
"""The row of the table for this many people and for all more."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """By how much a count of `LARGE` people and more is changed, up or down, and how often."""

    by: int
    share: str
    bar: float
    """Width of 100; the most frequent one fills it."""


@dataclass(frozen=True, kw_only=True)
class Example:
    """A unit in which everybody can follow the rule; `low` to `high` people may be behind what is shown."""

    members: int = 23
    done: int = 14
    shown: int = 15

    @property
    def percent(self) -> str:
        return percentage(whole_percent(shown=self.shown, members=self.members))

    @property
    def low(self) -> int:
        return self.shown - LARGEST_CHANGE

    @property
    def high(self) -> int:
        return self.shown + LARGEST_CHANGE


@dataclass(frozen=True, kw_only=True)
class Rules:
    """In force now. Chances are of 100."""

    floor: int
    agreed_floor: int | None
    lowest_floor: int = Floor.LOWEST
    highest_floor: int = Floor.HIGHEST
    most: int = LARGEST_CHANGE
    variance: int = NOISE_VARIANCE
    few: int = MEMBERS_FOR_PERCENT
    renew: int = PERSONS_TO_RENEW
    fewest_shown: int = min(target for row in TRANSITIONS.values() for target in row if target)

    @property
    def never(self) -> int:
        """So many and fewer are never shown, but for nobody."""
        return self.fewest_shown - 1

    @property
    def unchanged(self) -> int:
        return chance(LARGE, {LARGE})

    @property
    def nearly_unchanged(self) -> int:
        return chance(LARGE, {LARGE - 1, LARGE, LARGE + 1})

    @property
    def behind_nobody(self) -> int:
        """The most people that may be done where nobody is shown."""
        return max(row for row, targets in TRANSITIONS.items() if 0 in targets)

    @property
    def behind_fewest(self) -> tuple[int, int]:
        """Fewest and most people that may be done where the smallest number is shown."""
        rows = [row for row, targets in TRANSITIONS.items() if self.fewest_shown in targets]
        return min(rows), max(rows)

    @property
    def fewest_shown_as_nobody(self) -> int:
        return chance(self.fewest_shown, {0})


@dataclass(frozen=True, kw_only=True)
class Insiders:
    """How often of 100 somebody who knows more reads a person right; None where it was not measured."""

    one_figure: int | None
    three_figures: int | None
    certain_when_done: int | None
    """Of 100 cases in which everybody else is known to be open and the person is done."""
    three_movers_gain: float | None
    group: int | None
    group_three_levels: int | None


@dataclass(frozen=True, kw_only=True)
class MethodPage:
    rules: Rules
    changes: Sequence[Change]
    changed_from: int
    """The smallest count that is changed as `changes` says."""
    example: Example
    proof: Proof | None
    insiders: Insiders | None


def method_page() -> MethodPage:
    """One query."""
    proof = latest_proof()
    return MethodPage(
        rules=rules_in_force(),
        changes=changes(),
        changed_from=LARGE,
        example=Example(),
        proof=proof,
        insiders=insiders_in(proof) if proof else None,
    )


def changes() -> list[Change]:
    weights: Mapping[int, int] = TRANSITIONS[LARGE]
    found = [sum(weights.get(LARGE + by, 0) for by in {step, -step}) for step in range(LARGEST_CHANGE + 1)]
    return [
        Change(
            by=by,
            share=percentage(decimal(100 * weight / MILLION)),
            bar=round(100 * weight / max(found), 1),
        )
        for by, weight in enumerate(found)
    ]


def rules_in_force() -> Rules:
    agreed = AgreementPolicy.objects.filter(report=Report.PARTICIPATION).values_list("floor", flat=True).first()
    return Rules(floor=floor_in_force(agreed=[agreed] if agreed else []), agreed_floor=agreed)


def insiders_in(proof: Proof) -> Insiders:
    certain = proof.of("nobody else is done").get("certain")
    return Insiders(
        one_figure=proof.share("one cell", "hit_rate"),
        three_figures=proof.share("cell, office and ministry together", "hit_rate"),
        certain_when_done=None if certain is None else round(200 * certain),
        three_movers_gain=proof.of("three movers").get("gain_points"),
        group=proof.share("three movers of one status", "success"),
        group_three_levels=proof.share("three movers of one status, three levels", "success"),
    )


def chance(row: int, targets: set[int]) -> int:
    weights: Mapping[int, int] = TRANSITIONS[row]
    return round(100 * sum(weights.get(target, 0) for target in targets) / MILLION)
