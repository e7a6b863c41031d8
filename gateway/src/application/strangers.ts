// SPDX-License-Identifier: Apache-2.0
import { LicetError, type MembersRecord, type MspId } from "@licet/domain";
import { isConflict, LedgerError } from "../ports/ledger-error.js";
import type { Ledger, LedgerIdentity } from "../ports/ledger.js";
import { readJson } from "./read-json.js";

const READ_MEMBERS = "members:Read";

/**
 * What a failed command's error amounts to. Where its input names an organisation that is no member, no peer of that organisation is
 * found and the rule that would refuse it is not reached: then the error is the rule's own. Asked only after a failure, so that it costs
 * nothing else.
 * @returns LicetError NOT_A_MEMBER, or the error as it was.
 */
export async function unlessStranger(
  ledger: Pick<Ledger, "evaluate">,
  identity: LedgerIdentity,
  endorsers: readonly MspId[],
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof LedgerError) || error.refusal || error.outcome === "unknown" || isConflict(error))
    return error;
  const members = await membersOf(ledger, identity);
  const stranger = members && endorsers.find((mspId) => !members.includes(mspId));
  if (stranger === undefined) return error;
  return new LicetError("NOT_A_MEMBER", `${stranger} is no member of the consortium.`, { organisation: stranger });
}

/** Members' MSP ids as the caller's own peer knows them; undefined where it does not answer. */
async function membersOf(
  ledger: Pick<Ledger, "evaluate">,
  identity: LedgerIdentity,
): Promise<readonly MspId[] | undefined> {
  try {
    const answer = await ledger.evaluate({ identity, transaction: READ_MEMBERS, arguments: ["{}"] });
    return readJson<Pick<MembersRecord, "members">>(answer).members.map(({ mspId }) => mspId);
  } catch (error) {
    if (error instanceof LedgerError) return undefined;
    throw error;
  }
}
