// A map that can be moved, made larger and asked. Without it the picture and its table tell the same.
const place = document.querySelector("[data-map]");
const Leaflet = globalThis.L;

if (place && Leaflet) {
  const canvas = place.querySelector(".live-map__canvas");
  const told = place.querySelector(".live-map__told");
  const list = place.querySelector("#map-place");
  const key = place.querySelector(".live-map__key");
  const blocks = document.querySelector(".map-blocks");

  // The National Grid is flat: metres north and east are places of a plane, and need no projection.
  const at = ([east, north]) => [north, east];
  // Few classes are spread over the five shades; one alone has a dark one, to stand out from what is not shaded.
  const shade = (of, classes) => (classes.length > 1 ? Math.round((of * 4) / (classes.length - 1)) : 3);
  const look = (shape, classes) =>
    `map-shape map-shape--${shape.class === null ? "none" : shade(shape.class, classes)}`;
  const says = (shape) => `${shape.name}: ${shape.says}`;
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;

  const entry = (kind, letter, words, held) => {
    const line = document.createElement("li");
    const swatch = document.createElement("span");
    swatch.className = `map-swatch map-swatch--${kind}`;
    swatch.textContent = letter;
    line.append(swatch, ` ${words}${held ? ` (${held})` : ""}`);
    return line;
  };

  const draw = (drawn) => {
    place.hidden = false;
    const map = Leaflet.map(canvas, {
      crs: Leaflet.CRS.Simple, attributionControl: false, zoomControl: false, zoomSnap: 0, minZoom: -12, maxZoom: 0,
      zoomAnimation: !still, fadeAnimation: !still, inertia: !still, scrollWheelZoom: false,
    });
    const byName = new Map();
    const layers = drawn.shapes.map((shape) => {
      const layer = Leaflet.polygon(shape.polygons.map((rings) => rings.map((ring) => ring.map(at))), {
        className: look(shape, drawn.classes),
      });
      layer.bindTooltip(says(shape), { sticky: true });
      layer.on("click", () => choose(shape, layer));
      byName.set(shape.name, { shape, layer });
      return layer;
    });
    let chosen = null;
    const choose = (shape, layer) => {
      chosen?.getElement()?.classList.remove("map-shape--chosen");
      chosen = layer;
      layer.bringToFront();
      layer.getElement()?.classList.add("map-shape--chosen");
      map.panTo(layer.getBounds().getCenter(), { animate: !still });
      told.textContent = says(shape);
    };
    const all = Leaflet.featureGroup(layers);
    drawn.lines.forEach((ring) => {
      all.addLayer(Leaflet.polyline(ring.map(at), { className: "map-line", interactive: false }));
    });
    all.addTo(map);
    map.fitBounds(all.getBounds(), { animate: false });
    // The list of names is for the keyboard; hundreds of places would stand in its way.
    for (const layer of layers) layer.getElement()?.setAttribute("tabindex", "-1");
    key.append(...drawn.classes.map((one, of) => entry(shade(of, drawn.classes), one.letter, one.words, one.held)));
    if (drawn.shapes.some((shape) => shape.class === null)) {
      key.append(entry("none", "", "withheld, or no figure", ""));
    }
    // The class of each place in its own letter, once there is room for it: nothing is told by colour alone.
    const letters = Leaflet.layerGroup(layers.flatMap((layer, of) => {
      const shape = drawn.shapes[of];
      if (shape.class === null || drawn.shapes.length > 400) return [];
      return [Leaflet.tooltip({ permanent: true, direction: "center", className: "map-letter" })
        .setLatLng(layer.getBounds().getCenter()).setContent(drawn.classes[shape.class].letter)];
    }));
    const first = map.getZoom();
    for (const button of place.querySelectorAll("[data-map-size]")) {
      const by = Number(button.dataset.mapSize);
      button.addEventListener("click", () => {
        if (by === 0) map.fitBounds(all.getBounds(), { animate: !still });
        else map.setZoom(map.getZoom() + by, { animate: !still });
      });
    }
    const letter = () => (map.getZoom() > first + 0.5 ? letters.addTo(map) : letters.remove());
    map.on("zoomend", letter);
    const names = [...byName.keys()].sort((one, other) => one.localeCompare(other, "en"));
    list.append(...names.map((name) => new Option(name, name)));
    list.addEventListener("change", () => {
      const found = byName.get(list.value);
      if (found) choose(found.shape, found.layer);
    });
    blocks.querySelector("figure")?.setAttribute("hidden", "");
  };

  try {
    const answer = await fetch(place.dataset.map, { credentials: "same-origin" });
    if (answer.ok) draw(await answer.json());
  } catch { /* The picture and the table stay. */ }
}
