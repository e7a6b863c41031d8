// SPDX-License-Identifier: Apache-2.0
import { accept, cancel, refuse } from "../../areas/custody/answer";
import { handOff } from "../../areas/custody/handoff";
import { closeMatter, declareError, reportIncident, reseal } from "../../areas/custody/matters";
import { propose } from "../../areas/custody/propose";
import { readHead } from "../../areas/custody/read";
import {
  type AcceptanceFindings,
  commitmentOf,
  CUSTODY_ACCEPT,
  CUSTODY_ACCEPTANCE,
  CUSTODY_CANCEL,
  CUSTODY_CLOSE_MATTER,
  CUSTODY_DECLARE_ERROR,
  CUSTODY_HANDOFF,
  CUSTODY_HEAD,
  CUSTODY_PROPOSE,
  CUSTODY_REFUSAL,
  CUSTODY_REFUSE,
  CUSTODY_RELEASE,
  CUSTODY_REPORT_INCIDENT,
  CUSTODY_RESEAL,
  custodyAcceptanceMessage,
  type CustodyHead,
  custodyRefusalMessage,
  custodyReleaseMessage,
  type TransferTerms,
} from "@licet/domain";
import { END_USER, PEOPLE, personOf, salted, SHIPPER, SHIPPER_2, signatureOf, WAREHOUSE } from "./people";
import { CONSIGNMENTS, SEAL } from "./consignments";
import type { Stage } from "./stage";

/** Moves the goods about: every type of event, by signature and by identity, with open matters and offers left behind. */
export async function moveGoods(stage: Stage): Promise<void> {
  await deliver(stage, CONSIGNMENTS.delivered);
  await breakSeals(stage, CONSIGNMENTS.held);
  await handOver(stage, CONSIGNMENTS.short, SHIPPER);
  await handOver(stage, CONSIGNMENTS.short, END_USER, { place: "PKBQM" });
  await offer(stage, CONSIGNMENTS.offered, SHIPPER);
}

async function deliver(stage: Stage, consignment: string): Promise<void> {
  await passByIdentity(stage, consignment, SHIPPER);
  await offer(stage, consignment, SHIPPER_2, "2026-03-01T00:00:00Z");
  await stage.act(CUSTODY_CANCEL, cancel, { consignment, eventTime: stage.time }, personOf(SHIPPER));
  await handOver(stage, consignment, WAREHOUSE);
  const where = { consignment, place: "AEJEA", office: "AE000001", eventTime: stage.time };
  const content = salted({ removed: [SEAL], affixed: [{ number: "AE9001", source: "CUS" }], reason: "inspected" });
  await stage.act(CUSTODY_RESEAL, reseal, where, PEOPLE.aeCustoms, { content });
  const differing = await handOver(stage, consignment, SHIPPER_2, { countsAgree: false });
  const mistaken = { consignment, declares: differing, reason: "did-not-occur", eventTime: stage.time } as const;
  await stage.act(CUSTODY_DECLARE_ERROR, declareError, mistaken, personOf(SHIPPER_2));
  const closing = { consignment, closes: differing, eventTime: stage.time };
  await stage.act(CUSTODY_CLOSE_MATTER, closeMatter, closing, PEOPLE.pkCustoms);
  await handOver(stage, consignment, END_USER, { place: "PKBQM" });
}

/** The seals are found broken under way, an offer is refused, counts differ. */
async function breakSeals(stage: Stage, consignment: string): Promise<void> {
  await handOver(stage, consignment, SHIPPER);
  const content = salted({
    text: "Door forced",
    endorsement: { date: "2026-01-09", authority: "Police", place: "Jebel Ali", country: "AE" },
    equipment: [{ container: "MSKU0000000", seals: [] }],
    numberOfSeals: 1,
  });
  const where = { consignment, code: "2", place: "AEJEA", eventTime: stage.time } as const;
  await stage.act(CUSTODY_REPORT_INCIDENT, reportIncident, where, PEOPLE.shipper, { content });
  await offer(stage, consignment, WAREHOUSE);
  const { transfers } = await head(stage, consignment);
  const refusal = {
    consignment,
    transfer: transfers + 1,
    refusedBy: WAREHOUSE,
    code: "INCD",
    eventTime: stage.time,
  } as const;
  const signature = signatureOf(WAREHOUSE, CUSTODY_REFUSAL, custodyRefusalMessage(refusal));
  await stage.act(CUSTODY_REFUSE, refuse, { ...refusal, signature }, PEOPLE.shipper);
  await handOver(stage, consignment, WAREHOUSE, { sealState: "broken", countsAgree: false });
}

