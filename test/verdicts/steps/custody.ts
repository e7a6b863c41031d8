// SPDX-License-Identifier: Apache-2.0
import {
  type AcceptanceFindings,
  CUSTODY_ACCEPTANCE,
  CUSTODY_RELEASE,
  custodyAcceptanceMessage,
  custodyReleaseMessage,
  type CustodyHead,
  type TransferTerms,
} from "@licet/domain";
import type { ActorName } from "@licet/scripts/demonstration/actors";
import { said, type Said, type Story } from "../story.js";
import type { Steps } from "./steps.js";

type Seals = TransferTerms["sealState"];

async function headOf(story: Story): Promise<CustodyHead> {
  const consignment = story.ref("consignment");
  return (await story.must("gbCustoms", "custody:Head", { consignment })) as unknown as CustodyHead;
}

async function termsOf(story: Story, of: Said): Promise<TransferTerms> {
  const { transfers, custodian } = await headOf(story);
  return {
    consignment: story.ref("consignment"),
    transfer: transfers + 1,
    releasedBy: of["from"] === undefined ? custodian : story.party(said(of, "from", "")),
    receivedBy: story.party(said(of, "to", "carrier1")),
    place: said(of, "at", "GBFXT"),
    eventTime: story.player.now(),
    sealState: said(of, "seals", "intact") as Seals,
  };
}

function acceptanceOf(story: Story, of: Said): AcceptanceFindings {
  const sealState = said(of, "sealsReceived", said(of, "seals", "intact")) as Seals;
  return { acceptedAt: story.player.now(), sealState, countsAgree: of["countsAgree"] !== false };
}

/** Both parties sign on their devices; one transaction records release and acceptance. */
async function handOver(story: Story, of: Said): Promise<void> {
  const terms = await termsOf(story, of);
  const accepted = acceptanceOf(story, of);
  const { event } = await story.must("carrier1", "custody:Handoff", {
    ...terms,
    accepted,
    releaseSignature: story.sign(terms.releasedBy, CUSTODY_RELEASE, custodyReleaseMessage(terms)),
    acceptanceSignature: story.sign(terms.receivedBy, CUSTODY_ACCEPTANCE, custodyAcceptanceMessage(terms, accepted)),
  });
  story.refs.set("event", String(event));
}

async function offer(story: Story, of: Said): Promise<void> {
  const terms = await termsOf(story, of);
  const signature = story.sign(terms.releasedBy, CUSTODY_RELEASE, custodyReleaseMessage(terms));
  await story.must("carrier1", "custody:Propose", { ...terms, timeClass: "ACT", signature });
  story.contents.set("offer", { ...terms } as never);
}

async function acceptOffer(story: Story, of: Said): Promise<void> {
  const terms = story.contents.get("offer") as unknown as TransferTerms;
  const accepted = acceptanceOf(story, of);
  const signature = story.sign(terms.receivedBy, CUSTODY_ACCEPTANCE, custodyAcceptanceMessage(terms, accepted));
  await story.must("carrier1", "custody:Accept", { ...terms, accepted, signature });
}

async function reseal(story: Story, of: Said): Promise<void> {
  const seals = (numbers: unknown): object[] =>
    ((numbers ?? []) as string[]).map((number) => ({ number, source: "CUS" }));
  const content = { removed: seals(of["removed"]), affixed: seals(of["affixed"] ?? ["NEW-88001"]) };
  const input = {
    consignment: story.ref("consignment"),
    place: said(of, "at", "AEJEA"),
    eventTime: story.player.now(),
  };
  const by = said(of, "by", "aeCustoms") as ActorName;
  const { event } = await story.must(by, "custody:Reseal", input, { confidential: { content } });
  story.refs.set("resealing", String(event));
  for (const to of (of["copies"] ?? []) as string[]) await shareSeals(story, to);
}

async function shareSeals(story: Story, to: string): Promise<void> {
  const ref = { kind: "custody-event", id: story.ref("resealing"), part: "content" };
  await story.must("gbCustoms", "sharing:Share", { ref, to: `${to}AuthorityMSP` });
}

/** Steps about custody: handing over, seals, incidents. */
export const CUSTODY_STEPS: Steps = {
  handOver,
  offer,
  acceptOffer,
  cancelOffer: async (story) => {
    const input = { consignment: story.ref("consignment"), eventTime: story.player.now() };
    await story.must("gbExporter", "custody:Cancel", input);
  },
  reseal,
  shareSeals: (story, of) => shareSeals(story, said(of, "to", "PK")),
  incident: async (story, of) => {
    const input = {
      consignment: story.ref("consignment"),
      code: said(of, "code", "1"),
      place: said(of, "at", "AEJEA"),
      eventTime: story.player.now(),
    };
    const content = { text: "What happened", equipment: [{ seals: [] }], numberOfSeals: 1 };
    const by = said(of, "by", "carrier1") as ActorName;
    const { event } = await story.must(by, "custody:ReportIncident", input, { confidential: { content } });
    for (const name of ["event", "incident"]) story.refs.set(name, String(event));
  },
  closeMatter: async (story, of) => {
    const consignment = story.ref("consignment");
    const input = { consignment, closes: story.ref(said(of, "of", "event")), eventTime: story.player.now() };
    await story.must(said(of, "by", "pkCustoms") as ActorName, "custody:CloseMatter", input);
  },
};
