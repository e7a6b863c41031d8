// SPDX-License-Identifier: Apache-2.0
import * as grpc from "@grpc/grpc-js";
import { gateway, google } from "@hyperledger/fabric-protos";

/** What a case saw, as plain JSON: what two ledgers must agree on. */
export type Observation =
  string | number | boolean | null | readonly Observation[] | { readonly [name: string]: Observation | undefined };

/** A node's own words inside a gateway's error. */
interface ErrorDetail {
  readonly address: string;
  readonly mspId: string;
  readonly message: string;
}

function isServiceError(error: unknown): error is grpc.ServiceError {
  return error instanceof Error && "code" in error && "details" in error && typeof error.code === "number";
}

/** The details that a gateway attaches to a gRPC status. */
function errorDetails(error: grpc.ServiceError): ErrorDetail[] {
  // A failure before the call left the client has no metadata, whatever the type says.
  const metadata = error.metadata as grpc.Metadata | undefined;
  const [trailer] = metadata?.get("grpc-status-details-bin") ?? [];
  if (!(trailer instanceof Uint8Array)) return [];
  return google.rpc.Status.deserializeBinary(trailer)
    .getDetailsList()
    .map((any) => gateway.ErrorDetail.deserializeBinary(any.getValue_asU8()).toObject());
}

/** Turns a failure into an observation: gRPC status, text and each node's details, whichever client raised it. */
export function observeError(error: unknown): { readonly error: Observation } {
  const cause = error instanceof Error && isServiceError(error.cause) ? error.cause : error;
  if (isServiceError(cause)) {
    const details = errorDetails(cause)
      .map(({ address, mspId, message }) => ({ address, mspId, message }))
      .sort((a, b) => a.address.localeCompare(b.address));
    // Whether the client or the server ends a call at its deadline is chance, and so is what it says then.
    const late = cause.code === grpc.status.DEADLINE_EXCEEDED || cause.details === "Call cancelled";
    if (late) return { error: { code: "DEADLINE_EXCEEDED", message: "", details } };
    return { error: { code: grpc.status[cause.code], message: cause.details, details } };
  }
  return { error: { message: error instanceof Error ? error.message : String(error) } };
}

/** Leaves out which nodes spoke, where that is a matter of chance. */
export function withoutNodes(observation: Observation): Observation {
  if (Array.isArray(observation)) return observation.map((item: Observation) => withoutNodes(item));
  if (typeof observation !== "object" || observation === null) return observation;
  const entries = Object.entries(observation as Readonly<Record<string, Observation | undefined>>);
  return Object.fromEntries(
    entries
      .filter(([name]) => name !== "address" && name !== "mspId")
      .map(([name, value]) => [name, withoutNodes(value ?? null)]),
  );
}

/** Runs an action and observes what it returns or how it fails. */
export async function observe(action: () => Promise<Observation>): Promise<Observation> {
  try {
    return await action();
  } catch (error) {
    return observeError(error);
  }
}

/** Rewrites every text of an observation. */
export function mapTexts(observation: Observation, rewrite: (text: string) => string): Observation {
  if (typeof observation === "string") return rewrite(observation);
  if (Array.isArray(observation)) return observation.map((item: Observation) => mapTexts(item, rewrite));
  if (typeof observation === "object" && observation !== null) {
    const entries = Object.entries(observation as Readonly<Record<string, Observation | undefined>>);
    return Object.fromEntries(
      entries.filter(([, value]) => value !== undefined).map(([key, value]) => [key, mapTexts(value ?? null, rewrite)]),
    );
  }
  return observation;
}
