// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { OrganisationLayout } from "@licet/embedded-network/crypto/layout";
import { fetchConfig, printOrganisation, submitConfigUpdate } from "./channel-config.js";
import type { FabricContext } from "./peer-commands.js";
import type { PeerPlan } from "./plan.js";

/**
 * Puts the revocation lists in an organisation's MSP folder (`msp/crls`) into the channel's configuration, where every
 * peer and ordering node heeds them. The organisation's own administrator is enough to sign that.
 *
 * @param peer one of the organisation's
 * @returns false where the channel has these lists already
 * @throws {CommandError} when one of Fabric's tools or the ordering service refuses.
 */
export async function updateRevocationLists(context: FabricContext, peer: PeerPlan): Promise<boolean> {
  const { organisation } = peer;
  if (!hasRevocationLists(context, organisation.domain)) return false;
  const folder = join(context.plan.directory, "channel", `revoke-${organisation.mspId}`);
  const before = await fetchConfig(context, peer, folder);
  const after = structuredClone(before);
  const present = mspOf(after.channel_group.groups.Application.groups[organisation.mspId]);
  const wanted = mspOf(await printOrganisation(context, organisation, folder));
  if (!present || isDeepStrictEqual(present["revocation_list"], wanted?.["revocation_list"])) return false;
  present["revocation_list"] = wanted?.["revocation_list"];
  await submitConfigUpdate(context, { before, after, folder }, peer);
  return true;
}

function hasRevocationLists(context: FabricContext, domain: string): boolean {
  const folder = join(new OrganisationLayout(context.plan.directory, "peer", domain).msp, "crls");
  return existsSync(folder) && readdirSync(folder).length > 0;
}

/** An organisation's MSP definition, as `configtxlator` writes it. */
function mspOf(group: object | undefined): Record<string, unknown> | undefined {
  const { values } = (group ?? {}) as { values?: { MSP?: { value: { config: Record<string, unknown> } } } };
  return values?.MSP?.value.config;
}
