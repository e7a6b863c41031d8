// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { LicetError } from "../errors/licet-error";
import { eventId } from "./references";
import { type CustodyState, OPEN_MATTERS_EACH_MAX, OPEN_MATTERS_MAX, type OpenMatter } from "./schemas";
import { type CustodyAct, firstState, keepersAfter, lagOf, stateAfter } from "./state";

const CONSIGNMENT = "GB-CN-0001";
const GB = "GBAuthorityMSP";
const AE = "AEAuthorityMSP";
const CARRIERS = "CarriersMSP";
const [EXPORTER, CARRIER, WAREHOUSE] = ["GB-EX-0001", "CARRIERS-CR-0001", "AE-CR-0001"] as const;

const place = (sequence: number) => ({ sequence, txId: sequence.toString(16).padStart(64, "0") });
const base = (sequence: number) => ({
  consignment: CONSIGNMENT,
  ...place(sequence),
  eventTime: "2026-11-23T09:00:00Z",
  timeClass: "ACT" as const,
  recordTime: "2026-11-23T10:00:00.000Z",
  lagMinutes: 60,
  late: false,
  commitments: {},
});
const ROUTE = ["GBFXT", "AEJEA", "PKBQM"];
/** What customs did at Jebel Ali shows that the goods were there. */
const IN_AE = { reached: { place: "AEJEA", position: 1 } };
const START = firstState(
  { ...base(1), eventTime: "2026-11-23T08:00:00Z", route: ROUTE },
  { custodian: EXPORTER, sealState: "intact" },
);
const state = (given: Partial<CustodyState> = {}): CustodyState => ({ ...START, ...given });

const person = (organisation: string, party: string) => ({
  by: "identity" as const,
  officer: "x",
  organisation,
  party,
});
const customs = (code: string) => ({
  by: "identity" as const,
  officer: "x",
  organisation: `${code}AuthorityMSP`,
  state: code,
});
const terms = (given: object = {}) => ({
  consignment: CONSIGNMENT,
  transfer: 1,
  releasedBy: EXPORTER,
  receivedBy: CARRIER,
  place: "GBFXT",
  eventTime: "2026-11-23T09:00:00Z",
  sealState: "intact" as const,
  ...given,
});
const transferred = (given: object = {}, found: object = {}, sequence = 2): CustodyAct => ({
  type: "custody-transferred",
  ...base(sequence),
  terms: terms(given),
  accepted: { acceptedAt: "2026-11-23T09:10:00Z", sealState: "intact", countsAgree: true, ...found },
  release: person(GB, EXPORTER),
  acceptance: person(CARRIERS, CARRIER),
});
const proposed = (given: object = {}): CustodyAct => ({
  type: "release-proposed",
  ...base(2),
  terms: terms(given),
  release: person(GB, EXPORTER),
});
const refused = (given: object = {}): CustodyAct => ({
  type: "proposal-refused",
  ...base(3),
  transfer: 1,
  refusedBy: CARRIER,
  code: "DISE",
  by: person(CARRIERS, CARRIER),
  ...given,
});
const cancelled = (given: object = {}): CustodyAct => ({
  type: "proposal-cancelled",
  ...base(3),
  by: person(GB, EXPORTER),
  ...given,
});
const resealed = (by = person(GB, EXPORTER) as ReturnType<typeof customs> | ReturnType<typeof person>): CustodyAct => ({
  type: "resealed",
  ...base(2),
  place: "AEJEA",
  by,
});
const incident = (code: "1" | "2", by = customs("AE")): CustodyAct => ({
  type: "incident-reported",
  ...base(2),
  place: "AEJEA",
  code,
  by,
});
const closed = (closes: string): CustodyAct => ({ type: "matter-closed", ...base(3), closes, by: customs("GB") });
const matter = (sequence: number, openedBy = AE): OpenMatter => ({ ...place(sequence), kind: "incident", openedBy });
const matters = (count: number, each: number): OpenMatter[] =>
  Array.from({ length: count }, (_, index) => matter(index + 1, `M${Math.floor(index / each).toString()}MSP`));
