// SPDX-License-Identifier: Apache-2.0
import { LicetError, requireReader, type SHARING_READ_PART } from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { readPart, requireOwnPeer } from "../../fabric/parts";
import { requireOwnMatter } from "../../rules/sharing/concern";

/** Reads a confidential part at the caller's own peer, by the disclosure table. */
export const readPartForCaller: Handler<typeof SHARING_READ_PART> = async (tx, ref) => {
  requireOwnPeer(tx);
  requireReader(ref, tx.caller.role);
  const part = await readPart(tx, ref);
  if (part === undefined) {
    throw new LicetError("NOT_HELD", `${tx.peerMsp} holds no copy of ${ref.part} of ${ref.kind} ${ref.id}.`, {
      kind: ref.kind,
      id: ref.id,
      part: ref.part,
    });
  }
  await requireOwnMatter(tx, ref, part.content);
  return { ref, salt: part.salt, content: part.content as never };
};