interface Passing {
  readonly place?: string;
  readonly sealState?: "intact" | "broken";
  readonly countsAgree?: boolean;
}

/** A handoff that both parties sign, with what each states in confidence. @returns reference of the event. */
export async function handOver(
  stage: Stage,
  consignment: string,
  receivedBy: string,
  { place = "AEJEA", sealState = "intact", countsAgree = true }: Passing = {},
): Promise<string> {
  const content = salted({ seals: [SEAL], counts: [{ item: 1, packages: 4 }], remarks: "Released" });
  const findings = salted({ seals: [SEAL], counts: [{ item: 1, packages: 4 }], remarks: "Received" });
  const terms = {
    ...(await termsOf(stage, consignment, receivedBy)),
    place,
    sealState,
    content: commitmentOf(content),
  };
  const accepted = { ...found(stage), sealState, countsAgree, findings: commitmentOf(findings) };
  const input = {
    ...terms,
    accepted,
    releaseSignature: signatureOf(terms.releasedBy, CUSTODY_RELEASE, custodyReleaseMessage(terms)),
    acceptanceSignature: signatureOf(receivedBy, CUSTODY_ACCEPTANCE, custodyAcceptanceMessage(terms, accepted)),
  };
  return (await stage.act(CUSTODY_HANDOFF, handOff, input, PEOPLE.shipper, { content, findings })).event;
}

/** An offer and its acceptance, each by an identity that was issued for the party. */
async function passByIdentity(stage: Stage, consignment: string, receivedBy: string): Promise<void> {
  const content = salted({ persons: [{ role: "driver", name: "A Driver" }], deviceId: "device-1" });
  const terms = { ...(await termsOf(stage, consignment, receivedBy)), content: commitmentOf(content) };
  await stage.act(CUSTODY_PROPOSE, propose, terms, personOf(terms.releasedBy), { content });
  await accepted(stage, terms);
}

/** Accepts an offer by the receiving party's identity. */
export async function accepted(stage: Stage, terms: TransferTerms): Promise<string> {
  const findings = salted({ position: { latitude: 51_960_000, longitude: 1_350_000 }, remarks: "Complete" });
  const given = { ...terms, accepted: { ...found(stage), findings: commitmentOf(findings) } };
  return (await stage.act(CUSTODY_ACCEPT, accept, given, personOf(terms.receivedBy), { findings })).event;
}

/** An offer that the releasing party signs. */
async function offer(stage: Stage, consignment: string, receivedBy: string, offerUntil?: string): Promise<void> {
  const lapse = offerUntil === undefined ? {} : { offerUntil };
  const terms = { ...(await termsOf(stage, consignment, receivedBy)), ...lapse };
  const signature = signatureOf(terms.releasedBy, CUSTODY_RELEASE, custodyReleaseMessage(terms));
  await stage.act(CUSTODY_PROPOSE, propose, { ...terms, signature }, PEOPLE.shipper);
}

async function termsOf(stage: Stage, consignment: string, receivedBy: string): Promise<TransferTerms> {
  const { custodian, transfers, sealState } = await head(stage, consignment);
  const seals = sealState === "broken" ? "broken" : "intact";
  const transfer = transfers + 1;
  return {
    consignment,
    transfer,
    releasedBy: custodian,
    receivedBy,
    place: "GBFXT",
    eventTime: stage.time,
    sealState: seals,
  };
}

function found(stage: Stage): AcceptanceFindings {
  return { acceptedAt: stage.time, sealState: "intact", countsAgree: true };
}

function head(stage: Stage, consignment: string): Promise<CustodyHead> {
  return stage.ask(CUSTODY_HEAD, readHead, { consignment }, PEOPLE.customs);
}
