// SPDX-License-Identifier: Apache-2.0
import type { ActorName } from "../actors.js";
import { PLACES } from "../goods.js";
import { chapterOf, outcomeOf, type Outcome, type Stage } from "../step.js";
import { custodyHead, signedAcceptance, signedRelease, type SignedRelease, type Transfer } from "./custody.js";
import { verdictSentence, verify } from "./verdicts.js";

const TO_FIRST_CARRIER: Transfer = { from: "exporter", to: "firstCarrier", place: PLACES.felixstowe };
const TO_SECOND_CARRIER: Transfer = { from: "firstCarrier", to: "secondCarrier", place: PLACES.jebelAli };
const TO_END_USER: Transfer = { from: "secondCarrier", to: "endUser", place: PLACES.karachi };

/** The transfers' releases, kept between proposal and acceptance as a document that travels with the goods would. */
const proposed = new Map<string, SignedRelease>();

/** Three handoffs from the exporter to the end user, and the verification in transit. */
export const VOYAGE_STEPS = chapterOf("Voyage", [
  {
    step: "propose-first-handoff",
    narration: "Felixstowe: the exporter releases the sealed container to the carrier, and signs.",
    run: (stage) => propose(stage, "gbExporter", TO_FIRST_CARRIER),
  },
  {
    step: "accept-by-wrong-party",
    narration: "Another carrier of the same organisation tries to accept the container.",
    expected: "NOT_NAMED_PARTY",
    run: acceptByWrongParty,
  },
  {
    step: "accept-first-handoff",
    narration: "The named carrier checks the seal, accepts, and signs.",
    run: (stage) => accept(stage, "carrier1", TO_FIRST_CARRIER),
  },
  {
    step: "verify-in-transit",
    narration: "Jebel Ali: customs of the Emirates asks whether the consignment may pass.",
    run: async (stage: Stage): Promise<Outcome> => {
      const verified = await verify(stage, "aeCustoms");
      return { outcome: verified.disposition === "may-pass" ? "accepted" : "refused", says: verdictSentence(verified) };
    },
  },
  {
    step: "record-verification",
    narration: "It puts the answer on record; the ledger computes it anew, so that nobody can hand in another one.",
    run: recordVerification,
  },
  {
    step: "second-handoff",
    narration:
      "Jebel Ali: transhipment. Both carriers sign on their devices; one transaction records release and acceptance.",
    run: handoff,
  },
  {
    step: "propose-third-handoff",
    narration: "Karachi, Port Qasim: the second carrier releases the container to the end user.",
    run: (stage) => propose(stage, "carrier2", TO_END_USER),
  },
  {
    step: "accept-third-handoff",
    narration: "The end user accepts the container with its seal intact.",
    run: (stage) => accept(stage, "pkEndUser", TO_END_USER),
  },
]);

async function recordVerification({ client, references }: Stage): Promise<Outcome> {
  const answer = await client.call("aeCustoms", "checkpoint:RecordVerification", {
    consignment: references.consignment,
    place: PLACES.jebelAli.code,
    office: "AE000001",
  });
  return outcomeOf(answer, ({ id, disposition }) => `${String(id)}: ${String(disposition)}.`);
}

async function propose(stage: Stage, actor: ActorName, transfer: Transfer): Promise<Outcome> {
  const release = await signedRelease(stage, actor, transfer);
  proposed.set(transfer.to, release);
  const { terms, salt, content, signature } = release;
  return outcomeOf(
    await stage.client.call(
      actor,
      "custody:Propose",
      { ...terms, timeClass: "ACT", signature },
      { confidential: { content }, salts: { content: salt } },
    ),
  );
}

async function accept(stage: Stage, actor: ActorName, transfer: Transfer): Promise<Outcome> {
  const { terms } = releaseTo(transfer);
  const { accepted, signature } = await signedAcceptance(stage, transfer.to, terms);
  const answer = await stage.client.call(actor, "custody:Accept", { ...terms, accepted, signature });
  return outcomeOf(answer, ({ custodian }) => `Custodian is now ${String(custodian)}.`);
}

async function acceptByWrongParty(stage: Stage): Promise<Outcome> {
  const { terms } = releaseTo(TO_FIRST_CARRIER);
  const diverted = { ...terms, receivedBy: "CARRIERS-CR-0003" };
  const { accepted, signature } = await signedAcceptance(stage, "thirdCarrier", diverted);
  return outcomeOf(await stage.client.call("carrier3", "custody:Accept", { ...diverted, accepted, signature }));
}

async function handoff(stage: Stage): Promise<Outcome> {
  const release = await signedRelease(stage, "carrier1", TO_SECOND_CARRIER);
  const { accepted, signature } = await signedAcceptance(stage, "secondCarrier", release.terms);
  const answer = await stage.client.call(
    "carrier1",
    "custody:Handoff",
    { ...release.terms, accepted, releaseSignature: release.signature, acceptanceSignature: signature },
    { confidential: { content: release.content }, salts: { content: release.salt } },
  );
  const head = await custodyHead(stage, "aeCustoms");
  return outcomeOf(answer, () => `${head.count} events on the chain; custodian is ${head.custodian}.`);
}

function releaseTo(transfer: Transfer): SignedRelease {
  const release = proposed.get(transfer.to);
  if (release === undefined) throw new Error(`Nothing was proposed to ${transfer.to}.`);
  return release;
}
