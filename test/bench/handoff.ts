// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import {
  canonicalJson,
  commitmentOf,
  CUSTODY_ACCEPTANCE,
  CUSTODY_RELEASE,
  custodyAcceptanceMessage,
  custodyReleaseMessage,
  CustodyContent,
  domainFor,
  type JsonValue,
  type SigningAct,
  type SigningDomain,
  type SignedValue,
  signingDigest,
} from "@licet/chaincode/domain";
import type { Wallet } from "ethers";
import { demonstrationKey, PARTIES } from "../demo/cast.js";
import { GOODS } from "../demo/goods.js";

/** A handoff that both carriers have signed on their devices: ready to be sent. */
export interface SignedHandoff {
  readonly input: Readonly<Record<string, unknown>>;
  readonly content: JsonValue;
  readonly salt: string;
}

const CARRIERS = ["firstCarrier", "secondCarrier"] as const;
const SALT_BYTES = 32;

/** Signs handoffs of a consignment, there and back between two carriers, with numbers from `first`. */
export function signedHandoffs(channel: string, consignment: string, first: number, count: number): SignedHandoff[] {
  const domain = domainFor(channel);
  const keys = CARRIERS.map((name) => demonstrationKey(name));
  return Array.from({ length: count }, (_, index) => signedHandoff(domain, keys, consignment, first + index));
}

function signedHandoff(
  domain: SigningDomain,
  keys: readonly Wallet[],
  consignment: string,
  transfer: number,
): SignedHandoff {
  const releaser = (transfer - 1) % CARRIERS.length;
  const receiver = transfer % CARRIERS.length;
  const salt = randomBytes(SALT_BYTES).toString("hex");
  const content = CustodyContent.parse({
    seals: [GOODS.seal],
    position: { latitude: 25_011_000, longitude: 55_061_000 },
    counts: [{ item: 1, packages: 1 }],
  }) as JsonValue;
  const now = new Date().toISOString();
  const terms = {
    consignment,
    transfer,
    releasedBy: PARTIES[CARRIERS[releaser] ?? "firstCarrier"].id,
    receivedBy: PARTIES[CARRIERS[receiver] ?? "secondCarrier"].id,
    place: "AEJEA",
    eventTime: now,
    sealState: "intact",
    content: commitmentOf({ salt, content }),
  } as const;
  const accepted = { acceptedAt: now, sealState: "intact", countsAgree: true } as const;
  const releaseSignature = sign(keys[releaser], domain, CUSTODY_RELEASE, custodyReleaseMessage(terms));
  const message = custodyAcceptanceMessage(terms, accepted);
  const acceptanceSignature = sign(keys[receiver], domain, CUSTODY_ACCEPTANCE, message);
  return { input: { ...terms, accepted, releaseSignature, acceptanceSignature }, content, salt };
}

/** The transient field of a handoff that goes to the ledger without a gateway. */
export function transientOf({ content, salt }: SignedHandoff): Record<string, Uint8Array> {
  const confidential = canonicalJson({ parts: { content: { content, salt } }, evidence: {} });
  return { confidential: Buffer.from(confidential, "utf8") };
}

function sign<F extends string>(
  wallet: Wallet | undefined,
  domain: SigningDomain,
  act: SigningAct<F>,
  message: Readonly<Record<F, SignedValue>>,
): string {
  if (wallet === undefined) throw new Error("There is no key for this carrier.");
  return wallet.signingKey.sign(signingDigest(domain, act, message)).serialized;
}
