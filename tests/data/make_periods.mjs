// @ts-check
/**
 * Writes periods.json beside itself: `node tests/data/make_periods.mjs`. The calendar is that of ICU, which
 * Node carries, and the keys are counted in the plainest way, so that neither shares a line with the package.
 */

import { writeFileSync } from "node:fs";

const DAY_MS = 86_400_000;
const [FIRST_YEAR, LAST_YEAR] = [1400, 1420];
const ANCHOR = "1405-01-01";
const SEASON = { months: 3, letter: "S" };
const HALF = { months: 6, letter: "H" };
const ROUNDS = [
  { name: "first", first: "1404-12-25", last: "1405-01-10" },
  { name: "second", first: "1405-06-31", last: "1405-07-01" },
];

/** @param {string} zone */
function reader(zone) {
  const format = new Intl.DateTimeFormat("en-u-ca-persian-nu-latn", {
    timeZone: zone, year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", hourCycle: "h23",
  });
  return (/** @type {number} */ at) => {
    /** @type {Record<string, string>} */
    const part = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = value;
    const day = [part.year, part.month?.padStart(2, "0"), part.day?.padStart(2, "0")].join("-");
    return { day, minute: Number(part.hour) * 60 + Number(part.minute) };
  };
}

const inUtc = reader("UTC");
const start = Date.UTC(FIRST_YEAR + 620, 2, 1);
/** @type {{ day: string, gregorian: string, weekday: number }[]} */
const days = [];
for (let at = start; ; at += DAY_MS) {
  const { day } = inUtc(at + DAY_MS / 2);
  if (Number(day.slice(0, 4)) > LAST_YEAR + 1) break;
  days.push({ day, gregorian: new Date(at).toISOString().slice(0, 10), weekday: (new Date(at).getUTCDay() + 1) % 7 });
}
const place = new Map(days.map(({ day }, index) => [day, index]));

/** Saturdays of the same Jalali year up to and with this one. @param {number} index of a Saturday */
function weekOf(index) {
  const year = days[index]?.day.slice(0, 4);
  let count = 0;
  for (let other = index; other >= 0 && days[other]?.day.slice(0, 4) === year; other -= 7) count += 1;
  return `${year}-W${String(count).padStart(2, "0")}`;
}

/** @param {string} day @param {{ months: number, letter: string }} part */
const partOf = (day, part) => `${day.slice(0, 4)}-${part.letter}${Math.ceil(Number(day.slice(5, 7)) / part.months)}`;

/** @param {string} day @param {number} month */
function yearFrom(day, month) {
  const year = Number(day.slice(5, 7)) >= month ? Number(day.slice(0, 4)) : Number(day.slice(0, 4)) - 1;
  return `Y${year}-${String(month).padStart(2, "0")}`;
}

/** @param {number} index @param {number} length */
function every(index, length) {
  const gone = (((index - (place.get(ANCHOR) ?? 0)) % length) + length) % length;
  return `D${length}-${days[index - gone]?.day}`;
}

/** @param {string} day */
const roundOf = (day) => `R-${(ROUNDS.filter(({ first }) => first <= day).at(-1) ?? ROUNDS[0])?.name}`;

const columns = {
  day: { kind: "day" },
  night: { kind: "night" },
  week: { kind: "week" },
  month: { kind: "month" },
  season: { kind: "season" },
  half: { kind: "half-year" },
  nowruz: { kind: "year" },
  school: { kind: "year", from_month: 7 },
  ten: { kind: "every", days: 10, anchor: ANCHOR },
  rounds: { kind: "rounds", rounds: ROUNDS },
  once: { kind: "once" },
};

/** @param {number} index */
function keysOf(index) {
  const { day, weekday } = days[index] ?? { day: "", weekday: 0 };
  return [
    day, `N${day}`, weekOf(index - weekday), day.slice(0, 7), partOf(day, SEASON), partOf(day, HALF),
    yearFrom(day, 1), yearFrom(day, 7), every(index, 10), roundOf(day), "once",
  ];
}

// The first two and the last two days of every month: both Esfands, 31 Shahrivar, Nowruz.
const edges = days.flatMap((one, index) => {
  const [year, month] = [Number(one.day.slice(0, 4)), one.day.slice(0, 7)];
  const edge = [-2, 2].some((step) => days[index + step]?.day.slice(0, 7) !== month);
  return edge && year >= FIRST_YEAR && year <= LAST_YEAR ? [[one.gregorian, ...keysOf(index)]] : [];
});

