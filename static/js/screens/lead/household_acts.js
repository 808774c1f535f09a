// @ts-check
/**
 * What the lead can do with a household that was found, in the order of the buttons. A screen that belongs to a
 * household (its card, its people) has its place here: one entry more. Imports the screens.
 */

import { WORDS } from "../../words.js";
import { mountHouseholdCards } from "../cards/house_cards.js";
import { mountLostCard } from "../cards/lost_card.js";
import { mountEdit } from "../register/edit.js";
import { mountLife } from "../register/life.js";
import { mountMerge } from "../register/merge.js";
import { mountVersions } from "../register/versions.js";
import { mountHouseholdDue } from "./household_due.js";

/** @typedef {import("../../wire_search.js").HouseholdFound} HouseholdFound */
/** @typedef {import("../house.js").PlaceDeps & { openOther?: (household: string) => void }} ActDeps openOther: another household takes this one's place */
/** @typedef {{ name: string, word: string, icon: string, mount: (root: HTMLElement, household: HouseholdFound, deps: ActDeps) => () => void }} HouseholdAct mount: fills the place below the buttons, answers how to unmount */

/** The first one is open when the household is. @type {readonly HouseholdAct[]} */
export const ACTS = [
  { name: "due", word: WORDS.householdDue, icon: "i-eye", mount: mountHouseholdDue },
  { name: "lost", word: WORDS.lostCard, icon: "i-lost", mount: mountLostCard },
  { name: "cards", word: WORDS.householdCards, icon: "i-idle", mount: mountHouseholdCards },
  { name: "people", word: WORDS.actPeople, icon: "i-person", mount: mountEdit },
  { name: "life", word: WORDS.actLife, icon: "i-due", mount: mountLife },
  { name: "versions", word: WORDS.actVersions, icon: "i-history", mount: mountVersions },
  { name: "merge", word: WORDS.actMerge, icon: "i-link", mount: mountMerge },
];
