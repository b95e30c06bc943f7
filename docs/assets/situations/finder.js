/* Finds situations by what somebody says: rare words weigh more than common ones, in English and in Chinese. */
(() => {
  "use strict";

  /** English words by their first five letters, so that "leaks" finds "leaking"; Chinese by pairs of characters. */
  const wordsOf = (/** @type {string} */ text) => {
    const small = text.normalize("NFKC").toLowerCase();
    const words = (small.match(/[a-z0-9]+/g) || []).map((word) => word.slice(0, 5));
    for (const run of small.match(/[\u3400-\u9fff]+/g) || []) {
      if (run.length === 1) words.push(run);
      for (let at = 0; at < run.length - 1; at += 1) words.push(run.slice(at, at + 2));
    }
    return new Set(words);
  };

  for (const finder of document.querySelectorAll(".fd-finder")) {
    const list = /** @type {HTMLElement} */ (finder.querySelector(".fd-situations"));
    const told = /** @type {HTMLElement} */ (finder.querySelector("[role=status]"));
    const field = /** @type {HTMLInputElement} */ (finder.querySelector("input"));
    const items = [...list.children].map((item) => ({ item, text: item.textContent || "", words: wordsOf(item.textContent || "") }));
    const known = new Map();
    for (const { words } of items) for (const word of words) known.set(word, (known.get(word) || 0) + 1);

    const weigh = (/** @type {string} */ word, /** @type {(typeof items)[0]} */ one) => {
      // A single Chinese character stands inside pairs, so it is looked for in the text.
      const stands = one.words.has(word) || (/^[\u3400-\u9fff]$/.test(word) && one.text.includes(word));
      return stands ? Math.log(1 + items.length / (known.get(word) || 1)) : 0;
    };

    const find = () => {
      const asked = [...wordsOf(field.value)];
      const ranked = items.map((one, place) => ({ one, place, weight: asked.reduce((sum, word) => sum + weigh(word, one), 0) }));
      ranked.sort((a, b) => b.weight - a.weight || a.place - b.place);
      // What shares only a common word with the best one is noise.
      const least = asked.length ? Math.max(ranked[0].weight / 3, 1e-9) : 0;
      for (const { one, weight } of ranked) {
        /** @type {HTMLElement} */ (one.item).hidden = weight < least;
        list.append(one.item);
      }
      const count = ranked.filter(({ weight }) => weight >= least).length;
      const { none, some } = /** @type {HTMLElement} */ (finder).dataset;
      told.textContent = !asked.length ? "" : count ? `${count} ${some}` : none || "";
    };

    /** @type {HTMLElement} */ (finder.querySelector(".fd-find")).hidden = false;
    field.addEventListener("input", find);
    find();
  }
})();
