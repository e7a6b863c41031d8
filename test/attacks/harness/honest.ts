// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from "node:crypto";
import { peer } from "@hyperledger/fabric-protos";
import {
  canonicalJson,
  evidenceName,
  type JsonValue,
  type PartRef,
  type SaltedPart,
  type SubmitDefinition,
  TRANSACTIONS,
  type TransactionName,
} from "@licet/domain";
import { envelopeOf, transactionPayload } from "@licet/scripts/wire/envelope";
import type { Person } from "@licet/scripts/wire/person";
import { buildProposal } from "@licet/scripts/wire/proposal";
import { type Answer, CHAINCODE, type Net, type Ordered } from "./network.js";

const SALT_BYTES = 32;
/** Acts on one record or list conflict where they share a block; each is made anew, as the gateway does. */
const TRIES_MAX = 25;
const CONFLICTS: readonly string[] = ["MVCC_READ_CONFLICT", "PHANTOM_READ_CONFLICT"];
const TRANSIENT_FIELD = "confidential";

/** How an act is sent; everything has the value that the gateway would give it. */
export interface ActOptions {
  /** Confidential content that it writes, by part; salted at random unless it has a salt. */
  readonly parts?: Readonly<Record<string, JsonValue | SaltedPart>>;
  readonly evidence?: Readonly<Record<string, SaltedPart>>;
  readonly endorsers?: readonly string[];
  /** The client's clock in milliseconds. */
  readonly timeMs?: number;
  /** In place of the input's own JSON. */
  readonly rawInput?: unknown;
  /** In place of the transient field's JSON. */
  readonly transient?: Readonly<Record<string, string>>;
}

/** How an act ended: "OK", the chaincode's refusal, or Fabric's validation code. */
export interface Done {
  readonly code: string;
  readonly txId: string;
  readonly block: number;
  /** The chaincode's result; null where there is none. */
  readonly json: JsonValue;
  readonly message: string;
}

/** Content with a random salt. */
export function salted(content: JsonValue): SaltedPart {
  return { salt: randomBytes(SALT_BYTES).toString("hex"), content };
}

/**
 * Calls a transaction as the gateway does: endorsers from its definition, evidence from the caller's own peer, made anew where it met a
 * conflict.
 */
export async function act(
  net: Net,
  person: Person,
  name: TransactionName,
  input: unknown,
  options: ActOptions = {},
): Promise<Done> {
  let done = await actOnce(net, person, name, input, options);
  for (let tries = 1; tries < TRIES_MAX && CONFLICTS.includes(done.code); tries += 1) {
    done = await actOnce(net, person, name, input, options);
  }
  return done;
}

async function actOnce(
  net: Net,
  person: Person,
  name: TransactionName,
  input: unknown,
  options: ActOptions,
): Promise<Done> {
  const { endorsers, args, transient } = await prepare(net, person, name, input, options);
  const proposal = buildProposal(person, {
    channel: net.channel,
    chaincode: CHAINCODE,
    args,
    transient,
    timeMs: options.timeMs,
  });
  const answers: Answer[] = [];
  for (const mspId of endorsers) {
    const answer = await net.propose(person, mspId, args, { proposal });
    if (answer.code !== "OK") {
      return { code: answer.code, txId: proposal.txId, block: -1, json: null, message: answer.message };
    }
    answers.push(answer);
  }
  const ordered = await orderEndorsed(net, person, answers);
  const code = ordered.code === "VALID" ? "OK" : ordered.code;
  const json = code === "OK" ? (JSON.parse(answers[0]?.payload ?? "null") as JsonValue) : null;
  return { code, txId: proposal.txId, block: ordered.block, json, message: "" };
}

/**
 * As `act`, and it must come out.
 * @throws {Error} with the refusal.
 */
export async function mustAct(
  net: Net,
  person: Person,
  name: TransactionName,
  input: unknown,
  options: ActOptions = {},
): Promise<Done> {
  const done = await act(net, person, name, input, options);
  if (done.code !== "OK") throw new Error(`${name} by ${person.name}@${person.mspId}: ${done.code} ${done.message}`);
  return done;
}

/** Asks each endorser and sends nothing: what a peer says to a proposal. @returns the first refusal, or "OK" */
export async function ask(
  net: Net,
  person: Person,
  name: TransactionName,
  input: unknown,
  options: ActOptions = {},
): Promise<Answer> {
  const { endorsers, args, transient } = await prepare(net, person, name, input, options);
  let last: Answer | undefined;
  for (const mspId of endorsers) {
    last = await net.propose(person, mspId, args, { transient, timeMs: options.timeMs });
    if (last.code !== "OK") return last;
  }
  if (last === undefined) throw new Error(`${name} needs nobody's endorsement.`);
  return last;
}