// Around midnight in Tehran, when it is still yesterday in UTC; in summer time too, which ended with 1401.
const inTehran = reader("Asia/Tehran");
const instants = edges.flatMap(([gregorian]) =>
  ["19:00", "20:20", "20:31", "23:59"].map((hour) => {
    const at = Date.parse(`${gregorian}T${hour}:00Z`);
    const { day, minute } = inTehran(at);
    return [at, day, minute];
  }),
).filter((_, index) => index % 7 < 2);

// What the clock has to say: only which of two days that touch. Written by hand: period, business day, the clock's
// day, its hour (null: nobody vouches for it), the day that counts.
const NIGHT = { kind: "night" };
const SAHARI = { kind: "day", next_from: "12:00" };
const counted = [
  // A bed at 00:40 belongs to the night before, whether the lead has opened the new day or not.
  [NIGHT, "1405-09-01", "1405-09-02", "00:40", "1405-09-01"],
  [NIGHT, "1405-09-02", "1405-09-02", "00:40", "1405-09-01"],
  [NIGHT, "1405-09-02", "1405-09-02", "11:59", "1405-09-01"],
  [NIGHT, "1405-09-02", "1405-09-02", "12:00", "1405-09-02"],
  [{ kind: "night", cut: "06:00" }, "1405-09-02", "1405-09-02", "07:00", "1405-09-02"],
  [NIGHT, "1405-01-01", "1405-01-01", "03:00", "1404-12-29"],
  [NIGHT, "1404-01-01", "1404-01-01", "03:00", "1403-12-30"],
  [NIGHT, "1405-07-01", "1405-07-01", "00:40", "1405-06-31"],
  // A clock that is years away, or that nobody vouches for, moves no night.
  [NIGHT, "1405-09-02", "1348-10-11", "00:40", "1405-09-02"],
  [NIGHT, "1405-09-02", "1415-09-02", "00:40", "1405-09-02"],
  [NIGHT, "1405-09-02", "1405-09-02", null, "1405-09-02"],
  [NIGHT, null, "1405-09-02", "00:40", "1405-09-01"],
  // Sahari at 03:30 is for the coming day: of the evening's business day the next, of a new one this.
  [SAHARI, "1405-11-19", "1405-11-20", "03:30", "1405-11-20"],
  [SAHARI, "1405-11-20", "1405-11-20", "03:30", "1405-11-20"],
  [SAHARI, "1405-11-19", "1405-11-19", "22:30", "1405-11-20"],
  [SAHARI, "1405-11-19", "1405-11-19", null, "1405-11-20"],
  // The clock has no say in any other period.
  [{ kind: "day" }, "1405-09-01", "1405-09-02", "00:40", "1405-09-01"],
  [{ kind: "month" }, "1405-06-31", "1405-07-01", "00:40", "1405-06-31"],
];

// From which day on the next one may be asked for, after the one of a day: by hand too.
const again = [
  [{ kind: "day" }, "1403-12-30", "1404-01-01"],
  [SAHARI, "1405-11-20", "1405-11-20"],
  [NIGHT, "1405-06-31", "1405-07-01"],
  [{ kind: "week" }, "1405-01-01", "1405-01-08"],
  [{ kind: "month" }, "1404-12-29", "1405-01-01"],
  [{ kind: "season" }, "1405-06-31", "1405-07-01"],
  [{ kind: "half-year" }, "1403-12-30", "1404-01-01"],
  [{ kind: "year" }, "1403-12-30", "1404-01-01"],
  [{ kind: "year", from_month: 7 }, "1405-06-31", "1405-07-01"],
  [{ kind: "every", days: 10, anchor: ANCHOR }, "1404-12-29", "1405-01-01"],
  [{ kind: "rounds", rounds: ROUNDS }, "1405-01-11", "1405-06-31"],
  [{ kind: "rounds", rounds: ROUNDS }, "1405-07-02", null],
  [{ kind: "once" }, "1405-01-01", null],
];

/** @param {unknown[]} rows */
const list = (rows) => `[\n${rows.map((row) => JSON.stringify(row)).join(",\n")}\n]`;
const text = `{\n"periods": ${JSON.stringify(columns)},\n"zone": "Asia/Tehran",\n"days": ${list(edges)},\n"instants": ${list(instants)},\n"counted": ${list(counted)},\n"again": ${list(again)}\n}\n`;
writeFileSync(new URL("periods.json", import.meta.url), text);
