"""Signed statements (xAPI 1.0.3 Part 2, 2.6; IEEE 9274.1.1, 4.2.6): a JWS comes as an attachment."""

from tracking.lrs.protocol.submissions import Submission


def check_signatures(submission: Submission) -> None:
    """Raises BadRequestError."""
