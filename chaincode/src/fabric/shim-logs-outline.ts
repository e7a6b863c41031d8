// SPDX-License-Identifier: Apache-2.0
import { errorEntry, isErrorCode } from "@licet/domain";

/** Frames of a stack that are kept, from the top. */
const FRAMES_MAX = 20;

/** The channel, and the beginning of the transaction's id. */
const TRANSACTION = /^\[[\w.-]+-[0-9a-f]{0,8}\]/;
const CODE = /\b([A-Z][A-Z0-9_]{2,63}): /g;
const GRPC_STATUS = /\b(\d{1,2} [A-Z][A-Z_]+): /;
const FRAME = /^\s+(at .+)$/gm;
const ERROR_CLASS = /\b([A-Z]\w*Error|Error)\b/;
/** The placeholders of a text whose values stand apart from it. */
const PLACEHOLDERS = /\s*%[sdjoO]/g;

/** Texts of the shim's that nothing from a transaction has been put into, but for names of messages and of the shim's own methods. */
const HARMLESS = [
  /^Creating new Chaincode Support Client for peer comminications$/,
  /^Received chat message from peer: [0-9a-f]*, state: \w+, type: \w+$/,
  /^\[[^\]]*\] Received \w+, {1,2}(?:handling good or error response|initializing chaincode|invoking transaction on chaincode\(state:\w+\))$/,
  /^\[[^\]]*\] Received \w+\(\) (?:successful|error) response$/,
  /^\[[^\]]*\] Calling chaincode \w+\(\)(?:, response status: \d+| succeeded\. Sending COMPLETED message back to peer| has not called success or error\.)$/,
  /^Received unknown message from the peer\. Exiting\.$/,
  /^Received metadata for method: \w+$/,
  /^Successfully (?:established communication|registered) with peer node\. State transferred to "\w+"$/,
  /^Chaincode is in "\w+" state, can only process messages of type "\w+", but received "\w+"$/,
  /^Chat stream ending$/,
  /^ChaincodeServer [\w ]+?[.\w:[\]-]*$/,
  /^Registering with peer [\w.:-]+ as chaincode "[\w.:-]+"$/,
  /^TLS enabled$/,
  /^No metadata file supplied in contract, introspection will generate all the data$/,
  /^Bootstrap process completed$/,
];

/**
 * What may be written of a line that the shim or the contract API logs: to which transaction it belongs, the code and title of a
 * refusal, the kind of another error and where it came from. Messages of errors, arguments, keys and results stay out of it.
 *
 * @param values what the line was given beside its text, which is then a constant
 * @returns undefined where only the transaction would be left
 */
export function outlineOf(text: string, values: readonly unknown[] = []): string | undefined {
  const transaction = transactionOf(text);
  const texts = [text, ...values.map(textOf)];
  const refusal = texts.map(refusalIn).find((found) => found !== undefined);
  if (refusal !== undefined) return join(transaction, refusal);
  const error = texts.map(errorIn).find((found) => found !== undefined);
  if (values.length > 0) return join(values.reduce(withoutMessage, text).replaceAll(PLACEHOLDERS, ""), error);
  if (HARMLESS.some((pattern) => pattern.test(text))) return text;
  return error === undefined ? undefined : join(transaction, error);
}

/** What stands in front of a line that belongs to a transaction; undefined for other lines. */
export function transactionOf(text: string): string | undefined {
  return TRANSACTION.exec(text)?.[0];
}

/** Winston puts the message of a value that has one behind the text. */
function withoutMessage(text: string, value: unknown): string {
  const { message } = (value ?? {}) as { readonly message?: unknown };
  return typeof message === "string" && text.endsWith(` ${message}`) ? text.slice(0, -message.length - 1) : text;
}

function join(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join(" ");
}

function refusalIn(text: string): string | undefined {
  for (const [, code = ""] of text.matchAll(CODE)) if (isErrorCode(code)) return `${code}: ${errorEntry(code).title}`;
  return undefined;
}

/** The class of an error, a status of gRPC, and the frames of its stack; without its message. */
function errorIn(text: string): string | undefined {
  const frames = [...text.matchAll(FRAME)].map(([, frame = ""]) => frame).slice(0, FRAMES_MAX);
  const kind = ERROR_CLASS.exec(text)?.[1];
  if (kind === undefined && frames.length === 0) return undefined;
  return join(kind ?? "Error", GRPC_STATUS.exec(text)?.[1], ...frames);
}

function textOf(value: unknown): string {
  if (value instanceof Error) return value.stack ?? value.name;
  return typeof value === "string" ? value : "";
}
