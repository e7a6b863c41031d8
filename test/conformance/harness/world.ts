// SPDX-License-Identifier: Apache-2.0
import { common, gateway } from "@hyperledger/fabric-protos";
import type { NodeControl } from "../ledgers/ledger.js";
import { validationCodeName, validationCodes } from "@licet/scripts/wire/block";
import { Connections, type NodeConnection } from "@licet/scripts/wire/connections";
import { GatewayActor, type InvokeOptions, type Submitted } from "./gateway-actor.js";
import { mapTexts, type Observation } from "@licet/scripts/wire/observation";
import type { Person } from "@licet/scripts/wire/person";
import type { Endpoint, NetworkProfile } from "@licet/scripts/wire/profile";
import { commitStatus } from "@licet/scripts/wire/raw-peer";
import type { DescribeVersion } from "@licet/scripts/wire/rwset";

/** The organisations of the conformance consortium. */
export const ORG1 = "Org1MSP";
export const ORG2 = "Org2MSP";
export const ORG3 = "Org3MSP";
export const ORGANISATIONS: readonly string[] = [ORG1, ORG2, ORG3];

const TRANSACTION_ID_LENGTH = 64;
/** A message as Fabric 3 prints it inside an error. */
const PRINTED_MESSAGE = /chaincodes:\{/;
const COMMIT_MS_MAX = 20_000;
const READY_MS_MAX = 60_000;

/** A network as the cases see it: people, their gateways, raw connections, and what makes observations comparable. */
export class World {
  readonly network: NetworkProfile;
  readonly connections = new Connections();
  readonly #nodes: NodeControl | undefined;
  readonly #actors = new Map<string, GatewayActor>();
  /** Names of the transactions of the case that runs, in the order it made them. */
  #transactionNames = new Map<string, string>();
  #firstBlock = 0;

  /** @param nodes stops and starts nodes, where the network can be asked to */
  constructor(network: NetworkProfile, nodes?: NodeControl) {
    this.network = network;
    this.#nodes = nodes;
  }

  /** @throws {Error} on a network that the suite has not started. */
  get nodes(): NodeControl {
    if (this.#nodes === undefined) throw new Error("the nodes of this network cannot be stopped from here");
    return this.#nodes;
  }

  get canStopNodes(): boolean {
    return this.#nodes !== undefined;
  }

  get channel(): string {
    return this.network.channel;
  }

  person(mspId: string, name = "User1"): Person {
    const found = this.network.people.find((person) => person.mspId === mspId && person.name === name);
    if (found === undefined) throw new Error(`identities.json has no ${name} of ${mspId}`);
    return found;
  }

  peer(mspId: string): Endpoint {
    const found = this.network.peers.find((endpoint) => endpoint.mspId === mspId);
    if (found === undefined) throw new Error(`the connection profiles have no peer of ${mspId}`);
    return found;
  }

  peerConnection(mspId: string): NodeConnection {
    return this.connections.to(this.peer(mspId));
  }

  ordererConnection(): NodeConnection {
    const [first] = this.network.orderers;
    if (first === undefined) throw new Error("the connection profiles have no ordering node");
    return this.connections.to(first);
  }

  /** A person at their own organisation's gateway peer. */
  actor(mspId: string, name = "User1", peerOf = mspId): GatewayActor {
    const key = `${mspId}/${name}@${peerOf}`;
    let actor = this.#actors.get(key);
    if (actor === undefined) {
      const connection = this.peerConnection(peerOf);
      actor = new GatewayActor(this.person(mspId, name), connection, this.channel, (txId) =>
        this.nameTransaction(txId),
      );
      this.#actors.set(key, actor);
    }
    return actor;
  }

  /** Evaluates as User1 of an organisation at its own peer. */
  evaluate(mspId: string, fn: string, args: readonly string[] = [], options: InvokeOptions = {}): Promise<Observation> {
    return this.actor(mspId).evaluate(fn, args, options);
  }

  /** Submits as User1 of an organisation and waits until every peer has committed the transaction. */
  async submitted(
    mspId: string,
    fn: string,
    args: readonly string[] = [],
    options: InvokeOptions = {},
  ): Promise<Submitted> {
    const submitted = await this.actor(mspId).submit(fn, args, options);
    if (submitted.block !== undefined) await this.committedEverywhere(submitted.txId);
    return submitted;
  }

  /** As `submitted`, and returns only what was seen. */
  async submit(
    mspId: string,
    fn: string,
    args: readonly string[] = [],
    options: InvokeOptions = {},
  ): Promise<Observation> {
    return (await this.submitted(mspId, fn, args, options)).observation;
  }

  /** Starts a case: transactions are numbered from one, and block numbers count from the block that comes next. */
  async beginCase(): Promise<void> {
    this.#firstBlock = Number(await this.settle());
    this.#transactionNames = new Map();
  }

  /** Gives a transaction of this case its name, so that observations can speak of it. */
  nameTransaction(txId: string): void {
    if (txId.length === TRANSACTION_ID_LENGTH && !this.#transactionNames.has(txId)) {
      this.#transactionNames.set(txId, `<tx ${this.#transactionNames.size + 1}>`);
    }
  }

  /** A block number relative to the case: 0 is the first block it made. */
  relativeBlock(block: bigint | number | undefined): Observation {
    if (block === undefined) return null;
    const relative = Number(block) - this.#firstBlock;
    return relative < 0 ? "earlier" : relative;
  }

  readonly describeVersion: DescribeVersion = (block, transaction) => {
    const relative = this.relativeBlock(block);
    return relative === "earlier" ? "earlier" : `${String(relative)}/${transaction}`;
  };

  /** Replaces what differs between any two networks: transaction ids and addresses. */
  normalise(observation: Observation): Observation {
    return mapTexts(observation, (text) => this.#normaliseText(text));
  }

  #normaliseText(text: string): string {
    // The library that Fabric parses and prints messages with puts a plain or a hard blank into its errors, and one or two
    // blanks between fields, by the build.
    let result = text.replaceAll("\u00a0", " ");
    if (PRINTED_MESSAGE.test(result)) result = result.replaceAll(/ {2,}/g, " ");
    for (const [txId, name] of this.#transactionNames) result = result.replaceAll(txId, name);
    for (const [txId, name] of this.#transactionNames) result = result.replaceAll(txId.slice(0, 8), name);
    for (const { mspId, name, creator } of this.network.people) {
      result = result.replaceAll(Buffer.from(creator).toString("hex"), `<${name} of ${mspId}>`);
    }
    result = result.replaceAll(
      /BlockNum: (\d+)/g,
      (_, block: string) => `BlockNum: ${String(this.relativeBlock(Number(block)))}`,
    );
    for (const node of [...this.network.peers, ...this.network.orderers]) {
      const port = node.address.slice(node.address.lastIndexOf(":"));
      const name = node.mspId === "" ? "<orderer>" : `<peer of ${node.mspId}>`;
      for (const host of ["localhost", "127.0.0.1", node.name]) result = result.replaceAll(host + port, name);
    }
    return result.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, "<time>");
  }

  /** Heights of all peers' ledgers, as the peers' own qscc says. */
  async heights(): Promise<bigint[]> {
    return Promise.all(ORGANISATIONS.map((mspId) => this.#height(mspId)));
  }

  async #height(mspId: string): Promise<bigint> {
    const bytes = await this.actor(mspId).query("qscc", "GetChainInfo", [this.channel]);
    return BigInt(common.BlockchainInfo.deserializeBinary(bytes).getHeight());
  }

  /** Waits until all peers have the same height and returns it. */
  async settle(): Promise<bigint> {
    const giveUpAt = Date.now() + COMMIT_MS_MAX;
    for (;;) {
      const [first, ...others] = await this.heights();
      if (first !== undefined && others.every((height) => height === first)) return first;
      if (Date.now() > giveUpAt) throw new Error(`the peers do not agree on a height within ${COMMIT_MS_MAX} ms`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Waits until every organisation can have a transaction endorsed by all of them: until the peers know each other. */
  async ready(): Promise<void> {
    const giveUpAt = Date.now() + READY_MS_MAX;
    for (const mspId of ORGANISATIONS) {
      for (const chaincode of ["kv", "kv2"]) {
        for (;;) {
          const { observation } = await this.actor(mspId).endorse("echo", [], { chaincode, endorsers: ORGANISATIONS });
          if (!JSON.stringify(observation).includes("error")) break;
          if (Date.now() > giveUpAt) throw new Error(`${mspId} has no endorsement: ${JSON.stringify(observation)}`);
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
      }
    }
    await this.settle();
  }

  /** A transaction's code at one organisation's peer; waits for its commit. */
  async commitAt(mspId: string, txId: string, waitMs = COMMIT_MS_MAX): Promise<{ code: string; block: number }> {
    const person = this.person(mspId);
    const request = new gateway.CommitStatusRequest();
    request.setTransactionId(txId);
    request.setChannelId(this.channel);
    request.setIdentity(person.creator);
    const signed = new gateway.SignedCommitStatusRequest();
    signed.setRequest(request.serializeBinary());
    signed.setSignature(person.sign(request.serializeBinary()));
    const status = await commitStatus(this.peerConnection(mspId), signed, waitMs);
    return { code: validationCodeName(status.getResult()), block: status.getBlockNumber() };
  }

  /** Waits until every peer has committed a transaction; they must give it one code, which is returned. */
  async committedEverywhere(txId: string): Promise<string> {
    const commits = await Promise.all(ORGANISATIONS.map((mspId) => this.commitAt(mspId, txId)));
    const codes = [...new Set(commits.map(({ code, block }) => `${code}@${block}`))];
    if (codes.length !== 1) throw new Error(`the peers disagree about ${txId}: ${codes.join(", ")}`);
    return commits[0]?.code ?? "none";
  }

  /** The block that holds a transaction, from one organisation's peer. */
  async blockOf(txId: string, mspId = ORG1): Promise<common.Block> {
    const bytes = await this.actor(mspId).query("qscc", "GetBlockByTxID", [this.channel, txId]);
    return common.Block.deserializeBinary(bytes);
  }

  async blockNumbered(number: number, mspId = ORG1): Promise<common.Block> {
    const bytes = await this.actor(mspId).query("qscc", "GetBlockByNumber", [this.channel, String(number)]);
    return common.Block.deserializeBinary(bytes);
  }

  /** Waits for the block of that number and returns the validation codes of its transactions. */
  async codesAbove(height: bigint, mspId = ORG1): Promise<string[]> {
    const giveUpAt = Date.now() + COMMIT_MS_MAX;
    while ((await this.#height(mspId)) <= height) {
      if (Date.now() > giveUpAt) throw new Error(`block ${height} is not committed within ${COMMIT_MS_MAX} ms`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    await this.settle();
    return validationCodes(await this.blockNumbered(Number(height), mspId));
  }

  close(): void {
    for (const actor of this.#actors.values()) actor.close();
    this.connections.close();
  }
}
