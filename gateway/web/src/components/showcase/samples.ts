// SPDX-License-Identifier: Apache-2.0
import type { CheckAnswer } from "../check-row";
import type { RailEntry } from "../custody-rail";
import type { MapLeg, MapPoint } from "../map-view";
import type { Missing } from "../gate";

/** Made-up content for the sheet of components; it is no part of the application. */
export const SAMPLES = {
  title: "Components and their states",
  lead: "The outline of a sign says where it leads, the glyph says why. Colour comes third.",
  panels: {
    signs: "Signs and tags",
    fresh: "Freshness and banners",
    field: "Field with error",
    plates: "Dispositions",
    balance: "Balance",
    clock: "Clock",
    empty: "Nothing here yet",
    loading: "Loading",
    error: "Error",
    compare: "Old and new, side by side",
    gate: "Gate before a decision",
    rail: "Custody rail",
    effects: "Suspend this licence",
    offer: "Offer",
    question: "Question",
    code: "Code",
    queue: "Queue of entries",
    table: "Table",
    time: "Balance over time",
    bars: "Refusals by code",
    map: "Journey",
    fields: "Fields",
    since: "Since the last check here",
  },
  leads: {
    stop: "Not satisfactory, stops",
    refer: "Not satisfactory, refers",
    hidden: "Leads to refer",
    unknown: "Nobody looked: refer",
    wait: "No verdict yet",
    pass: "May pass",
    na: "Counts as may pass",
  },
  statuses: [
    ["issued", "Issued"],
    ["suspended", "Suspended"],
    ["revoked", "Revoked"],
    ["expired", "Expired"],
    ["exhausted", "Exhausted"],
    ["draft", "Draft"],
  ],
  live: "Live, block 812, 4 s ago",
  stale: "Stale, block 798, 6 min ago",
  offline: "Offline, proofs of 02:31",
  asked: "Asked 26 Nov 2026, 02:47 GST.",
  reasons: ["Licence suspended", "Seal number differs"],
  hold: "Hold the goods",
  callDesk: "Call ECJU duty desk",
  askAgain: "Ask again",
  signIn: "Sign in",
  demonstration: "Demonstration. Nothing here has legal effect.",
  staleTitle: "Answers are 6 minutes old.",
  staleText: "Our peer is 14 blocks behind. Verdicts read Unknown from 10 minutes on.",
  offlineTitle: "Offline since 01:35 GST.",
  offlineText: "Answers come from proofs on this device. What you record is kept and sent later.",
  sessionTitle: "Your session ended at 16:40.",
  sessionText: "Everything you wrote is kept.",
  allowed: "Allowed by the Export Control Joint Unit, 24 Nov 2026",
  quantityLabel: "Quantity to reserve",
  quantityHint: "Line 1 has 0.500 kg left.",
  quantityError: "2.000 kg is 1.500 kg more than is left. Enter 0.500 kg or less, or ask for an amendment.",
  consignee: "Consignee",
  reserve: "Reserve the quantity",
  keep: "Keep it issued",
  needsYou: "Needs you",
  goesByItself: "Goes by itself",
  overTime: "Line 1 from issue until today: 0.500 kg is left",
  noOffers: "No offers",
  notRecorded: "The hold was not recorded",
  seals: "Seals",
  lists: "Lists",
  views: "Saved views",
  suspend: "Suspend now",
} as const;

/** Lists to go to; the count of the last is not known. */
export const LISTS = [
  { to: "/offered", label: "Offered to me", count: 2, current: true },
  { to: "/custody", label: "In my custody", count: 5, current: false },
  { to: "/handover", label: "To hand over", current: false },
] as const;

/** Facts about a consignment. */
export const SUBJECT = [
  { label: "UCR", value: "4GB233149152777-FMSOCDIYD" },
  { label: "Container", value: "FNSupply192" },
] as const;

