// Tables sorted by the heading that is pressed; a second press turns the order round.
for (const table of document.querySelectorAll("table.sortable")) {
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.className = "sort";
    button.append(...heading.childNodes);
    heading.append(button);
    button.onclick = () => {
      const order = heading.ariaSort === "ascending" ? "descending" : "ascending";
      for (const other of headings) other.ariaSort = null;
      heading.ariaSort = order;
      const sign = order === "ascending" ? 1 : -1;
      const text = (row) => row.cells[column].dataset.value ?? row.cells[column].textContent;
      table.tBodies[0].append(...[...table.tBodies[0].rows].sort((a, b) => sign * compare(text(a), text(b))));
    };
  });
}
// A link to a closed question opens it.
const show = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const closed = target?.closest("details:not([open])");
  if (closed) {
    closed.open = true;
    target.scrollIntoView();
  }
};
addEventListener("hashchange", show);
show();
