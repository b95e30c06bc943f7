// The quiz of a page: marks answers with score.js, explains them, keeps them in this browser, saves a sheet.
// What it shows stands in the page already; quiz.css says what is seen before an answer and after it.
(() => {
  "use strict";
  const { mark, fraction } = frontdeskScore;
  const { read, two, less } = fraction;
  const { all, shift, of } = frontdeskFields;

  /** Points as a person reads them. @type {(earned: [bigint, bigint], possible: [bigint, bigint]) => string} */
  const points = (...both) => {
    const [earned, possible] = both.map(([top, bottom]) => Math.round((Number(top) / Number(bottom)) * 100) / 100);
    return `Points: ${earned} of ${possible}. `;
  };
  const link = (properties) => Object.assign(document.createElement("a"), properties);
  const thousands = (text) => text.replace(/\d+/, (whole) => BigInt(whole).toLocaleString("en"));
  /** The scenes that a path leads through; the last is undefined where it leaves the story. */
  const walk = ({ start, scenes }, path) =>
    path.reduce((trail, move) => [...trail, scenes[trail.at(-1)][move].next], [start]);

  const scenario = {
    take: (form) => form.path || [],
    put(form, path, key) {
      form.path = path;
      // Where the path leaves the story, the scene before stays.
      const scene = walk(key, path).filter(Boolean).pop();
      for (const one of all(form, ".fd-scene")) one.hidden = one.dataset.scene !== scene;
    },
  };

  /** One question on the page; `changed` hears of each response, and of none when it is taken back. */
  function addQuestion(form, { key, given, answer, version, critical }, changed) {
    const { id, type } = form.dataset;
    const { take, put } = type === "scenario" ? scenario : of(type);
    const part = (selector) => form.querySelector(selector);
    const [fields, button, told, explanation] = ["fieldset", ".fd-button", ".fd-verdict", ".fd-key"].map(part);
    const start = take(form);
    const check = button.textContent;
    const focus = () => part("input,select,textarea,.fd-arrow,.fd-move").focus();
    /** What the template has to say, for this question or for the whole section. */
    const words = (name) => form.closest(`[${name}]`)?.getAttribute(name);
    const say = (words, state) => {
      told.textContent = words;
      told.className = `fd-verdict is-${state}`;
    };

    /** Mark a response and explain it; without one the question is open again. */
    const show = (response) => {
      const isMarked = response !== undefined;
      put(form, isMarked ? response : start, key);
      question.mark = isMarked && mark(key, response);
      fields.disabled = explanation.open = form.classList.toggle("is-marked", isMarked);
      button.textContent = isMarked ? "Try again" : check;
      say("");
      if (isMarked) explain(response, question.mark);
    };

    /** Tell the verdict and what explains it first: the options chosen, the moves made, the slip. */
    const explain = (response, { state, earned, possible }) => {
      say(`${words(`data-${state}`)} ${type === "essay" ? "" : points(read(earned), read(possible))}`, state);
      const trail = type === "scenario" && walk(key, response);
      const names = trail ? [trail.pop(), ...trail.map((scene, place) => `${scene}.${response[place]}`)] : [response].flat();
      const slip = state === "wrong" && all(explanation, ".fd-slips > li").find((item) => {
        const value = item.querySelector("[data-value]").textContent.replace(/,/g, "");
        return mark({ ...key, answer: value }, response).state === "right";
      });
      const chosen = all(explanation, "li").filter((item) => item === slip || names.includes(item.dataset.name));
      if (!chosen.length) return;
      told.append(chosen[0].parentNode.cloneNode());
      told.lastChild.append(...chosen.map((item) => item.cloneNode(true)));
      for (const item of all(explanation, "li")) item.hidden = chosen.includes(item);
    };

    const submit = () => {
      const response = take(form);
      const { state } = mark(key, response);
      const again = words(`data-ask-${state}`);
      if (again) return say(again);
      show(response);
      changed(question, response);
      // The field in which Enter was pressed is closed now.
      button.focus();
    };

    // A handler that returns false keeps the browser from leaving the page.
    form.onsubmit = () => {
      if (question.mark) {
        show();
        changed(question);
        focus();
      } else submit();
      return false;
    };

    form.onclick = ({ target }) => {
      const control = target.closest(".fd-arrow,.fd-move");
      if (!control) return true;
      if (control.value) say(`Now step ${shift(control)}.`);
      else follow(control.parentNode.dataset.move);
      return false;
    };

    /** Make a move of a scenario. */
    const follow = (move) => {
      const path = [...form.path, move];
      put(form, path, key);
      const next = key.scenes[walk(key, path).pop()];
      if (!Object.keys(next || {}).length) submit();
      part(".fd-scene:not([hidden])").focus();
    };

    /** Draw the numbers of a seed, in the key and wherever they stand. */
    const vary = (seed, lesson) => {
      if (!given || !seed) return;
      const { values, evaluate, exactText, decimalText } = frontdeskDraw;
      const drawn = values(given, `${lesson}.${id}`, seed);
      drawn.answer = key.answer = exactText(evaluate(answer, drawn));
      for (const span of all(form, "[data-value]")) {
        const { value, places } = span.dataset;
        span.textContent = thousands(drawn[value] || decimalText(evaluate(value, drawn), 4, places ? +places : undefined));
      }
    };

    const question = { id, form, version, critical, show, vary, focus };
    show();
    return question;
  }

  /** The questions of one bank on this page, answered and kept together; `draw` is where new numbers come from. */
  function openQuiz(name, draw) {
    const store = `frontdesk:${name}`;
    const lesson = name.split("/").pop();
    const questions = [];
    let kept;
    let panel;

    const keep = () => {
      kept.v += 1;
      // A private window keeps nothing; the quiz still works.
      frontdeskKeeping.write(store, JSON.stringify(kept));
      tell();
    };
    const changed = ({ id, version }, response) => {
      kept.versions[id] = version;
      kept.answers[id] = response;
      keep();
    };

    /** Show the variants of a seed, then the answers that belong to the questions as they stand now. */
    const show = (saved) => {
      kept = { v: 0, seed: "", answers: {}, versions: {}, ...saved };
      // The numbers of the first time stand in the page; only new ones need the scripts that draw, one after the other.
      const src = draw.split(" ")[[typeof frontdeskSha256, typeof frontdeskDraw].indexOf("undefined")];
      if (kept.seed && src) {
        document.head.append(Object.assign(document.createElement("script"), { src, onload: () => show(kept) }));
        return;
      }
      for (const { id, version, vary, show } of questions) {
        if (kept.versions[id] !== version) delete kept.answers[id];
        vary(kept.seed, lesson);
        show(kept.answers[id]);
      }
      tell();
    };
    const restore = async () => {
      try {
        show(JSON.parse(frontdeskKeeping.read(store)));
      } catch {
        show();
      }
      const opened = kept.v;
      const again = JSON.parse(await frontdeskKeeping.readAgain(store));
      if (kept.v === opened && again?.v > opened) show(again);
    };

    const tell = () => {
      if (!panel) return;
      const open = questions.filter(({ mark }) => !mark).length;
      const counted = questions.filter(({ mark }) => mark && mark.state !== "needs-review");
      const missed = counted.filter(({ mark }) => mark.state !== "right");
      const [earned, possible] = ["earned", "possible"].map((part) =>
        counted.reduce((total, { mark }) => two["+"](total, read(mark[part])), read("0")));
      const { pass, ...words } = panel.dataset;
      const verdict = open ? `${open} ${words.open}`
        : missed.some(({ critical }) => critical) ? words.critical
        : counted.length < questions.length ? words.waiting
        : less(earned, two["*"](possible, read(`${pass}/100`))) ? words.failed
        : words.passed;
      panel.querySelector(".fd-result").textContent = points(earned, possible) + verdict;
      panel.querySelector(".fd-missed").replaceChildren(...(open ? [] : missed).map(({ form }) =>
        link({ href: `#${form.id}`, textContent: form.querySelector("legend").textContent })));
    };

    const addPanel = (form) => {
      panel = form;
      form.onsubmit = () => {
        const person = form.querySelector("input").value.trim();
        const sheet = { format: "frontdesk-sheet/1", quiz: name, person, seed: kept.seed, answers: kept.answers };
        const href = URL.createObjectURL(new Blob([JSON.stringify(sheet)]));
        link({ href, download: `${lesson}.${person}.json` }).click();
        form.querySelector(".fd-told").hidden = false;
        return false;
      };
      form.onreset = () => {
        show({ v: kept.v, seed: `${+kept.seed + 1}` });
        keep();
        questions[0].focus();
        return false;
      };
    };
    return { questions, changed, restore, addPanel };
  }

  // Deferred scripts have all run by then, in whichever order a page names them.
  document.addEventListener("DOMContentLoaded", () => {
    const quizzes = {};
    for (const section of all(document, ".fd-quiz")) {
      const { quiz: name, kind, draw } = section.dataset;
      const quiz = (quizzes[name] ||= openQuiz(name, draw));
      const data = JSON.parse(section.querySelector(".fd-data").textContent);
      for (const form of all(section, ".fd-question")) {
        const isKept = kind !== "try-first";
        const question = addQuestion(form, data[form.dataset.id], isKept ? quiz.changed : () => {});
        if (isKept) quiz.questions.push(question);
      }
      section.classList.add("is-live");
      all(section, ".fd-panel").forEach(quiz.addPanel);
    }
    for (const quiz of Object.values(quizzes)) quiz.restore();
  });
})();
