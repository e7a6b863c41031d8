// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import { startChain } from "../../rules/custody/chain";
import {
  commitmentOf,
  type Consignment,
  type CONSIGNMENT_REGISTER,
  type ConsignmentGoods,
  type ConsignmentTransport,
  countryOf,
  type Declaration,
  type DeclarationDocument,
  LicetError,
  ownerOfReference,
  type ReservedAllocation,
} from "@licet/domain";
import { requireMemberOf, requireState } from "../../rules/authority";
import type { Handler } from "../../fabric/handler";
import { createRecord } from "../../fabric/lists";
import { requiredPart, writePart } from "../../fabric/parts";
import type { Transaction } from "../../fabric/transaction";
import { requireHolder } from "../../rules/licence/holder";
import { requireUsableLicence } from "../../rules/licence/usable";
import { WriteOff } from "../../rules/write-off/session";
import { valuesOf } from "../../rules/write-off/values-part";
import { requireParty } from "../../rules/party/parties";
import { licenceEvidenceOf, passageFor, requireCovered } from "./compare";
import { CONSIGNMENT_RECORDS } from "../../rules/consignment/records";
import { enterReferences } from "../../rules/consignment/references";
import { claimUcr } from "../../rules/consignment/ucr";
import { hasRole } from "../../rules/roles";

type RegisterInput = z.output<(typeof CONSIGNMENT_REGISTER)["input"]>;

/** What is registered, with the declarant that follows from who registers it. */
type Declared = RegisterInput & { readonly declarant: string; readonly document: DeclarationDocument };

/** `consignment:Register`: compared with its licences, then reserved on each line; custody begins with whoever has the goods. */
export const register: Handler<typeof CONSIGNMENT_REGISTER> = async (tx, input) => {
  const owner = ownerOfReference(input.consignment);
  requireState(tx);
  requireMemberOf(tx, owner, `The register of ${input.consignment}`);
  const goodsPart = requiredPart(tx, "goods");
  const transportPart = requiredPart(tx, "transport");
  const goods = goodsPart.content as unknown as ConsignmentGoods;
  const contents = requireCovered(tx, {
    id: input.consignment,
    goods,
    route: input.route,
    allocations: input.allocations,
  });
  const declared = { ...input, declarant: declarantOf(tx, input), document: documentOf(input.declaration) };
  await requireOwnParties(tx, declared, owner);
  await claimUcr(tx, declared);
  const certificates = await certificatesOf(tx, input);
  const consignment: Consignment = {
    id: input.consignment,
    ucr: input.ucr,
    ...(input.ucrPart === undefined ? {} : { ucrPart: input.ucrPart }),
    ...(input.mucr === undefined ? {} : { mucr: input.mucr }),
    status: "registered",
    declarant: declared.declarant,
    declaration: input.declaration,
    document: declared.document,
    route: input.route,
    ...passageFor(contents),
    allocations: await reserveAll(tx, declared, goods),
    commitments: { goods: commitmentOf(goodsPart), transport: commitmentOf(transportPart) },
    registeredAt: tx.time,
    difference: "none",
  };
  await createRecord(tx, CONSIGNMENT_RECORDS, consignment.id, consignment);
  await enterReferences(tx, consignment);
  await writePart(tx, owner, { kind: "consignment", id: consignment.id, part: "goods" }, goodsPart);
  await writePart(tx, owner, { kind: "consignment", id: consignment.id, part: "transport" }, transportPart);
  await startCustody(tx, input, certificates, transportPart.content as unknown as ConsignmentTransport);
  tx.announce({
    consignment: consignment.id,
    ucr: consignment.ucr,
    custodian: input.custodian,
    allocations: consignment.allocations,
  });
  return consignment;
};

/**
 * Who acts for a party declares for it and for nobody else, on licences that it holds, and says of no other party that it has the goods.
 * @throws {LicetError} NOT_YOUR_RECORD, PARTY_NOT_REPRESENTED, HOLDER_ONLY.
 */
function declarantOf(tx: Transaction, { declarant, custodian, allocations }: RegisterInput): string {
  const { party } = tx.caller;
  if (!hasRole(tx, "exporter")) return declarant ?? custodian;
  if (party === undefined || (declarant ?? party) !== party) {
    throw new LicetError("NOT_YOUR_RECORD", "You declare for the party that you act for, and for no other.", {
      declarant: declarant ?? null,
      party: party ?? null,
    });
  }
  if (custodian !== party) {
    throw new LicetError("PARTY_NOT_REPRESENTED", `${custodian} has not said that it has the goods.`, {
      custodian,
      party,
    });
  }
  for (const { licence } of allocations) requireHolder(tx, licenceEvidenceOf(tx, licence), `Licence ${licence}`);
  return party;
}

/**
 * Declarant and first custodian are parties in force of the owner's register: its organisation endorses what they are said to declare
 * and to have, and a carriers' organisation must not see the goods for that.
 */
async function requireOwnParties(tx: Transaction, { declarant, custodian }: Declared, owner: string): Promise<void> {
  if (ownerOfReference(custodian) !== owner) {
    throw new LicetError("CUSTODY_STARTS_ELSEWHERE", `${custodian} is not in the register of ${owner}.`, {
      custodian,
      owner,
    });
  }
  if (ownerOfReference(declarant) !== owner) {
    throw new LicetError("DECLARANT_ELSEWHERE", `${declarant} is not in the register of ${owner}.`, {
      declarant,
      owner,
    });
  }
  for (const party of new Set([declarant, custodian])) await requireParty(tx, party);
}

/** Customs document that the write-offs of a declaration rest on. */
function documentOf(declaration: z.infer<typeof Declaration>): DeclarationDocument {
  return declaration.mrn === undefined
    ? { type: "LRN", reference: declaration.lrn }
    : { type: "MRN", reference: declaration.mrn };
}

async function certificatesOf(tx: Transaction, input: RegisterInput): Promise<readonly string[]> {
  const certificates = new Set<string>();
  for (const number of new Set(input.allocations.map(({ licence }) => licence))) {
    const { boundCertificate } = await requireUsableLicence(tx, number);
    if (boundCertificate !== undefined) certificates.add(boundCertificate);
  }
  return [...certificates];
}

async function reserveAll(tx: Transaction, declared: Declared, goods: ConsignmentGoods): Promise<ReservedAllocation[]> {
  const { consignment, document, ucr, ucrPart, declarant } = declared;
  const writeOff = new WriteOff(tx, { consignment });
  const reserved: ReservedAllocation[] = [];
  const values = valuesOf(tx, declared.allocations.length);
  for (const [index, allocation] of declared.allocations.entries()) {
    const value = values[index] ?? goods.items.find(({ item }) => item === allocation.item)?.value;
    const { id } = await writeOff.reserve({ ...allocation, document, ucr, ucrPart, declarant, value });
    reserved.push({ ...allocation, reservation: id });
  }
  await writeOff.finish();
  return reserved;
}

async function startCustody(
  tx: Transaction,
  input: RegisterInput,
  certificates: readonly string[],
  { seals }: ConsignmentTransport,
): Promise<void> {
  await startChain(tx, {
    consignment: input.consignment,
    custodian: input.custodian,
    custodianMsp: ownerOfReference(input.custodian),
    routeStates: input.route.map(countryOf),
    route: input.route,
    owningParty: input.owningParty,
    // Nobody can say of seals that there are not that they are whole.
    sealState: seals.length === 0 ? "unknown" : input.sealState,
    certificates: [...certificates],
    eventTime: input.eventTime,
    place: input.route[0] ?? "",
  });
}
