// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, LicetError, type MEMBERS_AGREE, type SaltSecret } from "@licet/domain";
import type { z } from "zod";
import type { Handler } from "../../fabric/handler";
import { SALT_SECRET_KEY } from "../../fabric/keys";
import { requireOwnPeer } from "../../fabric/parts";
import { agreementOf, requireChange } from "./change";
import { agreementKey, ownMembers, requireOpenChange, requireRevision } from "./records";

/** `members:Agree`. The agreement lies in the organisation's own collection, where nobody else can put or remove it. */
export const agree: Handler<typeof MEMBERS_AGREE> = async (tx, input) => {
  requireOwnPeer(tx);
  const organisation = tx.caller.mspId;
  const change = await requireChange(tx, input.change);
  requireOpenChange(tx, change);
  const found = await ownMembers(tx);
  // An organisation that joins has no record of its own yet.
  if (found !== undefined) requireRevision(change.replaces, found);
  if (change.digest !== input.digest) {
    throw new LicetError("MEMBERS_DIFFER", `${change.id} proposes another list than the one that you agree to.`, {
      change: change.id,
      proposed: change.digest,
      agreedTo: input.digest,
    });
  }
  await tx.privateState.put(organisation, agreementKey(change.id), canonicalJson(agreementOf(change)));
  const { salts } = tx.parts;
  if (salts !== undefined) {
    const { secret } = salts.content as unknown as z.output<typeof SaltSecret>;
    await tx.privateState.put(organisation, SALT_SECRET_KEY, secret);
  }
  tx.announce({ change: change.id, organisation, digest: change.digest });
  return { change: change.id, organisation, digest: change.digest };
};
