// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { startChain } from "../custody/chain";
import type { CONSIGNMENT_REGISTER } from "../domain/consignment/definitions";
import type { Consignment, ConsignmentGoods, Declaration, ReservedAllocation } from "../domain/consignment/schemas";
import { LicetError } from "../domain/errors/licet-error";
import type { CustomsDocument } from "../domain/licence/write-off";
import { commitmentOf } from "../domain/shared/commitment";
import { ownerOfReference } from "../domain/shared/ownership";
import { requireMemberOf } from "../ledger/authority";
import type { Handler } from "../ledger/handler";
import { requiredPart, writePart } from "../ledger/parts";
import { createRecord } from "../ledger/records";
import type { Transaction } from "../ledger/transaction";
import { requireUsableLicence } from "../licence/usable";
import { WriteOff } from "../licence/write-off/session";
import { requireParty } from "../party/records";
import { requireCovered } from "./compare";
import { findByUcr, writeIndexKeys } from "./index-keys";
import { CONSIGNMENT_RECORDS } from "./records";

type RegisterInput = z.output<(typeof CONSIGNMENT_REGISTER)["input"]>;

/** `consignment:Register`: compared with its licences, then reserved on each line; custody begins with whoever has the goods. */
export const register: Handler<typeof CONSIGNMENT_REGISTER> = async (tx, input) => {
  const owner = ownerOfReference(input.consignment);
  requireMemberOf(tx, owner, `The register of ${input.consignment}`);
  const goodsPart = requiredPart(tx, "goods");
  const transportPart = requiredPart(tx, "transport");
  const goods = goodsPart.content as unknown as ConsignmentGoods;
  await requireFreeUcr(tx, input.ucr);
  requireCovered(tx, { id: input.consignment, goods, route: input.route, allocations: input.allocations });
  requireOwnCustodian(input.custodian, owner);
  await requireParty(tx, input.custodian);
  const certificates = await certificatesOf(tx, input);
  const consignment: Consignment = {
    id: input.consignment,
    ucr: input.ucr,
    status: "registered",
    declaration: input.declaration,
    route: input.route,
    allocations: await reserveAll(tx, input, goods),
    commitments: { goods: commitmentOf(goodsPart), transport: commitmentOf(transportPart) },
    registeredAt: tx.time,
    difference: "none",
  };
  await createRecord(tx, CONSIGNMENT_RECORDS, consignment.id, consignment);
  await writeIndexKeys(tx, consignment);
  await writePart(tx, owner, { kind: "consignment", id: consignment.id, part: "goods" }, goodsPart);
  await writePart(tx, owner, { kind: "consignment", id: consignment.id, part: "transport" }, transportPart);
  await startCustody(tx, input, certificates);
  tx.announce({
    consignment: consignment.id,
    ucr: consignment.ucr,
    custodian: input.custodian,
    allocations: consignment.allocations,
  });
  return consignment;
};

/** The first custodian's organisation endorses what it is said to have; a carriers' organisation must not see the goods for that. */
function requireOwnCustodian(custodian: string, owner: string): void {
  if (ownerOfReference(custodian) === owner) return;
  throw new LicetError("CUSTODY_STARTS_ELSEWHERE", `${custodian} is not in the register of ${owner}.`, {
    custodian,
    owner,
  });
}

/** Customs document that the write-offs of a declaration rest on. */
export function documentOf(declaration: z.infer<typeof Declaration>): CustomsDocument {
  return declaration.mrn === undefined
    ? { type: "LRN", reference: declaration.lrn }
    : { type: "MRN", reference: declaration.mrn };
}

async function requireFreeUcr(tx: Transaction, ucr: string): Promise<void> {
  const other = await findByUcr(tx, ucr);
  if (other === undefined) return;
  throw new LicetError("UCR_IN_USE", `UCR ${ucr} belongs to consignment ${other.id}.`, {
    ucr,
    consignment: other.id,
    status: other.status,
  });
}

async function certificatesOf(tx: Transaction, input: RegisterInput): Promise<readonly string[]> {
  const certificates = new Set<string>();
  for (const number of new Set(input.allocations.map(({ licence }) => licence))) {
    const { boundCertificate } = await requireUsableLicence(tx, number);
    if (boundCertificate !== undefined) certificates.add(boundCertificate);
  }
  return [...certificates];
}

async function reserveAll(
  tx: Transaction,
  input: RegisterInput,
  goods: ConsignmentGoods,
): Promise<ReservedAllocation[]> {
  const writeOff = new WriteOff(tx);
  const document = documentOf(input.declaration);
  const reserved: ReservedAllocation[] = [];
  for (const allocation of input.allocations) {
    const value = goods.items.find(({ item }) => item === allocation.item)?.value;
    const { id } = await writeOff.reserve({ ...allocation, document, ucr: input.ucr, value });
    reserved.push({ ...allocation, reservation: id });
  }
  await writeOff.finish();
  return reserved;
}

async function startCustody(tx: Transaction, input: RegisterInput, certificates: readonly string[]): Promise<void> {
  await startChain(tx, {
    consignment: input.consignment,
    custodian: input.custodian,
    custodianMsp: ownerOfReference(input.custodian),
    owningParty: input.owningParty,
    sealState: input.sealState,
    certificates: [...certificates],
    eventTime: input.eventTime,
    place: input.route[0] ?? "",
  });
}
