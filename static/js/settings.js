// What the server told the page: addresses and every word that may be shown.

const element = document.getElementById("map-settings");

export const settings = element ? JSON.parse(element.textContent) : { texts: {} };

/** The text of that name, with %(name)s filled in. */
export function text(name, values = {}) {
  const sentence = settings.texts[name] ?? "";
  return sentence.replace(/%\((\w+)\)s/g, (whole, key) => values[key] ?? whole);
}
