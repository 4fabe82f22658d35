"use strict";
// Sorting by the heads of the columns, and filtering by words and by outcome.
{
  const form = document.querySelector(".filter");
  const body = document.querySelector(".lijst tbody");
  const rows = [...body.rows];
  const words = rows.map((row) => row.textContent.toLocaleLowerCase("nl"));
  const sought = document.getElementById("zoek");
  const outcome = document.getElementById("uitkomst");

  const filter = () => {
    const parts = sought.value.toLocaleLowerCase("nl").split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      row.hidden =
        (outcome.value !== "" && row.dataset.uitkomst !== outcome.value) ||
        !parts.every((part) => words[index].includes(part));
      shown += !row.hidden;
    });
    document.getElementById("telling").textContent = `${shown} van ${rows.length} ${rows.length === 1 ? "document" : "documenten"}`;
  };

  const order = new Intl.Collator("nl", { numeric: true });
  const key = (row, column) => {
    const cell = row.cells[column];
    return cell.dataset.sleutel === undefined ? cell.textContent.trim() : Number(cell.dataset.sleutel);
  };
  const compare = (one, other) =>
    typeof one === "number" ? one - other : order.compare(one, other);
  const heads = [...document.querySelectorAll(".lijst thead th")];
  const sort = (column) => {
    const head = heads[column];
    const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    for (const each of heads) each.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
    const keyed = rows.map((row) => [key(row, column), row]);
    keyed.sort(([one], [other]) => direction * compare(one, other));
    body.append(...keyed.map(([, row]) => row));
  };

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(column));
    head.append(button);
  });
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("pageshow", filter);
}
