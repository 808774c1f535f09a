// @ts-check
/** What the services say, in English (see text_fa.js). Imports nothing; read it through `words.js`. */

/** @typedef {Readonly<Record<string, string>>} Words */

/** @type {{ readonly [word in keyof typeof import("./text_fa.js").SAID]: string }} */
export const SAID = {
  card: "Card",
  queue: "Queue",
  sessions: "Visits and courses",
  waiting: "Waiting",
  reminders: "Reminders",
  counts: "Counts",
  scanHelp: "Show a card to see its services",
  anotherCard: "Another card",
  searchHelp: "Or search for the household",
  searchGo: "Search",
  household: "Household {label}",
  noCases: "No service is recorded yet",
  noSessions: "Nothing is planned",
  noBooked: "Nobody is booked yet",
  noWaiting: "Nobody waits",
  noReminders: "Nothing is due soon",
  noCounts: "No service is recorded this month",
  begin: "New service",
  which: "Which service",
  who: "For whom",
  slot: "Number",
  slotAny: "First free number",
  placeKind: "Referred to",
  followUp: "Follow-up",
  followNone: "No follow-up",
  followIn: "In {n} days",
  record: "Record",
  beyond: "Record beyond the places",
  booked: "Recorded: number {number}",
  opened: "Recorded",
  number: "Number that was issued",
  numberHelp: "Kept on this device only; never sent.",
  file: "File",
  back: "Go back",
  backWhy: "Why does it go back?",
  backTo: "Back to “{step}”",
  since: "{n} days",
  inAll: "{n} days in all",
  today: "Today",
  doubled: "Somebody else has this number too",
  beyondMark: "Beyond the places",
  follow: "Follow-up {day}",
  undone: "Taken back",
  draw: "New number",
  callNext: "Next",
  again: "Call again",
  away: "Not here",
  done: "Done",
  call: "Call",
  drawn: "Number {number}",
  letter: "Queue {queue}",
  waitingCount: "{n} waiting",
  nobodyCalled: "Nobody is called",
  hall: "For a screen in the hall:",
  stateAway: "Not here",
  plan: "New plan",
  planKind: "What",
  planDays: "Days",
  planDaysHelp: "One day, or several with spaces",
  planDoctor: "Doctor",
  planSubject: "Subject",
  planRoom: "Room",
  planPlaces: "How many",
  planQueue: "Letter of the queue",
  planFirst: "First hour (empty: numbers only)",
  planEvery: "Minutes each",
  planned: "The plan is recorded",
  sessionHeld: "{held} of {places}",
  room: "Room {n}",
  print: "Print the list",
  printTitle: "Whom to call",
  told: "Told",
  tell: "I told them",
  service: "Service",
  stage: "Step",
  count: "Count",
  middle: "Middle wait",
  longest: "Longest wait",
  minutes: "{n} minutes",
  days: "{n} days",
  called: "Called",
  reload: "Reload",
};

/** @type {Words} */
export const STEPS = {
  booked: "Booked",
  seen: "Seen",
  "sent-on": "Sent on",
  "no-show": "Did not come",
  documents: "Documents",
  submitted: "Submitted",
  issued: "Number issued",
  enrolled: "Enrolled",
  attended: "Attended",
  finished: "Finished",
  left: "Left",
  made: "Referred",
  accepted: "Accepted",
  started: "Started",
  ended: "Ended",
  declined: "Declined",
  "not-reached": "Not reached",
  cancelled: "Cancelled",
};

/** @type {Words} */
export const DOCTORS = { general: "General", dentist: "Dentist", women: "Women's", children: "Children's", eyes: "Eyes", midwife: "Midwife", counsellor: "Counsellor", other: "Other" };
/** @type {Words} */
export const SUBJECTS = { sewing: "Sewing", computer: "Computer", cooking: "Cooking", handicraft: "Handicraft", beauty: "Beauty", repair: "Repair", literacy: "Literacy", other: "Other" };
/** @type {Words} */
export const KINDS = { hospital: "Hospital", clinic: "Clinic", laboratory: "Laboratory", pharmacy: "Pharmacy", "health-centre": "Health centre", employer: "Employer", office: "Office", helpline: "Helpline" };
/** @type {Words} */
export const BECAUSE = { mistake: "Recorded by mistake", "document-missing": "A paper is missing", "document-wrong": "A paper is wrong", returned: "It was returned", "wrong-person": "It was somebody else's", "came-after-all": "They came after all" };

/** @type {Words} */
export const NOES = {
  "slot-taken": "Somebody else has this number already",
  "session-full": "Every number of this session is taken",
  "already-booked": "This service goes on for this member already",
};

/** @type {Words} */
export const ERRORS = {
  "service-unfit": "This service does not go like that",
  "service-day-unfit": "That day is not planned, or over",
  "service-session-unknown": "This session is gone; reload the list",
  "service-case-unknown": "This case is gone; reload the list",
  "service-step-unfit": "This case went on meanwhile; reload the list",
  "queue-taken": "This letter is another queue that day",
  "queue-empty": "Nobody waits in this queue",
  "ticket-unknown": "This number is gone; reload the queue",
  "ticket-unfit": "This number waits no more; reload the queue",
  "role-missing": "The lead does this",
};
