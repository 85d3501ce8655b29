"""Signed statements (xAPI 1.0.3 Part 2, 2.6; IEEE 9274.1.1, 4.2.6): a JWS of the statement comes as an attachment.

Checked is what can be known here: that it is a JWS by one of the three algorithms, that it signs this very statement,
and, where the certificate came along, that the signature is the certificate's. Whom to trust is the reader's matter.
"""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey

from tracking.lrs.canonical import canonical
from tracking.lrs.json_text import parsed, refuse_too_many_values
from tracking.lrs.protocol.errors import BadRequestError

Json = Mapping[str, Any]
USAGE = "http://adlnet.gov/expapi/attachments/signature"
ALGORITHMS = ["RS256", "RS384", "RS512"]


class _Registry(jws.JWSRegistry):
    """Chains of certificates are long, and so may be statements."""

    max_header_length = 64 * 1024
    max_payload_length = 8 * 1024 * 1024
    max_signature_length = 4 * 1024


_registry = _Registry(algorithms=ALGORITHMS)
CLAUSE = "xAPI 1.0.3 Part 2 2.6, IEEE 9274.1.1 4.2.6"


def check_signatures(statements: Sequence[Json], contents: Mapping[str, bytes]) -> None:
    """`contents` are the attachments that came along, by SHA-256. Raises BadRequestError."""
    for statement in statements:
        for attachment in _listed(statement.get("attachments")):
            if isinstance(attachment, Mapping) and attachment.get("usageType") == USAGE:
                _check(statement, attachment, contents)


def _check(statement: Json, attachment: Json, contents: Mapping[str, bytes]) -> None:
    if attachment.get("contentType") != "application/octet-stream":
        raise _refused("the contentType of a signature must be application/octet-stream")
    content = contents.get(str(attachment.get("sha2", "")).lower())
    if content is None:
        raise _refused("a signature must come with the statement, not by fileUrl")
    try:
        read = jws.extract_compact(content, registry=_registry)
        header = read.headers()
    except (JoseError, ValueError, TypeError, AttributeError) as error:
        raise _refused("a signature must be a JWS in compact serialization") from error
    if header.get("alg") not in ALGORITHMS:
        raise _refused(f"a signature must be made by one of {', '.join(ALGORITHMS)}")
    _check_signed(statement, read.payload)
    if "x5c" in header:
        _check_certificate(content, header["x5c"])


def _check_signed(statement: Json, payload: bytes) -> None:
    refuse_too_many_values(payload)
    try:
        signed = parsed(payload).plain
    except ValueError as error:
        raise _refused("a signature must sign a statement as JSON") from error
    if not isinstance(signed, dict) or ("attachments" in signed and not isinstance(signed["attachments"], list)):
        raise _refused("a signature must sign a statement as JSON")
    if signed.get("id", statement.get("id")) != statement.get("id") or _bare(signed) != _bare(statement):
        raise _refused("the signed statement differs from the one it came with")


def _bare(statement: Json) -> bytes:
    """Without signatures, which were added after signing."""
    others = [each for each in _listed(statement.get("attachments")) if each.get("usageType") != USAGE]
    kept = {name: value for name, value in statement.items() if name != "attachments"}
    return canonical({**kept, "attachments": others} if others else kept)


def _check_certificate(content: bytes, chain: Any) -> None:
    try:
        certificate = x509.load_der_x509_certificate(base64.b64decode(chain[0]))
        key = certificate.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        jws.deserialize_compact(content, RSAKey.import_key(key), registry=_registry)
    except (JoseError, ValueError, TypeError, LookupError) as error:
        raise _refused("a signature must be that of the certificate in its header (x5c)") from error


def _refused(rule: str) -> BadRequestError:
    return BadRequestError("attachments", rule, clause=CLAUSE)


def _listed(value: object) -> list[Any]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []
