// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import { common, gateway, peer } from "@hyperledger/fabric-protos";
import { type JsonValue, parseLicetError } from "@licet/domain";
import { type Consortium, loadConsortium } from "@licet/network/config/consortium";
import { defaultConsortiumFile } from "@licet/network/config/home";
import { OrganisationLayout } from "@licet/embedded-network/crypto/layout";
import { validationCodeName, validationCodes } from "@licet/scripts/wire/block";
import { Connections, type NodeConnection } from "@licet/scripts/wire/connections";
import { Person } from "@licet/scripts/wire/person";
import { type NetworkProfile, readProfiles } from "@licet/scripts/wire/profile";
import { observeError } from "@licet/scripts/wire/observation";
import { buildProposal, type ForgedProposal, signedProposal } from "@licet/scripts/wire/proposal";
import { Resubmissions, sendPatiently } from "@licet/scripts/wire/resubmission";
import { broadcast, commitStatus, gatewaySubmit, processProposal } from "@licet/scripts/wire/raw-peer";

const COMMIT_MS_MAX = 60_000;
const POLL_MS = 50;

/** Name and version of the chaincode that is attacked. */
export const CHAINCODE = "licet";
export const CHAINCODE_VERSION = "1.0";

/** What an endorser answered to a proposal. */
export interface Answer {
  readonly proposal: ForgedProposal;
  /** 200 where the chaincode agreed; 0 where the peer itself refused. */
  readonly status: number;
  readonly message: string;
  /** Code of the chaincode's refusal, or the peer's own words; "OK" where there was none. */
  readonly code: string;
  readonly payload: string;
  readonly response?: peer.ProposalResponse;
}

/** A transaction that was ordered: its validation code, the same at every peer that was asked. */
export interface Ordered {
  readonly txId: string;
  readonly code: string;
  readonly block: number;
}

/** Confidential input of a proposal, as the gateway would send it. */
export interface ProposeOptions {
  readonly transient?: Readonly<Record<string, string>> | undefined;
  readonly timeMs?: number | undefined;
  readonly proposal?: ForgedProposal | undefined;
  readonly chaincode?: string | undefined;
}

/** A running network as its members' clients reach it, with the keys that lie in its folder: everybody's. */
export class Net {
  readonly profile: NetworkProfile;
  readonly consortium: Consortium;
  readonly cryptoFolder: string;
  readonly #connections = new Connections();
  readonly #peerKeys = new Map<string, Person>();
  /** Ids of the transactions that were given to the ordering service. */
  readonly #sent = new Set<string>();
  readonly resubmissions = new Resubmissions();

  /** @param cryptoFolder the network's own folder, which holds `organizations` */
  constructor(profilesFolder: string, cryptoFolder: string) {
    this.profile = readProfiles(profilesFolder);
    this.cryptoFolder = cryptoFolder;
    this.consortium = loadConsortium(defaultConsortiumFile());
  }

  get channel(): string {
    return this.profile.channel;
  }

  /** MSP ids of the organisations that have peers. */
  get organisations(): readonly string[] {
    return this.consortium.organisations.map(({ mspId }) => mspId);
  }

  /** A user of identities.json, by `name@mspId`. */
  person(user: string): Person {
    const found = this.profile.people.find(({ name, mspId }) => `${name}@${mspId}` === user);
    if (found === undefined) throw new Error(`identities.json has no ${user}.`);
    return found;
  }

  /** Files of an organisation. */
  layoutOf(mspId: string): { readonly layout: OrganisationLayout; readonly domain: string; readonly name: string } {
    const found = this.consortium.organisations.find((one) => one.mspId === mspId);
    if (found === undefined) throw new Error(`The consortium has no ${mspId}.`);
    return {
      layout: new OrganisationLayout(this.cryptoFolder, "peer", found.domain),
      domain: found.domain,
      name: found.name,
    };
  }

  /** The identity that an organisation's peer endorses with. */
  peerKey(mspId: string): Person {
    const known = this.#peerKeys.get(mspId);
    if (known !== undefined) return known;
    const files = this.layoutOf(mspId).layout.node("peer0");
    const key = new Person({
      name: "peer0",
      mspId,
      certificatePem: readFileSync(files.certificate, "utf8"),
      privateKeyPem: readFileSync(files.key, "utf8"),
    });
    this.#peerKeys.set(mspId, key);
    return key;
  }

  connection(mspId: string): NodeConnection {
    const endpoint = this.profile.peers.find((one) => one.mspId === mspId);
    if (endpoint === undefined) throw new Error(`The connection profiles have no peer of ${mspId}.`);
    return this.#connections.to(endpoint);
  }

  ordererConnection(): NodeConnection {
    const [endpoint] = this.profile.orderers;
    if (endpoint === undefined) throw new Error("The connection profiles have no orderer.");
    return this.#connections.to(endpoint);
  }

  /** Asks one organisation's peer to endorse, which changes nothing yet. */
  async propose(person: Person, at: string, args: readonly string[], options: ProposeOptions = {}): Promise<Answer> {
    const { transient, timeMs } = options;
    const proposal =
      options.proposal ??
      buildProposal(person, {
        channel: this.channel,
        chaincode: options.chaincode ?? CHAINCODE,
        args,
        transient,
        timeMs,
      });
    try {
      const signed = signedProposal(proposal.bytes, person.sign(proposal.bytes));
      const response = await processProposal(this.connection(at), signed);
      const status = response.getResponse()?.getStatus() ?? 0;
      const message = response.getResponse()?.getMessage() ?? "";
      const payload = Buffer.from(response.getResponse()?.getPayload_asU8() ?? []).toString("utf8");
      return { proposal, status, message, code: status === 200 ? "OK" : refusalOf(message), payload, response };
    } catch (error) {
      const message = wordsOf(error);
      return { proposal, status: 0, message, code: refusalOf(message), payload: "" };
    }
  }

