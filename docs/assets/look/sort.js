// Tables of a page, sorted by the heading that is pressed; a second press turns the order round.
document.addEventListener("DOMContentLoaded", () => {
  const compare = new Intl.Collator("en", { numeric: true }).compare;
  for (const table of document.querySelectorAll("article table")) {
    const headings = [...table.tHead.rows[0].cells];
    headings.forEach((heading, column) => {
      const button = document.createElement("button");
      button.className = "fd-sort";
      button.append(...heading.childNodes);
      heading.append(button);
      button.onclick = () => {
        const order = heading.ariaSort === "ascending" ? "descending" : "ascending";
        for (const other of headings) other.ariaSort = null;
        heading.ariaSort = order;
        const sign = order === "ascending" ? 1 : -1;
        const text = (row) => row.cells[column].textContent;
        table.tBodies[0].append(...[...table.tBodies[0].rows].sort((a, b) => sign * compare(text(a), text(b))));
      };
    });
  }
});
