// SPDX-License-Identifier: Apache-2.0
import type * as grpc from "@grpc/grpc-js";
import { common, gateway, orderer, peer } from "@hyperledger/fabric-protos";
import type { NodeConnection } from "./connections.js";
import { observeError, type Observation } from "./observation.js";
import { bearingOf, type Resubmissions, sendPatiently } from "./resubmission.js";

const CALL_MS_MAX = 30_000;
/** Longest wait for one more message of a block stream, in milliseconds. */
const STREAM_MS_MAX = 5_000;

function unary<Answer>(call: (callback: grpc.requestCallback<Answer>) => unknown): Promise<Answer> {
  return new Promise((resolve, reject) => {
    call((error, answer) => {
      if (error !== null) reject(error);
      else if (answer === undefined) reject(new Error("the call ended without an answer"));
      else resolve(answer);
    });
  });
}

function callOptions(milliseconds = CALL_MS_MAX): grpc.CallOptions {
  return { deadline: Date.now() + milliseconds };
}

/** Sends a proposal to a peer's endorser. */
export function processProposal(
  connection: NodeConnection,
  proposal: peer.SignedProposal,
): Promise<peer.ProposalResponse> {
  return unary((callback) => connection.endorser.processProposal(proposal, callOptions(), callback));
}

/** Observes an endorser's answer: the response, and which parts of an endorsement came with it. */
export async function observeProposal(connection: NodeConnection, proposal: peer.SignedProposal): Promise<Observation> {
  try {
    const answer = await processProposal(connection, proposal);
    const response = answer.getResponse();
    return {
      version: answer.getVersion(),
      status: response?.getStatus() ?? 0,
      message: response?.getMessage() ?? "",
      payload: Buffer.from(response?.getPayload_asU8() ?? []).toString("utf8"),
      hasPayload: answer.getPayload_asU8().length > 0,
      hasEndorsement: answer.hasEndorsement(),
    };
  } catch (error) {
    return observeError(error);
  }
}

/** Sends an envelope to an ordering node and observes its answer. */
export async function broadcast(connection: NodeConnection, envelope: common.Envelope): Promise<Observation> {
  try {
    const [answer] = await broadcastOnOneStream(connection, [envelope]);
    return answer === undefined ? "the stream ended without an answer" : { ...answer };
  } catch (error) {
    return observeError(error);
  }
}

/** What an ordering node answers to an envelope. */
export interface BroadcastAnswer {
  readonly status: string;
  readonly info: string;
}

/** An envelope, and whether nobody has sent it before: then a busy ordering service is asked again. */
export interface ToOrder {
  readonly envelope: common.Envelope;
  readonly fresh: boolean;
}

/** Sends envelopes to an ordering node so that it orders them in turn; says the status of each. */
export async function broadcastInTurn(
  connection: NodeConnection,
  toOrder: readonly ToOrder[],
  resubmissions: Resubmissions,
): Promise<string[]> {
  const statuses: string[] = [];
  const sendRest = async (): Promise<string | undefined> => {
    const rest = toOrder.slice(statuses.length);
    const answers = await broadcastOnOneStream(
      connection,
      rest.map(({ envelope }) => envelope),
    );
    const last = answers.pop();
    if (last === undefined) throw new Error("the ordering service ended the stream without an answer");
    statuses.push(...answers.map(({ status }) => status));
    const said = `${last.status}: ${last.info}`;
    const bearing = rest[answers.length]?.fresh === true ? bearingOf(said) : "final";
    if (bearing === "send again") return said;
    statuses.push(bearing === "taken" ? "SUCCESS" : last.status);
    return undefined;
  };
  while (statuses.length < toOrder.length) {
    const refusal = await sendPatiently(sendRest, resubmissions);
    if (refusal !== undefined) throw new Error(`the ordering service stays busy: ${refusal}`);
  }
  return statuses;
}

/** The answers up to the first refusal, upon which the ordering service ends the stream. */
export function broadcastOnOneStream(
  connection: NodeConnection,
  envelopes: readonly common.Envelope[],
): Promise<BroadcastAnswer[]> {
  return new Promise((resolve, reject) => {
    const answers: BroadcastAnswer[] = [];
    const stream = connection.broadcast.broadcast(callOptions());
    stream.on("data", (answer: orderer.BroadcastResponse) => {
      answers.push({ status: statusName(answer.getStatus()), info: answer.getInfo() });
      if (answers.length === envelopes.length) stream.end();
    });
    // What was written behind a refusal may come back as an error of the stream.
    stream.on("error", (error) => (answers.length > 0 ? resolve(answers) : reject(error)));
    stream.on("end", () => resolve(answers));
    for (const envelope of envelopes) stream.write(envelope);
  });
}

/** Name of a status of the ordering and deliver services. */
export function statusName(status: number): string {
  const entry = Object.entries(common.Status).find(([, value]) => value === status);
  return entry === undefined ? String(status) : entry[0];
}

export type DeliverKind = "deliver" | "deliverFiltered" | "deliverWithPrivateData";

/**
 * Opens a block stream and collects its messages until `count` came, a status came, or the stream fell silent.
 *
 * @param silenceMs how long it must be silent for that
 */
export function deliver(
  connection: NodeConnection,
  kind: DeliverKind,
  envelope: common.Envelope,
  count: number,
  silenceMs = STREAM_MS_MAX,
): Promise<readonly (peer.DeliverResponse | Observation)[]> {
  return new Promise((resolve) => {
    const received: (peer.DeliverResponse | Observation)[] = [];
    const stream = connection.deliver[kind](callOptions(Math.max(CALL_MS_MAX, silenceMs)));
    const finish = (): void => {
      clearTimeout(silence);
      stream.cancel();
      resolve(received);
    };
    let silence = setTimeout(finish, silenceMs);
    stream.on("data", (answer: peer.DeliverResponse) => {
      clearTimeout(silence);
      received.push(answer);
      if (received.length >= count || answer.hasStatus()) finish();
      else silence = setTimeout(finish, silenceMs);
    });
    stream.on("error", (error: grpc.ServiceError) => {
      if (received.length < count && error.details !== "Cancelled on client") received.push(observeError(error));
      finish();
    });
    stream.on("end", finish);
    stream.write(envelope);
  });
}

/** Asks a peer's gateway for a transaction's status. */
export function commitStatus(
  connection: NodeConnection,
  request: gateway.SignedCommitStatusRequest,
  waitMs: number,
): Promise<gateway.CommitStatusResponse> {
  const options = { deadline: Date.now() + waitMs };
  return unary((callback) => connection.gateway.commitStatus(request, options, callback));
}

export function gatewayEndorse(
  connection: NodeConnection,
  request: gateway.EndorseRequest,
): Promise<gateway.EndorseResponse> {
  return unary((callback) => connection.gateway.endorse(request, callOptions(), callback));
}

export function gatewayEvaluate(
  connection: NodeConnection,
  request: gateway.EvaluateRequest,
): Promise<gateway.EvaluateResponse> {
  return unary((callback) => connection.gateway.evaluate(request, callOptions(), callback));
}

export function gatewaySubmit(
  connection: NodeConnection,
  request: gateway.SubmitRequest,
): Promise<gateway.SubmitResponse> {
  return unary((callback) => connection.gateway.submit(request, callOptions(), callback));
}
