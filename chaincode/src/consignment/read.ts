// SPDX-License-Identifier: Apache-2.0
import type {
  CONSIGNMENT_FIND_BY_UCR,
  CONSIGNMENT_LIST_BY_LICENCE,
  CONSIGNMENT_READ,
} from "../domain/consignment/definitions";
import type { Consignment } from "../domain/consignment/schemas";
import { LicetError } from "../domain/errors/licet-error";
import type { Handler } from "../ledger/handler";
import { requireRecord } from "../ledger/records";
import { findByUcr, indexedConsignment } from "./index-keys";
import { CONSIGNMENT_RECORDS } from "./records";

/** `consignment:Read`. */
export const readConsignment: Handler<typeof CONSIGNMENT_READ> = (tx, input) =>
  requireRecord(tx, CONSIGNMENT_RECORDS, input.consignment);

/** `consignment:FindByUcr`. */
export const findConsignment: Handler<typeof CONSIGNMENT_FIND_BY_UCR> = async (tx, { ucr }) => {
  const consignment = await findByUcr(tx, ucr);
  if (consignment !== undefined) return consignment;
  throw new LicetError("NOT_FOUND", `No consignment on the ledger has the UCR ${ucr}.`, { ucr });
};

/** `consignment:ListByLicence`. Entries that somebody else wrote lead to no consignment that draws on the licence, and are left out. */
export const listByLicence: Handler<typeof CONSIGNMENT_LIST_BY_LICENCE> = async (tx, input) => {
  const prefix = { type: "consignment-licence", attributes: [input.licence] };
  const page = await tx.state.page(prefix, input.pageSize, input.bookmark);
  const items: Consignment[] = [];
  for (const { value } of page.items) {
    const consignment = await indexedConsignment(tx, value);
    if (consignment?.allocations.some(({ licence }) => licence === input.licence) === true) items.push(consignment);
  }
  return { items, bookmark: page.bookmark };
};
