from learning.core.schedule import every
from tracking.lrs.commands import forwarding, keys


@every(seconds=3600, name="lrs.delete_ended_keys")
def delete_ended_keys() -> None:
    keys.delete_ended_keys()


@every(seconds=10, name="lrs.forward_statements")
def forward_statements() -> None:
    forwarding.forward_due()