/** Orders what endorsers have answered to one proposal. */
export async function orderEndorsed(net: Net, person: Person, answers: readonly Answer[]): Promise<Ordered> {
  const { txId, envelope } = assemble(person, answers);
  return net.order(person, txId, envelope);
}

/** Assembles a transaction from what endorsers answered to one proposal. */
export function assemble(person: Person, answers: readonly Answer[]) {
  const [first] = answers;
  if (first?.response === undefined) throw new Error("Nobody has endorsed.");
  const endorsements = answers.map(({ response }) => response?.getEndorsement() ?? new peer.Endorsement());
  const payload = transactionPayload(first.proposal, { payload: first.response.getPayload_asU8(), endorsements });
  return { txId: first.proposal.txId, payload, envelope: envelopeOf(payload, person.sign(payload)) };
}

async function prepare(net: Net, person: Person, name: TransactionName, input: unknown, options: ActOptions) {
  const definition = TRANSACTIONS[name] as SubmitDefinition;
  const parsed = definition.input.safeParse(input);
  const known = parsed.success ? parsed.data : input;
  const endorsers = options.endorsers ?? (await endorsersOf(net, person, definition, known));
  const args = [name, JSON.stringify(options.rawInput ?? known)];
  return {
    endorsers,
    args,
    transient: options.transient ?? (await transientOf(net, person, definition, known, options)),
  };
}

async function endorsersOf(net: Net, person: Person, definition: SubmitDefinition, input: unknown) {
  const consignment = definition.custodyOf?.(input);
  const facts = {
    callerMsp: person.mspId,
    ...(consignment === undefined ? {} : await keepersOf(net, person, consignment)),
  };
  return [...new Set(definition.endorsedBy(input, facts))];
}

async function keepersOf(net: Net, person: Person, consignment: string): Promise<{ keepers?: readonly string[] }> {
  const { json } = await net.query(person, person.mspId, "custody:Head", { consignment });
  const keepers = (json as { readonly keepers?: readonly string[] } | null)?.keepers;
  return keepers === undefined ? {} : { keepers };
}

async function transientOf(
  net: Net,
  person: Person,
  definition: SubmitDefinition,
  input: unknown,
  options: ActOptions,
): Promise<Record<string, string> | undefined> {
  const parts = Object.fromEntries(
    Object.entries(options.parts ?? {}).map(([part, content]) => [part, saltedOf(definition, part, content)]),
  );
  const evidence: Record<string, SaltedPart> = { ...options.evidence };
  const further = await furtherEvidence(net, person, definition, input);
  for (const [field, ref] of [...further, ...Object.entries(definition.evidence?.(input) ?? {})]) {
    if (field in evidence) continue;
    const { json } = await net.query(person, person.mspId, "sharing:ReadPart", ref);
    const part = json as SaltedPart | null;
    if (part !== null) evidence[field] = { salt: part.salt, content: part.content };
  }
  if (Object.keys(parts).length + Object.keys(evidence).length === 0) return undefined;
  return { [TRANSIENT_FIELD]: canonicalJson({ parts, evidence } as unknown as JsonValue) };
}

/** Evidence that follows from records, as the query says that names it. */
async function furtherEvidence(
  net: Net,
  person: Person,
  { furtherEvidence: further }: SubmitDefinition,
  input: unknown,
): Promise<readonly (readonly [string, PartRef])[]> {
  if (further === undefined) return [];
  const { json } = await net.query(person, person.mspId, further.query, further.of(input));
  const { parts = [] } = (json ?? {}) as unknown as { readonly parts?: readonly PartRef[] };
  return parts.map((ref) => [evidenceName(ref), ref]);
}

function saltedOf(definition: SubmitDefinition, part: string, content: JsonValue | SaltedPart): SaltedPart {
  if (typeof content === "object" && content !== null && "salt" in content && "content" in content) {
    return content as SaltedPart;
  }
  // Defaults of the schema are part of what is committed to, as they are where the gateway sends it.
  const parsed = definition.parts?.[part]?.safeParse(content);
  return salted(parsed?.success === true ? (parsed.data as JsonValue) : content);
}
