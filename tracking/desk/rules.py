from learning.accounts.models import User
from learning.core.access import permits


@permits("learning.take_part")
def may_take_part(user: User, _obj: None) -> bool:
    """Everybody with a learning record; an erased account has none."""
    return user.learner_key is not None
