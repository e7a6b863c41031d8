// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from "../json/canonical";
import { type AuthenticityRule, type Beside, noAuthority } from "../shared/authenticity";
import type { ConcernRule } from "../shared/concern";
import { countryOf } from "../shared/places";
import { incoherence } from "./coherence";
import { receiptReference } from "./references";
import type { Consignment, ReceiptRecord } from "./schemas";

/** A consignment is registered by a state's authority, fits together, and is received only where the destination says the same. */
export const consignmentProblem: AuthenticityRule<Consignment> = async (consignment, { owner }, beside) =>
  noAuthority(beside.members, owner) ?? incoherence(consignment) ?? (await receiptProblem(consignment, beside));

/** Nobody speaks for another state: what the record says was received, the destination must have recorded itself. */
async function receiptProblem({ id, receipt }: Consignment, beside: Beside): Promise<string | undefined> {
  if (receipt === undefined) return undefined;
  const state = countryOf(receipt.place);
  const recorded = (await beside.record("receipt", receiptReference(id, state))) as unknown as
    ReceiptRecord | undefined;
  if (recorded === undefined) return `claims a receipt that ${state} has not recorded`;
  const isSame = canonicalJson(recorded.receipt) === canonicalJson(receipt);
  return isSame ? undefined : `claims another receipt than ${state} has recorded`;
}

/** A consignment's confidential parts concern whom it was declared for. */
export const concernedByConsignment: ConcernRule<Consignment> = ({ id, declarant }) => ({
  kind: "consignment",
  id,
  parties: [{ party: declarant }],
});
