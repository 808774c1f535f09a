// @ts-check
/** What the carried round says, in both languages; it is in the shell, for a round is walked without the site. Imports the catalogue. */

import { language } from "../../words.js";

const FA = {
  title: "دور خانه‌ها",
  help: "فهرست فقط کد دارد و بی شبکه کار می‌کند",
  none: "این تبلت دوری ندارد",
  ready: "دوری برای این تبلت آماده است",
  take: "فهرست دور را بگیر",
  given: "تحویل شد",
  absent: "نبود",
  declined: "نخواست",
  undo: "پس بگیر",
  count: "{done} از {all} خانه",
  end: "پایان دور",
  sure: "مطمئنم؛ فهرست پاک شود",
  ending: "پایان یافت؛ پس از پاسخ سایت پاک می‌شود",
  late: "به سایت رسیده است؛ مسئول پس می‌گیرد",
  out: "این فهرست پیش‌تر داده شده است",
  practice: "در تمرین دوری نیست",
};
/** @type {typeof FA} */
const EN = {
  title: "Home round",
  help: "The list has codes only and works offline",
  none: "This tablet carries no round",
  ready: "A round is ready for this tablet",
  take: "Fetch the list",
  given: "Handed over",
  absent: "Not at home",
  declined: "Not wanted",
  undo: "Take back",
  count: "{done} of {all} doors",
  end: "End the round",
  sure: "Yes, wipe the list",
  ending: "Over; wiped when the site has answered",
  late: "The site has it; the lead takes it back",
  out: "This list was given already",
  practice: "There are no rounds in practice",
};

export const CATALOGUES = { fa: FA, en: EN };
export const SAID = language === "en" ? EN : FA;
