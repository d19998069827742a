// A place typed as two numbers, or pasted as a pair into either field.

const DECIMALS = 5; // about a metre

function number(field, most) {
  const clean = field.value.trim().replace("−", "-").replace(",", ".");
  const value = clean === "" ? NaN : Number(clean);
  return Math.abs(value) <= most ? value : NaN;
}

/** What the fields say, or null. */
export function typedPlace({ lat, lng }) {
  const place = { lat: number(lat, 90), lng: number(lng, 180) };
  return Number.isNaN(place.lat + place.lng) ? null : place;
}

export function typePlace({ lat, lng }, place) {
  [lat.value, lng.value] = place ? [place.lat.toFixed(DECIMALS), place.lng.toFixed(DECIMALS)] : ["", ""];
}

/** "45.76, 4.84" pasted into one field fills both. */
export function splitPairs({ lat, lng }, spread) {
  for (const field of [lat, lng]) {
    field.addEventListener("paste", (event) => {
      const pair = event.clipboardData.getData("text").match(/^\s*([-+−\d.]+)\s*[,;\s]\s*([-+−\d.]+)\s*$/);
      if (!pair) return;
      event.preventDefault();
      [, lat.value, lng.value] = pair;
      spread();
    });
  }
}
