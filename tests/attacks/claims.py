"""An attacker who learns from examples how published figures go with a person's status, and is then put to the test.

Half of the trials (with their solution) teach the rule, the other half measure it, so a rule cannot shine by chance.
Features are taken as independent (naive Bayes): few parameters, so thousands of examples suffice to fill them. What is
seen counts within its context, so that the attack is not credited with what the context says already.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import log

CAUTION = 20
WEIGHTS = (1.0, 0.5, 0.25, 0.1)
"""How far the attacker trusts what is seen against what is known; chosen by what works best while learning."""


@dataclass(frozen=True)
class Trial:
    status: bool
    known: Hashable
    """What can be read without the attack; this alone gives the base rate."""
    seen: tuple[tuple[Hashable, Hashable], ...]
    """What the attack adds: pairs of a context and what was observed in it."""


@dataclass(frozen=True)
class Verdict:
    trials: int
    base: float
    right: float
    loudest_right: float
    """Among the claims for which the attack speaks loudest: 5,000, or half of them where there are fewer."""
    loudest_base: float
    loudest_claims: int

    def figures(self) -> dict[str, float]:
        return {
            "trials": self.trials,
            "base_rate": round(self.base, 4),
            "success": round(self.right, 4),
            "gain_points": round(100 * (self.right - self.base), 1),
            "loudest_claims": self.loudest_claims,
            "loudest_base_rate": round(self.loudest_base, 4),
            "loudest_success": round(self.loudest_right, 4),
            "loudest_gain_points": round(100 * (self.loudest_right - self.loudest_base), 1),
        }


def judge(trials: Sequence[Trial]) -> Verdict:
    teaching, testing = trials[::2], trials[1::2]
    known = _Evidence([(trial.status, ((None, trial.known),)) for trial in teaching])
    seen = _Evidence([(trial.status, trial.seen) for trial in teaching])
    weight = max(WEIGHTS, key=lambda weight: _share(_claims(teaching, known, seen, weight), 2))
    rows = _claims(testing, known, seen, weight)
    rows.sort(key=lambda row: row[0], reverse=True)
    loudest = rows[: min(5_000, len(rows) // 2)]
    return Verdict(
        trials=len(rows),
        base=_share(rows, 1),
        right=_share(rows, 2),
        loudest_base=_share(loudest, 1),
        loudest_right=_share(loudest, 2),
        loudest_claims=len(loudest),
    )


def _claims(
    trials: Sequence[Trial], known: "_Evidence", seen: "_Evidence", weight: float
) -> list[tuple[float, bool, bool]]:
    """How loud each claim is, whether the base claim is right, whether the attacker's is."""
    rows = []
    for trial in trials:
        base = known.bias + known.weigh(((None, trial.known),))
        extra = seen.weigh(trial.seen)
        rows.append((abs(extra), (base > 0) == trial.status, (base + weight * extra > 0) == trial.status))
    return rows


def _share(rows: Sequence[tuple[float, bool, bool]], column: int) -> float:
    return sum(row[column] for row in rows) / len(rows)


Features = tuple[tuple[Hashable, Hashable], ...]


class _Evidence:
    """Log-odds of "done" for each observation in its context, drawn towards zero where examples are few."""

    def __init__(self, examples: Sequence[tuple[bool, Features]]) -> None:
        self._observed: Counter[tuple[int, Hashable, Hashable, bool]] = Counter()
        self._context: Counter[tuple[int, Hashable, bool]] = Counter()
        self._total = Counter(status for status, _ in examples)
        for status, features in examples:
            for place, (context, observation) in enumerate(features):
                self._observed[place, context, observation, status] += 1
                self._context[place, context, status] += 1

    @property
    def bias(self) -> float:
        return log((self._total[True] + 1) / (self._total[False] + 1))

    def weigh(self, features: Features) -> float:
        return sum(self._log_odds(place, *feature) for place, feature in enumerate(features))

    def _log_odds(self, place: int, context: Hashable, observation: Hashable) -> float:
        observed = [self._observed[place, context, observation, status] for status in (True, False)]
        seen = [self._context[place, context, status] for status in (True, False)]
        # Rare observations are drawn towards "says nothing": an attacker who trusts them does worse.
        neutral = (sum(observed) + 1) / (sum(seen) + 1)
        done, not_done = (
            (count + CAUTION * neutral) / (total + CAUTION) for count, total in zip(observed, seen, strict=True)
        )
        return log(done / not_done)
