from courses.content.commands import expire_due, publish_due
from learning.core.schedule import every


@every(seconds=60, name="content.publish_and_expire")
def publish_and_expire() -> None:
    expire_due()
    publish_due()
