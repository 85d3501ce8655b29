"""What the documents about disclosure control tell in figures, made from the last proof and from the code.

Each text below stands word for word in docs/report/disclosure.de.md and disclosure.md.
"""

from learning.core.disclosure import LARGEST_CHANGE, NOISE_VARIANCE, TRANSITIONS, Floor
from learning.core.disclosure.floor import MEMBERS_FOR_FINER_VIEWS, PEOPLE_PER_FLOW
from tests.attacks.insider import probabilities
from tests.attacks.test_disclosure_attacks import MOST_POINTS
from tracking.reports.queries.proof import Proof

MILLION = 1_000_000
STATE, DEDUCED, UTILITY = "generated state", "all tables of all quarters", "published cells"
TEAM, TEAM_BARE = "small team, neighbours in turn", "small team, neighbours in turn, merged from each quarter alone"


class Teller:
    """Reads figures of the proof as a language writes them."""

    def __init__(self, proof: Proof, *, is_german: bool) -> None:
        self.proof, self.is_german = proof, is_german

    def whole(self, attack: str, what: str) -> str:
        return self.written(f"{self.proof.of(attack)[what]:,.0f}")

    def points(self, attack: str, what: str = "gain_points") -> str:
        return self.written(f"{self.proof.of(attack)[what] + 0.0:.1f}")

    def percent(self, attack: str, what: str = "success") -> str:
        return self.written(f"{100 * self.proof.of(attack)[what]:.1f}")

    def of_hundred(self, attack: str, what: str = "success", *, times: int = 1) -> str:
        return f"{100 * times * self.proof.of(attack)[what]:.0f}"

    def written(self, number: str) -> str:
        return number.translate(str.maketrans(",.", ".,")) if self.is_german else number

    def claims(self, attack: str) -> tuple[str, str, str]:
        return self.percent(attack), self.percent(attack, "base_rate"), self.whole(attack, "trials")


def told_in_german(proof: Proof) -> dict[str, str]:
    say = Teller(proof, is_german=True)
    right, base, trials = say.claims("full protection, all moves")
    asleep_right, asleep_base, asleep_trials = say.claims("full protection, lone moves, courses asleep")
    bare_right, bare_base, _ = say.claims("no protection but noise, lone moves, courses asleep")
    return {
        "state": f"{say.whole(STATE, 'units')} Einheiten, {say.whole(STATE, 'people')} Beschäftigten, "
        f"{say.whole(STATE, 'courses')} Kursen und {say.whole(STATE, 'quarters')} Quartalen "
        f"({say.whole(UTILITY, 'cells')} veröffentlichte Werte)",
        "siblings": "die kleinste Gruppe, die übrig bleibt, hat "
        f"{say.whole('left over by subtraction', 'fewest_people')} "
        f"Personen; {say.points('people in small units, by the merged rest')} Punkte über der Grundrate",
        "naive": f"von {say.whole('small units left out, true counts', 'hidden_cells')} weggelassenen Zahlen sind "
        f"{say.whole('small units left out, true counts', 'recovered_exactly')} exakt zurückzurechnen",
        "deduced": f"niemandes Stand ist bewiesen; {say.whole(DEDUCED, 'cells_with_exact_count_proven')} von "
        f"{say.whole(DEDUCED, 'cells')} Zahlen lassen sich auf einen Wert eingrenzen",
        "moves": f"{right} % richtig, Grundrate {base} % ({trials} Behauptungen)",
        "asleep": f"{asleep_right} % richtig, Grundrate {asleep_base} % ({asleep_trials} Behauptungen)",
        "asleep_naive": f"{bare_right} % richtig, Grundrate {bare_base} %",
        "one": f"{say.points('one mover')} Punkte: Die Zahl bleibt stehen",
        "one_naive": f"in {say.of_hundred('one mover, no protection but noise')} % richtig "
        f"({say.of_hundred('one mover, no protection but noise', 'loudest_success')} % bei der lauteren Hälfte)",
        "two": f"{say.points('two movers')} Punkte: Die Zahl bleibt stehen",
        "three": f"{say.points('three movers')} Punkte",
        "team": f"{say.points(TEAM)} Punkte",
        "team_naive": f"{say.points(TEAM_BARE)} Punkte, {say.points(TEAM_BARE, 'loudest_gain_points')} bei "
        "der lauteren Hälfte",
        "leaver": f"{say.points('one leaves, and the unit is merged')} Punkte: Es gilt, was für die Teile galt",
        "query": f"dieselbe Abfrage {say.whole('as published', 'queries')}-mal",
        "fresh": f"bei jedes Mal neuem Zufall: Zahl in {say.of_hundred('fresh noise per query', 'counts_recovered')} % "
        "der Fälle gefunden",
        "useful": f"im Mittel um {say.points(UTILITY, 'mean_absolute_error')} Personen ab, die Quoten der "
        "Ministerien um "
        f"{say.points(UTILITY, 'ministry_rate_error_points')} Prozentpunkte, die der Ämter um "
        f"{say.points(UTILITY, 'office_rate_error_points')}. Von 100 Zahlen einzelner Einheiten warten "
        f"{say.of_hundred(UTILITY, 'unit_cells_held_share')} auf ein späteres Quartal",
        "insider": f"richtig in {say.of_hundred('one cell', 'hit_rate')} von 100 Fällen mit einer Zahl, in "
        f"{say.of_hundred('cell, office and ministry together', 'hit_rate')} von 100 mit Einheit, Amt und Ministerium "
        "zusammen (Raten: 50)",
        "certain": f"in {say.of_hundred('nobody else is done', 'certain', times=2)} von 100 Fällen, in denen "
        "die letzte "
        "Person fertig ist",
        "group_of_three": f"{say.points('three movers')} Punkte besser gelesen als durch Raten und "
        f"{say.points('three movers, three levels')} Punkte besser, wenn auch die Ebenen darüber verglichen werden; "
        f"unsere Grenze liegt bei {MOST_POINTS} Punkten. Wer nur spricht, wenn die Zahlen am lautesten sind, gewinnt "
        f"{say.points('three movers', 'loudest_gain_points')} und "
        f"{say.points('three movers, three levels', 'loudest_gain_points')} Punkte",
        "group": f"in {say.of_hundred('three movers of one status')} von 100 Fällen gelesen "
        f"({say.of_hundred('three movers of one status, three levels')} von 100 mit den Ebenen darüber)",
        "dissolved": f"{say.points('one joins, and the remainder dissolves')} Punkte",
    }


