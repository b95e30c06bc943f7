// Draw values and orders from a seed; twin of scripts/frontdesk/drawing.py, both pass tests/vectors/draw/.
// SHA-256 is written out: a site opened over plain http has no crypto.subtle.
const frontdeskDraw = (() => {
  "use strict";
  const { ratio, read, show, two } = frontdeskScore.fraction;

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

  const sha256 = (text) => {
    const bytes = [...new TextEncoder().encode(text)];
    const view = new DataView(new ArrayBuffer((bytes.length + 72) & ~63));
    [...bytes, 128].forEach((byte, place) => view.setUint8(place, byte));
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
    return state;
  };

  function* numbers(seed) {
    for (let counter = 0; ; counter++) {
      const words = sha256(`${seed}:${counter}`);
      for (const i of [0, 2, 4, 6]) yield (BigInt(words[i]) << 32n) | BigInt(words[i + 1]);
    }
  }

  /** @param {string} seed */
  const stream = (seed) => {
    const source = numbers(seed);
    /** @type {(bound: bigint | number) => bigint} */
    const below = (bound) => {
      const [all, one] = [1n << 64n, BigInt(bound)];
      let number;
      do number = source.next().value;
      while (number >= all - (all % one));
      return number % one;
    };
    /** @type {<T>(items: T[]) => T[]} */
    const shuffled = (items) => {
      const order = [...items];
      for (let place = order.length - 1; place > 0; place--) {
        const other = Number(below(place + 1));
        [order[place], order[other]] = [order[other], order[place]];
      }
      return order;
    };
    return { below, shuffled };
  };

  const floor = ([top, bottom]) => (top - (((top % bottom) + bottom) % bottom)) / bottom;
  // In units of the last place, a half away from zero.
  const rounded = ([top, bottom], places) => {
    const twice = 2n * top * 10n ** BigInt(places);
    return (top < 0n ? twice - bottom : twice + bottom) / (2n * bottom);
  };
  const FUNCTIONS = {
    ...two,
    round: (a, [places]) => ratio(rounded(a, Number(places)), 10n ** places),
    neg: (a) => [-a[0], a[1]],
    ceil: (a) => [-floor([-a[0], a[1]]), 1n],
    floor: (a) => [floor(a), 1n],
  };
  /** @type {(postfix: string, values: {[name: string]: string}) => Fraction} */
  const evaluate = (postfix, values) => {
    const stack = [];
    for (const token of postfix.split(" ")) {
      const of = Object.hasOwn(FUNCTIONS, token) && FUNCTIONS[token];
      stack.push(of ? of(...stack.splice(-of.length)) : read(values[token] || token));
    }
    return stack[0];
  };

  /** @type {(value: Fraction, most?: number, fixed?: number) => string} */
  const decimalText = (value, most = 4, fixed) => {
    const places = fixed ?? most;
    const whole = rounded(value, places);
    const digits = `${whole}`.replace("-", "").padStart(places + 1, "0");
    const point = digits.length - places;
    const text = `${whole < 0n ? "-" : ""}${digits.slice(0, point)}.${digits.slice(point)}`;
    return text.replace(places === fixed ? /\.$/ : /\.?0*$/, "");
  };
  /** @type {(value: Fraction) => string} */
  const exactText = (value) => {
    for (let places = 0; places < 13; places++)
      if (10n ** BigInt(places) % value[1] === 0n) return decimalText(value, places);
    return show(value);
  };

  /** @type {(given: any, questionId: string, seed: string) => {[name: string]: string}} */
  const values = (given, questionId, seed) => {
    const { below } = stream(`${seed}/${questionId}/given`);
    const drawn = Object.entries(given).map(([name, { from, to, step, "one of": list }]) => {
      if (list) return [name, list[Number(below(list.length))]];
      const last = floor(two["/"](two["-"](read(to), read(from)), read(step)));
      const value = two["+"](read(from), two["*"](read(step), [below(last + 1n), 1n]));
      const places = Math.max(...[from, to, step].map((text) => (text.split(".")[1] || "").length));
      return [name, decimalText(value, 0, places)];
    });
    return Object.fromEntries(drawn);
  };

  return { stream, values, evaluate, decimalText, exactText };
})();
if (typeof module !== "undefined") module.exports = frontdeskDraw;
