// Small marks on the map for the photos in the gallery: their places are public.

import { photoLinks } from "./photo-links.js";
import { pin } from "./pins.js";

const CLOSE_ZOOM = 4;
const TOUCH_PX = 8;

function feature(link) {
  const { lat, lng, photo } = link.dataset;
  return {
    type: "Feature",
    properties: { photo },
    geometry: { type: "Point", coordinates: [Number(lng), Number(lat)] },
  };
}

/** How far the sheet pushes the middle of what is left of the map. */
function beside(sheet) {
  if (!sheet?.open) return [0, 0];
  const { width, height } = sheet.getBoundingClientRect();
  return width < innerWidth ? [width / 4, 0] : [0, -height / 4];
}

export function photoMarks(map) {
  const truth = pin("truth");
  const refresh = () =>
    map.getSource("photos")?.setData({
      type: "FeatureCollection",
      features: photoLinks().map(feature),
    });
  map.on("style.load", refresh);

  const linkAt = ({ x, y }) => {
    const box = [
      [x - TOUCH_PX, y - TOUCH_PX],
      [x + TOUCH_PX, y + TOUCH_PX],
    ];
    const [found] = map.queryRenderedFeatures(box, { layers: ["photos"] });
    return found && photoLinks().find((link) => link.dataset.photo === found.properties.photo);
  };

  const flyTo = ({ dataset: { lat, lng } }) => {
    const center = [Number(lng), Number(lat)];
    truth.setLngLat(center).addTo(map);
    map.flyTo({
      center,
      zoom: Math.max(map.getZoom(), CLOSE_ZOOM),
      offset: beside(document.getElementById("viewer")),
    });
  };

  map.on("mousemove", "photos", () => (map.getCanvas().style.cursor = "pointer"));
  map.on("mouseleave", "photos", () => (map.getCanvas().style.cursor = ""));
  return { refresh, linkAt, flyTo, leave: () => truth.remove() };
}
