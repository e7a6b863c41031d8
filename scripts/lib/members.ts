// SPDX-License-Identifier: Apache-2.0
import { type Member } from "@licet/domain";
import { membersOf } from "@licet/gateway/application/members/members";
import { settleConsortium } from "@licet/gateway/registrars-office";
import type { Settled } from "@licet/gateway/application/members/settle";
import { sentenceOf } from "@licet/gateway/application/sentence";
import type { ChangedNetwork } from "@licet/network/commands/verb";
import type { Consortium } from "@licet/network/config/consortium";

/** Name under which Licet's own chaincode is deployed. */
const LICET_CHAINCODE = "licet";

/**
 * The members that a consortium declares for Licet.
 * @throws {LicetError} where an organisation cannot be one.
 */
export function membersIn(consortium: Consortium): Member[] {
  return membersOf(consortium.organisations);
}

/**
 * Founds the consortium on a network whose every organisation is run from here, or brings it to what its file says now.
 *
 * @throws {LedgerError} as `settleMembers`.
 * @throws {LicetError} as `membersIn`.
 * @throws {Error} as `settleMembers`.
 */
export function settleMembersOf(
  consortium: Consortium,
  profilesFolder: string,
  chaincodeName = LICET_CHAINCODE,
): Promise<Settled> {
  return settleConsortium({ profilesFolder, channelName: consortium.channel, chaincodeName }, membersIn(consortium));
}

/** What became of the members, in one sentence. */
export function settledSentence({ record, joined, changed }: Settled): string {
  const members = `members' record, revision ${record.revision}: ${record.members.length} members`;
  if (!changed) return `${members}, as before`;
  return joined.length === 0 ? members : `${members}; joined: ${joined.join(", ")}`;
}

/**
 * Goes on from a network that a verb has brought up or changed: where Licet's chaincode is on it, its consortium is founded, or brought
 * to what the file says. Where that fails, the network runs all the same, the reason is told, and the process ends with status 1.
 */
export async function settleAfterChange({
  consortium,
  profilesDir,
  chaincodes,
  progress,
}: ChangedNetwork): Promise<void> {
  if (!chaincodes.includes(LICET_CHAINCODE) || consortium.organisations.every(({ kind }) => kind === undefined)) return;
  try {
    progress(settledSentence(await settleMembersOf(consortium, profilesDir)));
  } catch (error) {
    process.stderr.write(
      `The network runs, but its members' record is not what the consortium file says:\n${sentenceOf(error)}\n` +
        `When that is mended: npm run members -- settle\n`,
    );
    process.exitCode = 1;
  }
}
