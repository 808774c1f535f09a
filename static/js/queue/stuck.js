// @ts-check
/** What the site would not read, and a person has looked at. Imports the store and the bell. */

import { ring } from "./bell.js";
import * as store from "./store.js";

/** What was set aside is tried once more. */
export async function tryStuck() {
  for (const { place, state } of await store.waiting()) {
    if (state === "stuck") await store.update(place, (kept) => ({ ...kept, state: "fact", code: null }));
  }
  ring();
}
