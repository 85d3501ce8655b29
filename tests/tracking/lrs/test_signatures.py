import base64
import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from joserfc import jws
from joserfc.jwk import OctKey

from tracking.lrs.protocol.errors import BadRequestError
from tracking.lrs.signatures import USAGE, check_signatures

HASHES = {"RS256": hashes.SHA256, "RS384": hashes.SHA384, "RS512": hashes.SHA512}
SAID = {
    "actor": {"mbox": "mailto:anna@example.org"},
    "verb": {"id": "https://example.org/read"},
    "object": {"id": "https://example.org/book"},
    "timestamp": "2026-11-25T10:00:00+01:00",
}


@pytest.fixture(scope="module")
def private() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(scope="module")
def certificate(private: rsa.RSAPrivateKey) -> str:
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Test")])
    now = datetime(2026, 1, 1, tzinfo=UTC)
    built = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(private.public_key())
    built = built.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=365))
    return base64.b64encode(built.sign(private, hashes.SHA256()).public_bytes(Encoding.DER)).decode()


def signature(private: rsa.RSAPrivateKey, said: Any, **header: Any) -> bytes:
    """Made by hand: a library refuses to make what is refused here."""
    protected = {"alg": "RS256", **header}
    signed = b".".join(encoded(json.dumps(each).encode()) for each in (protected, said))
    made = private.sign(signed, padding.PKCS1v15(), HASHES[protected["alg"]]())
    return signed + b"." + encoded(made)


def encoded(content: bytes) -> bytes:
    return base64.urlsafe_b64encode(content).rstrip(b"=")


def check(content: bytes, said: dict[str, Any] = SAID, **attachment: str) -> None:
    told = {
        "usageType": USAGE,
        "display": {"en": "Signature"},
        "contentType": "application/octet-stream",
        "length": len(content),
        "sha2": sha256(content).hexdigest(),
        **attachment,
    }
    check_signatures([{**said, "attachments": [told]}], {sha256(content).hexdigest(): content})


@pytest.mark.parametrize("algorithm", ["RS256", "RS384", "RS512"])
def test_a_signature_of_this_statement_is_taken(private, certificate, algorithm):
    check(signature(private, SAID, alg=algorithm))
    check(signature(private, SAID, alg=algorithm, x5c=[certificate]))


def test_the_same_in_other_words_is_taken(private):
    check(signature(private, {**dict(reversed(SAID.items())), "timestamp": "2026-11-25T09:00:00Z"}))


def test_another_algorithm_is_refused():
    key = OctKey.import_key("secret of thirty-two characters!")
    content = jws.serialize_compact({"alg": "HS256"}, json.dumps(SAID), key).encode()

    with pytest.raises(BadRequestError, match="RS256"):
        check(content)


def test_the_signature_of_another_statement_is_refused(private):
    with pytest.raises(BadRequestError, match="differs"):
        check(signature(private, {**SAID, "result": {"success": True}}))


def test_a_signature_that_is_not_the_certificates_is_refused(certificate):
    stranger = rsa.generate_private_key(public_exponent=65537, key_size=2048)

    with pytest.raises(BadRequestError, match="certificate"):
        check(signature(stranger, SAID, x5c=[certificate]))


@pytest.mark.parametrize("chain", [[], "x", ["no certificate"], None, [1]])
def test_a_chain_that_is_none_is_refused(private, chain):
    with pytest.raises(BadRequestError):
        check(signature(private, SAID, x5c=chain))


@pytest.mark.parametrize(
    "content",
    [b"", b"a.b", b"a.b.c", b"..", b"\xff.\xff.\xff", base64.urlsafe_b64encode(b'{"alg":"RS256"}') + b".e30.x"],
)
def test_what_is_no_jws_is_refused(content):
    with pytest.raises(BadRequestError):
        check(content)


def test_a_payload_that_is_no_statement_is_refused(private):
    for payload in ("text", [SAID], {**SAID, "attachments": "x"}):
        with pytest.raises(BadRequestError):
            check(signature(private, payload))


def test_a_signature_of_another_content_type_is_refused(private):
    with pytest.raises(BadRequestError, match="octet-stream"):
        check(signature(private, SAID), contentType="application/json")


def test_a_signature_elsewhere_is_refused(private):
    content = signature(private, SAID)
    told = {"usageType": USAGE, "contentType": "application/octet-stream", "sha2": sha256(content).hexdigest()}

    with pytest.raises(BadRequestError, match="fileUrl"):
        check_signatures([{**SAID, "attachments": [{**told, "fileUrl": "https://example.org/s"}]}], {})
