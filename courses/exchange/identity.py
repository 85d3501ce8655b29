"""Which page, block, question, option and goal a key of a course file stands for: the same at every load.

Both languages share them, so that progress, answers and links hold when a file is loaded again or translated.
"""

from uuid import UUID, uuid5


def module_key(course: UUID, key: str) -> UUID:
    return uuid5(course, f"module:{key}")


def lesson_key(course: UUID, key: str) -> UUID:
    return uuid5(course, f"lesson:{key}")


def question_key(course: UUID, key: str) -> UUID:
    return uuid5(course, f"question:{key}")


def goal_id(course: UUID, key: str) -> str:
    return str(uuid5(course, f"goal:{key}"))


def block_id(lesson: UUID, key: str) -> str:
    return str(uuid5(lesson, key))


def item_id(block: str, name: str, number: int) -> str:
    return str(uuid5(UUID(block), f"{name}:{number}"))


def option_id(question: UUID, key: str) -> str:
    return str(uuid5(question, key))
