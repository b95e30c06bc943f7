"""Seal answers to one reader, sign papers, tag what a page sends; twin of `docs/assets/assigned/seal.js`.

Sealing is HPKE (RFC 9180) in base mode, one message: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM.
The library's own `Suite` takes no `aad`, which binds answers to their paper here; so its parts are put
together as the RFC says.  Both languages pass the RFC's vectors in `tests/vectors/seal/`.
Keys are texts: base64url without padding of a P-256 point (uncompressed) and scalar, or of raw Ed25519 keys.
"""

import binascii
import hmac
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

INFO = b"frontdesk-answers/1"
# Length of what stands before the ciphertext: the sender's key, an uncompressed point.
ENC_BYTES = 65
_KEM = b"KEM\x00\x10"
_SUITE = b"HPKE\x00\x10\x00\x01\x00\x01"
_CURVE = ec.SECP256R1()
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*")


@dataclass(frozen=True)
class Keys:
    """A pair of keys as texts; the private one stays with the manager."""

    public: str
    private: str


def new_sealing_keys() -> Keys:
    """Return new keys: whoever has the public one can seal, only the private one opens."""
    key = ec.generate_private_key(_CURVE)
    scalar = key.private_numbers().private_value.to_bytes(32, "big")
    return Keys(as_text(_point(key.public_key())), as_text(scalar))


def new_signing_keys() -> Keys:
    """Return new keys: the private one signs, the public one tells whether it did."""
    key = Ed25519PrivateKey.generate()
    return Keys(as_text(key.public_key().public_bytes_raw()), as_text(key.private_bytes_raw()))


def seal(public: str, plain: bytes, aad: bytes, info: bytes = INFO) -> bytes:
    """Return enc ‖ ciphertext: 81 bytes longer than what is sealed, and another each time."""
    return _seal_from(ec.generate_private_key(_CURVE), public, plain, aad, info)


def _seal_from(
    sender: ec.EllipticCurvePrivateKey, public: str, plain: bytes, aad: bytes, info: bytes
) -> bytes:
    point = as_bytes(public) or b""
    receiver = ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, point)
    enc = _point(sender.public_key())
    key, nonce = _key_schedule(sender.exchange(ec.ECDH(), receiver), enc + point, info)
    return enc + AESGCM(key).encrypt(nonce, plain, aad)


def open_sealed(private: str, sealed: bytes, aad: bytes, info: bytes = INFO) -> bytes | None:
    """Return what was sealed, or None where one bit of it, the key or the `aad` is another."""
    scalar = int.from_bytes(as_bytes(private) or b"", "big")
    enc, ciphertext = sealed[:ENC_BYTES], sealed[ENC_BYTES:]
    try:
        receiver = ec.derive_private_key(scalar, _CURVE)
        shared = receiver.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, enc))
        key, nonce = _key_schedule(shared, enc + _point(receiver.public_key()), info)
        return AESGCM(key).decrypt(nonce, ciphertext, aad)
    except (InvalidTag, ValueError):
        return None


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _key_schedule(shared: bytes, context: bytes, info: bytes) -> tuple[bytes, bytes]:
    """Return key and nonce of the one message (RFC 9180, sections 4.1 and 5.1, base mode)."""
    secret = _expand(_KEM, _extract(_KEM, b"", b"eae_prk", shared), b"shared_secret", context, 32)
    known = b"\x00" + _extract(_SUITE, b"", b"psk_id_hash", b"") + _extract(_SUITE, b"", b"info_hash", info)
    secret = _extract(_SUITE, secret, b"secret", b"")
    return _expand(_SUITE, secret, b"key", known, 16), _expand(_SUITE, secret, b"base_nonce", known, 12)


def _extract(suite: bytes, salt: bytes, label: bytes, secret: bytes) -> bytes:
    return hmac.digest(salt, b"HPKE-v1" + suite + label + secret, "sha256")


def _expand(suite: bytes, secret: bytes, label: bytes, context: bytes, length: int) -> bytes:
    """Return up to 32 bytes: one block of HKDF-Expand, which is all that this suite needs."""
    told = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + context
    return hmac.digest(secret, told + b"\x01", "sha256")[:length]


def sign(private: str, text: str) -> str:
    """Return the Ed25519 signature of a text, base64url."""
    return as_text(Ed25519PrivateKey.from_private_bytes(as_bytes(private) or b"").sign(text.encode()))


def is_signed(public: str, text: str, signature: str) -> bool:
    """Return whether the signature is that of the text by the key's holder."""
    try:
        key = Ed25519PublicKey.from_public_bytes(as_bytes(public) or b"")
        key.verify(as_bytes(signature) or b"", text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def token_for(secret_seed: str, paper_id: str) -> str:
    """Return the secret that stands in one person's page alone, 64 hex digits."""
    return tag(secret_seed, f"token/{paper_id}")


def tag(token: str, body: str) -> str:
    """Return HMAC-SHA256 of a text, 64 hex digits; the token is used as text, letters as they stand."""
    return hmac.digest(token.encode(), body.encode(), "sha256").hex()


def as_text(data: bytes) -> str:
    """Return bytes as base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def as_bytes(text: str) -> bytes | None:
    """Return what a base64url text stands for, or None where it is none."""
    if not _BASE64URL.fullmatch(text):
        return None
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        return None
