"""Answers are sealed as RFC 9180 says, in both languages alike; papers are signed, pages tagged."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser

from conftest import ROOT, VECTORS
from frontdesk import sealing
from frontdesk.sealing import (
    as_bytes,
    as_text,
    is_signed,
    new_sealing_keys,
    new_signing_keys,
    open_sealed,
    seal,
    sign,
    tag,
    token_for,
)

VECTOR = json.loads((VECTORS / "seal" / "rfc9180-a3-base.json").read_text("utf-8"))
BYTES = {name: bytes.fromhex(text) for name, text in VECTOR.items() if name != "about"}
SEALED = BYTES["ephemeral_public"] + BYTES["ciphertext"]
PRIVATE = as_text(BYTES["private"])
SUITE = Suite(KEM.P256, KDF.HKDF_SHA256, AEAD.AES_128_GCM)
KEYS, OTHERS = new_sealing_keys(), new_sealing_keys()


@pytest.fixture(scope="module")
def in_page(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str, Any], Any]]:
    """Call an asynchronous JavaScript function in a page that has the script that seals."""
    names = ("quiz/sha256.js", "assigned/seal.js")
    tags = "".join(f'<script src="{(ROOT / "docs/assets" / name).as_uri()}"></script>' for name in names)
    html = tmp_path_factory.mktemp("seal") / "page.html"
    html.write_text(f'<!doctype html><meta charset="utf-8">{tags}', encoding="utf-8")
    page = chromium.new_page()
    page.goto(html.as_uri())
    yield page.evaluate
    page.close()


def test_the_vector_of_the_rfc_is_opened():
    assert open_sealed(PRIVATE, SEALED, BYTES["aad"], BYTES["info"]) == BYTES["plain"]


def test_the_vector_of_the_rfc_is_sealed_from_the_same_sender():
    sender = ec.derive_private_key(int(VECTOR["ephemeral_private"], 16), ec.SECP256R1())
    words = (as_text(BYTES["public"]), BYTES["plain"], BYTES["aad"], BYTES["info"])

    assert sealing._seal_from(sender, *words) == SEALED


_SEAL_VECTOR = """async vector => {
  const bytes = hex => Uint8Array.from(hex.match(/../g), pair => parseInt(pair, 16));
  const curve = {name: "ECDH", namedCurve: "P-256"};
  const text = part => btoa(String.fromCharCode(...part))
    .replace(/[+]/g, "-").replace(/[/]/g, "_").replace(/=/g, "");
  const point = bytes(vector.ephemeral_public);
  const jwk = {kty: "EC", crv: "P-256", d: text(bytes(vector.ephemeral_private)),
               x: text(point.slice(1, 33)), y: text(point.slice(33))};
  const {d, ...open} = jwk;
  const sender = {privateKey: await crypto.subtle.importKey("jwk", jwk, curve, false, ["deriveBits"]),
                  publicKey: await crypto.subtle.importKey("jwk", open, curve, true, [])};
  const {public: to, plain, aad, info} = vector;
  const sealed = await frontdeskSeal.seal(bytes(to), bytes(plain), bytes(aad), bytes(info), sender);
  return frontdeskSha256.hex(sealed);
}"""


@pytest.mark.browser
def test_the_browser_seals_the_vector_of_the_rfc_bit_for_bit(in_page: Callable[[str, Any], Any]):
    assert in_page(_SEAL_VECTOR, VECTOR) == SEALED.hex()


@pytest.mark.browser
@pytest.mark.parametrize("plain", ["", "a", "答案 ✓ \u0000 é", "x" * 40_000])
def test_what_the_browser_seals_is_opened_here(in_page: Callable[[str, Any], Any], plain: str):
    code = """async ([key, plain]) => {
      const {utf8, hex} = frontdeskSha256;
      const to = Uint8Array.from(key.match(/../g), pair => parseInt(pair, 16));
      return hex(await frontdeskSeal.seal(to, utf8(plain), utf8("K7QF-2M9T")));
    }"""
    sealed = bytes.fromhex(in_page(code, [as_bytes(KEYS.public).hex(), plain]))

    assert open_sealed(KEYS.private, sealed, b"K7QF-2M9T") == plain.encode()


@pytest.mark.browser
@pytest.mark.parametrize("body", ["", "answers", "答案" * 500, "\ud83d".encode("utf-8", "replace").decode()])
def test_both_languages_give_one_tag(in_page: Callable[[str, Any], Any], body: str):
    for token in ("", "ab" * 32, "k" * 65):
        assert in_page("([token, body]) => frontdeskSeal.tag(token, body)", [token, body]) == tag(token, body)


def test_the_library_opens_what_we_seal_and_we_open_what_it_seals():
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), as_bytes(KEYS.public))
    private = ec.derive_private_key(int.from_bytes(as_bytes(KEYS.private)), ec.SECP256R1())

    assert SUITE.decrypt(seal(KEYS.public, b"plain", b""), private, sealing.INFO) == b"plain"
    assert open_sealed(KEYS.private, SUITE.encrypt(b"plain", public, sealing.INFO), b"") == b"plain"


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.binary(max_size=20))
def test_what_is_sealed_is_opened_and_never_the_same_twice(plain: bytes, aad: bytes):
    one, two = (seal(KEYS.public, plain, aad) for _ in range(2))

    assert one != two
    assert open_sealed(KEYS.private, one, aad) == plain == open_sealed(KEYS.private, two, aad)
    assert len(one) == len(plain) + sealing.ENC_BYTES + 16


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_another_bit_another_key_or_another_paper_opens_nothing(data: st.DataObject):
    sealed = bytearray(seal(KEYS.public, b"plain", b"K7QF-2M9T"))
    bit = data.draw(st.integers(0, 8 * len(sealed) - 1))
    sealed[bit // 8] ^= 1 << bit % 8

    assert open_sealed(KEYS.private, bytes(sealed), b"K7QF-2M9T") is None


def test_another_key_or_another_paper_opens_nothing():
    sealed = seal(KEYS.public, b"plain", b"K7QF-2M9T")

    assert open_sealed(OTHERS.private, sealed, b"K7QF-2M9T") is None
    assert open_sealed(KEYS.private, sealed, b"K7QF-2M9U") is None
    assert open_sealed(KEYS.private, sealed, b"K7QF-2M9T", b"frontdesk-answers/2") is None


@given(st.binary(max_size=200), st.text(max_size=50))
def test_nothing_that_is_no_seal_or_no_key_raises_an_error(sealed: bytes, key: str):
    assert open_sealed(KEYS.private, sealed, b"") is None
    assert open_sealed(key, SEALED, b"") is None
    assert not is_signed(key, "text", key)


def test_a_signature_is_that_of_one_text_by_one_key():
    keys, others = new_signing_keys(), new_signing_keys()
    signature = sign(keys.private, "paper 王丽")

    assert is_signed(keys.public, "paper 王丽", signature)
    assert not is_signed(keys.public, "paper 王莉", signature)
    assert not is_signed(others.public, "paper 王丽", signature)
    assert not is_signed(keys.public, "paper 王丽", sign(others.private, "paper 王丽"))


def test_tokens_of_two_papers_and_of_two_seeds_differ():
    tokens = {token_for(seed, paper) for seed in ("one", "two") for paper in ("K7QF-2M9T", "K7QF-2M9U")}

    assert len(tokens) == 4
    assert all(len(token) == 64 for token in tokens)


def test_a_token_and_a_tag_are_what_they_always_were():
    assert (
        token_for("seed", "K7QF-2M9T") == "4b22cfdeac9fe4d85e20317f2f8cae1082b44a2607ccfcfa8246d71a7f928b1c"
    )
    assert tag("token", "body") == "4d7872738ac3b68c82e09ccb63975592ac3278d7e2ff228ce76d8028de911b5c"


@given(st.binary(max_size=100))
def test_bytes_survive_as_text(data: bytes):
    assert as_bytes(as_text(data)) == data
    assert not set(as_text(data)) & set("+/= .")


@pytest.mark.parametrize("text", ["a", "ab=", "a b", "a+b/", "答案"])
def test_what_is_no_base64url_is_none(text: str):
    assert as_bytes(text) is None
