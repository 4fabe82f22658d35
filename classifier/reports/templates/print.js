"use strict";
// A printed page holds everything.
addEventListener("beforeprint", () => {
  for (const details of document.querySelectorAll("details:not([open])")) {
    details.open = true;
    details.dataset.dicht = "";
  }
});
addEventListener("afterprint", () => {
  for (const details of document.querySelectorAll("details[data-dicht]")) {
    details.open = false;
    delete details.dataset.dicht;
  }
});
