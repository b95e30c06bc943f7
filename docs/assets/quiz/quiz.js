// The quiz of a page: marks answers with score.js, explains them, keeps them in this browser, saves a sheet.
(() => {
  "use strict";
  const { mark, fraction } = frontdeskScore;
  const { read, two, less } = fraction;
  const NONE = read("0");

  /** @type {(parent: Element, selector: string) => HTMLElement[]} */
  const all = (parent, selector) => [...parent.querySelectorAll(selector)];
  /** @type {(tag: string, properties?: object, ...children: (Node | string)[]) => any} */
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  /** A fraction as a person reads it. @type {(value: [bigint, bigint]) => string} */
  const figure = ([top, bottom]) => `${Math.round((Number(top) / Number(bottom)) * 100) / 100}`;
  /** @type {(text: string) => string} */
  const thousands = (text) => text.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ","));

  // How each type is read from the page and put back; `null` means that nothing can be put back.
  const checked = (form) => all(form, "input:checked").map((input) => input.value);
  const check = (form, names) => all(form, "input").forEach((input) => { input.checked = names.includes(input.value); });
  const field = (form) => form.querySelector("input,textarea");
  const one = { read: (form) => checked(form)[0] || "", write: (form, name) => check(form, [name]) };
  const text = { read: (form) => field(form).value, write: (form, value) => { field(form).value = value; } };
  const TYPES = {
    "single-choice": one,
    "true-false": one,
    "multiple-response": { read: checked, write: check },
    numeric: text,
    "short-answer": text,
    essay: text,
    ordering: {
      read: (form) => all(form, ".fd-steps li").map((step) => step.dataset.name),
      write: (form, names) => form.querySelector(".fd-steps").append(...names.map((name) => form.querySelector(`li[data-name="${name}"]`))),
    },
    matching: {
      read: (form) => Object.fromEntries(all(form, ".fd-pair").map((pair) => [pair.dataset.name, pair.querySelector("select").value])),
      write: (form, pairs) => all(form, ".fd-pair").forEach((pair) => { pair.querySelector("select").value = pairs[pair.dataset.name] || ""; }),
    },
    scenario: { read: (form) => form.path, write: (form, path) => play(form, path) },
  };

  const ASK_AGAIN = {
    blank: "Nothing is answered yet.",
    invalid: "This cannot be read as an answer. Write only the number, such as 12.50.",
    "needs-review": "Write the decimal point as a point: 1.5, not 1,5.",
  };

  /** All sections of one bank on this page, answered and kept together. */
  class Quiz {
    constructor(name) {
      this.name = name;
      this.lesson = name.split("/").pop();
      this.store = `frontdesk:${name}`;
      this.questions = new Map();
      this.kept = { seed: "", answers: {}, ...this.recall() };
    }

    recall() {
      try {
        return JSON.parse(localStorage.getItem(this.store));
      } catch {
        return null;
      }
    }

    keep() {
      try {
        localStorage.setItem(this.store, JSON.stringify(this.kept));
      } catch { /* a private window keeps nothing; the quiz still works */ }
    }

    /** Show the variants of the kept seed, then the answers that belong to the questions as they stand now. */
    restore() {
      for (const question of this.questions.values()) {
        question.vary(this.kept.seed);
        const old = this.kept.answers[question.id];
        if (old?.version === question.data.version) question.show(old.response);
        else delete this.kept.answers[question.id];
      }
      this.tell();
    }

    restart() {
      this.kept = { seed: String(Number(this.kept.seed || "0") + 1), answers: {} };
      this.keep();
      for (const question of this.questions.values()) question.reset();
      this.restore();
      this.questions.values().next().value.form.scrollIntoView();
    }

    tell() {
      if (!this.panel) return;
      const marks = [...this.questions.values()].filter((question) => question.mark);
      const counted = marks.filter((question) => question.mark.state !== "needs-review");
      const sum = (part) => counted.reduce((total, question) => two["+"](total, read(question.mark[part])), NONE);
      const [earned, possible] = [sum("earned"), sum("possible")];
      const open = this.questions.size - marks.length;
      const lines = [make("p", {}, make("strong", {}, `${figure(earned)} of ${figure(possible)} points`),
        open ? `, ${open} of ${this.questions.size} questions still open.` : ".")];
      if (!open && possible[0]) lines.push(this.verdict(counted, earned, possible));
      this.panel.result.replaceChildren(...lines);
      this.panel.tools.hidden = !marks.length;
    }

    verdict(counted, earned, possible) {
      const missed = counted.filter((question) => question.mark.state !== "right");
      const critical = missed.some((question) => question.data.critical);
      const enough = !less(two["*"](earned, read("100")), two["*"](possible, read(this.pass)));
      const word = critical ? "Not passed: a critical question was not right."
        : enough ? `Passed: ${this.pass} % or more.` : `Not passed yet: ${this.pass} % are needed.`;
      const links = missed.map((question) => make("li", {}, make("a", { href: `#${question.form.id}` }, question.title)));
      return make("div", {}, make("p", {}, make("strong", {}, word)),
        ...(links.length ? [make("p", {}, "Look at these again:"), make("ul", {}, ...links)] : []));
    }

    addPanel(section) {
      this.pass = section.dataset.pass;
      const person = make("input", { type: "text", id: `person-${this.lesson}`, autocomplete: "off" });
      const save = make("button", { type: "button", className: "fd-button" }, "Save my answers");
      const again = make("button", { type: "button", className: "fd-button" }, "Start again");
      const told = make("p", { className: "fd-told" });
      told.setAttribute("role", "status");
      save.onclick = () => {
        const name = person.value.trim();
        told.textContent = name ? "The file is in your downloads: send it to your trainer." : "Write your name or staff number first.";
        if (name) this.save(name);
        else person.focus();
      };
      again.onclick = () => this.restart();
      const result = make("div", { className: "fd-result" });
      result.setAttribute("role", "status");
      const tools = make("div", { className: "fd-tools" }, make("label", { htmlFor: person.id }, "Name or staff number"), person, save, again, told);
      this.panel = { result, tools };
      section.append(make("div", { className: "fd-panel" }, result, tools));
    }

    save(person) {
      const answers = Object.fromEntries(Object.entries(this.kept.answers).map(([id, kept]) => [id, kept.response]));
      const sheet = { format: "frontdesk-sheet/1", quiz: this.name, person, ...(this.kept.seed && { seed: this.kept.seed }), answers };
      const file = new Blob([JSON.stringify(sheet, null, 2)], { type: "application/json" });
      const link = make("a", { href: URL.createObjectURL(file), download: `${this.lesson}.${person.replace(/[^\p{L}\p{N}-]+/gu, "-")}.json` });
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }
  }

  /** One question on the page. */
  class Question {
    constructor(quiz, form, data, kept) {
      Object.assign(this, { quiz, form, data, id: form.dataset.id, type: form.dataset.type, kept });
      this.key = form.querySelector(".fd-key");
      this.key.hidden = true;
      this.fields = form.querySelector("fieldset");
      this.title = form.querySelector("legend").textContent.trim();
      this.button = make("button", { type: "submit", className: "fd-button" });
      this.told = make("div", { className: "fd-feedback" });
      this.told.setAttribute("role", "status");
      this.key.before(this.button);
      this.key.after(this.told);
      this.start = TYPES[this.type].read(form);
      form.onsubmit = (event) => {
        event.preventDefault();
        if (this.mark) this.again();
        else this.answer();
      };
      if (this.type === "ordering") addArrows(form);
      if (this.type === "scenario") addMoves(this);
      this.reset();
    }

    reset() {
      all(this.form, ".fd-tag,.fd-other").forEach((element) => element.remove());
      all(this.form, ".is-right,.is-chosen").forEach((element) => element.classList.remove("is-right", "is-chosen"));
      this.form.classList.remove("is-marked");
      this.mark = null;
      this.fields.disabled = false;
      this.told.replaceChildren();
      TYPES[this.type].write(this.form, this.start || []);
      this.button.textContent = this.type === "essay" ? "Compare" : "Check";
      this.button.hidden = this.type === "scenario";
    }

    again() {
      this.reset();
      if (this.kept) {
        delete this.quiz.kept.answers[this.id];
        this.quiz.keep();
        this.quiz.tell();
      }
      (this.form.querySelector("input,select,textarea,fieldset button") || this.button).focus();
    }

    answer() {
      const response = TYPES[this.type].read(this.form);
      const marked = mark(this.data.key, response);
      if (this.type !== "essay" && ASK_AGAIN[marked.state]) {
        this.told.replaceChildren(make("p", {}, ASK_AGAIN[marked.state]));
        return;
      }
      if (marked.state === "blank") return;
      if (this.kept) {
        this.quiz.kept.answers[this.id] = { version: this.data.version, response };
        this.quiz.keep();
      }
      this.show(response);
      this.quiz.tell();
    }

    /** Mark a response and explain it. */
    show(response) {
      TYPES[this.type].write(this.form, response);
      this.mark = mark(this.data.key, response);
      this.form.classList.add("is-marked");
      this.fields.disabled = this.type !== "scenario";
      this.button.hidden = false;
      this.button.textContent = this.type === "scenario" ? "Play again" : "Try again";
      const verdict = make("p", { className: `fd-verdict is-${this.mark.state}` }, this.verdict());
      this.told.replaceChildren(verdict, ...this.explain(response));
    }

    verdict() {
      const { state, earned, possible } = this.mark;
      if (this.type === "essay") return "Compare your answer with this one. A person gives the points.";
      const points = `${figure(read(earned))} of ${figure(read(possible))} ${possible === "1" ? "point" : "points"}`;
      return { right: `✓ Right. ${points}.`, partial: `◐ Partly right: ${points}.`, wrong: `✗ Not right. ${points}.` }[state];
    }

    explain(response) {
      const copies = (selector) => all(this.key, selector).map((element) => element.cloneNode(true));
      if (this.type === "scenario") return [...this.debrief(response), ...copies(".fd-why,.fd-again")];
      const options = all(this.key, ".fd-whys > li");
      const chosen = [].concat(response);
      const close = options.filter((li) => chosen.includes(li.dataset.name) || "right" in li.dataset);
      for (const li of options) this.tag(li, chosen.includes(li.dataset.name), close.includes(li));
      const whys = close.length ? [make("ul", { className: "fd-whys" }, ...close.map((li) => li.cloneNode(true)))] : [];
      const slip = this.mark.state === "wrong" && this.slip(response);
      const solution = this.mark.state === "right" && this.type !== "short-answer" ? [] : copies(".fd-solution,.fd-solution ~ :not(.fd-why,.fd-slips,.fd-again)");
      return [...whys, ...(slip ? [slip] : []), ...solution, ...copies(".fd-why,.fd-again")];
    }

    /** Write beside an option what it was, and below it why, where that is not told with the verdict. */
    tag(li, isChosen, isTold) {
      const option = this.form.querySelector(`label[data-name="${li.dataset.name}"]`);
      const isRight = "right" in li.dataset;
      option.classList.toggle("is-right", isRight);
      option.classList.toggle("is-chosen", isChosen);
      const words = [isRight && "✓ right", isChosen && "your answer"].filter(Boolean).join(", ");
      if (words) option.append(make("span", { className: "fd-tag" }, words));
      if (isTold) return;
      const why = make("p", { className: "fd-other" });
      why.append(...[...li.cloneNode(true).childNodes].slice(1));
      option.after(why);
    }

    /** What a known slip in a number shows. */
    slip(response) {
      if (this.type !== "numeric") return null;
      const places = all(this.key, ".fd-slips > li");
      return places.find((li) => {
        const value = li.querySelector("[data-value]").textContent.replace(/,/g, "");
        return mark({ ...this.data.key, answer: value, tolerance: this.data.key.tolerance.replace(/.*%$/, "0.005") }, response).state === "right";
      })?.cloneNode(true);
    }

    debrief(path) {
      let scene = this.data.key.start;
      const items = [];
      for (const move of path) {
        items.push(this.key.querySelector(`[data-move="${scene} ${move}"]`).cloneNode(true));
        scene = this.data.key.scenes[scene][move].next;
      }
      const ending = this.key.querySelector(`[data-ending="${scene}"]`);
      return [make("ol", { className: "fd-whys" }, ...items), ...(ending ? [make("p", {}, ...ending.cloneNode(true).childNodes)] : [])];
    }

    /** Draw the numbers of a seed, in the key and wherever they stand. */
    vary(seed) {
      const { given, answer } = this.data;
      if (!given) return;
      const { values, evaluate, exactText, decimalText } = frontdeskDraw;
      const drawn = values(given, `${this.quiz.lesson}.${this.id}`, seed);
      this.data.key.answer = exactText(evaluate(answer, drawn));
      for (const span of all(this.form, "[data-value]")) {
        const { value, places } = span.dataset;
        span.textContent = thousands(drawn[value] || decimalText(evaluate(value, { ...drawn, answer: this.data.key.answer }), 4, places ? Number(places) : undefined));
      }
      this.title = this.form.querySelector("legend").textContent.trim();
    }
  }

  /** Two buttons a step; nothing moves by itself, and the focus stays on the button. */
  function addArrows(form) {
    const said = make("span", { className: "fd-said" });
    said.setAttribute("role", "status");
    form.querySelector(".fd-steps").after(said);
    for (const step of all(form, ".fd-steps li")) {
      const move = (by) => {
        const steps = [...step.parentNode.children];
        const place = Math.min(Math.max(steps.indexOf(step) + by, 0), steps.length - 1);
        if (steps[place] === step) return;
        if (by < 0) steps[place].before(step);
        else steps[place].after(step);
        said.textContent = `Now step ${place + 1} of ${steps.length}.`;
      };
      const words = step.querySelector(".fd-text").textContent;
      const button = (sign, by, word) => {
        const made = make("button", { type: "button", className: "fd-arrow", onclick: () => { move(by); made.focus(); } }, sign);
        made.setAttribute("aria-label", `Move ${word}: ${words}`);
        return made;
      };
      step.append(button("↑", -1, "up"), button("↓", 1, "down"));
    }
  }

  /** Turn the moves of each scene into buttons. */
  function addMoves(question) {
    const { form } = question;
    form.path = [];
    question.start = [];
    for (const li of all(form, ".fd-moves li")) {
      const button = make("button", { type: "button", className: "fd-move" }, ...li.childNodes);
      button.querySelector(".fd-goto")?.remove();
      li.append(button);
      button.onclick = () => {
        const path = [...form.path, li.dataset.name];
        const scene = play(form, path);
        if (!scene || !scene.querySelector(".fd-moves")) question.answer();
        (scene || question.told).focus();
      };
    }
  }

  /** Show the scene that a path leads to, and return it; no scene where the path has left the story. */
  function play(form, path) {
    form.path = path;
    let scene = form.querySelector(".fd-scene");
    const passed = [];
    for (const move of path) {
      passed.push(scene);
      const li = [...scene.querySelectorAll(".fd-moves > li")].find((item) => item.dataset.name === move);
      scene = li?.dataset.next ? form.querySelector(`[data-scene="${li.dataset.next}"]`) : null;
      if (!scene) break;
    }
    for (const one of all(form, ".fd-scene")) one.hidden = one !== (scene || passed.at(-1));
    all(form, ".fd-move").forEach((button) => { button.disabled = !scene; });
    return scene;
  }

  // Deferred scripts have all run by then, in whichever order a page names them.
  document.addEventListener("DOMContentLoaded", () => {
    const quizzes = new Map();
    for (const section of all(document, ".fd-quiz")) {
      const { quiz: name, kind } = section.dataset;
      const isKept = kind !== "try-first";
      const quiz = (isKept && quizzes.get(name)) || new Quiz(name);
      if (isKept) quizzes.set(name, quiz);
      const data = JSON.parse(section.querySelector(".fd-data").textContent);
      for (const form of all(section, ".fd-question")) {
        const question = new Question(quiz, form, data[form.dataset.id], isKept);
        if (isKept) quiz.questions.set(question.id, question);
      }
      section.classList.add("is-live");
      if (kind === "quiz") quiz.addPanel(section);
    }
    quizzes.forEach((quiz) => quiz.restore());
  });
})();
