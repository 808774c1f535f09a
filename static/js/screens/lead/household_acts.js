// @ts-check
/**
 * What the lead can do with a household that was found, in the order of the buttons. A screen that belongs to a
 * household (its card, its people) has its place here: one entry more. Imports the screens.
 */

import { WORDS } from "../../words.js";
import { mountHouseholdCards } from "../cards/house_cards.js";
import { mountLostCard } from "../cards/lost_card.js";
import { mountHouseholdDue } from "./household_due.js";

/** @typedef {import("../../wire_search.js").HouseholdFound} HouseholdFound */
/** @typedef {{ name: string, word: string, icon: string, mount: (root: HTMLElement, household: HouseholdFound, deps: import("../house.js").PlaceDeps) => () => void }} HouseholdAct mount: fills the place below the buttons, answers how to unmount */

/** The first one is open when the household is. @type {readonly HouseholdAct[]} */
export const ACTS = [
  { name: "due", word: WORDS.householdDue, icon: "i-eye", mount: mountHouseholdDue },
  { name: "lost", word: WORDS.lostCard, icon: "i-lost", mount: mountLostCard },
  { name: "cards", word: WORDS.householdCards, icon: "i-idle", mount: mountHouseholdCards },
];
