"use strict";
// The filter by family: hidden reasons leave the table and the marks, and the sum stays whole.
{
  const filter = document.querySelector(".filter");
  const rows = [...document.querySelectorAll("tr.reden")];
  const share = {};
  for (const row of rows) {
    share[row.id.slice(1)] = row.dataset.bijdrage / Math.max(row.dataset.deel, 1);
  }
  const marks = document.querySelectorAll(".tekst .m");
  const covering = (mark) => {
    mark.dataset.m ??= mark.hash.slice(2);
    return mark.dataset.m.split(" ");
  };
  const signed = (thousandths) =>
    (thousandths < 0 ? "−" : "+") + (Math.abs(thousandths) / 1000).toFixed(3).replace(".", ",");

  const apply = () => {
    const wanted = new Set([...filter.querySelectorAll(":checked")].map((box) => box.value));
    const shown = new Set();
    let sum = 0;
    for (const row of rows) {
      row.hidden = !wanted.has(row.dataset.soort);
      if (row.hidden) sum += Number(row.dataset.bijdrage);
      else shown.add(row.id.slice(1));
    }
    const n = rows.length - shown.size;
    const rest = document.getElementById("verborgen");
    rest.hidden = n === 0;
    rest.querySelector("th").textContent = `${n} ${n === 1 ? "reden" : "redenen"}, verborgen door het filter`;
    rest.querySelector(".getal").textContent = signed(sum);
    document.getElementById("gefilterd").textContent = `${shown.size} van ${rows.length} redenen getoond`;
    for (const mark of marks) {
      mark.dataset.look ??= mark.className;
      mark.dataset.eigen ??= mark.hash;
      const left = covering(mark).filter((number) => shown.has(number));
      const own = mark.dataset.eigen.slice(2);
      if (left.length === 0) {
        mark.removeAttribute("href");
        mark.className = "m uit";
        continue;
      }
      mark.href = `#r${left.includes(own) ? own : left[0]}`;
      const weight = left.reduce((total, number) => total + share[number], 0);
      mark.className = `m ${weight < 0 ? "t" : "v"}${mark.dataset.look.slice(-1)}`;
    }
    for (const number of document.querySelectorAll(".tekst sup")) {
      const hidden = !shown.has(number.textContent);
      number.hidden = hidden;
      if (number.parentElement.className === "ref") number.parentElement.hidden = hidden;
    }
  };

  if (filter) {
    filter.hidden = false;
    filter.addEventListener("change", apply);
    // A page that the browser restores keeps its boxes.
    addEventListener("pageshow", () => filter.querySelector("input:not(:checked)") && apply());
  }
}
