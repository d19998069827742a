// Sending with a progress bar; the answer is a page to go to, or what is wrong.

import { forgiven, refuse, refuseAsAnswered } from "./upload-refusal.js";
import { text } from "./settings.js";

const MB = 2 ** 20;
const MEGABYTES = new Intl.NumberFormat(document.documentElement.lang, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});

function showProgress({ loaded, total }) {
  document.getElementById("sending-bar").value = total ? loaded / total : 0;
  const [done, all] = [loaded, total].map((bytes) => MEGABYTES.format(bytes / MB));
  document.getElementById("sending-words").value =
    loaded < total ? text("sent", { done, all }) : text("checking");
}

function setBusy(form, busy) {
  document.getElementById("send").hidden = busy;
  document.getElementById("sending").hidden = !busy;
  for (const step of form.querySelectorAll("fieldset")) step.inert = busy;
  (busy ? document.getElementById("cancel") : document.getElementById("send")).focus();
}

function answered(request, form) {
  const address = request.getResponseHeader("HX-Redirect");
  if (address) {
    location.assign(address);
    return;
  }
  setBusy(form, false);
  if (refuseAsAnswered(request.responseText)) return;
  refuse([request.status === 403 ? text("formTooOld") : text("sendFailed")]);
}

/** fetch() tells nothing of what was sent so far; XMLHttpRequest does. */
function send(form) {
  const request = new XMLHttpRequest();
  const lost = () => {
    setBusy(form, false);
    refuse([text("sendFailed")]);
  };
  request.open("POST", form.action);
  request.setRequestHeader("HX-Request", "true");
  request.upload.addEventListener("progress", showProgress);
  request.addEventListener("load", () => answered(request, form));
  request.addEventListener("error", lost);
  request.addEventListener("abort", () => setBusy(form, false));
  const body = new FormData(form); // before the fields are at rest
  showProgress({ loaded: 0, total: 1 });
  setBusy(form, true);
  request.send(body);
  return request;
}

export function sending(form) {
  let running = null;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    forgiven();
    if (form.elements.views.files.length) running = send(form);
    else refuse([text("noPhotos")]);
  });
  document.getElementById("cancel").addEventListener("click", () => running?.abort());
  // Back from the answer's page: the form may have been kept as it was left.
  addEventListener("pageshow", (event) => event.persisted && setBusy(form, false));
}
