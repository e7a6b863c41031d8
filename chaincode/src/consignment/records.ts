// SPDX-License-Identifier: Apache-2.0
import { Consignment } from "../domain/consignment/schemas";
import { ownerOfReference } from "../domain/shared/ownership";
import { recordKind } from "../ledger/records";

/** Consignments. */
export const CONSIGNMENT_RECORDS = recordKind({
  type: "consignment",
  title: "Consignment",
  schema: Consignment,
  attributes: (id) => [id],
  ownerOf: ownerOfReference,
});
