// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import {
  commitmentOf,
  CUSTODY_ACCEPTANCE,
  CUSTODY_RELEASE,
  custodyAcceptanceMessage,
  custodyReleaseMessage,
  type CustodyHead,
  domainFor,
  type JsonValue,
  type SigningAct,
  type SignedValue,
  typedDataOf,
} from "@licet/domain";
import { type ActorName, demonstrationKey, PARTIES, type PartyName } from "../actors.js";
import { GOODS, type PLACES } from "../goods.js";
import { resultOf, type Stage } from "../step.js";

/** One transfer of custody of the case. */
export interface Transfer {
  readonly from: PartyName;
  readonly to: PartyName;
  readonly place: (typeof PLACES)[keyof typeof PLACES];
}

type Terms = Parameters<typeof custodyReleaseMessage>[0];
type Findings = Parameters<typeof custodyAcceptanceMessage>[1];

/** A transfer's terms with the confidential content that they commit to, and the releasing party's signature. */
export interface SignedRelease {
  readonly terms: Terms;
  readonly salt: string;
  readonly content: JsonValue;
  readonly signature: string;
}

const SALT_BYTES = 32;

/** Terms of the next transfer of the consignment, signed by the releasing party on its device. */
export async function signedRelease(stage: Stage, actor: ActorName, transfer: Transfer): Promise<SignedRelease> {
  const head = await custodyHead(stage, actor);
  const salt = randomBytes(SALT_BYTES).toString("hex");
  const { latitude, longitude } = transfer.place;
  const content = {
    seals: [GOODS.seal],
    position: { latitude, longitude },
    counts: [{ item: 1, packages: 1 }],
    persons: [],
  };
  const terms: Terms = {
    consignment: stage.references.consignment,
    transfer: head.transfers + 1,
    releasedBy: PARTIES[transfer.from].id,
    receivedBy: PARTIES[transfer.to].id,
    place: transfer.place.code,
    eventTime: new Date().toISOString(),
    sealState: "intact",
    content: commitmentOf({ salt, content }),
  };
  const signature = await signAct(stage.channel, transfer.from, CUSTODY_RELEASE, custodyReleaseMessage(terms));
  return { terms, salt, content, signature };
}

/** What the receiving party found, and its signature over that and the terms. */
export async function signedAcceptance(
  stage: Stage,
  to: PartyName,
  terms: Terms,
): Promise<{ readonly accepted: Findings; readonly signature: string }> {
  const accepted: Findings = { acceptedAt: new Date().toISOString(), sealState: "intact", countsAgree: true };
  const signature = await signAct(stage.channel, to, CUSTODY_ACCEPTANCE, custodyAcceptanceMessage(terms, accepted));
  return { accepted, signature };
}

/** Who has the goods now. */
export async function custodyHead({ client, references }: Stage, actor: ActorName): Promise<CustodyHead> {
  return resultOf<CustodyHead>(await client.call(actor, "custody:Head", { consignment: references.consignment }));
}

async function signAct<F extends string>(
  channel: string,
  party: PartyName,
  act: SigningAct<F>,
  message: Readonly<Record<F, SignedValue>>,
): Promise<string> {
  const { domain, message: values } = typedDataOf(domainFor(channel), act, message);
  return demonstrationKey(party).signTypedData(domain, { ...act.types }, values);
}
