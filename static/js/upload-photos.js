// Choosing photos: by the file dialog, by dropping, by pasting; each with a thumbnail.

import { refuse, forgiven } from "./upload-refusal.js";
import { text } from "./settings.js";

const THUMBNAIL_PX = 320;
const MB = 2 ** 20;

/** What is wrong with a file, as far as one can see without sending it. */
function fault(file, form) {
  const { name } = file;
  if (!form.elements.views.accept.split(",").includes(file.type)) return text("noPicture", { name });
  const count = form.dataset.megabytes;
  return file.size > count * MB ? text("tooLarge", { name, count }) : "";
}

async function draw(canvas, file) {
  try {
    const picture = await createImageBitmap(file);
    const scale = Math.min(1, THUMBNAIL_PX / Math.max(picture.width, picture.height));
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
  } catch {
    canvas.width = 5; // a browser may not know what the server reads: an empty frame and its name
    canvas.height = 4;
  }
}

function card(file, remove) {
  const item = document.createElement("li");
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  draw(canvas, file);
  const name = document.createElement("span");
  name.className = "chosen-name";
  name.textContent = file.name;
  const button = document.createElement("button");
  Object.assign(button, { type: "button", className: "chosen-remove", textContent: "×" });
  button.setAttribute("aria-label", text("remove", { name: file.name }));
  button.addEventListener("click", remove);
  item.append(canvas, name, button);
  return item;
}

const isSame = (one, other) =>
  one.name === other.name && one.size === other.size && one.lastModified === other.lastModified;

export function chosenPhotos(form) {
  const input = form.elements.views;
  const list = document.getElementById("chosen");
  let chosen = [];

  const show = (files) => {
    chosen = files;
    const carrier = new DataTransfer();
    for (const file of chosen) carrier.items.add(file);
    input.files = carrier.files; // the form sends what is seen, with or without our sending
    list.replaceChildren(...chosen.map((file) => card(file, () => remove(file))));
    form.dispatchEvent(new Event("change"));
  };

  const remove = (file) => {
    const index = chosen.indexOf(file);
    show(chosen.filter((each) => each !== file));
    const next = list.querySelectorAll("button")[Math.min(index, chosen.length - 1)];
    (next ?? input).focus();
  };

  const add = (files) => {
    forgiven();
    const wrong = files.map((file) => fault(file, form)).filter(Boolean);
    const fresh = files.filter(
      (file) => !fault(file, form) && !chosen.some((known) => isSame(known, file)),
    );
    const most = Number(form.dataset.mostViews);
    const all = [...chosen, ...fresh];
    if (all.length > most) wrong.push(text("tooMany", { count: most }));
    show(all.slice(0, most));
    if (wrong.length) refuse(wrong);
  };

  input.addEventListener("change", () => add([...input.files]));
  document.addEventListener("paste", ({ clipboardData }) => {
    if (clipboardData.files.length) add([...clipboardData.files]);
  });
  dropping(form, add);
  if (input.files.length) add([...input.files]); // the browser brought them back
}

function dropping(form, add) {
  const area = document.getElementById("drop");
  const mark = (on) => area.classList.toggle("is-over", on);
  form.addEventListener("dragover", (event) => {
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    mark(true);
  });
  form.addEventListener("dragleave", (event) => {
    if (!form.contains(event.relatedTarget)) mark(false);
  });
  form.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    event.preventDefault();
    mark(false);
    add([...event.dataTransfer.files]);
  });
}
