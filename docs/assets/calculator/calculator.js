// A calculator: the formula of the page, computed anew with what the reader types; the arithmetic is that of the quizzes.
document.addEventListener("DOMContentLoaded", () => {
  for (const form of document.querySelectorAll(".fd-calculator")) {
    const result = form.querySelector("output");
    const { postfix, places, bad } = form.dataset;
    const plain = (field) => frontdeskScore.unify(field.value).replace(/,/g, "");
    form.oninput = () => {
      const fields = [...form.querySelectorAll("input")];
      const values = Object.fromEntries(fields.map((field) => [field.name, plain(field)]));
      try {
        if (Object.values(values).some((text) => !/^[0-9]{1,12}(\.[0-9]{1,6})?$/.test(text))) throw new RangeError();
        const text = frontdeskDraw.decimalText(frontdeskDraw.evaluate(postfix, values), 4, +places);
        result.textContent = text.replace(/\d+/, (whole) => BigInt(whole).toLocaleString("en"));
      } catch {
        result.textContent = bad;
      }
    };
    form.onsubmit = () => false;
  }
});
