// The page of one person's paper: keeps answers in this browser, counts the time, and hands them in as one text.
// It holds no key and says no word of its own: what is told stands in the page, and appears when all that its
// `data-when` names is so; `data-fill` is where a figure goes.
(() => {
  "use strict";
  const { all, shift, of } = frontdeskFields;
  const LONGEST = 64000;
  const paper = JSON.parse(document.getElementById("fd-paper").textContent);
  const store = `frontdesk-paper:${paper.p}`;
  const part = (id) => document.getElementById(id);
  const forms = all(document, ".fd-question");

  // how often it was kept; started and handed in, answers, seconds on each question, the text that was handed in
  let kept = { v: 0, s: "", e: "", a: forms.map(() => null), t: forms.map(() => 0), text: "" };
  const worked = new Set();
  let [isKept, isAsking, isTooLong] = [true, false, false];
  let told = ["", false];

  const two = (number) => `${Math.floor(number)}`.padStart(2, "0");
  /** A moment by this machine's clock, with its distance from UTC. @type {(now?: Date) => string} */
  const stamp = (now = new Date()) => {
    const east = -now.getTimezoneOffset();
    const [day, time] = [
      [now.getFullYear(), two(now.getMonth() + 1), two(now.getDate())].join("-"),
      [now.getHours(), now.getMinutes(), now.getSeconds()].map(two).join(":"),
    ];
    return `${day}T${time}${east < 0 ? "-" : "+"}${two(Math.abs(east) / 60)}:${two(Math.abs(east) % 60)}`;
  };

  const keep = () => {
    kept.v += 1;
    isKept = frontdeskKeeping.write(store, JSON.stringify(kept));
  };

  const isEmpty = (value) => !(typeof value === "string" ? value.trim() : Object.keys(value).length);
  /** What a question holds now, null where nothing is answered. */
  const responseOf = (form) => {
    const { type } = form.dataset;
    if (type === "scenario") return form.path?.length ? form.path : null;
    if (type === "ordering" && !form.isMoved) return null;
    let value = of(type).take(form);
    if (type === "matching") value = Object.fromEntries(Object.entries(value).filter((pair) => pair[1]));
    return isEmpty(value) ? null : value;
  };
  const isDone = (form, place) => {
    const value = kept.a[place];
    if (form.dataset.type === "matching") return all(form, "select").every((select) => value?.[select.dataset.name]);
    return form.dataset.type === "scenario" ? Boolean(form.isOver) : value !== null;
  };

  /** Show a scenario as it was played: the scenes passed, one below the other, and the one that is open. */
  const play = (form, path) => {
    const scene = (number) => form.querySelector(`[data-scene="${number}"]`);
    for (const one of all(form, ".fd-scene")) {
      one.hidden = true;
      one.classList.remove("is-made");
      for (const control of all(one, "input,button")) control.disabled = false;
    }
    let here = scene(form.dataset.start);
    for (const move of path) {
      const made = here.querySelector(`[value="${move}"]`);
      made.checked = true;
      for (const one of all(here, "input,button")) one.disabled = true;
      here.classList.add("is-made");
      here.hidden = false;
      const next = scene(made.dataset.next);
      if (next) here.after(next);
      here = next;
    }
    form.path = path;
    form.isOver = !here?.querySelector("input");
    form.querySelector(".fd-over").hidden = !form.isOver;
    if (here) here.hidden = false;
    for (const one of all(form, ".fd-scene:not(.is-made) .fd-decide"))
      one.disabled = !one.parentNode.querySelector(":checked");
    return here || form.querySelector(".fd-over");
  };

  /** Take what was kept, where it is newer; what was worked on meanwhile stays. Whether something was taken. */
  const take = (text) => {
    try {
      const found = JSON.parse(text);
      const isForeign = [found.a, found.t].some((list) => list.length !== forms.length);
      if (isForeign || found.v <= kept.v || kept.text) return false;
      const answers = found.a.map((value, place) => (worked.has(place) ? kept.a[place] : value));
      kept = { ...kept, ...found, v: found.v > 0 ? found.v : 0, a: answers };
      kept.t = kept.t.map((seconds) => (seconds > 0 ? seconds : 0));
      if (!Date.parse(kept.s)) kept.s = "";
      return true;
    } catch {
      return false; // nothing kept, or nothing that this page wrote
    }
  };

  /** Put what is kept back into the page. */
  const restore = () => {
    forms.forEach((form, place) => {
      if (worked.has(place)) return;
      const { type } = form.dataset;
      const value = kept.a[place];
      form.reset();
      try {
        if (type === "scenario") play(form, value || []);
        else if (value !== null) {
          const { take, put } = of(type);
          const blank = take(form);
          if (type === "ordering" && `${[...value].sort()}` !== `${blank.sort()}`) throw new RangeError();
          put(form, type === "matching" ? { ...blank, ...value } : value);
          form.isMoved = true;
          kept.a[place] = responseOf(form);
        }
      } catch {
        kept.a[place] = null;
        if (type === "scenario") play(form, []);
      }
    });
  };

  const isOpen = () => !kept.text && Boolean(kept.s || !paper.minutes);
  const openOnes = () => forms.flatMap((form, place) => (isDone(form, place) ? [] : [place]));
  /** Seconds that are left; below 0 when the time is over. */
  const left = () => (paper.minutes ? paper.minutes * 60 - (Date.now() - Date.parse(kept.s)) / 1000 : Infinity);
  const clock = (seconds) => `${two(Math.abs(seconds) / 60)}:${two(Math.abs(seconds) % 60)}`;

  /** Say how things stand. */
  const tell = () => {
    const open = openOnes();
    const time = kept.s && isOpen() ? left() : Infinity;
    const isSealed = kept.text ? kept.text.includes("FDS1.") : frontdeskSeal.canSeal();
    const so = {
      waiting: !kept.text && !isOpen(),
      working: isOpen(),
      asking: isOpen() && isAsking,
      unasked: !isAsking,
      sent: kept.text,
      sealed: isSealed,
      readable: !isSealed,
      kept: isKept,
      unkept: !isKept,
      complete: !open.length,
      incomplete: open.length,
      timed: time < Infinity && time > 0,
      hurry: time > 0 && time <= 300,
      over: time <= 0,
      late: stamp().slice(0, 10) > paper.due,
      long: isTooLong,
      share: navigator.share,
      [told[0]]: told[1],
    };
    for (const one of all(document, "[data-when]"))
      one.hidden = !one.dataset.when.split(" ").every((word) => so[word]);
    const figures = {
      answered: forms.length - open.length,
      left: clock(time),
      sent: kept.e.slice(0, 16).replace("T", " "),
    };
    for (const one of all(document, "[data-fill]")) {
      const figure = `${figures[one.dataset.fill]}`;
      if (one.textContent !== figure) one.textContent = figure;
    }
    forms.forEach((form, place) => form.classList.toggle("is-done", isDone(form, place)));
    part("fd-progress").value = figures.answered;
    const links = open.flatMap((place) =>
      [Object.assign(document.createElement("a"), { href: `#${forms[place].id}`, textContent: `${place + 1}` }), " "]);
    part("fd-open").replaceChildren(...links);
    document.body.dataset.state = kept.text ? "sent" : so.waiting ? "waiting" : "open";
  };

  const lock = () => {
    for (const form of forms) form.querySelector("fieldset").disabled = Boolean(kept.text);
    part("fd-text").value = kept.text;
    part("fd-text").rows = 8;
  };

  const changed = (form) => {
    const place = forms.indexOf(form);
    worked.add(place);
    kept.s = kept.s || stamp();
    kept.a[place] = responseOf(form);
    isTooLong = false;
    keep();
    tell();
  };

  // The question that is read: the one last worked on while it is well in sight, else that at the upper third.
  let touched;
  const current = () => {
    const line = innerHeight / 3;
    const seen = touched?.getBoundingClientRect();
    if (seen && seen.bottom > line / 2 && seen.top < 2 * line) return forms.indexOf(touched);
    const gaps = forms.map((form) => {
      const { top, bottom } = form.getBoundingClientRect();
      return Math.max(top - line, line - bottom, 0);
    });
    return gaps.indexOf(Math.min(...gaps));
  };
  let before = Date.now();
  const tick = () => {
    const now = Date.now();
    // A machine that slept counts nothing.
    const passed = now - before < 5000 ? (now - before) / 1000 : 0;
    before = now;
    if (!kept.s || !isOpen()) return;
    // Time counts only while the page is seen.
    if (document.visibilityState === "visible") kept.t[current()] += passed;
    if (paper.minutes) tell();
  };

  const handIn = async () => {
    const { p, w, n, c } = paper;
    kept.e = stamp();
    kept.s = kept.s || kept.e;
    const body = { v: 1, p, w, n, s: kept.s, e: kept.e, a: kept.a, t: kept.t.map(Math.round), c };
    part("fd-hand-in").disabled = true;
    const packet = await frontdeskSeal.packet(p, paper.key, paper.token, body);
    part("fd-hand-in").disabled = false;
    isAsking = false;
    isTooLong = packet.length > LONGEST;
    if (!isTooLong) kept.text = [...paper.head, packet, ""].join("\n");
    keep();
    lock();
    tell();
    part(isTooLong ? "fd-end" : "fd-sent").focus();
  };

  const goTo = (place) => {
    const form = forms[place] || part("fd-end");
    form.scrollIntoView();
    (form.querySelector("legend") || form).focus({ preventScroll: true });
  };

  const ACTIONS = {
    "fd-start"() {
      kept.s = stamp();
      keep();
      tell();
      goTo(0);
    },
    "fd-next"() {
      const open = openOnes();
      const here = current();
      goTo(open.find((place) => place > here) ?? open[0]);
    },
    "fd-ask"() {
      isAsking = true;
      tell();
      part("fd-asked").focus();
    },
    "fd-go-on"() {
      isAsking = false;
      tell();
      part("fd-ask").focus();
    },
    "fd-hand-in": handIn,
    "fd-save"() {
      const href = URL.createObjectURL(new Blob([kept.text], { type: "text/plain;charset=utf-8" }));
      Object.assign(document.createElement("a"), { href, download: paper.file }).click();
      say("saved");
    },
    async "fd-copy"() {
      const area = part("fd-text");
      area.select();
      try {
        await navigator.clipboard.writeText(kept.text);
        say("copied");
      } catch {
        area.focus();
        area.select();
        say(document.execCommand("copy") ? "copied" : "uncopied");
      }
    },
    async "fd-share"() {
      try {
        await navigator.share({ title: document.title, text: kept.text });
        say("shared");
      } catch { /* taken back by the person */ }
    },
  };
  const say = (word) => {
    told = [word, true];
    tell();
  };

  document.addEventListener("focusin", ({ target }) => {
    touched = target.closest(".fd-question") || touched;
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("#fd-open a");
    if (link) {
      event.preventDefault();
      goTo(link.textContent - 1);
    }
    const control = event.target.closest("button");
    if (!control) return;
    ACTIONS[control.id]?.();
    const form = control.closest(".fd-question");
    if (control.classList.contains("fd-arrow")) {
      form.isMoved = true;
      const place = shift(control);
      for (const one of all(form, ".fd-place")) one.textContent = place;
      form.querySelector(".fd-moved").hidden = false;
      changed(form);
    } else if (control.classList.contains("fd-decide")) {
      const made = control.parentNode.querySelector(":checked").value;
      const next = play(form, [...form.path, made]);
      changed(form);
      next.focus();
    }
  });
  document.addEventListener("input", ({ target }) => {
    const form = target.closest(".fd-question");
    if (!form) return;
    const decide = target.closest(".fd-scene")?.querySelector(".fd-decide");
    if (decide) decide.disabled = false;
    else changed(form);
  });
  // Enter in a field hands nothing in.
  document.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("visibilitychange", () => {
    tick();
    if (kept.s) keep();
  });
  // Handed in from another tab: this one must not hand in again.
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key === store && !kept.text && JSON.parse(newValue || "{}").text) location.reload();
  });
  window.addEventListener("beforeunload", (event) => {
    if (kept.s && isOpen() && !isKept) event.preventDefault();
  });

  for (const field of all(document, ".fd-question :is([type=text], textarea)")) field.maxLength = 2000;
  const open = () => {
    restore();
    lock();
    tell();
  };
  take(frontdeskKeeping.read(store));
  open();
  document.body.classList.add("is-live");
  frontdeskKeeping.readAgain(store).then((text) => {
    if (take(text)) open();
    keep();
    tell();
  });
  setInterval(tick, 1000);
})();
