// Sending a guess: what is lost on the way can be sent again, and counts once.

import { forgiven, refuse, refuseAsAnswered } from "./upload-refusal.js";
import { text } from "./settings.js";

const PATIENCE_MS = 15000;

function post(form) {
  return fetch(form.action, {
    method: "POST",
    body: new FormData(form),
    headers: { "HX-Request": "true" },
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
}

async function answered(response, pinned) {
  const address = response.headers.get("HX-Redirect");
  if (address) {
    pinned.forget();
    location.replace(address);
    return true;
  }
  if (!refuseAsAnswered(await response.text())) {
    refuse([response.status === 403 ? text("formTooOld") : text("guessLost")]);
  }
  return false;
}

/** Returns what sends the guess. */
export function guessing(form, pinned) {
  const button = document.getElementById("guess");
  let isSending = false;

  const setBusy = (busy) => {
    isSending = busy;
    button.setAttribute("aria-busy", String(busy));
  };

  const send = async () => {
    if (isSending) return;
    forgiven();
    if (!pinned.isSet()) {
      refuse([text("pinFirst")]);
      return;
    }
    setBusy(true);
    try {
      if (await answered(await post(form), pinned)) return;
    } catch {
      refuse([text("guessLost")]);
    }
    setBusy(false);
  };

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  return send;
}
