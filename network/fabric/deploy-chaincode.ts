// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import type { ChaincodeDefinition } from "@licet/embedded-network/description/schema";
import { OrganisationLayout, type ChaincodeTlsFiles } from "@licet/embedded-network/crypto/layout";
import { chaincodeProcess, chaincodeProcessName, type ChaincodeSource } from "./chaincode-process.js";
import { packageService, type ChaincodePackage, type ServiceTls } from "./chaincode-package.js";
import { awaitDiscovery } from "./discovery.js";
import {
  answersQuery,
  committedSequence,
  hasApproved,
  installedPackages,
  isApprovedByAll,
  ordererOptions,
  peerCommand,
  peerOptions,
  type FabricContext,
} from "./peer-commands.js";
import { administrativePeers, chaincodeVersions, LOOPBACK, type PeerPlan } from "./plan.js";
import type { ProcessTable } from "./processes.js";
import { isListening, until } from "./wait.js";

const START_TIMEOUT_MS = 60_000;
const APPROVAL_TIMEOUT_MS = 30_000;
const QUERY_TIMEOUT_MS = 60_000;
/** A package holds a private key. */
const PACKAGE_FILE_MODE = 0o600;

/** Reports one step that is done. */
export type Progress = (sentence: string) => void;

/** How a deployment treats what is there. */
export interface DeploymentOptions {
  /** Starts processes anew that serve this very package already, as is needed when their program changed. */
  readonly restart: boolean;
}

/** One organisation's share of a deployment. */
interface Share {
  readonly peer: PeerPlan;
  readonly mspId: string;
  readonly address: string;
  readonly port: number;
  readonly tls: ChaincodeTlsFiles;
  readonly package: ChaincodePackage;
}

/**
 * Brings a chaincode that the consortium defines to the state it defines: package installed on every peer, one process
 * per organisation, definition approved and committed. It returns when every peer's chaincode answers and every peer
 * knows that all others can endorse. What is in that state already is left alone.
 */
export async function deployChaincode(
  context: FabricContext,
  processes: ProcessTable,
  source: ChaincodeSource,
  progress: Progress,
  { restart }: DeploymentOptions,
): Promise<void> {
  const { plan } = context;
  const definition = plan.consortium.chaincodes.find((chaincode) => chaincode.name === source.name);
  if (!definition)
    throw new NetworkError(
      "NETWORK_CHAINCODE_UNKNOWN",
      `The consortium defines no chaincode "${source.name}"; ` +
        `it defines ${plan.consortium.chaincodes.map(({ name }) => name).join(", ") || "none"}.`,
    );
  const label = labelOf(definition.name, definition.version);
  const shares = administrativePeers(plan).map((peer): Share => {
    const { mspId } = peer.organisation;
    const port = plan.chaincodePort(definition.name, mspId);
    const address = `${LOOPBACK}:${port}`;
    const tls = new OrganisationLayout(plan.directory, "peer", peer.organisation.domain).chaincode(definition.name);
    return { peer, mspId, port, address, tls, package: packageService(label, address, readTls(tls)) };
  });
  await install(context, shares, label);
  progress(`${label}: installed on ${plan.peers.length} peers`);
  await startProcesses(context, processes, source, shares, restart);
  progress(`${label}: ${shares.length} processes serve it`);
  await define(context, definition, shares, progress);
  await awaitAnswers(context, processes, label, definition);
  await stopFormerVersions(context, processes, definition);
  progress(`${label}: answers through every peer`);
  await awaitDiscovery(context, definition);
  progress(`${label}: every peer knows whom to ask for endorsements`);
}

function readTls(files: ChaincodeTlsFiles): ServiceTls {
  return {
    rootCertificate: readFileSync(files.ca, "utf8"),
    clientCertificate: readFileSync(files.clientCertificate, "utf8"),
    clientKey: readFileSync(files.clientKey, "utf8"),
  };
}

async function install(context: FabricContext, shares: readonly Share[], label: string): Promise<void> {
  const folder = join(context.plan.directory, "packages");
  mkdirSync(folder, { recursive: true });
  const installOn = async (share: Share, peer: PeerPlan): Promise<void> => {
    const file = join(folder, `${label}-${share.mspId}.tar.gz`);
    if ((await installedPackages(context, peer)).includes(share.package.id)) return;
    writeFileSync(file, share.package.bytes, { mode: PACKAGE_FILE_MODE });
    await peerCommand(context, peer, ["lifecycle", "chaincode", "install", file]);
  };
  const pairs = shares.flatMap((share) =>
    context.plan.peers.filter((peer) => peer.organisation.mspId === share.mspId).map((peer) => ({ share, peer })),
  );
  await Promise.all(pairs.map(({ share, peer }) => installOn(share, peer)));
}

