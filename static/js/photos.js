// The gallery page: photos without a map beside them.

import { growingGallery } from "./gallery.js";
import { photoViewer } from "./viewer.js";

const list = document.getElementById("gallery");

if (list) {
  growingGallery(list, () => {});
  photoViewer(document.getElementById("viewer"), () => {}, () => {});
}