def told_in_english(proof: Proof) -> dict[str, str]:
    say = Teller(proof, is_german=False)
    right, base, trials = say.claims("full protection, all moves")
    asleep_right, asleep_base, asleep_trials = say.claims("full protection, lone moves, courses asleep")
    bare_right, bare_base, _ = say.claims("no protection but noise, lone moves, courses asleep")
    return {
        "state": f"{say.whole(STATE, 'units')} units, {say.whole(STATE, 'people')} people, "
        f"{say.whole(STATE, 'courses')} courses and {say.whole(STATE, 'quarters')} quarters "
        f"({say.whole(UTILITY, 'cells')} published values)",
        "siblings": "the smallest group left over has "
        f"{say.whole('left over by subtraction', 'fewest_people')} people; "
        f"{say.points('people in small units, by the merged rest')} points above base rate",
        "naive": f"of {say.whole('small units left out, true counts', 'hidden_cells')} left-out figures "
        f"{say.whole('small units left out, true counts', 'recovered_exactly')} are recovered exactly",
        "deduced": f"nobody's status is proven; {say.whole(DEDUCED, 'cells_with_exact_count_proven')} of "
        f"{say.whole(DEDUCED, 'cells')} counts can be narrowed to one value",
        "moves": f"{right} % right, base rate {base} % ({trials} claims)",
        "asleep": f"{asleep_right} % right, base rate {asleep_base} % ({asleep_trials} claims)",
        "asleep_naive": f"{bare_right} % right, base rate {bare_base} %",
        "one": f"{say.points('one mover')} points: the figure stands",
        "one_naive": f"right in {say.of_hundred('one mover, no protection but noise')} % "
        f"({say.of_hundred('one mover, no protection but noise', 'loudest_success')} % of the louder half)",
        "two": f"{say.points('two movers')} points: the figure stands",
        "three": f"{say.points('three movers')} points",
        "team": f"{say.points(TEAM)} points",
        "team_naive": f"{say.points(TEAM_BARE)} points, {say.points(TEAM_BARE, 'loudest_gain_points')} in "
        "the louder half",
        "leaver": f"{say.points('one leaves, and the unit is merged')} points: what stood for the parts stands",
        "query": f"the same query {say.whole('as published', 'queries')} times",
        "fresh": f"fresh noise: count recovered in {say.of_hundred('fresh noise per query', 'counts_recovered')} %",
        "useful": f"off by {say.points(UTILITY, 'mean_absolute_error')} people on average, the rates of ministries by "
        f"{say.points(UTILITY, 'ministry_rate_error_points')} percentage points, of offices by "
        f"{say.points(UTILITY, 'office_rate_error_points')}. Of 100 unit figures "
        f"{say.of_hundred(UTILITY, 'unit_cells_held_share')} wait for a later quarter",
        "insider": f"right in {say.of_hundred('one cell', 'hit_rate')} of 100 cases with one figure, in "
        f"{say.of_hundred('cell, office and ministry together', 'hit_rate')} of 100 with unit, office and ministry "
        "together (guessing: 50)",
        "certain": f"in {say.of_hundred('nobody else is done', 'certain', times=2)} of 100 cases in which "
        "that person is "
        "done",
        "group_of_three": f"{say.points('three movers')} points better than by guessing, and "
        f"{say.points('three movers, three levels')} points better when the levels above are compared too; "
        "our limit is "
        f"{MOST_POINTS} points. If the attacker speaks only when the figures are loudest, it is "
        f"{say.points('three movers', 'loudest_gain_points')} and "
        f"{say.points('three movers, three levels', 'loudest_gain_points')} points",
        "group": f"is read in {say.of_hundred('three movers of one status')} of 100 cases "
        f"({say.of_hundred('three movers of one status, three levels')} of 100 with the levels above)",
        "dissolved": f"{say.points('one joins, and the remainder dissolves')} points",
    }


