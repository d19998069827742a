// The upload page: photos, the place they were taken at, and sending both.

import { worldMap } from "./world-map.js";
import { chosenPhotos } from "./upload-photos.js";
import { pinnedPlace } from "./upload-place.js";
import { sending } from "./upload-sending.js";
import { text } from "./settings.js";

const form = document.getElementById("upload");

/** A new key for each content: the same one again means the same upload, pressed twice. */
function renewKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  form.elements.key.value = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Says what this form, as it is filled in now, will be told. */
function sayWhatIsTold() {
  const placed = form.dataset.pinned === "yes" || form.elements.use_exif_place.checked;
  const [, game] = form.elements.audience;
  if (!placed && game.checked) form.elements.audience[0].checked = true;
  game.disabled = !placed;
  game.closest(".choice").title = placed ? "" : text("placeFirst");
  const holds = { placed, placeless: !placed, game: game.checked };
  for (const part of form.querySelectorAll("[data-when]")) part.hidden = !holds[part.dataset.when];
}

if (form) {
  const changed = () => {
    renewKey();
    sayWhatIsTold();
  };
  form.addEventListener("change", changed);
  chosenPhotos(form);
  pinnedPlace(worldMap(document.getElementById("map")), form);
  sending(form);
  sayWhatIsTold();
}
