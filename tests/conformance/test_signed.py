"""Signed statements (xAPI 1.0.3 Part 2, 2.6; IEEE 9274.1.1, 4.2.6)."""

import base64
import hmac
import json
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.conformance.caller import Caller
from tests.conformance.said import attachment, said
from tests.conformance.test_attachments import part, send, statements_part

HASHES = {"RS256": hashes.SHA256(), "RS384": hashes.SHA384(), "RS512": hashes.SHA512()}
STATEMENT = said(id="7f2c1b0e-3a4d-4c5e-8f6a-1b2c3d4e5f60", timestamp="2026-11-25T10:00:00.000Z")


@pytest.fixture(scope="module")
def private() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def text(content: bytes) -> bytes:
    return base64.urlsafe_b64encode(content).rstrip(b"=")


def signed(private: rsa.RSAPrivateKey, payload: bytes, algorithm: str = "RS256") -> bytes:
    head = json.dumps({"alg": algorithm}).encode()
    content = text(head) + b"." + text(payload)
    if algorithm in HASHES:
        made = private.sign(content, padding.PKCS1v15(), HASHES[algorithm])
    else:
        made = hmac.digest(b"secret", content, "sha256")
    return content + b"." + text(made)


def send_signed(lrs: Caller, signature: bytes, content_type: str = "application/octet-stream") -> int:
    told = attachment(
        usageType="http://adlnet.gov/expapi/attachments/signature",
        contentType=content_type,
        length=len(signature),
        sha2=sha256(signature).hexdigest(),
    )
    del told["fileUrl"]
    return send(lrs, statements_part({**STATEMENT, "attachments": [told]}), part(signature, Content_Type=content_type))


@pytest.mark.parametrize("algorithm", HASHES)
def test_a_signed_statement_is_stored(lrs: Caller, private: rsa.RSAPrivateKey, algorithm: str):
    assert send_signed(lrs, signed(private, json.dumps(STATEMENT).encode(), algorithm)) == 200


@pytest.mark.parametrize("algorithm", ["HS256", "none", "ES256"])
def test_other_algorithms_are_refused(lrs: Caller, private: rsa.RSAPrivateKey, algorithm: str):
    assert send_signed(lrs, signed(private, json.dumps(STATEMENT).encode(), algorithm)) == 400


def test_a_signature_is_an_octet_stream(lrs: Caller, private: rsa.RSAPrivateKey):
    assert send_signed(lrs, signed(private, json.dumps(STATEMENT).encode()), "text/plain") == 400


@pytest.mark.parametrize("payload", [b"", b"{", b"x", b"[]", json.dumps(STATEMENT).encode() + b"}"])
def test_what_is_signed_is_json(lrs: Caller, private: rsa.RSAPrivateKey, payload: bytes):
    assert send_signed(lrs, signed(private, payload)) == 400


def test_what_is_signed_is_this_statement(lrs: Caller, private: rsa.RSAPrivateKey):
    other = json.dumps({**STATEMENT, "verb": {"id": "https://example.org/verbs/other"}}).encode()

    assert send_signed(lrs, signed(private, other)) == 400


@pytest.mark.parametrize("signature", [b"x", b"a.b", b"a.b.c", b""])
def test_a_signature_is_a_jws(lrs: Caller, signature: bytes):
    assert send_signed(lrs, signature) == 400


def test_a_signature_comes_along(lrs: Caller, private: rsa.RSAPrivateKey):
    usage = "http://adlnet.gov/expapi/attachments/signature"
    by_url = attachment(usageType=usage, contentType="application/octet-stream")

    assert lrs("POST", "statements", {**STATEMENT, "attachments": [by_url]}).status_code == 400
