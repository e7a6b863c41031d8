// SPDX-License-Identifier: Apache-2.0
import {
  type Consignment,
  type CONSIGNMENT_FIND_BY_UCR,
  type CONSIGNMENT_LIST_BY_LICENCE,
  type CONSIGNMENT_LIST_BY_LRN,
  type CONSIGNMENT_LIST_BY_MUCR,
  type CONSIGNMENT_READ,
  LicetError,
} from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { consignmentsOnLicence } from "../../rules/write-off/openings";
import { readConsignment, requireConsignment } from "../../rules/consignment/records";
import { consignmentsUnder } from "../../rules/consignment/references";
import { findByUcr } from "../../rules/consignment/ucr";

/** `consignment:Read`. */
export const showConsignment: Handler<typeof CONSIGNMENT_READ> = (tx, input) =>
  requireConsignment(tx, input.consignment);

/** `consignment:FindByUcr`. */
export const findConsignments: Handler<typeof CONSIGNMENT_FIND_BY_UCR> = async (tx, { ucr, ucrPart }) => {
  const { live, invalidated } = await findByUcr(tx, ucr, ucrPart);
  const items = [...live, ...invalidated];
  if (items.length > 0) return { items };
  throw new LicetError("NOT_FOUND", `No consignment on the ledger has the UCR ${ucr}.`, { ucr });
};

/** `consignment:ListByMucr`. */
export const listByMucr: Handler<typeof CONSIGNMENT_LIST_BY_MUCR> = (tx, { mucr, ...request }) =>
  consignmentsUnder(tx, { kind: "mucr", value: mucr }, request);

/** `consignment:ListByLrn`. */
export const listByLrn: Handler<typeof CONSIGNMENT_LIST_BY_LRN> = (tx, { register, lrn, ...request }) =>
  consignmentsUnder(tx, { kind: "lrn", value: lrn, register }, request);

/** `consignment:ListByLicence`: those that the licence's own entries name and that draw on it themselves. */
export const listByLicence: Handler<typeof CONSIGNMENT_LIST_BY_LICENCE> = async (tx, input) => {
  const page = await consignmentsOnLicence(tx, input.licence, input);
  const items: Consignment[] = [];
  for (const id of page.items) {
    const consignment = await readConsignment(tx, id);
    if (consignment?.allocations.some(({ licence }) => licence === input.licence) === true) items.push(consignment);
  }
  return { items, bookmark: page.bookmark };
};
