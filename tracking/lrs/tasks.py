from learning.core.schedule import every
from tracking.lrs.commands import keys


@every(seconds=3600, name="lrs.delete_ended_keys")
def delete_ended_keys() -> None:
    keys.delete_ended_keys()
