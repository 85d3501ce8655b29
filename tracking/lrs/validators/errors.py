"""What is wrong with a statement, where, and which rule says so."""


class StatementInvalidError(ValueError):
    """`path` says where, as in `context.contextActivities.parent[1].id`; `reason` is a part of a sentence that goes on
    from there ("must be an IRI with a scheme"); `clause` names the standard and its clause.
    """

    def __init__(self, path: str, reason: str, clause: str = "") -> None:
        where = f"{path}: {reason}" if path else reason
        super().__init__(f"{where} ({clause})" if clause else where)
        self.path = path
        self.reason = reason
        self.clause = clause


def joined(*steps: str | int) -> str:
    """Names and positions as a path. A name that is not plain (an IRI of an extension) stands in brackets."""
    path = ""
    for step in steps:
        if isinstance(step, int):
            path += f"[{step}]"
        elif step.replace("_", "").replace("-", "").isalnum():
            path += f".{step}" if path else step
        else:
            shown = step if len(step) <= 100 else f"{step[:99]}…"
            path += f"[{shown!r}]"
    return path
