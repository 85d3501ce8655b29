class XapiError(Exception):
    """What the caller did wrong: where (`path`), by which rule, and where the standard says so."""

    def __init__(self, status: int, path: str, rule: str, *, clause: str = "") -> None:
        super().__init__(f"{path}: {rule}")
        self.status = status
        self.path = path
        self.rule = rule
        self.clause = clause
        self.headers: dict[str, str] = {}


class BadRequestError(XapiError):
    def __init__(self, path: str, rule: str, *, clause: str = "") -> None:
        super().__init__(400, path, rule, clause=clause)


class MethodNotAllowedError(XapiError):
    def __init__(self, allowed: str) -> None:
        super().__init__(405, "method", f"must be one of {allowed}", clause="RFC 9110 15.5.6")
        self.headers["Allow"] = allowed
