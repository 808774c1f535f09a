// @ts-check
/** What the strip at the top of the screen says of the site. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { statusView } from "../../static/js/pure/status_view.js";
import { WORDS } from "../../static/js/words.js";

test("the strip says the day, what is unsent, and when nobody answers", () => {
  const status = /** @type {any} */ ({ day: "1405-09-01", unsent: 5, registry: "waiting" });
  assert.deepEqual([statusView(status).unsent, statusView(status).link], [`۵ ${WORDS["unsent"]}`, "waiting"]);
  assert.equal(statusView({ ...status, day: null }).day, WORDS["dayClosed"]);
  assert.equal(statusView(null).link, "offline");
});
