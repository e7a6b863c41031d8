// SPDX-License-Identifier: Apache-2.0

import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Consortium } from "../description/schema.js";
import { generateCrypto } from "../crypto/generate.js";
import { OrganisationLayout } from "../crypto/layout.js";
import { loadSigningIdentity } from "../identity/signer.js";
import type { ChannelOptions } from "../blocks/channel-options.js";
import type { Channel, TransactionStatus } from "../channel/api.js";
import type { SigningIdentity } from "../identity/identity.js";
import type { LedgerLimits } from "../protocol/limits.js";
import type { ChaincodeDefinition } from "../state/definition.js";
import type { Simulator } from "../state/simulation.js";
import { openChannel } from "../channel/channel.js";
import { computeProposalHash, computeTxId } from "../protocol/envelope.js";
import { WireWriter } from "../protocol/wire.js";

const ENDORSER_TRANSACTION = 3;
const NONCE_BYTES = 24;
const ORDERER_DOMAIN = "orderer.test";
export const TEST_CHANNEL = "trial";
export const TEST_CHAINCODE = "basic";

/** Organisations of the trial network; each has peer0, a client `user1` and an administrator. */
export const TEST_ORGANISATIONS = ["A", "B", "C"] as const;
export type TestOrganisation = (typeof TEST_ORGANISATIONS)[number];

const ANY_PEER = "OR('AMSP.peer','BMSP.peer','CMSP.peer')";

/** A chaincode that any one organisation may endorse. */
export function testChaincode(changes: Partial<ChaincodeDefinition> = {}): ChaincodeDefinition {
  const name = TEST_CHAINCODE;
  return { name, version: "1.0", sequence: 1, endorsementPolicy: ANY_PEER, collections: [], ...changes };
}

function testConsortium(): Consortium {
  return {
    name: "trial",
    channel: TEST_CHANNEL,
    organisations: TEST_ORGANISATIONS.map((name, index) => ({
      name,
      mspId: `${name}MSP`,
      domain: `${name.toLowerCase()}.test`,
      access: "full",
      peers: [{ name: "peer0", port: 7051 + index * 100 }],
      users: [
        { name: "user1", attributes: { role: "tester" }, admin: false },
        { name: "Admin", attributes: {}, admin: true },
      ],
    })),
    orderer: {
      name: "Orderer",
      mspId: "OrdererMSP",
      domain: ORDERER_DOMAIN,
      orderers: [{ name: "orderer0", port: 7050 }],
    },
    chaincodes: [],
  };
}

/** A transaction to be made: who asks, who endorses, and what the chaincode does. */
export interface TestTransaction {
  readonly run: (simulator: Simulator) => void | Promise<void>;
  readonly client?: SigningIdentity;
  readonly endorsers?: readonly TestOrganisation[];
  readonly chaincode?: string;
  readonly event?: string;
  readonly nonce?: Uint8Array;
}

export interface MadeTransaction {
  readonly txId: string;
  readonly envelope: Uint8Array;
}

/** Certificates and folders of a trial network, and the means to make transactions for it without chaincode or peers. */
export class TestNetwork {
  readonly directory: string;
  readonly #identities = new Map<string, SigningIdentity>();

  /** Not for use from outside: `create` makes one with its certificates. */
  constructor(directory: string) {
    this.directory = directory;
  }

  /** Makes the network's certificates in a new folder below the system's temporary one, or finds them in the given folder. */
  static async create(directory = mkdtempSync(path.join(tmpdir(), "embedded-ledger-"))): Promise<TestNetwork> {
    await generateCrypto(testConsortium(), directory);
    return new TestNetwork(directory);
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }

  options(
    chaincodes: readonly ChaincodeDefinition[] = [testChaincode()],
    ledger = "ledger",
    limits: Partial<LedgerLimits> = {},
  ): ChannelOptions {
    const orderer = new OrganisationLayout(this.directory, "orderer", ORDERER_DOMAIN);
    return {
      channelId: TEST_CHANNEL,
      directory: path.join(this.directory, ledger),
      organisations: TEST_ORGANISATIONS.map((name) => ({
        mspId: `${name}MSP`,
        mspDirectory: this.#layout(name).msp,
        anchorPeers: [{ host: "localhost", port: 7051 }],
      })),
      orderer: {
        mspId: "OrdererMSP",
        mspDirectory: orderer.msp,
        signerDirectory: orderer.node("orderer0").msp,
        endpoints: [{ host: "localhost", port: 7050 }],
      },
      chaincodes,
      limits,
    };
  }

  open(...options: Parameters<TestNetwork["options"]>): Promise<Channel> {
    return openChannel(this.options(...options));
  }

  peer(organisation: TestOrganisation): SigningIdentity {
    return this.#identity(organisation, "peer0", this.#layout(organisation).node("peer0").msp);
  }

  user(organisation: TestOrganisation, name = "user1"): SigningIdentity {
    return this.#identity(organisation, name, this.#layout(organisation).user(name).msp);
  }

