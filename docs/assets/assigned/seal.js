// Seal answers to the manager's key and write them as one line of text; twin of scripts/frontdesk/sealing.py.
// HPKE (RFC 9180), base mode, DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-128-GCM: P-256 and AES are the browser's.
const frontdeskSeal = (() => {
  "use strict";
  const { hash, hmac, hex, utf8 } = frontdeskSha256;
  const INFO = utf8("frontdesk-answers/1");
  const CURVE = { name: "ECDH", namedCurve: "P-256" };

  /** @type {(...parts: ArrayLike<number>[]) => Uint8Array} */
  const join = (...parts) => new Uint8Array(parts.flatMap((part) => [...part]));
  const KEM = join(utf8("KEM"), [0, 16]);
  const SUITE = join(utf8("HPKE"), [0, 16, 0, 1, 0, 1]);

  /** Base64url without padding. @type {(bytes: Uint8Array) => string} */
  const asText = (bytes) =>
    btoa([...bytes].map((byte) => String.fromCharCode(byte)).join(""))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=/g, "");
  /** @type {(text: string) => Uint8Array} */
  const asBytes = (text) => join([...atob(text.replace(/-/g, "+").replace(/_/g, "/"))].map((sign) => sign.charCodeAt(0)));

  const extract = (suite, salt, label, secret) => hmac(salt, join(utf8("HPKE-v1"), suite, utf8(label), secret));
  // Up to 32 bytes: one block of HKDF-Expand, which is all that this suite needs.
  const expand = (suite, secret, label, context, length) =>
    hmac(secret, join([0, length], utf8("HPKE-v1"), suite, utf8(label), context, [1])).slice(0, length);

  /** Whether this browser can seal; over plain http, and in some chat programs, it cannot. */
  const canSeal = () => typeof crypto === "object" && Boolean(crypto.subtle);

  /**
   * Return enc and ciphertext. Only a test hands in the sender's keys.
   * @type {(receiver: Uint8Array, plain: Uint8Array, aad: Uint8Array, info?: Uint8Array, sender?: CryptoKeyPair) =>
   *   Promise<Uint8Array>}
   */
  const seal = async (receiver, plain, aad, info = INFO, sender) => {
    const { subtle } = crypto;
    const keys = sender || (await subtle.generateKey(CURVE, true, ["deriveBits"]));
    const enc = new Uint8Array(await subtle.exportKey("raw", keys.publicKey));
    const theirs = await subtle.importKey("raw", receiver, CURVE, false, []);
    const shared = new Uint8Array(await subtle.deriveBits({ name: "ECDH", public: theirs }, keys.privateKey, 256));
    const dh = expand(KEM, extract(KEM, [], "eae_prk", shared), "shared_secret", join(enc, receiver), 32);
    const known = join([0], extract(SUITE, [], "psk_id_hash", []), extract(SUITE, [], "info_hash", info));
    const secret = extract(SUITE, dh, "secret", []);
    const key = await subtle.importKey("raw", expand(SUITE, secret, "key", known, 16), "AES-GCM", false, ["encrypt"]);
    const way = { name: "AES-GCM", iv: expand(SUITE, secret, "base_nonce", known, 12), additionalData: aad };
    return join(enc, new Uint8Array(await subtle.encrypt(way, key, plain)));
  };

  /** @type {(token: string, body: string) => string} */
  const tag = (token, body) => hex(hmac(utf8(token), utf8(body)));

  /** One line of text with the answers: sealed, or readable where the browser cannot seal.
   * @type {(paper: string, sealingKey: string, token: string, answers: object) => Promise<string>} */
  const packet = async (paper, sealingKey, token, answers) => {
    const body = JSON.stringify(answers);
    let [kind, payload] = ["FDR1", utf8(tag(token, body) + body)];
    if (canSeal())
      try {
        [kind, payload] = ["FDS1", await seal(asBytes(sealingKey), payload, utf8(paper))];
      } catch { /* a browser without P-256: readable, and the page says so */ }
    const told = `${kind}.${paper}.${asText(payload)}`;
    return `${told}.${hex(hash(utf8(told))).slice(0, 8)}`;
  };

  return { canSeal, seal, tag, packet };
})();
