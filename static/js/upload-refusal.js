// What is wrong, said above the form and read out.

const place = () => document.getElementById("refusal-place");

export function forgiven() {
  place().replaceChildren();
}

function shown(box) {
  place().replaceChildren(box);
  place().scrollIntoView({ block: "nearest" });
  box.focus({ preventScroll: true });
}

export function refuse(sentences) {
  const box = document.createElement("div");
  box.className = "refusal";
  box.tabIndex = -1;
  box.setAttribute("role", "alert");
  for (const sentence of sentences) {
    const line = document.createElement("p");
    line.textContent = sentence;
    box.append(line);
  }
  shown(box);
}

/** The server's own words; false when its answer holds none. */
export function refuseAsAnswered(html) {
  const box = new DOMParser().parseFromString(html, "text/html").querySelector(".refusal");
  if (box) shown(document.adoptNode(box));
  return Boolean(box);
}