const PENDING = { ...place(2), receivedBy: CARRIER, receiverMsp: CARRIERS };
const lapsing = { ...PENDING, offerUntil: "2026-11-23T10:00:00Z" };

function outcome(before: CustodyState, event: CustodyAct): Partial<CustodyState> | string {
  try {
    const after = stateAfter(before, event, { routeStates: ["GB", "AE", "PK"], route: ROUTE });
    const names = Object.keys(after) as (keyof CustodyState)[];
    const changed = names.filter((name) => JSON.stringify(after[name]) !== JSON.stringify(before[name]));
    return Object.fromEntries(changed.map((name) => [name, after[name]]));
  } catch (error) {
    if (error instanceof LicetError) return error.code;
    throw error;
  }
}

/** The organisations that had the goods before, as the next one names them. */
const [FROM_GB, FROM_CARRIERS] = [
  { organisation: GB, receivedEvent: place(1) },
  { organisation: CARRIERS, receivedEvent: place(2) },
];
const CARRIED = state({
  custodian: CARRIER,
  custodianMsp: CARRIERS,
  keepers: [CARRIERS, GB],
  receivedEvent: place(2),
  previousHolder: FROM_GB,
});

describe("what is so after an event", () => {
  it.each<[string, CustodyState, CustodyAct, Partial<CustodyState> | string]>([
    [
      "a second beginning",
      state(),
      { type: "registered", ...base(2), routeStates: ["GB", "PK"], certificates: [] },
      "CUSTODY_CHAIN_BROKEN",
    ],
    ["an offer", state(), proposed(), { pending: { ...PENDING, offerUntil: undefined } }],
    [
      "an offer with a date",
      state(),
      proposed({ offerUntil: "2026-11-24T00:00:00Z" }),
      { pending: { ...PENDING, offerUntil: "2026-11-24T00:00:00Z" } },
    ],
    ["an offer of the past", state(), proposed({ offerUntil: "2026-11-23T10:00:00Z" }), "CUSTODY_OFFER_LAPSED"],
    ["a second offer", state({ pending: PENDING }), proposed(), "CUSTODY_PROPOSAL_PENDING"],
    [
      "an offer after one that lapsed, with its number",
      state({ pending: lapsing }),
      proposed(),
      "TRANSFER_NUMBER_WRONG",
    ],
    [
      "an offer after one that lapsed",
      state({ pending: lapsing }),
      proposed({ transfer: 2, receivedBy: WAREHOUSE }),
      { transfers: 1, pending: { ...place(2), receivedBy: WAREHOUSE, receiverMsp: AE, offerUntil: undefined } },
    ],
    ["an offer by somebody else", state(), proposed({ releasedBy: CARRIER, receivedBy: EXPORTER }), "NOT_CUSTODIAN"],
    [
      "an offer of broken seals",
      state(),
      proposed({ sealState: "broken" }),
      { sealState: "broken", pending: { ...PENDING, offerUntil: undefined } },
    ],
    [
      "a transfer to another organisation",
      state(),
      transferred(),
      {
        custodian: CARRIER,
        custodianMsp: CARRIERS,
        keepers: [CARRIERS, GB],
        transfers: 1,
        custodySince: "2026-11-23T09:10:00Z",
        custodyEvent: place(2),
        receivedEvent: place(2),
        previousHolder: FROM_GB,
      },
    ],
    [
      "a transfer within an organisation",
      CARRIED,
      transferred({ releasedBy: CARRIER, receivedBy: "CARRIERS-CR-0002" }, {}, 3),
      { custodian: "CARRIERS-CR-0002", transfers: 1, custodySince: "2026-11-23T09:10:00Z", custodyEvent: place(3) },
    ],
    [
      "a transfer back to the owner's",
      CARRIED,
      transferred({ releasedBy: CARRIER, receivedBy: EXPORTER }, {}, 3),
      {
        custodian: EXPORTER,
        custodianMsp: GB,
        transfers: 1,
        custodySince: "2026-11-23T09:10:00Z",
        custodyEvent: place(3),
        receivedEvent: place(3),
        previousHolder: FROM_CARRIERS,
      },
    ],
    [
      "a transfer to a third",
      CARRIED,
      transferred({ releasedBy: CARRIER, receivedBy: WAREHOUSE }, {}, 3),
      {
        custodian: WAREHOUSE,
        custodianMsp: AE,
        keepers: [AE, GB],
        transfers: 1,
        custodySince: "2026-11-23T09:10:00Z",
        custodyEvent: place(3),
        receivedEvent: place(3),
        previousHolder: FROM_CARRIERS,
      },
    ],
    [
      "a transfer that answers the offer",
      state({ pending: PENDING }),
      transferred({}, {}, 3),
      {
        custodian: CARRIER,
        custodianMsp: CARRIERS,
        keepers: [CARRIERS, GB],
        transfers: 1,
        custodySince: "2026-11-23T09:10:00Z",
        custodyEvent: place(3),
        receivedEvent: place(3),
        previousHolder: FROM_GB,
        pending: undefined,
      },
    ],
    [
      "a transfer past the offer",
      state({ pending: PENDING }),
      transferred({ receivedBy: WAREHOUSE }, {}, 3),
      "NOT_NAMED_PARTY",
    ],
    [
      "a transfer with a lapsed offer's number",
      state({ pending: lapsing }),
      transferred({}, {}, 3),
      "TRANSFER_NUMBER_WRONG",
    ],
    [
      "a transfer of a lapsed offer",
      state({ pending: lapsing }),
      transferred({ transfer: 2, offerUntil: lapsing.offerUntil }, {}, 3),
      "CUSTODY_OFFER_LAPSED",
    ],
    ["a transfer of another's goods", state(), transferred({ releasedBy: WAREHOUSE }), "NOT_CUSTODIAN"],
    ["a transfer to oneself", state(), transferred({ receivedBy: EXPORTER }), "SAME_PARTY"],
    ["a transfer with a spent number", state({ transfers: 1 }), transferred(), "TRANSFER_NUMBER_WRONG"],
    ["a transfer with a number to come", state(), transferred({ transfer: 2 }), "TRANSFER_NUMBER_WRONG"],
    [
      "a transfer before custody",
      state(),
      transferred({ eventTime: "2026-11-23T07:59:59Z" }),
      "CUSTODY_TIME_BEFORE_LAST",
    ],
    [
      "an acceptance before the release",
      state(),
      transferred({}, { acceptedAt: "2026-11-23T08:59:59Z" }),
      "CUSTODY_TIME_BEFORE_LAST",
    ],
    ["whole seals that are broken", state({ sealState: "broken" }), transferred(), "SEAL_STATE_CONFLICT"],
    ["whole seals, released as broken", state(), transferred({ sealState: "broken" }), "SEAL_STATE_CONFLICT"],
    [
      "a difference beyond the list",
      state({ openMatters: matters(OPEN_MATTERS_MAX, 5) }),
      transferred({}, { countsAgree: false }),
      "LIMIT_EXCEEDED",
    ],
    ["a refusal", state({ pending: PENDING }), refused(), { transfers: 1, pending: undefined }],
    ["a refusal of nothing", state(), refused(), "NO_CUSTODY_PROPOSAL"],
    ["a refusal of what lapsed", state({ pending: lapsing }), refused(), "NO_CUSTODY_PROPOSAL"],
    ["a refusal by somebody else", state({ pending: PENDING }), refused({ refusedBy: WAREHOUSE }), "NOT_NAMED_PARTY"],
    ["a refusal of another number", state({ pending: PENDING }), refused({ transfer: 2 }), "TRANSFER_NUMBER_WRONG"],
    [
      "a refusal before custody",
      state({ pending: PENDING }),
      refused({ eventTime: "2026-11-23T07:00:00Z" }),
      "CUSTODY_TIME_BEFORE_LAST",
    ],
    ["a cancelling", state({ pending: PENDING }), cancelled(), { transfers: 1, pending: undefined }],
    ["a cancelling of nothing", state(), cancelled(), "NO_CUSTODY_PROPOSAL"],
    ["a cancelling of what lapsed", state({ pending: lapsing }), cancelled(), { transfers: 1, pending: undefined }],
    ["a re-sealing by the custodian", state(), resealed(), { sealState: "replaced", resealedSequence: 2 }],
    ["a re-sealing of broken seals by the custodian", state({ sealState: "broken" }), resealed(), "ROLE_NOT_ALLOWED"],
    [
      "a re-sealing of broken seals by customs",
      state({ sealState: "broken" }),
      resealed(customs("AE")),
      { sealState: "replaced", resealedSequence: 2, ...IN_AE },
    ],
    ["an incident", state(), incident("1"), { openMatters: [{ ...matter(2), state: "AE" }], ...IN_AE }],
    [
      "an incident with seals",
      state(),
      incident("2"),
      { sealState: "broken", openMatters: [{ ...matter(2), state: "AE" }], ...IN_AE },
    ],
    [
      "an incident beyond an organisation's share",
      state({
        openMatters: matters(OPEN_MATTERS_EACH_MAX, OPEN_MATTERS_EACH_MAX).map((one) => ({ ...one, openedBy: AE })),
      }),
      incident("1"),
      "LIMIT_EXCEEDED",
    ],
    [
      "an incident beside another's share",
      state({ openMatters: matters(OPEN_MATTERS_EACH_MAX, OPEN_MATTERS_EACH_MAX) }),
      incident("1"),
      {
        openMatters: [...matters(OPEN_MATTERS_EACH_MAX, OPEN_MATTERS_EACH_MAX), { ...matter(2), state: "AE" }],
        ...IN_AE,
      },
    ],
    [
      "an incident beyond the list",
      state({ openMatters: matters(OPEN_MATTERS_MAX, 5) }),
      incident("1"),
      "LIMIT_EXCEEDED",
    ],
    [
      "a closing",
      state({ openMatters: [matter(1), matter(2)] }),
      closed(eventId(CONSIGNMENT, place(1))),
      { openMatters: [matter(2)] },
    ],
    [
      "a closing of another transaction's",
      state({ openMatters: [matter(1)] }),
      closed(eventId(CONSIGNMENT, { ...place(9), sequence: 1 })),
      "EVENT_NOT_ON_CHAIN",
    ],
    ["a closing of nothing", state(), closed(eventId(CONSIGNMENT, place(1))), "EVENT_NOT_ON_CHAIN"],
    [
      "an error declared",
      state(),
      {
        type: "error-declared",
        ...base(2),
        declares: eventId(CONSIGNMENT, place(1)),
        reason: "did-not-occur",
        by: customs("GB"),
      },
      {},
    ],
    [
      "an error declared while an offer lapses",
      state({ pending: lapsing }),
      {
        type: "error-declared",
        ...base(3),
        declares: eventId(CONSIGNMENT, place(1)),
        reason: "did-not-occur",
        by: customs("GB"),
      },
      { transfers: 1, pending: undefined },
    ],
  ])("%s", (_name, before, event, expected) => {
    expect(outcome(before, event)).toEqual(expected);
  });

  it.each<[readonly string[], string, readonly string[]]>([
    [[GB], GB, [GB]],
    [[GB], CARRIERS, [CARRIERS, GB]],
    [[GB], AE, [AE, GB]],
    [[CARRIERS, GB], AE, [AE, GB]],
    [[CARRIERS, GB], GB, [CARRIERS, GB]],
    [[CARRIERS, GB], CARRIERS, [CARRIERS, GB]],
  ])("kept by %o, in the hands of %s: kept by %o", (before, custodian, after) => {
    expect(keepersAfter(GB, before, custodian)).toEqual(after);
  });

  it.each([
    ["2026-11-23T10:00:00Z", 0, false],
    ["2026-11-23T10:01:00Z", 0, false],
    ["2026-11-23T09:59:00Z", 1, false],
    ["2026-11-22T10:00:00Z", 1_440, false],
    ["2026-11-22T09:59:00Z", 1_441, true],
  ])("an event of %s is recorded %i minutes later; late: %s", (eventTime, lagMinutes, late) => {
    expect(lagOf(eventTime, "2026-11-23T10:00:00.000Z")).toEqual({ lagMinutes, late });
  });
});
