// The photo viewer: a dialog over the gallery's links, stepping through what is on the page.

import { photoLinks } from "./photo-links.js";
import { text } from "./settings.js";

function fill(dialog, link) {
  const photo = dialog.querySelector("#viewer-photo");
  const thumbnail = link.querySelector("img");
  Object.assign(photo, { src: link.href, alt: text("photoOf", link.dataset) });
  // The shape is known before the bytes are: nothing jumps.
  for (const side of ["width", "height"]) photo.setAttribute(side, thumbnail.getAttribute(side));
  dialog.querySelector("#viewer-place").textContent = link.dataset.place;
  dialog.querySelector("#viewer-credit").textContent = link.dataset.credit;
  dialog.querySelector("#viewer-report").href = link.dataset.report;
}

/** Calls `onShow(link)` for each photo shown, `onClose()` after; returns what opens one. */
export function photoViewer(dialog, onShow, onClose) {
  let shown = null;

  const show = (link) => {
    shown = link;
    fill(dialog, link);
    if (!dialog.open) dialog.showModal();
    onShow(link);
  };

  const step = (by) => {
    const all = photoLinks();
    show(all.at((all.indexOf(shown) + by) % all.length));
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-photo]");
    const wantsNewTab = event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0;
    if (!link || wantsNewTab) return;
    event.preventDefault();
    show(link);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target.dataset.step) step(Number(event.target.dataset.step));
    if (event.target === dialog || "close" in event.target.dataset) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") step(-1);
    if (event.key === "ArrowRight") step(1);
  });
  dialog.addEventListener("close", () => {
    shown?.focus();
    onClose();
  });
  return show;
}
