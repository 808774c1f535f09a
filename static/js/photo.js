// @ts-check
/**
 * The page that looks at a card by a photo, for browsers that give no camera to a page without https. The picture is
 * read here and let go; what is opened is the card's own page of this site, whatever host the card names.
 * Imports the decoder and the reading of a card's text.
 */

import { loadDetector, readPhoto } from "./decoder.js";
import { tokenIn } from "./pure/card_token.js";

const input = document.querySelector("#photo");
const said = document.querySelector("#said");

async function onPhoto() {
  if (!(input instanceof HTMLInputElement) || !said) return;
  const file = input.files?.[0];
  input.value = "";
  if (!file) return;
  said.textContent = input.dataset["reading"] ?? "";
  const token = tokenIn((await readPhoto(file).catch(() => null)) ?? "");
  if (token === null) said.textContent = input.dataset["empty"] ?? "";
  else location.assign(`/C/${token}${location.search}`);
}

input?.addEventListener("click", () => void loadDetector().catch(() => undefined)); // on its way while the photo is taken
input?.addEventListener("change", () => void onPhoto());
