from dataclasses import dataclass

import pytest

from learning.organisation.enums import UnitKind
from learning.organisation.models import OrgUnit
from tests.factories.people import OrgUnitFactory


@dataclass(frozen=True)
class Land:
    """Two ministries with one unit each."""

    root: OrgUnit
    inner: OrgUnit
    inner_unit: OrgUnit
    economy: OrgUnit
    economy_unit: OrgUnit


@pytest.fixture
def land(db) -> Land:
    root = OrgUnitFactory(code="KL", kind=UnitKind.LAND)
    inner = OrgUnitFactory(code="MI", kind=UnitKind.MINISTRY, parent=root)
    economy = OrgUnitFactory(code="MW", kind=UnitKind.MINISTRY, parent=root)
    return Land(
        root=OrgUnit.objects.get(pk=root.pk),
        inner=inner,
        inner_unit=OrgUnitFactory(code="MI-1", parent=inner),
        economy=economy,
        economy_unit=OrgUnitFactory(code="MW-1", parent=economy),
    )
