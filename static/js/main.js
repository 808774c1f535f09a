// @ts-check
/** Where the page begins. Imports the way in, the tablet's own part and the screens of the work. */

import * as api from "./api.js";
import * as shift from "./api_shift.js";
import * as pending from "./pending.js";
import { endRound } from "./queue/round.js";
import { sendNow, startQueue, startWork } from "./queue/start.js";
import * as practice from "./practice/pending.js";
import { practising } from "./practice/mode.js";
import { readCards } from "./camera.js";
import { readPhoto } from "./decoder.js";
import { find } from "./dom.js";
import { Entry } from "./entry.js";
import { mountHolder } from "./screens/holder.js";
import { mountHouse } from "./screens/house.js";
import { startShell } from "./shell/shell.js";
import { readySounds } from "./sounds.js";
import { dress } from "./tablet.js";
import { DIRECTION, WORDS, language } from "./words.js";

dress(document.documentElement, { language, direction: DIRECTION });
document.title = WORDS.product;
readySounds();

const root = find(document, "#app", HTMLElement);
const { routes } = startQueue(api, startShell({ sendNow }));

const entry = new Entry(root, {
  openWork({ session, operator, onLocked, onWay, touch }) {
    startWork(operator?.operator ?? null);
    /** @type {typeof readCards} */
    const readTouching = (video, use) =>
      readCards(video, {
        ...use,
        onCard: (text) => {
          touch();
          return use.onCard(text);
        },
      });
    // Whoever practises asks the site alone; nothing stands in for it, nothing is kept.
    const desk = practising() ? { api: { ...api, readStatus: routes.readStatus }, pending: practice } : { api: routes, pending };
    const deps = { ...desk, shift, readCards: readTouching, readPhoto, session: { ...session, operator }, onLocked };
    const unmount = mountHouse(root, deps);
    mountHolder(find(root, "#status", HTMLElement), { operator, onWay });
    return unmount;
  },
  unsent: pending.unsent,
  leave: async () => {
    await endRound();
    return pending.unsent();
  },
});

addEventListener("hashchange", () => void (location.hash && entry.begin()));
entry.begin();
