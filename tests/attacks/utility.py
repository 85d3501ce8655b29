"""What the protection costs: how far published figures are from the truth, and how many cells wait."""

from statistics import mean

from tests.attacks.simulator import Size, build_state, publish_state, true_count


def run(size: Size) -> dict[str, dict[str, float]]:
    state = build_state(size)
    view = publish_state(state)
    errors: list[int] = []
    rate_errors: dict[str, list[float]] = {"ministries": [], "offices": []}
    held: list[bool] = []
    for (number, course), table in view.cells.items():
        quarter = state.quarters[number]
        for cell, publication in table.items():
            members, done = true_count(quarter, course, view.parts[number][cell])
            errors.append(abs(publication.value.shown - done))
            level = {"land": "ministries"}.get(str(view.parent[number][cell]), "offices")
            if cell in state.children and cell != state.root:
                rate_errors[level].append(abs(publication.value.rate - done / members))
            if number and cell not in state.children:
                held.append(publication.period != quarter.name)
    return {
        "published cells": {
            "cells": len(errors),
            "mean_absolute_error": round(mean(errors), 3),
            "ministry_rate_error_points": round(100 * mean(rate_errors["ministries"]), 3),
            "office_rate_error_points": round(100 * mean(rate_errors["offices"]), 3),
            "unit_cells_held_share": round(mean(held), 3),
        }
    }
