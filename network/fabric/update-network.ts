// SPDX-License-Identifier: Apache-2.0
import { generateCrypto } from "../crypto/generate.js";
import { writeProfiles } from "../profiles/write-profiles.js";
import { admitOrganisations } from "./admit-organisation.js";
import { joinPeers } from "./channel.js";
import { deployAndRemember } from "./deployments.js";
import { startNodes } from "./nodes.js";
import { writePeerConfig } from "./node-settings.js";
import { administrativePeers } from "./plan.js";
import { updateRevocationLists } from "./revocation-lists.js";
import { openRunning, type NetworkTask } from "./running-network.js";
import { addedMembers, grownState, writeState, type AddedMembers } from "./state.js";
import { assertPortsFree } from "./wait.js";

/**
 * Brings a network that runs to what the consortium file says now: new organisations are added to the channel and
 * changed access is granted or withdrawn, new peers started and joined, and every chaincode that was deployed is
 * installed and approved where it is missing; a raised sequence is approved and committed, and revocation lists are put
 * into the channel's configuration. What is there goes on meanwhile, and nothing of the ledger is lost. An
 * update that was cut short is completed by the next.
 *
 * @throws {NetworkError} NETWORK_CHANGED when the file takes members away or moves them, or adds ordering nodes;
 *   otherwise as `startFabric`.
 */
export async function updateNetwork(options: NetworkTask): Promise<AddedMembers> {
  const progress = options.progress ?? (() => undefined);
  const { state, context, processes } = openRunning(options, options.consortium, options.signal);
  const { plan } = context;
  const added = addedMembers(state, plan);
  const idle = added.peers.filter(({ host }) => !processes.isRunning(host));
  await assertPortsFree(new Map(idle.map((peer) => [peer.port, peer.host])));
  const made = await generateCrypto(plan.consortium, plan.directory);
  progress(`certificates: ${made.created} made, ${made.renewed} renewed, ${made.kept} kept`);

  // Their administrators sign, once admitted, with the settings in their peers' folders.
  for (const peer of added.peers) writePeerConfig(peer, context.binaries);
  const members = administrativePeers(plan).filter(({ organisation }) => !added.organisations.includes(organisation));
  const [member] = members;
  if (!member) throw new Error("no organisation of the file is on the channel");
  await admitOrganisations(context, member, ({ mspId, access }) =>
    progress(`${mspId}: on channel ${plan.consortium.channel} now, with ${access} access`),
  );
  // A member with read-only access has no administrator whose signature counts.
  for (const peer of members.filter(({ organisation }) => organisation.access === "full"))
    if (await updateRevocationLists(context, peer)) progress(`${peer.organisation.mspId}: revocation lists updated`);
  await startNodes(context, processes, { orderers: [], peers: added.peers }, progress);
  await joinPeers(context);
  if (added.peers.length > 0) progress(`${added.peers.length} new peers: joined channel ${plan.consortium.channel}`);
  writeState(plan.directory, grownState(state, plan));
  writeProfiles(plan.consortium, plan.directory, plan.ports);
  for (const source of state.chaincodes)
    await deployAndRemember(context, processes, source, progress, { restart: false });
  return added;
}
