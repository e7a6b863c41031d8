// SPDX-License-Identifier: Apache-2.0
import { SigningKey } from "ethers/crypto";
import { computeAddress } from "ethers/transaction";
import {
  domainFor,
  hashOf,
  hashOfText,
  type JsonValue,
  ownerOfReference,
  type Role,
  type SaltedPart,
  type SignedValue,
  type SigningAct,
  signingDigest,
} from "@licet/domain";
import type { Caller } from "../../fabric/transaction";

export const GB = "GBAuthorityMSP";
export const AE = "AEAuthorityMSP";
export const PK = "PKAuthorityMSP";
export const DE = "DEAuthorityMSP";
export const FR = "FRAuthorityMSP";
export const CARRIERS = "CarriersMSP";

/** Parties of the ledger that a release keeps. */
export const EXPORTER = "GB-EX-0001";
export const OTHER_EXPORTER = "GB-EX-0002";
export const END_USER = "PK-EU-0001";
export const SHIPPER = "CARRIERS-CR-0001";
export const SHIPPER_2 = "CARRIERS-CR-0002";
export const WAREHOUSE = "AE-CR-0001";

/** Who acts. */
export type Person = Partial<Caller> & { readonly mspId: string };

/** A person of an organisation in a role: the same pseudonym each time. */
export function person(mspId: string, role: Role, more: Partial<Caller> & { readonly name?: string } = {}): Person {
  const { name = "first", ...rest } = more;
  return { mspId, role, officer: hashOfText(`${mspId} ${role} ${name}`).slice(0, 32), ...rest };
}

/** Everybody who acts on the ledger that a release keeps. */
export const PEOPLE = {
  registrar: (mspId: string) => person(mspId, "registrar"),
  customs: person(GB, "customs-officer", { office: "GB000051" }),
  aeCustoms: person(AE, "customs-officer", { office: "AE000001" }),
  pkCustoms: person(PK, "customs-officer", { office: "PK000001" }),
  deCustoms: person(DE, "customs-officer"),
  licensing: person(GB, "licensing-officer"),
  senior: person(GB, "senior-licensing-officer"),
  exporter: person(GB, "exporter", { party: EXPORTER }),
  otherExporter: person(GB, "exporter", { party: OTHER_EXPORTER, name: "second" }),
  endUser: person(PK, "end-user", { party: END_USER }),
  certifier: person(PK, "certifying-officer", { office: "PK-NA" }),
  shipper: person(CARRIERS, "carrier", { party: SHIPPER }),
  shipper2: person(CARRIERS, "carrier", { party: SHIPPER_2, name: "second" }),
} as const;

/** Confidential content with a salt that follows from it: it looks random, and is the same whenever the ledger is played. */
export function salted(content: JsonValue): SaltedPart {
  return { salt: hashOf({ salt: content }), content };
}

/** Address of a party's key. */
export function addressOf(party: string, generation = 1): string {
  return computeAddress(keyOf(party, generation));
}

/** A party's signature on a message, for the ledger of unit tests, with its first key unless it says another one. */
export function signatureOf<F extends string>(
  party: string,
  act: SigningAct<F>,
  message: Readonly<Record<F, SignedValue>>,
  generation = 1,
): string {
  return keyOf(party, generation).sign(signingDigest(domainFor("licet"), act, message)).serialized;
}

/** The person who acts for a party by an identity. */
export function personOf(party: string): Person {
  const mspId = ownerOfReference(party);
  const role = mspId === CARRIERS ? "carrier" : "exporter";
  return person(mspId, role, { party, name: party });
}

function keyOf(party: string, generation: number): SigningKey {
  return new SigningKey(`0x${hashOfText(`key ${generation.toString()} of ${party}`)}`);
}
