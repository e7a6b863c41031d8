// SPDX-License-Identifier: Apache-2.0
import { commitmentOf, LicetError, requireReader, requireShareable, type SHARING_SHARE } from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { partKey } from "../../fabric/keys";
import { writePart } from "../../fabric/parts";
import { requireOwnMatter } from "../../rules/sharing/concern";

/**
 * Writes a copy of a confidential part into another organisation's collection. The content was checked against a proven record's hash
 * on the channel, and the caller's organisation must hold a valid copy itself, which everybody can check by its hash.
 */
export const share: Handler<typeof SHARING_SHARE> = async (tx, { ref, to }) => {
  requireReader(ref, tx.caller.role);
  tx.members.require(to);
  requireShareable(ref, to, tx.members.stateOf(to) !== undefined);
  const part = tx.evidence.part;
  if (part === undefined) {
    throw new LicetError("INVALID_CONFIDENTIAL_INPUT", "The content to share is handed over in the transient map.", {});
  }
  await requireOwnMatter(tx, ref, part.content);
  // A collection's value is the part's canonical JSON, so Fabric's own hash of it is the commitment.
  const held = await tx.privateState.hash(tx.caller.mspId, partKey(ref.kind, ref.id, ref.part));
  if (held !== commitmentOf(part)) {
    throw new LicetError(
      "NOT_HELD",
      `${tx.caller.mspId} holds no valid copy of ${ref.part} of ${ref.kind} ${ref.id}.`,
      {
        kind: ref.kind,
        id: ref.id,
        part: ref.part,
      },
    );
  }
  await writePart(tx, to, ref, part);
  tx.announce({ kind: ref.kind, id: ref.id, part: ref.part, to });
  return { ref, to };
};