def rules_in_german() -> list[str]:
    low, high = behind(3)
    return [
        f"Keine Zahl für weniger als {Floor.LOWEST} Personen",
        f"(bis {Floor.HIGHEST})",
        f"bräuchte für beides {MEMBERS_FOR_FINER_VIEWS} Personen, und {PEOPLE_PER_FLOW} je Gruppe",
        f"um höchstens {LARGEST_CHANGE} Personen",
        f"„3 von 40“ können in Wahrheit {low} bis {high} Personen sein, „0 von 40“ {behind(0)[0]} bis {behind(0)[1]}",
        f"Sind es wirklich 3 Personen, wird in {shown_as_nobody(3)} von 100 Fällen 0 veröffentlicht, sind es "
        "wirklich 4, "
        f"in {shown_as_nobody(4)} von 100 Fällen",
        f"ihre Varianz ist {NOISE_VARIANCE}",
        f"um bis zu {cut_at_the_edge():.2f} Personen zu niedrig".replace(".", ","),
    ]


def rules_in_english() -> list[str]:
    low, high = behind(3)
    return [
        f"No figure for fewer than {Floor.LOWEST} people",
        f"(up to {Floor.HIGHEST})",
        f"need {MEMBERS_FOR_FINER_VIEWS} people for either, and {PEOPLE_PER_FLOW} in each group",
        f"by up to {LARGEST_CHANGE} people",
        f'"3 of 40" may be {low} to {high} people in truth, "0 of 40" may be {behind(0)[0]} to {behind(0)[1]}',
        f"if really 3 people are done, 0 is published in {shown_as_nobody(3)} of 100 cases, if really 4, in "
        f"{shown_as_nobody(4)} of 100",
        f"its variance is {NOISE_VARIANCE}",
        f"up to {cut_at_the_edge():.2f} people too low",
    ]


def behind(shown: int) -> tuple[int, int]:
    """Fewest and most of 40 people behind a published value, by what may be published for each count."""
    counts = [count for count in range(41) if probabilities(40, count).get(shown)]
    return min(counts), max(counts)


def shown_as_nobody(count: int) -> int:
    return round(100 * TRANSITIONS[count][0] / MILLION)


def cut_at_the_edge() -> float:
    """By how much the mean of 5 out of 10 is too low."""
    return 5 - sum(value * chance for value, chance in probabilities(10, 5).items())