async function startProcesses(
  context: FabricContext,
  processes: ProcessTable,
  source: ChaincodeSource,
  shares: readonly Share[],
  restart: boolean,
): Promise<void> {
  const services = shares.map((share) => ({
    share,
    spec: chaincodeProcess(source, { ...share, id: share.package.id }),
  }));
  const due = services.filter(({ share, spec }) => restart || !processes.isRunning(spec.name, share.package.id));
  await Promise.all(due.map(({ spec }) => processes.stop(spec.name)));
  for (const { spec } of due) processes.start(spec);
  for (const { share, spec } of due) {
    const { name } = spec;
    const listening = await until(
      () => {
        processes.assertRunning(name);
        return isListening(share.port);
      },
      START_TIMEOUT_MS,
      context.signal,
    );
    if (!listening)
      throw new NetworkError(
        "NETWORK_TIMEOUT",
        `${name} runs but does not listen on ${share.address} after ${START_TIMEOUT_MS / 1_000} s; ` +
          `see ${processes.logFile(name)}.`,
      );
  }
}

/** Approves for every organisation what it has not approved, and commits what is not committed. */
async function define(
  context: FabricContext,
  definition: ChaincodeDefinition,
  shares: readonly Share[],
  progress: Progress,
): Promise<void> {
  const [first] = shares;
  if (!first) return;
  const options = definitionOptions(context, definition);
  const committed = await committedSequence(context, first.peer, definition.name);
  if (committed > definition.sequence || committed < definition.sequence - 1)
    throw new NetworkError(
      "NETWORK_CHANGED",
      `${definition.name} is committed at sequence ${committed}; the consortium file says ${definition.sequence}. ` +
        `Set it to ${committed} to keep the definition or to ${committed + 1} to change it, or run reset.`,
    );
  const approve = async (share: Share): Promise<void> => {
    if (await hasApproved(context, share.peer, definition, share.package.id)) return;
    await peerCommand(context, share.peer, [
      ...["lifecycle", "chaincode", "approveformyorg", "--package-id", share.package.id],
      ...options,
      ...ordererOptions(context.plan),
      ...peerOptions([share.peer]),
    ]);
  };
  await Promise.all(shares.map(approve));
  progress(`${definition.name}: approved by ${shares.length} organisations`);
  if (committed === definition.sequence) return;

  const seen = await until(
    async () => (await Promise.all(shares.map(({ peer }) => isApprovedByAll(context, peer, options)))).every(Boolean),
    APPROVAL_TIMEOUT_MS,
    context.signal,
  );
  if (!seen)
    throw new NetworkError(
      "NETWORK_TIMEOUT",
      `Not every peer saw all approvals of ${definition.name} within ${APPROVAL_TIMEOUT_MS / 1_000} s.`,
    );
  await peerCommand(context, first.peer, [
    ...["lifecycle", "chaincode", "commit"],
    ...options,
    ...ordererOptions(context.plan),
    ...peerOptions(shares.map(({ peer }) => peer)),
  ]);
  progress(`${definition.name}: committed at sequence ${definition.sequence}`);
}

function definitionOptions(context: FabricContext, definition: ChaincodeDefinition): string[] {
  const options = [
    ...["--channelID", context.plan.consortium.channel, "--name", definition.name],
    ...["--version", definition.version, "--sequence", String(definition.sequence)],
  ];
  if (definition.endorsementPolicy !== undefined) options.push("--signature-policy", definition.endorsementPolicy);
  if (definition.collections.length > 0) {
    const file = join(context.plan.directory, "packages", `${definition.name}-collections_config.json`);
    writeFileSync(file, `${collectionsConfig(definition)}\n`);
    options.push("--collections-config", file);
  }
  return options;
}

/** The text of Fabric's collections_config.json. */
export function collectionsConfig(definition: ChaincodeDefinition): string {
  const collections = definition.collections.map(({ endorsementPolicy, ...collection }) => ({
    ...collection,
    ...(endorsementPolicy === undefined ? {} : { endorsementPolicy: { signaturePolicy: endorsementPolicy } }),
  }));
  return JSON.stringify(collections, null, 2);
}

async function awaitAnswers(
  context: FabricContext,
  processes: ProcessTable,
  label: string,
  definition: ChaincodeDefinition,
): Promise<void> {
  for (const peer of context.plan.peers) {
    const answered = await until(
      async () => {
        processes.assertRunning(chaincodeProcessName(label, peer.organisation.mspId));
        // Until it has the new definition, a peer answers by the former version.
        const committed = await committedSequence(context, peer, definition.name);
        return committed === definition.sequence && (await answersQuery(context, peer, definition.name));
      },
      QUERY_TIMEOUT_MS,
      context.signal,
    );
    if (!answered)
      throw new NetworkError(
        "NETWORK_TIMEOUT",
        `${label} does not answer through ${peer.host} after ${QUERY_TIMEOUT_MS / 1_000} s; ` +
          `see ${processes.logFile(peer.host)} and the logs of its processes beside it.`,
      );
  }
}

/**
 * Former versions serve until every peer has the new definition. A peer that finds another version than the one it
 * looks for would wait for it, and commit no block meanwhile.
 */
async function stopFormerVersions(
  { plan }: FabricContext,
  processes: ProcessTable,
  { name, version }: ChaincodeDefinition,
): Promise<void> {
  const former = plan.consortium.organisations.flatMap(({ mspId }) =>
    chaincodeVersions(plan, name, mspId)
      .filter((candidate) => candidate !== version)
      .map((candidate) => chaincodeProcessName(labelOf(name, candidate), mspId)),
  );
  await Promise.all(former.map((process) => processes.stop(process)));
}

/** The label of a chaincode's package. */
const labelOf = (name: string, version: string): string => `${name}_${version}`;
