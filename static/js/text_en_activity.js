// @ts-check
/** What the lead's list calls the rows of the work, in English: each kind of core/work/kinds.py. Imports nothing. */

/** @typedef {Readonly<Record<string, string>>} Words */

/** @type {Words} */
export const WORK = {
  "stock.receipt": "Goods came in",
  "stock.waybill": "Goods came with a waybill",
  "stock.count": "The stock was counted",
  "stock.count-undone": "A count was taken back",
  "stock.back": "What had left was taken back",
  "stock.leftover": "Given freely",
  "stock.given-on": "Goods were given on",
  "stock.spoiled": "Goods were spoiled",
  "stock.sent": "Goods were sent to another site",
  "stock.mistake": "A mistaken receipt was taken back",
  "waybill.again": "A waybill came twice; the stock stays",
  "lot.gift": "A lot is a contribution now",
  "donor.set": "A donor was entered",
  "gift.promised": "A contribution was promised",
  "gift.came": "A gift came unannounced",
  "gift.complete": "A contribution was completed",
  "gift.delivery": "A contribution arrived",
  "gift.withdraw": "A contribution was withdrawn",
  "campaign.open": "A campaign began",
  "campaign.event": "Tents were put up",
  "campaign.event-off": "An event was taken out",
  "campaign.close": "A campaign was closed",
  "shelter.layout": "The beds were laid out anew",
  "bed.stay": "A bed was given",
  "bed.floor": "A floor place was given",
  "bed.out": "Went out and keeps the place",
  "bed.back": "Came back",
  "bed.left": "Left; the place is free",
  "bed.undone": "An admission was taken back",
  "bed.hold": "A bed is kept",
  "bed.free": "A kept bed is free",
  "cold.on": "A cold night began",
  "cold.off": "The cold night is over",
  "service.session": "A session or course was planned",
  "service.booked": "A slot was given",
  "service.seen": "Seen by the doctor",
  "service.sent-on": "Sent on to another place",
  "service.no-show": "Did not come to the slot",
  "service.documents": "Documents were taken in",
  "service.submitted": "Documents were submitted",
  "service.issued": "A number was issued",
  "service.enrolled": "Enrolled in a course",
  "service.attended": "Attended a course",
  "service.finished": "Finished a course",
  "service.left": "Left a course",
  "service.made": "A referral was made",
  "service.accepted": "A referral was accepted",
  "service.started": "The work began",
  "service.ended": "The follow-up is over",
  "service.declined": "A referral was declined",
  "service.not-reached": "There was no answer",
  "service.cancelled": "Cancelled",
  "service.back": "Went back a step",
  "service.refusal": "No slot was given",
  "service.told": "A reminder was told",
  "ticket.issue": "A number was drawn",
  "ticket.call": "A number was called",
  "ticket.again": "A number was called again",
  "ticket.away": "Nobody came with this number",
  "ticket.done": "A number is done",
  "round.out": "A home round is ready",
  "round.back": "A home round is back",
  "round.ended": "The lead ended a home round",
};

/** What is counted, where it is no item. @type {Words} */
export const UNITS = {
  "shelter.layout": "beds",
  "service.session": "places",
  "round.out": "doors",
  "round.back": "doors",
};

/** What came that is no goods. @type {Words} */
export const ABOUT = {
  "money": "money",
  "service": "a service",
  "place": "a place",
  "piece": "puzzle pieces",
};

/** Why there is no slot. @type {Words} */
export const NOES = {
  "slot-taken": "Somebody else has this number",
  "session-full": "Every number is taken",
  "already-booked": "The same service goes on already",
};

/** Where somebody sat who used no tablet. */
export const TERMINAL = "The site's own machine";
