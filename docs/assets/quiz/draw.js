// Draw values and orders from a seed; twin of scripts/frontdesk/drawing.py, both pass tests/vectors/draw/.
// A calculator only computes, and does without sha256.js.
const frontdeskDraw = (() => {
  "use strict";
  const { ratio, read, show, two } = frontdeskScore.fraction;

  function* numbers(seed) {
    const { hash, utf8 } = frontdeskSha256;
    for (let counter = 0; ; counter++) {
      const block = new DataView(hash(utf8(`${seed}:${counter}`)).buffer);
      for (const place of [0, 8, 16, 24])
        yield (BigInt(block.getUint32(place)) << 32n) | BigInt(block.getUint32(place + 4));
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