  /** Runs a query. @returns its JSON, or the refusal's code */
  async query(person: Person, at: string, name: string, input: unknown): Promise<{ code: string; json: JsonValue }> {
    const { code, payload } = await this.propose(person, at, [name, JSON.stringify(input)]);
    return { code, json: code === "OK" ? (JSON.parse(payload) as JsonValue) : null };
  }

  /** Has an envelope ordered, through the peer of the one who signed it, and waits until every peer has it. */
  async order(person: Person, txId: string, envelope: common.Envelope): Promise<Ordered> {
    const request = new gateway.SubmitRequest();
    request.setTransactionId(txId);
    request.setChannelId(this.channel);
    request.setPreparedTransaction(envelope);
    const send = async (): Promise<string | undefined> => {
      try {
        await gatewaySubmit(this.connection(person.mspId), request);
        return undefined;
      } catch (error) {
        return JSON.stringify(observeError(error));
      }
    };
    return this.#whenOrdered(txId, send);
  }

  /** Sends an envelope to an ordering node, past every peer. */
  async orderDirectly(txId: string, envelope: common.Envelope): Promise<Ordered> {
    return this.#whenOrdered(txId, () => this.orderAgain(envelope));
  }

  /** A busy ordering service is asked again; a transaction that was sent before is not, so that its replay is seen. */
  async #whenOrdered(txId: string, send: () => Promise<string | undefined>): Promise<Ordered> {
    const fresh = !this.#sent.has(txId);
    this.#sent.add(txId);
    const refusal = fresh ? await sendPatiently(send, this.resubmissions) : await send();
    if (refusal !== undefined) return { txId, code: `NOT_ORDERED: ${refusal}`, block: -1 };
    return this.committed(txId);
  }

  /** How many blocks the channel has. */
  async height(): Promise<number> {
    return common.BlockchainInfo.deserializeBinary(await this.#system("GetChainInfo", this.channel)).getHeight();
  }

  /** Validation codes of every transaction from a block on; waits for one block at least. */
  async codesFrom(block: number): Promise<readonly string[]> {
    const giveUpAt = Date.now() + COMMIT_MS_MAX;
    while ((await this.height()) <= block) {
      if (Date.now() > giveUpAt) return [];
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    const bytes = await this.#system("GetBlockByNumber", this.channel, String(block));
    return validationCodes(common.Block.deserializeBinary(bytes));
  }

  /** Sends an envelope whose transaction is on the ledger. @returns why it was not ordered, if it was not */
  async orderAgain(envelope: common.Envelope): Promise<string | undefined> {
    const answer = await broadcast(this.ordererConnection(), envelope);
    const accepted = typeof answer === "object" && answer !== null && "status" in answer && answer.status === "SUCCESS";
    return accepted ? undefined : JSON.stringify(answer);
  }

  async #system(fn: string, ...args: readonly string[]): Promise<Uint8Array> {
    const [reader] = this.profile.people;
    if (reader === undefined) throw new Error("identities.json lists nobody.");
    const { response } = await this.propose(reader, reader.mspId, [fn, ...args], { chaincode: "qscc" });
    return response?.getResponse()?.getPayload_asU8() ?? new Uint8Array();
  }

  /** Waits until every peer has committed a transaction; they must give it one code. */
  async committed(txId: string): Promise<Ordered> {
    const all = await Promise.all(this.organisations.map((mspId) => this.#commitAt(mspId, txId)));
    const codes = [...new Set(all.map(({ code, block }) => `${code}@${block}`))];
    if (codes.length !== 1) throw new Error(`The peers disagree about ${txId}: ${codes.join(", ")}`);
    return { txId, code: all[0]?.code ?? "NONE", block: all[0]?.block ?? -1 };
  }

  async #commitAt(mspId: string, txId: string): Promise<{ code: string; block: number }> {
    const reader = this.profile.people.find((one) => one.mspId === mspId);
    if (reader === undefined) throw new Error(`identities.json lists nobody of ${mspId}.`);
    const request = new gateway.CommitStatusRequest();
    request.setTransactionId(txId);
    request.setChannelId(this.channel);
    request.setIdentity(reader.creator);
    const signed = new gateway.SignedCommitStatusRequest();
    signed.setRequest(request.serializeBinary());
    signed.setSignature(reader.sign(request.serializeBinary()));
    const status = await commitStatus(this.connection(mspId), signed, COMMIT_MS_MAX);
    return { code: validationCodeName(status.getResult()), block: status.getBlockNumber() };
  }

  close(): void {
    this.#connections.close();
  }
}

/** Code of a refusal in a peer's or chaincode's words. */
function refusalOf(message: string): string {
  return parseLicetError(message)?.code ?? message.slice(0, 160);
}

function wordsOf(error: unknown): string {
  if (error instanceof Error && "details" in error && typeof error.details === "string") return error.details;
  return error instanceof Error ? error.message : String(error);
}
