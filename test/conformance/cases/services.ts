// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { common, gateway, orderer, peer } from "@hyperledger/fabric-protos";
import type { ConformanceCase } from "../harness/case.js";
import { blockHeaderHash, describeForm, describeTransactions, validationCodeName } from "@licet/scripts/wire/block";
import { observe, type Observation } from "@licet/scripts/wire/observation";
import { commitStatus } from "@licet/scripts/wire/raw-peer";
import { ORG1, ORG2, ORG3, type World } from "../harness/world.js";

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}

/** Asks a system chaincode through the gateway; an answer is only noted as present. */
function ask(world: World, chaincode: string, fn: string, args: readonly (string | Uint8Array)[], name = "User1") {
  return observe(async () => {
    const bytes = await world.actor(ORG1, name).query(chaincode, fn, args);
    return bytes.length > 0 ? "answered" : "answered with nothing";
  });
}

async function statusOf(world: World, mspId: string, txId: string, waitMs: number): Promise<Observation> {
  return observe(async () => {
    const { code, block } = await world.commitAt(mspId, txId, waitMs);
    return { code, block: world.relativeBlock(block) };
  });
}

/** The services beside endorsement: ledger queries, configuration, commit status. */
export const serviceCases: readonly ConformanceCase[] = [
  {
    id: "qscc-answers",
    title: "The ledger queries of qscc",
    what: "Chain info, blocks by number, hash and transaction, transactions with their code.",
    async run(world) {
      const submitted = await world.submitted(ORG1, "put", ["qscc-answers", "x"], { endorsers: [ORG1, ORG2] });
      const invalid = await world.submitted(ORG1, "put", ["qscc-answers", "y"], { endorsers: [ORG1] });
      const qscc = (fn: string, ...args: (string | Uint8Array)[]): Promise<Uint8Array> =>
        world.actor(ORG2).query("qscc", fn, [world.channel, ...args]);
      const block = await world.blockOf(submitted.txId);
      const header = block.getHeader();
      const hash = header === undefined ? Buffer.of() : blockHeaderHash(header);
      const byHash = await qscc("GetBlockByHash", hash);
      const byNumber = await qscc("GetBlockByNumber", String(header?.getNumber() ?? 0));
      const info = common.BlockchainInfo.deserializeBinary(await qscc("GetChainInfo"));
      const last = (await world.blockNumbered(info.getHeight() - 1)).getHeader();
      const codeOf = async (txId: string): Promise<Observation> => {
        const processed = peer.ProcessedTransaction.deserializeBinary(await qscc("GetTransactionByID", txId));
        const payload = processed.getTransactionenvelope()?.getPayload_asU8() ?? Buffer.of();
        return [validationCodeName(processed.getValidationcode()), payload.length > 0];
      };
      const hashIn = (bytes: Uint8Array): string => {
        const found = common.Block.deserializeBinary(bytes).getHeader();
        return found === undefined ? "none" : hex(blockHeaderHash(found));
      };
      return {
        sameByHash: hashIn(byHash) === hex(hash),
        sameByNumber: hashIn(byNumber) === hex(hash),
        currentHash: last !== undefined && hex(info.getCurrentblockhash_asU8()) === hex(blockHeaderHash(last)),
        previousHash: hex(info.getPreviousblockhash_asU8()) === hex(last?.getPreviousHash_asU8() ?? Buffer.of()),
        codes: [await codeOf(submitted.txId), await codeOf(invalid.txId)],
        block: describeTransactions(block, world.describeVersion),
      };
    },
  },
  {
    id: "qscc-refusals",
    title: "Ledger queries that find nothing or are wrong",
    what: "Each with the words of qscc.",
    async run(world) {
      const { channel } = world;
      const txId = createHash("sha256").update("no such transaction").digest("hex");
      world.nameTransaction(txId);
      return {
        unknownFunction: await ask(world, "qscc", "Nonsense", [channel]),
        noArguments: await ask(world, "qscc", "GetChainInfo", []),
        unknownChannel: await ask(world, "qscc", "GetChainInfo", ["nosuchchannel"]),
        missingNumber: await ask(world, "qscc", "GetBlockByNumber", [channel]),
        badNumber: await ask(world, "qscc", "GetBlockByNumber", [channel, "x"]),
        farNumber: await ask(world, "qscc", "GetBlockByNumber", [channel, "1000000"]),
        unknownTransaction: await ask(world, "qscc", "GetTransactionByID", [channel, txId]),
        emptyTransaction: await ask(world, "qscc", "GetTransactionByID", [channel, ""]),
        unknownBlockOf: await ask(world, "qscc", "GetBlockByTxID", [channel, txId]),
        emptyHash: await ask(world, "qscc", "GetBlockByHash", [channel, ""]),
      };
    },
  },
  {
    id: "qscc-submitted",
    title: "A ledger query submitted as a transaction",
    what: "Whether a system chaincode's transaction is endorsed, ordered and valid.",
    async run(world) {
      return {
        submit: await world.submit(ORG1, "GetChainInfo", ["nosuchchannel"], { chaincode: "qscc", endorsers: [ORG1] }),
      };
    },
  },
  {
    id: "cscc-answers",
    title: "The configuration queries of cscc",
    what: "Channels, configuration block and channel configuration, to members and administrators.",
    async run(world) {
      const channels = async (): Promise<Observation> => {
        const bytes = await world.actor(ORG1).query("cscc", "GetChannels", []);
        const response = peer.ChannelQueryResponse.deserializeBinary(bytes);
        return response.getChannelsList().map((channel) => channel.getChannelId());
      };
      return {
        channels: await observe(channels),
        configBlock: await ask(world, "cscc", "GetConfigBlock", [world.channel]),
        channelConfig: await ask(world, "cscc", "GetChannelConfig", [world.channel]),
        configBlockUnknown: await ask(world, "cscc", "GetConfigBlock", ["nosuchchannel"]),
        configBlockNoArgument: await ask(world, "cscc", "GetConfigBlock", []),
        unknownFunction: await ask(world, "cscc", "Nonsense", ["x"]),
        noFunction: await ask(world, "cscc", "", []),
      };
    },
  },
  {
    id: "config-block",
    title: "The channel's first block",
    what: "Groups, organisations, capabilities and policies of the configuration.",
    async run(world) {
      const block = await world.blockNumbered(0);
      const envelope = common.Envelope.deserializeBinary(block.getData()?.getDataList_asU8()[0] ?? Buffer.of());
      const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
      const config = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8()).getConfig();
      const capabilities = (group: common.ConfigGroup | undefined): Observation => {
        const value = group?.getValuesMap().get("Capabilities")?.getValue_asU8();
        const names = common.Capabilities.deserializeBinary(value ?? Buffer.of()).getCapabilitiesMap();
        return [...names.keys()].sort();
      };
      const channel = config?.getChannelGroup();
      const application = channel?.getGroupsMap().get("Application");
      const policies = (group: common.ConfigGroup | undefined): Observation =>
        [...(group?.getPoliciesMap().keys() ?? [])].sort();
      const organisations = [...(application?.getGroupsMap().keys() ?? [])].sort();
      const first = application?.getGroupsMap().get(organisations[0] ?? "");
      return {
        form: describeForm(block, undefined),
        sequence: config?.getSequence() ?? -1,
        groups: [...(channel?.getGroupsMap().keys() ?? [])].sort(),
        organisations,
        capabilities: [capabilities(channel), capabilities(application)],
        policies: [policies(channel), policies(application), policies(first)],
        values: [...(first?.getValuesMap().keys() ?? [])].sort(),
      };
    },
  },
  {
    id: "lifecycle-queries",
    title: "What is committed on the channel",
    what: "The lifecycle's own queries, by a member and by an administrator.",
    async run(world) {
      const { lifecycle } = peer;
      const definitionArgs = new lifecycle.QueryChaincodeDefinitionArgs();
      definitionArgs.setName("kv");
      const unknownArgs = new lifecycle.QueryChaincodeDefinitionArgs();
      unknownArgs.setName("nosuch");
      const query = (fn: string, args: Uint8Array, name: string): Promise<Uint8Array> =>
        world.actor(ORG1, name).query("_lifecycle", fn, [args]);
      const definition = async (name: string): Promise<Observation> => {
        const bytes = await query("QueryChaincodeDefinition", definitionArgs.serializeBinary(), name);
        const result = lifecycle.QueryChaincodeDefinitionResult.deserializeBinary(bytes);
        return {
          sequence: result.getSequence(),
          version: result.getVersion(),
          plugins: [result.getEndorsementPlugin(), result.getValidationPlugin()],
          initRequired: result.getInitRequired(),
          collections:
            result
              .getCollections()
              ?.getConfigList()
              .map((collection) => collection.getStaticCollectionConfig()?.getName() ?? "") ?? [],
          approvals: [...result.getApprovalsMap().entries()].sort().map(([mspId, approved]) => [mspId, approved]),
        };
      };
      const all = async (): Promise<Observation> => {
        const bytes = await query("QueryChaincodeDefinitions", new Uint8Array(), "User1");
        const result = lifecycle.QueryChaincodeDefinitionsResult.deserializeBinary(bytes);
        return result
          .getChaincodeDefinitionsList()
          .map((one) => `${one.getName()} ${one.getVersion()}`)
          .sort();
      };
      return {
        member: await observe(() => definition("User1")),
        administrator: await observe(() => definition("Admin")),
        all: await observe(all),
        unknown: await ask(world, "_lifecycle", "QueryChaincodeDefinition", [unknownArgs.serializeBinary()]),
        installed: await ask(world, "_lifecycle", "QueryInstalledChaincodes", [new Uint8Array()]),
        unknownFunction: await ask(world, "_lifecycle", "Nonsense", [new Uint8Array()]),
      };
    },
  },
  {
    id: "commit-status",
    title: "Asking for a transaction's status",
    what: "By anyone of the channel, at once when it is committed, not before; never for an unknown one.",
    async run(world) {
      const submitted = await world.submitted(ORG1, "put", ["commit-status", "x"]);
      const unknown = createHash("sha256").update("never submitted").digest("hex");
      world.nameTransaction(unknown);
      return {
        own: await statusOf(world, ORG1, submitted.txId, 5_000),
        others: await statusOf(world, ORG3, submitted.txId, 5_000),
        unknown: await statusOf(world, ORG1, unknown, 500),
        empty: await statusOf(world, ORG1, "", 500),
      };
    },
  },
  {
    id: "commit-status-forged",
    title: "Forged requests for a status",
    what: "The request must be signed by a reader of the channel.",
    async run(world) {
      const person = world.person(ORG1);
      const submitted = await world.submitted(ORG1, "put", ["commit-status-forged", "x"]);
      const request = (channel: string, creator: Uint8Array): gateway.CommitStatusRequest => {
        const built = new gateway.CommitStatusRequest();
        built.setTransactionId(submitted.txId);
        built.setChannelId(channel);
        built.setIdentity(creator);
        return built;
      };
      const send = (built: gateway.CommitStatusRequest, signature: Uint8Array): Promise<Observation> => {
        const signed = new gateway.SignedCommitStatusRequest();
        signed.setRequest(built.serializeBinary());
        signed.setSignature(signature);
        return observe(async () => {
          const status = await commitStatus(world.peerConnection(ORG1), signed, 5_000);
          return validationCodeName(status.getResult());
        });
      };
      const proper = request(world.channel, person.creator);
      const elsewhere = request("nosuchchannel", person.creator);
      const stranger = person.claiming("NoSuchMSP");
      const strange = request(world.channel, stranger.creator);
      const impostor = request(world.channel, person.claiming(ORG2).creator);
      return {
        right: await send(proper, person.sign(proper.serializeBinary())),
        unsigned: await send(proper, new Uint8Array()),
        otherSigner: await send(proper, world.person(ORG2).sign(proper.serializeBinary())),
        highS: await send(proper, person.signHighS(proper.serializeBinary())),
        otherChannel: await send(elsewhere, person.sign(elsewhere.serializeBinary())),
        stranger: await send(strange, stranger.sign(strange.serializeBinary())),
        impostor: await send(impostor, person.sign(impostor.serializeBinary())),
      };
    },
  },
  {
    id: "block-form",
    title: "The form of a block",
    what: "Data hash, link to the block before, five metadata entries, the orderer's signature and the commit hash.",
    async run(world) {
      const submitted = await world.submitted(ORG1, "put", ["block-form", "x"]);
      const number = Number(submitted.block ?? 0n);
      const [block, before] = [await world.blockNumbered(number), await world.blockNumbered(number - 1)];
      const metadata = block.getMetadata()?.getMetadataList_asU8() ?? [];
      const signatures = common.Metadata.deserializeBinary(
        metadata[common.BlockMetadataIndex.SIGNATURES] ?? Buffer.of(),
      );
      const consenter = common.OrdererBlockMetadata.deserializeBinary(
        signatures.getValue_asU8(),
      ).getConsenterMetadata_asU8();
      const commits = [];
      for (const mspId of [ORG1, ORG2, ORG3]) {
        const own = await world.blockNumbered(number, mspId);
        commits.push(
          hex(own.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.COMMIT_HASH] ?? Buffer.of()),
        );
      }
      return {
        form: describeForm(block, before),
        peersAgreeOnCommitHash: new Set(commits).size === 1,
        consenterMetadata: orderer.etcdraft.BlockMetadata.deserializeBinary(consenter).getConsenterIdsList().length > 0,
      };
    },
  },
];
