// The gallery grows in place: htmx fetches the next photos, focus goes to the first of them.

import htmx from "htmx.org";
import { text } from "./settings.js";

function complain(more) {
  const words = more.querySelector(".gallery-failed") ?? document.createElement("span");
  words.className = "gallery-failed";
  words.setAttribute("role", "alert");
  words.textContent = text("moreFailed");
  more.append(words);
}

export function growingGallery(list, onGrow) {
  let known = list.children.length;

  list.addEventListener("htmx:before:request", () => {
    known = list.children.length - 1;
  });
  for (const failure of ["htmx:error", "htmx:response:error"]) {
    list.addEventListener(failure, (event) => complain(event.target.closest("li")));
  }
  htmx.onLoad(() => {
    const first = list.children[known]?.querySelector("a");
    if (list.children.length <= known + 1 || !first) return;
    known = list.children.length;
    first.focus();
    onGrow();
  });
}
