from learning.core.schedule import every
from learning.organisation import commands


@every(seconds=600, name="organisation.apply_role_grants")
def apply_role_grants() -> None:
    commands.apply_role_grants()
