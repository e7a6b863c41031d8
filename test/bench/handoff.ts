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
} from "@licet/domain";
import type { Wallet } from "ethers";
import { demonstrationKey, PARTIES, type PartyName } from "@licet/scripts/demonstration/actors";
import { GOODS } from "@licet/scripts/demonstration/goods";

/** A handoff that both carriers have signed on their devices: ready to be sent. */
export interface SignedHandoff {
  readonly input: Readonly<Record<string, unknown>>;
  readonly content: JsonValue;
  readonly salt: string;
}

/** The first carrier releases with even numbers, the second with odd ones. */
const CARRIERS = ["firstCarrier", "secondCarrier"] as const;
const SALT_BYTES = 32;
/** Where the goods go to and fro: in the exporting state, which they leave only once they are released for export. */
const PLACE = "GBFXT";

/** Signs handoffs of a consignment, there and back between two carriers, with numbers from `first`. */
export function signedHandoffs(channel: string, consignment: string, first: number, count: number): SignedHandoff[] {
  const domain = domainFor(channel);
  return Array.from({ length: count }, (_, index) => {
    const transfer = first + index;
    // The first transfer is the departure; after it the first carrier has the goods.
    const releasedBy = CARRIERS[transfer % CARRIERS.length] ?? "firstCarrier";
    const receivedBy = CARRIERS[(transfer + 1) % CARRIERS.length] ?? "secondCarrier";
    const salt = randomBytes(SALT_BYTES).toString("hex");
    const content = CustodyContent.parse({
      seals: [GOODS.seal],
      position: { latitude: 51_954_000, longitude: 1_351_000 },
      counts: [{ item: 1, packages: 1 }],
    }) as JsonValue;
    const commitment = commitmentOf({ salt, content });
    const input = signed(domain, { consignment, transfer, releasedBy, receivedBy, content: commitment });
    return { input, content, salt };
  });
}

/** The first transfer: the exporter hands the goods over to the first carrier, and says nothing confidential of it. */
export function signedDeparture(channel: string, consignment: string): Readonly<Record<string, unknown>> {
  const parties = { releasedBy: "exporter", receivedBy: "firstCarrier" } as const;
  return signed(domainFor(channel), { consignment, transfer: 1, ...parties });
}

interface Parties {
  readonly consignment: string;
  readonly transfer: number;
  readonly releasedBy: PartyName;
  readonly receivedBy: PartyName;
  readonly content?: string;
}

function signed(domain: SigningDomain, { releasedBy, receivedBy, ...given }: Parties): Record<string, unknown> {
  const now = new Date().toISOString();
  const terms = {
    ...given,
    releasedBy: PARTIES[releasedBy].id,
    receivedBy: PARTIES[receivedBy].id,
    place: PLACE,
    eventTime: now,
    sealState: "intact",
  } as const;
  const accepted = { acceptedAt: now, sealState: "intact", countsAgree: true } as const;
  const releaseSignature = sign(releasedBy, domain, CUSTODY_RELEASE, custodyReleaseMessage(terms));
  const message = custodyAcceptanceMessage(terms, accepted);
  const acceptanceSignature = sign(receivedBy, domain, CUSTODY_ACCEPTANCE, message);
  return { ...terms, accepted, releaseSignature, acceptanceSignature };
}

/** The transient field of a handoff that goes to the ledger without a gateway. */
export function transientOf({ content, salt }: SignedHandoff): Record<string, Uint8Array> {
  const confidential = canonicalJson({ parts: { content: { content, salt } }, evidence: {} });
  return { confidential: Buffer.from(confidential, "utf8") };
}

const wallets = new Map<PartyName, Wallet>();

function sign<F extends string>(
  party: PartyName,
  domain: SigningDomain,
  act: SigningAct<F>,
  message: Readonly<Record<F, SignedValue>>,
): string {
  const wallet = wallets.get(party) ?? demonstrationKey(party);
  wallets.set(party, wallet);
  return wallet.signingKey.sign(signingDigest(domain, act, message)).serialized;
}
