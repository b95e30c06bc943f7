// How a response is read from the fields of a question and put back: practice and assigned quizzes alike.
// The types that are not here are one field of text; a scenario is played by the script of its page.
const frontdeskFields = (() => {
  "use strict";
  /** @type {(parent: ParentNode, selector: string) => any[]} */
  const all = (parent, selector) => [...parent.querySelectorAll(selector)];

  const checked = (form) => all(form, ":checked").map((input) => input.value);
  const check = (form, names) => {
    for (const input of all(form, "input")) input.checked = [names].flat().includes(input.value);
  };
  const single = { take: (form) => checked(form)[0] || "", put: check };
  const field = (form) => form.querySelector("input,textarea");
  const text = {
    take: (form) => field(form).value,
    put(form, value) {
      field(form).value = value;
    },
  };
  const TYPES = {
    "single-choice": single,
    "true-false": single,
    "multiple-response": { take: checked, put: check },
    ordering: {
      take: (form) => all(form, "[data-name]").map((step) => step.dataset.name),
      put(form, names) {
        const steps = form.querySelector(".fd-steps");
        for (const name of names) steps.append(steps.querySelector(`[data-name="${name}"]`));
      },
    },
    matching: {
      take: (form) => Object.fromEntries(all(form, "select").map((select) => [select.dataset.name, select.value])),
      put(form, pairs) {
        for (const select of all(form, "select")) select.value = pairs[select.dataset.name];
      },
    },
  };

  /** Move a step past its neighbour and return its new place; the neighbour moves, so the focus stays on the button. */
  const shift = (arrow) => {
    const step = arrow.parentNode;
    const isUp = arrow.value === "up";
    const neighbour = isUp ? step.previousElementSibling : step.nextElementSibling;
    if (neighbour) step[isUp ? "after" : "before"](neighbour);
    return [...step.parentNode.children].indexOf(step) + 1;
  };

  return { all, shift, of: (type) => TYPES[type] || text };
})();
