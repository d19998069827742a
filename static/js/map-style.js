// The look of the map: our own vector tiles, coloured by the page's design tokens.

// No glyphs address is given, so labels are drawn from the reader's own fonts.
const FONT = ["system-ui", "sans-serif"];

// Tiles between these zooms are asked for; deeper views enlarge the last one.
const TILE_ZOOMS = { countries: [0, 8], provinces: [3, 8], places: [0, 10] };

const NAME = ["get", "name"];
const AREA_KM2 = ["coalesce", ["get", "area_km2"], 0];
const POPULATION = ["coalesce", ["get", "population"], 0];
// A globe full of islands' names would hide the sea: small countries are named further in.
const SMALLEST_NAMED_KM2 = ["step", ["zoom"], 150000, 2, 60000, 3, 8000, 4, 500, 5, 0];

/** From one value at one zoom to another at another, and level beyond both. */
const byZoom = (...stops) => ["interpolate", ["linear"], ["zoom"], ...stops];

function vectorSource(layer, path) {
  const [minzoom, maxzoom] = TILE_ZOOMS[layer];
  return {
    type: "vector",
    tiles: [location.origin + path],
    minzoom,
    maxzoom,
  };
}

function sources({ tiles, raster }) {
  const vector = Object.entries(tiles).map(([layer, path]) => [layer, vectorSource(layer, path)]);
  const photos = { type: "geojson", data: { type: "FeatureCollection", features: [] } };
  const all = Object.fromEntries([...vector, ["photos", photos]]);
  if (raster) all.raster = { type: "raster", tiles: [raster], tileSize: 256 };
  return all;
}

function areas(colour, hasRaster) {
  const background = { id: "sea", type: "background", paint: { "background-color": colour("sea") } };
  const land = {
    id: "land",
    type: "fill",
    source: "countries",
    "source-layer": "countries",
    paint: { "fill-color": colour("land"), "fill-antialias": false },
  };
  const raster = { id: "raster", type: "raster", source: "raster" };
  return hasRaster ? [background, land, raster] : [background, land];
}

function borders(colour) {
  const line = (id, minzoom, tint, width, opacity) => ({
    id: `${id}-borders`,
    type: "line",
    source: id,
    "source-layer": id,
    minzoom,
    layout: { "line-join": "round" },
    paint: { "line-color": colour(tint), "line-width": width, "line-opacity": opacity },
  });
  return [
    line("provinces", 3, "province", byZoom(3, 0.5, 8, 1.3), byZoom(3, 0.3, 6, 1)),
    line("countries", 0, "border", byZoom(0, 0.5, 6, 1.6), 1),
  ];
}

function photoDots(colour) {
  return {
    id: "photos",
    type: "circle",
    source: "photos",
    paint: {
      "circle-radius": byZoom(0, 3.5, 6, 7),
      "circle-color": colour("photo"),
      "circle-stroke-color": colour("halo"),
      "circle-stroke-width": 1.5,
    },
  };
}

const LARGE_ENOUGH = { maxzoom: 7, filter: [">=", AREA_KM2, SMALLEST_NAMED_KM2] };

function labels(colour) {
  const label = (id, source, layer, rest, layout) => ({
    id,
    type: "symbol",
    source,
    "source-layer": layer,
    layout: { "text-field": NAME, "text-font": FONT, "text-max-width": 8, ...layout },
    paint: {
      "text-color": colour("label"),
      "text-halo-color": colour("halo"),
      "text-halo-width": 1.4,
    },
    ...rest,
  });
  return [
    label("country-labels", "countries", "country_labels", LARGE_ENOUGH, {
      "symbol-sort-key": ["-", 0, AREA_KM2],
      "text-size": byZoom(1, 11, 5, 16),
    }),
    label("place-labels", "places", "places", { minzoom: 3 }, {
      "text-size": byZoom(3, 11, 8, 14),
      "symbol-sort-key": ["-", 0, POPULATION],
    }),
  ];
}

export function mapStyle(settings, tokens) {
  const colour = (name) => tokens.getPropertyValue(`--map-${name}`).trim();
  return {
    version: 8,
    projection: { type: "globe" },
    sources: sources(settings),
    layers: [
      ...areas(colour, Boolean(settings.raster)),
      ...borders(colour),
      photoDots(colour),
      ...labels(colour),
    ],
  };
}
