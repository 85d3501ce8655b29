"""All attacks on one size, as figures that can be written to a file."""

from tests.attacks import deduction, insider, one_person_moved, quarters, repeated_query, siblings, utility
from tests.attacks.simulator import Size, build_state

ATTACKS = {
    "parent minus siblings": siblings.run,
    "two quarters compared": quarters.run,
    "one person moved": one_person_moved.run,
    "the same query repeated": repeated_query.run,
    "certainty by deduction": deduction.run,
    "an insider who knows everybody but one": insider.run,
    "utility": utility.run,
}


def run(size: Size) -> dict[str, object]:
    state = build_state(size)
    data = {
        "size": size.name,
        "units": len(state.units),
        "people": len(state.quarters[0].unit_of),
        "courses": len(state.courses),
        "periods": len(state.quarters),
    }
    return {"data": data, **{name: attack(size) for name, attack in ATTACKS.items()}}
