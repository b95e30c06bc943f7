// SHA-256 and HMAC, written out: a page opened over plain http or from a phone's chat has no crypto.subtle.
const frontdeskSha256 = (() => {
  "use strict";

  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((prime) => n % prime)) primes.push(n);
  // The first 32 bits behind the point of a root.
  const rootBits = (prime, degree) => {
    let root = 0n;
    for (let bit = 1n << 36n; bit; bit >>= 1n)
      if ((root + bit) ** degree <= BigInt(prime) << (32n * degree)) root += bit;
    return Number(root & 0xffffffffn);
  };
  const CUBES = primes.map((prime) => rootBits(prime, 3n));
  const SQUARES = primes.slice(0, 8).map((prime) => rootBits(prime, 2n));
  const turn = (word, by) => (word >>> by) | (word << (32 - by));

  /** @type {(text: string) => Uint8Array} */
  const utf8 = (text) => new TextEncoder().encode(text);

  /** @type {(bytes: Uint8Array) => Uint8Array} */
  const hash = (bytes) => {
    const view = new DataView(new ArrayBuffer((bytes.length + 72) & ~63));
    new Uint8Array(view.buffer).set(bytes);
    view.setUint8(bytes.length, 128);
    view.setUint32(view.byteLength - 4, bytes.length * 8);
    let state = SQUARES;
    for (let start = 0; start < view.byteLength; start += 64) {
      const words = [];
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i++) {
        const [x, y] = [words[i - 15], words[i - 2]];
        const early = turn(x, 7) ^ turn(x, 18) ^ (x >>> 3);
        const late = turn(y, 17) ^ turn(y, 19) ^ (y >>> 10);
        words[i] = i < 16 ? view.getUint32(start + 4 * i) : (words[i - 16] + early + words[i - 7] + late) | 0;
        const one = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + CUBES[i] + words[i];
        const other = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c));
        [a, b, c, d, e, f, g, h] = [(one + other) | 0, a, b, c, (d + one) | 0, e, f, g];
      }
      state = [a, b, c, d, e, f, g, h].map((word, place) => (word + state[place]) >>> 0);
    }
    const found = new DataView(new ArrayBuffer(32));
    state.forEach((word, place) => found.setUint32(4 * place, word));
    return new Uint8Array(found.buffer);
  };

  /** HMAC-SHA256. @type {(key: Uint8Array, bytes: Uint8Array) => Uint8Array} */
  const hmac = (key, bytes) => {
    const pad = (by) => {
      const block = new Uint8Array(64);
      block.set(key.length > 64 ? hash(key) : key);
      return block.map((byte) => byte ^ by);
    };
    return hash(Uint8Array.of(...pad(0x5c), ...hash(new Uint8Array([...pad(0x36), ...bytes]))));
  };

  /** @type {(bytes: Uint8Array) => string} */
  const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  return { hash, hmac, hex, utf8 };
})();
if (typeof module !== "undefined") module.exports = frontdeskSha256;