/** Answers of checks, in the order in which they came. */
export const ANSWERS: readonly CheckAnswer[] = [
  { id: "records", outcome: "pass", check: "Records", says: "Endorsed by the authorities they name." },
  {
    id: "custody",
    outcome: "refer",
    check: "Custody",
    says: "A handover is offered and not yet answered",
    facts: [
      { label: "From", value: "KP Carrier" },
      { label: "To", value: "Gulf Feeder Lines" },
      { label: "Open since", value: "26 Nov, 01:58 GST (49 min)" },
    ],
    todo: "Ask who presents the goods. Close the offer once it is explained.",
    call: { desk: "KP Carrier, office on duty", number: "+44 121 496 0142" },
    code: "CUSTODY_MATTER_OPEN",
    source: "from the channel",
  },
  { id: "quantity", outcome: "pass", check: "Quantity", says: "15 kg declared, 15 kg written off." },
  {
    id: "licence",
    outcome: "stop",
    check: "Licence status",
    says: "Suspended after the goods left",
    facts: [
      { label: "Licence", value: "GBSIEE2E350002" },
      { label: "Suspended", value: "25 Nov 2026, 20:20 GST" },
      { label: "Reason", value: "Diversion risk" },
    ],
    todo: "Hold the goods. Ask the issuing authority.",
    call: { desk: "Export Control Joint Unit, duty desk", number: "+44 20 7946 0117" },
    code: "LICENCE_STOPPED",
    source: "from the channel",
  },
  { id: "goods", outcome: "hidden", check: "Goods", says: "Your office may not see it", todo: "Ask GB-ECJU." },
  { id: "parties", outcome: "hidden", check: "Parties", says: "Your office may not see it", todo: "Ask GB-ECJU." },
  { id: "route", outcome: "unknown", check: "Route", says: "No place was given", todo: "Say where you are." },
  { id: "end-use", outcome: "wait", check: "End-use certificate", says: "PKAuthority’s peer is asked" },
  { id: "conditions", outcome: "na", check: "Conditions", says: "The licence has none." },
];

/** A consignment's custody, newest first. */
export const ENTRIES: readonly RailEntry[] = [
  { id: "7", kind: "planned", title: "Karachi, Port Qasim", note: "Planned 30 Nov. To PK Rifle Ltd." },
  {
    id: "6",
    kind: "check",
    outcome: "stop",
    title: "Checked at Jebel Ali: stop",
    note: "26 Nov, 02:47 GST. Licence suspended, seal differs.",
  },
  {
    id: "5",
    kind: "offered",
    title: "Offered to Gulf Feeder Lines",
    note: "26 Nov, 01:58 GST, Jebel Ali. Not answered, 49 min.",
  },
  { id: "4", kind: "check", outcome: "pass", title: "Checked at Jebel Ali: may pass", note: "25 Nov, 20:12 GST." },
  { id: "3", kind: "holds", title: "KP Carrier has the goods", note: "21 days. Seal last seen whole 25 Nov." },
  { id: "2", kind: "passed", title: "Solent Switching to KP Carrier", note: "4 Nov, 18:05 GMT. Both signed." },
  { id: "1", kind: "act", title: "Released for export", note: "4 Nov, 14:30 GMT. Customs, Felixstowe." },
];

/** Places of a journey. */
export const POINTS: readonly MapPoint[] = [
  { number: 1, at: [1.35, 51.96], name: "Felixstowe", note: "released 4 Nov", kind: "passed" },
  { number: 2, at: [55.06, 25.01], name: "Jebel Ali", note: "here since 25 Nov", kind: "here", stopped: true },
  { number: 3, at: [67.0, 24.8], name: "Karachi", note: "planned 30 Nov", kind: "planned" },
];

/** Ways between them. */
export const LEGS: readonly MapLeg[] = [
  {
    kind: "recorded",
    along: [
      [1.35, 51.96],
      [-6, 48.6],
      [-9.8, 38],
      [-5.6, 36],
      [11, 37.4],
      [32.3, 31.3],
      [33, 28.6],
      [43.3, 12.6],
      [52, 14.5],
      [59.5, 22],
      [56.6, 26.4],
      [55.06, 25.01],
    ],
  },
  {
    kind: "planned",
    along: [
      [55.06, 25.01],
      [56.6, 26.4],
      [61, 24.8],
      [67, 24.8],
    ],
  },
];

/** What is missing before a decision. */
export const MISSING: readonly Missing[] = [
  { id: "certificate", what: "Attach the end-use certificate", whose: "the exporter, asked 20 Nov" },
  { id: "match", what: "Answer the denial match", whose: "you" },
];

/** A balance from change to change, in milligrams. */
export const STEPS = [
  { at: "2026-10-21T09:00:00Z", authorised: "12000000", consumed: "0", reserved: "0" },
  { at: "2026-11-02T10:46:00Z", authorised: "12000000", consumed: "0", reserved: "10000000" },
  { at: "2026-11-04T14:30:00Z", authorised: "12000000", consumed: "10000000", reserved: "0" },
  { at: "2026-11-24T11:08:00Z", authorised: "12000000", consumed: "10000000", reserved: "1500000" },
] as const;

/** Cases of a desk. */
export const CASES = [
  { id: "GB-AP-00388", exporter: "Northmoor Valves Ltd", goods: "2B350.g.1", ball: "You", day: 23 },
  { id: "GB-AP-00402", exporter: "Tarn Optics Ltd", goods: "6A003.b.4", ball: "You", day: 21 },
  { id: "GB-AP-00411", exporter: "Fellside Sensors Ltd", goods: "2B230.a", ball: "Exporter", day: 9 },
] as const;
