// Mark one response; the twin and authority is scripts/frontdesk/scoring.py, both pass tests/vectors/score/.
/**
 * @typedef {[bigint, bigint]} Fraction  in lowest terms
 * @typedef {Fraction | string} Share  the share earned, or the state of a response that earns nothing
 * @typedef {{type: string, points: string, [name: string]: any}} Key  as Question.key() gives it
 */
const frontdeskScore = (() => {
  "use strict";

  /** @type {(top: bigint, bottom: bigint) => Fraction} */
  const ratio = (top, bottom) => {
    if (!bottom) throw new RangeError("divides by zero");
    let [a, b] = [top, bottom];
    while (b) [a, b] = [b, a % b];
    if (a < 0n !== bottom < 0n) a = -a;
    return [top / a, bottom / a];
  };
  /** @type {(text: string) => Fraction} */
  const read = (text) => {
    const [top, bottom = "1"] = text.split("/");
    const [whole, places = ""] = top.split(".");
    return ratio(BigInt(whole + places), BigInt(bottom) * 10n ** BigInt(places.length));
  };
  /** @type {(a: Fraction) => string} */
  const show = (a) => (a[1] > 1n ? a.join("/") : `${a[0]}`);
  /** @type {(a: Fraction, b: Fraction) => boolean} */
  const less = (a, b) => a[0] * b[1] < b[0] * a[1];
  /** @type {{[sign: string]: (a: Fraction, b: Fraction) => Fraction}} */
  const two = {
    "+": (a, b) => ratio(a[0] * b[1] + b[0] * a[1], a[1] * b[1]),
    "-": (a, b) => ratio(a[0] * b[1] - b[0] * a[1], a[1] * b[1]),
    "*": (a, b) => ratio(a[0] * b[0], a[1] * b[1]),
    "/": (a, b) => ratio(a[0] * b[1], a[1] * b[0]),
    min: (a, b) => (less(b, a) ? b : a),
    max: (a, b) => (less(a, b) ? b : a),
  };
  const size = (a) => two.max(a, two["-"](none, a));
  /** @type {(part: number | boolean, all?: number) => Fraction} */
  const share = (part, all = 1) => ratio(BigInt(part), BigInt(all));
  const none = share(0);
  const full = share(1);

  const plain = (text) =>
    text
      .replace(/[‘’‚‛′`´]/g, "'")
      .replace(/[“”„‟″「」『』]/g, '"')
      .replace(/[\u2010-\u2015\u2212\u2e3a\u2e3b]/g, "-")
      .replace(/[ \t\n\r\u200b\ufeff]+/g, " ");
  const cut = (text) => text.replace(/^ | $/g, "");
  /** @type {(text: string) => string} */
  const unify = (text) => cut(plain(plain(text).normalize("NFKC")));
  /** @type {(text: string) => string} */
  const tidy = (text) => unify([...unify(text)].map((letter) => letter.toLowerCase()).join(""));

  /** @type {(response: any) => boolean} */
  const isBlank = (response) => {
    const waiting = [response];
    for (const item of waiting) {
      if (typeof item === "object") for (const value of Object.values(item || {})) waiting.push(value);
      else if (item !== undefined && (typeof item !== "string" || unify(item))) return false;
    }
    return true;
  };

  // What a response holds, or null where it is something else.
  const textOf = (value) =>
    value == null ? "" : typeof value === "string" && [...value].length <= 2000 ? tidy(value) : null;
  const wordsOf = (response) => {
    const words = Array.isArray(response)
      ? response.map(textOf)
      : (textOf(response) || "").split(/[ ,;、/>]+/);
    const kept = words.filter((word) => word !== "");
    return kept.length && !kept.includes(null) ? kept : null;
  };
  const namesOf = (response, allowed) => {
    let words = wordsOf(response);
    if (words?.length === 1 && !allowed.includes(words[0])) words = [...words[0]];
    return words?.every((word) => allowed.includes(word)) ? words : null;
  };
  const nameOf = (response, allowed) => {
    const words = wordsOf(response);
    return words?.length === 1 && allowed.includes(words[0]) ? words[0] : null;
  };
  const numberOf = (text) =>
    /^[+-]?([0-9]{1,3}([, ][0-9]{3})+|[0-9]+)?(\.[0-9]*)?$/.test(text) && /[0-9]/.test(text)
      ? read(text.replace(/[, ]/g, ""))
      : null;

/** Without the unit before or after a number. @type {(response: any, units: string[]) => string} */
  const withoutUnit = (response, units) => {
    let text = (textOf(response) || "").replace(/。/g, ".");
    const after = units.find((word) => text.endsWith(word)) || "";
    text = cut(text.slice(0, text.length - after.length));
    const before = units.find((word) => text.startsWith(word)) || "";
    return cut(text.slice(before.length));
  };

  const matches = (pattern, text) => {
    const [first, ...middle] = pattern.split("*");
    const last = middle.pop();
    if (last === undefined) return text === pattern;
    if (!text.startsWith(first)) return false;
    let place = first.length;
    for (const part of middle) {
      const found = text.indexOf(part, place);
      if (found < 0) return false;
      place = found + part.length;
    }
    return text.endsWith(last) && place + last.length <= text.length;
  };

  const neighbours = (order) => order.slice(1).map((name, place) => `${order[place]} ${name}`);

  const best = (scenes, scene, known = new Map([[undefined, none]])) => {
    if (!known.has(scene)) {
      const moves = Object.values(scenes[scene]);
      const ways = moves.map((move) => two["+"](read(move.points), best(scenes, move.next, known)));
      known.set(scene, ways.length ? ways.reduce(two.max) : none);
    }
    return known.get(scene);
  };

  /** @type {{[rule: string]: (hits: number, slips: number, right: number, options: number) => Fraction}} */
  const RULES = {
    net: (hits, slips, right) => share(Math.max(hits - slips, 0), right),
    "all-or-nothing": (hits, slips, right) => share(hits === right && !slips),
    "per-option": (hits, slips, right, options) => share(options - slips - right + hits, options),
    coverage: (hits, slips, right) => share(hits * hits, right * (hits + slips)),
  };

  /** @type {{[type: string]: (key: Key, response: any) => Share}} */
  const MARKERS = {
    "single-choice"({ options, answer }, response) {
      const name = nameOf(response, options);
      return name ? share(name === answer) : "invalid";
    },
    "multiple-response"({ options, answer, rule }, response) {
      const ticked = [...new Set(namesOf(response, options))];
      const hits = ticked.filter((name) => answer.includes(name)).length;
      if (!ticked.length) return "invalid";
      return RULES[rule](hits, ticked.length - hits, answer.length, options.length);
    },
    "true-false"(key, response) {
      return MARKERS["single-choice"]({ ...key, options: ["true", "false"] }, response);
    },
    numeric({ answer, tolerance, units = [] }, response) {
      const text = withoutUnit(response, units);
      const right = read(answer);
      let allowed = read(tolerance.replace("%", ""));
      if (tolerance.endsWith("%")) allowed = two["*"](allowed, size(two["/"](right, [100n, 1n])));
      const near = (value) => value && !less(allowed, size(two["-"](value, right)));
      const value = numberOf(text);
      // A comma may have been meant as the decimal point: a person decides, nobody is wrong silently.
      const comma = /^[^,.]*,[^,.]*$/.test(text) ? numberOf(text.replace(",", ".")) : null;
      if (text.length > 40 || !(value || comma)) return "invalid";
      return near(value) ? full : near(comma) ? "needs-review" : none;
    },
    "short-answer"({ accept }, response) {
      const text = textOf(response);
      return text ? share(accept.some((pattern) => matches(tidy(pattern), text))) : "invalid";
    },
    ordering({ steps, answer }, response) {
      const order = namesOf(response, steps);
      if (!order || new Set(order).size < order.length) return "invalid";
      const right = neighbours(answer);
      return share(neighbours(order).filter((pair) => right.includes(pair)).length, right.length);
    },
    matching({ prompts, choices, answer }, response) {
      const pairs = (
        typeof response === "string" ? (wordsOf(response) || []).map((word) => word.split(/[:=]/))
        : Array.isArray(response) ? []
        : Object.entries(response)
      ).map((pair) => pair.map(textOf)).filter((pair) => pair.length !== 2 || pair[1] !== "");
      const given = new Map(pairs);
      if (!given.size || given.size < pairs.length) return "invalid";
      for (const [prompt, choice, more] of pairs)
        if (!prompts.includes(prompt) || !choices.includes(choice) || more !== undefined) return "invalid";
      return share(prompts.filter((prompt) => given.get(prompt) === answer[prompt]).length, prompts.length);
    },
    scenario({ start, scenes }, response) {
      let scene = start;
      let gathered = none;
      for (const step of wordsOf(response) || [""]) {
        const choices = scene ? scenes[scene] : {};
        const name = nameOf(step, Object.keys(choices));
        if (!name) return "invalid";
        gathered = two["+"](gathered, read(choices[name].points));
        scene = choices[name].next;
      }
      return two.min(two.max(two["/"](gathered, best(scenes, start)), none), full);
    },
    essay: (_key, response) => (typeof response === "string" ? "needs-review" : "invalid"),
  };

  /** @type {(key: Key, response: any) => {earned: string, possible: string, state: string}} */
  const mark = (key, response) => {
    const possible = read(key.points);
    const share = isBlank(response) ? "blank" : MARKERS[key.type](key, response);
    if (typeof share === "string") return { earned: "0", possible: show(possible), state: share };
    const state = share[0] === 0n ? "wrong" : less(share, full) ? "partial" : "right";
    return { earned: show(two["*"](share, possible)), possible: show(possible), state };
  };

  const fraction = { ratio, read, show, less, two };
  return { mark, tidy, unify, isBlank, types: Object.keys(MARKERS), fraction };
})();
if (typeof module !== "undefined") module.exports = frontdeskScore;