  #layout(organisation: TestOrganisation): OrganisationLayout {
    return new OrganisationLayout(this.directory, "peer", `${organisation.toLowerCase()}.test`);
  }

  #identity(organisation: TestOrganisation, name: string, mspDirectory: string): SigningIdentity {
    const key = `${organisation}/${name}`;
    const identity = this.#identities.get(key) ?? loadSigningIdentity(`${organisation}MSP`, mspDirectory);
    this.#identities.set(key, identity);
    return identity;
  }

  /** Simulates and endorses a transaction; private data goes to the transient store. */
  async make(channel: Channel, transaction: TestTransaction): Promise<MadeTransaction> {
    const { run, chaincode = TEST_CHAINCODE, endorsers = ["A"], client = this.user("A") } = transaction;
    const nonce = transaction.nonce ?? randomBytes(NONCE_BYTES);
    const txId = computeTxId(nonce, client.serialised);
    const [first = "A"] = endorsers;
    const simulator = channel.ledger.newSimulator(`${first}MSP`, txId);
    try {
      simulator.readDefinition(chaincode);
      await run(simulator);
      const { publicRwset, privateRwset } = simulator.finish();
      if (privateRwset !== undefined) await channel.transient.put(txId, `${first}MSP`, privateRwset);
      const action = chaincodeAction(publicRwset, chaincode, txId, transaction.event);
      const peers = endorsers.map((organisation) => this.peer(organisation));
      return { txId, envelope: endorsedEnvelope({ client, nonce, txId, chaincode, action, peers }) };
    } finally {
      simulator.close();
    }
  }

  /** Makes a transaction, has it ordered and waits for its verdict. */
  async submit(channel: Channel, transaction: TestTransaction): Promise<TransactionStatus & { txId: string }> {
    const { txId, envelope } = await this.make(channel, transaction);
    return { txId, ...(await broadcast(channel, txId, envelope)) };
  }
}

/**
 * The value.
 * @throws {Error} where there is none.
 */
export function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("expected a value");
  return value;
}

/** Has an envelope ordered and waits for its verdict. */
export async function broadcast(channel: Channel, txId: string, envelope: Uint8Array): Promise<TransactionStatus> {
  const { status, info } = channel.orderer.broadcast(envelope);
  if (status !== 200) throw new Error(`broadcast answered ${status}: ${info}`);
  return channel.ledger.awaitTransaction(txId);
}

function chaincodeAction(results: Uint8Array, chaincode: string, txId: string, event: string | undefined): Uint8Array {
  const action = new WireWriter().bytes(1, results);
  if (event !== undefined) {
    const message = new WireWriter().string(1, chaincode).string(2, txId).string(3, event);
    action.bytes(2, message.bytes(4, Buffer.from("payload")).finish());
  }
  action.message(3, new WireWriter().uint(1, 200));
  return action.message(4, new WireWriter().string(2, chaincode).string(3, "1.0")).finish();
}

/** Parts of an envelope; tests change some of them to see it refused. */
export interface EnvelopeParts {
  readonly client: SigningIdentity;
  readonly nonce: Uint8Array;
  readonly txId: string;
  readonly chaincode: string;
  readonly action: Uint8Array;
  readonly peers: readonly SigningIdentity[];
  readonly channel?: string;
  readonly type?: number;
  readonly epoch?: number;
  readonly proposalHash?: Uint8Array;
  readonly sign?: (payload: Uint8Array) => Uint8Array;
}

/** Puts an endorsed, signed envelope together. */
export function endorsedEnvelope(parts: EnvelopeParts): Uint8Array {
  const { client, nonce, txId, chaincode, action, peers } = parts;
  const extension = new WireWriter().message(2, new WireWriter().string(2, chaincode)).finish();
  const channelHeader = new WireWriter()
    .uint(1, parts.type ?? ENDORSER_TRANSACTION)
    .message(3, new WireWriter().uint(1, Math.floor(Date.now() / 1000)))
    .string(4, parts.channel ?? TEST_CHANNEL)
    .string(5, txId)
    .uint(6, parts.epoch ?? 0)
    .bytes(7, extension)
    .finish();
  const signatureHeader = new WireWriter().bytes(1, client.serialised).bytes(2, nonce).finish();
  const proposalPayload = new WireWriter().bytes(1, Buffer.from("input")).finish();
  const hash = parts.proposalHash ?? computeProposalHash(channelHeader, signatureHeader, proposalPayload);
  const response = new WireWriter().bytes(1, hash).bytes(2, action).finish();
  const endorsed = new WireWriter().bytes(1, response);
  for (const peer of peers) {
    const signature = peer.sign(Buffer.concat([response, peer.serialised]));
    endorsed.message(2, new WireWriter().bytes(1, peer.serialised).bytes(2, signature));
  }
  const actionPayload = new WireWriter().bytes(1, proposalPayload).message(2, endorsed);
  const transaction = new WireWriter().message(1, new WireWriter().bytes(1, signatureHeader).message(2, actionPayload));
  const header = new WireWriter().bytes(1, channelHeader).bytes(2, signatureHeader);
  const payload = new WireWriter().message(1, header).bytes(2, transaction.finish()).finish();
  const sign = parts.sign ?? ((message) => client.sign(message));
  return new WireWriter().bytes(1, payload).bytes(2, sign(payload)).finish();
}
