// @ts-check
/** Where the page begins. Imports the way in and the screens of the work. */

import * as api from "./api.js";
import * as pending from "./pending.js";
import { sendNow, startQueue, startWork } from "./queue/start.js";
import { readCards } from "./camera.js";
import { find } from "./dom.js";
import { Entry } from "./entry.js";
import { mountDesk } from "./screens/desk.js";
import { mountHolder } from "./screens/holder.js";
import { startShell } from "./shell/shell.js";

const root = find(document, "#app", HTMLElement);
const { routes } = startQueue(api, startShell({ sendNow }));

const entry = new Entry(root, {
  openWork({ session, operator, onLocked, onWay, touch }) {
    startWork(operator?.operator ?? null);
    /** @type {typeof readCards} */
    const readTouching = (video, onCard, onState) => {
      const onTouchingCard = (/** @type {string} */ text) => {
        touch();
        return onCard(text);
      };
      return readCards(video, onTouchingCard, onState);
    };
    const unmount = mountDesk(root, { api: routes, pending, readCards: readTouching, session, onLocked });
    mountHolder(find(root, "#status", HTMLElement), { operator, onWay });
    return unmount;
  },
  unsent: pending.unsent,
});

addEventListener("hashchange", () => void (location.hash && entry.begin()));
entry.begin();
