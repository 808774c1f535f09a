// @ts-check
/** Where the page begins. Imports the way in and the screens of the work. */

import * as api from "./api.js";
import * as pending from "./pending.js";
import { readCards } from "./camera.js";
import { find } from "./dom.js";
import { Entry } from "./entry.js";
import { mountDesk } from "./screens/desk.js";
import { mountHolder } from "./screens/holder.js";

const root = find(document, "#app", HTMLElement);

const entry = new Entry(root, {
  openWork({ session, operator, onLocked, onWay, touch }) {
    /** @type {typeof readCards} */
    const readTouching = (video, onCard, onState) => {
      const onTouchingCard = (/** @type {string} */ text) => {
        touch();
        return onCard(text);
      };
      return readCards(video, onTouchingCard, onState);
    };
    const unmount = mountDesk(root, { api, pending, readCards: readTouching, session, onLocked });
    mountHolder(find(root, "#status", HTMLElement), { operator, onWay });
    return unmount;
  },
  unsent: async (tab) => (await pending.unanswered(tab)).length,
});

addEventListener("hashchange", () => void (location.hash && entry.begin()));
entry.begin();
