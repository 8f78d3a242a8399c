"use strict";
// Tables that sort by a click on a heading, and a box that searches one. Without this script all of it is there to read.
const natural = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

// What a cell is sorted by: a number, a text, or null where there is nothing, which comes last either way.
function valueOf(row, column) {
  const { value } = row.cells[column].dataset;
  if (value === undefined) return row.cells[column].textContent.trim() || null;
  return value === "" ? null : Number(value);
}

function compare(a, b) {
  return typeof a === "number" && typeof b === "number" ? a - b : natural.compare(String(a), String(b));
}

function sort(table, column, direction) {
  const rows = [...table.tBodies[0].rows].map(row => ({ row, value: valueOf(row, column) }));
  rows.sort((a, b) => {
    if (a.value === null || b.value === null) return (a.value === null) - (b.value === null);
    return direction * compare(a.value, b.value);
  });
  table.tBodies[0].append(...rows.map(({ row }) => row));
}

for (const table of document.querySelectorAll("table.sortable")) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const before = heading.getAttribute("aria-sort");
      // Numbers begin with the largest, which is what one looks for; names with the first.
      const first = heading.classList.contains("text") ? "ascending" : "descending";
      const other = first === "ascending" ? "descending" : "ascending";
      const now = before === first ? other : first;
      headings.forEach(one => one.removeAttribute("aria-sort"));
      heading.setAttribute("aria-sort", now);
      sort(table, column, now === "ascending" ? 1 : -1);
    });
  });
}

for (const search of document.querySelectorAll(".search")) {
  const input = search.querySelector("input");
  const rows = [...document.getElementById(input.getAttribute("aria-controls")).tBodies[0].rows];
  const texts = new Map(rows.map(row => [row, row.textContent.toLowerCase().normalize("NFC")]));
  const show = () => {
    const wanted = input.value.toLowerCase().normalize("NFC").split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      row.hidden = !wanted.every(word => texts.get(row).includes(word));
      shown += !row.hidden;
    }
    search.querySelector("output").textContent = wanted.length ? `${shown} of ${rows.length} shown` : "";
  };
  input.addEventListener("input", show);
  search.hidden = false;
  show();  // a browser may keep what was typed when it goes back
}
