// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { jurisdictionOf, type Member, ROLES_OF_KIND } from "@licet/domain";
import { mustAct } from "./honest.js";
import type { Net } from "./network.js";

const CONSENT_MS = 600_000;
const SECRET_BYTES = 32;

/** Members as the demonstration's consortium has them: an authority for each state, and the carriers. */
export function membersOf(net: Net): Member[] {
  return net.organisations.map((mspId) => {
    const state = jurisdictionOf(mspId);
    const kind = state === undefined ? "carriers" : "authority";
    const register = state ?? mspId.replace(/MSP$/, "").toUpperCase();
    const offices = state === "GB" ? ["XI"] : [];
    return {
      mspId,
      register,
      kind,
      ...(state === undefined ? {} : { state }),
      officePrefixes: offices,
      roles: [...ROLES_OF_KIND[kind]],
    };
  });
}

/**
 * Founds the consortium: one member proposes, each agrees, and it takes effect with everybody's endorsement.
 * @returns reference of the change
 */
export async function found(net: Net, founder = "GBAuthorityMSP"): Promise<string> {
  const registrar = (mspId: string) => net.person(`registrar1@${mspId}`);
  const consentUntil = new Date(Date.now() + CONSENT_MS).toISOString();
  const proposed = await mustAct(net, registrar(founder), "members:Propose", {
    replaces: 0,
    members: membersOf(net),
    consentUntil,
  });
  const { id, digest } = proposed.json as { id: string; digest: string };
  await Promise.all(
    net.organisations.map((mspId) =>
      mustAct(
        net,
        registrar(mspId),
        "members:Agree",
        { change: id, digest },
        { parts: { salts: { secret: randomBytes(SECRET_BYTES).toString("hex") } } },
      ),
    ),
  );
  await mustAct(net, registrar(founder), "members:Apply", { change: id, endorsers: net.organisations });
  return id;
}
