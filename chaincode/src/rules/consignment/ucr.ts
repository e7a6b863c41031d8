// SPDX-License-Identifier: Apache-2.0
import {
  type Consignment,
  LicetError,
  ownerOfReference,
  registerOf,
  UCR_DECLARANTS_MAX,
  UCR_INVALIDATED_EACH_MAX,
  UCR_INVALIDATED_MAX,
  UCR_PARTS_MAX,
  type UcrClaims,
  ucrReference,
} from "@licet/domain";
import { createRecord } from "../../fabric/lists";
import { readRecord, updateRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { readConsignment, UCR_RECORDS } from "./records";

type Claim = UcrClaims["claims"][number];

/** Consignments under one UCR. */
export interface UnderUcr {
  /** Those that were not invalidated. */
  readonly live: readonly Consignment[];
  readonly invalidated: readonly Consignment[];
}

/** How many invalidated declarations of one register are looked at: the latest. */
const INVALIDATED_LOOKED_AT_MAX = 10;

/**
 * Every consignment that has a UCR: each authority's register is asked for what it claims itself, so that nobody can take a UCR from
 * another register or answer in its place.
 * @param part only the consignments with this part of it, where it is given.
 * @param atMost how many live ones are looked for; all unless it is given.
 */
export async function findByUcr(tx: Transaction, ucr: string, part?: string, atMost = Infinity): Promise<UnderUcr> {
  const found: Consignment[] = [];
  for (const mspId of tx.members.authorities()) {
    const { register } = tx.members.require(mspId);
    const left = atMost - found.filter(isLive).length;
    for (const claim of claimsAsked(await claimsOf(tx, register, ucr), part, left)) {
      const consignment = await claimed(tx, register, ucr, claim);
      if (consignment !== undefined) found.push(consignment);
    }
  }
  return { live: found.filter(isLive), invalidated: found.filter((each) => !isLive(each)) };
}

function isLive({ status }: Consignment): boolean {
  return status !== "invalidated";
}

/** Claims of one register that are looked at: so many live ones, and the latest invalidated ones. */
function claimsAsked(record: UcrClaims | undefined, part: string | undefined, atMost: number): readonly Claim[] {
  const isAsked = (claim: Claim): boolean => part === undefined || claim.part === part;
  const { claims = [], invalidated = [] } = record ?? {};
  const live = claims.filter(isAsked).slice(0, Math.max(0, atMost));
  return [...live, ...invalidated.filter(isAsked).slice(-INVALIDATED_LOOKED_AT_MAX)];
}

/**
 * Enters a new consignment under its UCR, in its own register. A declarant has each part once; what another has claimed, rightly or not,
 * keeps nobody from his own reference, and whoever asks for it is told both.
 * @throws {LicetError} UCR_IN_USE, LIMIT_EXCEEDED.
 */
export async function claimUcr(
  tx: Transaction,
  {
    consignment,
    declarant,
    ucr,
    ucrPart,
  }: Pick<Consignment, "declarant" | "ucr" | "ucrPart"> & { readonly consignment: string },
): Promise<void> {
  const reference = ucrReference(registerOf(consignment), ucr);
  const claims = await readRecord(tx, UCR_RECORDS, reference);
  const claim: Claim = { ...(ucrPart === undefined ? {} : { part: ucrPart }), consignment, declarant };
  if (claims === undefined)
    return createRecord(tx, UCR_RECORDS, reference, { register: registerOf(consignment), ucr, claims: [claim] });
  const own = claims.claims.filter((each) => each.declarant === declarant);
  const other = own.find(({ part }) => part === ucrPart);
  if (other !== undefined) throw inUse(ucr, other, await readConsignment(tx, other.consignment));
  if (own.length === UCR_PARTS_MAX) throw tooMany(ucr, `${UCR_PARTS_MAX.toString()} parts`, UCR_PARTS_MAX);
  const declarants = new Set([...claims.claims.map((each) => each.declarant), declarant]);
  if (declarants.size > UCR_DECLARANTS_MAX) {
    throw tooMany(ucr, `${UCR_DECLARANTS_MAX.toString()} declarants`, UCR_DECLARANTS_MAX);
  }
  return updateRecord(tx, UCR_RECORDS, reference, { ...claims, claims: [...claims.claims, claim] });
}

function tooMany(ucr: string, what: string, max: number): LicetError {
  return new LicetError("LIMIT_EXCEEDED", `UCR ${ucr} has ${what} already.`, { max });
}

/** Frees the UCR of a consignment that was invalidated, and remembers that it had it: the last of each declarant and part. */
export async function freeUcr(tx: Transaction, { id, ucr, ucrPart, declarant }: Consignment): Promise<void> {
  const reference = ucrReference(registerOf(id), ucr);
  const record = await readRecord(tx, UCR_RECORDS, reference);
  if (record === undefined) return;
  const claims = record.claims.filter(({ consignment }) => consignment !== id);
  const freed: Claim = { ...(ucrPart === undefined ? {} : { part: ucrPart }), consignment: id, declarant };
  await updateRecord(tx, UCR_RECORDS, reference, { ...record, claims, invalidated: withFreed(record, freed) });
}

/** Nobody's invalidated declarations push all of another's out. */
function withFreed({ invalidated = [] }: UcrClaims, freed: Claim): Claim[] {
  const isSame = (each: Claim): boolean => each.declarant === freed.declarant && each.part === freed.part;
  const others = invalidated.filter((each) => !isSame(each));
  const own = others.filter(({ declarant }) => declarant === freed.declarant);
  const dropped = own.length < UCR_INVALIDATED_EACH_MAX ? undefined : own[0];
  return [...others.filter((each) => each !== dropped), freed].slice(-UCR_INVALIDATED_MAX);
}

/** @returns the refusal of a UCR that leads to more than one consignment; it is not answered by the first. */
export function claimedTwice(ucr: string, consignments: readonly Consignment[]): LicetError {
  const names = consignments.map(({ id }) => id).join(", ");
  return new LicetError("UCR_CLAIMED_TWICE", `UCR ${ucr} leads to more than one consignment: ${names}.`, {
    ucr,
    claims: consignments.map(({ id, ucrPart, status, declarant }) => ({
      consignment: id,
      organisation: ownerOfReference(id),
      declarant,
      ucrPart: ucrPart ?? null,
      status,
    })),
  });
}

/** What a register claims under a UCR; what its owner has made unreadable claims nothing. */
async function claimsOf(tx: Transaction, register: string, ucr: string): Promise<UcrClaims | undefined> {
  try {
    return await readRecord(tx, UCR_RECORDS, ucrReference(register, ucr));
  } catch (error) {
    if (error instanceof LicetError && error.code === "LEDGER_DATA_INVALID") return undefined;
    throw error;
  }
}

/** The consignment that a claim leads to, where it is the register's own and says the same. */
async function claimed(tx: Transaction, register: string, ucr: string, claim: Claim): Promise<Consignment | undefined> {
  if (registerOf(claim.consignment) !== register) return undefined;
  const consignment = await readConsignment(tx, claim.consignment);
  if (consignment?.ucr !== ucr) return undefined;
  const agrees = consignment.ucrPart === claim.part && consignment.declarant === claim.declarant;
  return agrees ? consignment : undefined;
}

function inUse(ucr: string, { part, consignment }: Claim, other: Consignment | undefined): LicetError {
  return new LicetError("UCR_IN_USE", `UCR ${ucr} belongs to consignment ${consignment}.`, {
    ucr,
    ucrPart: part ?? null,
    consignment,
    status: other?.status ?? null,
  });
}
