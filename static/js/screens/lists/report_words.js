// @ts-check
/** What is said of sheets and reports, brought in with them. Imports which language is chosen. */

import { language } from "../../words.js";

const FA = {
  sheetTitle: "برگ روز",
  sheetHelp: "برگ روز بسته همیشه همان است که بود.",
  sheetDay: "کدام روز",
  sheetNone: "هنوز روزی باز نشده است.",
  sheetOpen: "باز",
  reportTitle: "گزارش ماه و فصل",
  reportHelp: "روزهای بسته با هم جمع می‌شوند.",
  reportPeriod: "کدام دوره",
  reportUnfinished: "ناتمام",
  reportNotOver: "این دوره هنوز به پایان نرسیده است.",
  reportOpenDay: "{day} هنوز بسته نشده و در گزارش نیست.",
  households: "خانوار",
  handouts: "تحویل",
  refused: "تحویل نشد",
  overrides: "با تأیید",
  programmes: "تحویل‌ها، طرح به طرح",
  organisations: "نهادها",
  months: "ماه‌ها",
  places: "محله‌ها، دست‌کم",
  placesWait: "شمارش محله‌ها پس از پایان دوره گفته می‌شود.",
  others: "محله‌های دیگر، با هم",
  unknownPlace: "محلهٔ نامعلوم",
  noOrganisation: "بدون نام نهاد",
  empty: "در این دوره چیزی تحویل نشد.",
  seasons: "بهار تابستان پاییز زمستان",
};

/** @type {typeof FA} */
const EN = {
  sheetTitle: "The day's sheet",
  sheetHelp: "The sheet of a closed day never changes.",
  sheetDay: "Which day",
  sheetNone: "No day was opened yet.",
  sheetOpen: "open",
  reportTitle: "Month and quarter",
  reportHelp: "Closed days are added up.",
  reportPeriod: "Which period",
  reportUnfinished: "Unfinished",
  reportNotOver: "This period is not over yet.",
  reportOpenDay: "{day} is still open and not in it.",
  households: "households",
  handouts: "handouts",
  refused: "not given",
  overrides: "overrides",
  programmes: "Handouts by programme",
  organisations: "Organisations",
  months: "Months",
  places: "Neighbourhoods, at least",
  placesWait: "Neighbourhoods are told when the period is over.",
  others: "other neighbourhoods together",
  unknownPlace: "neighbourhood unknown",
  noOrganisation: "without an organisation",
  empty: "Nothing was handed over in this period.",
  seasons: "Spring Summer Autumn Winter",
};

export const SAID = language === "en" ? EN : FA;
