// SPDX-License-Identifier: Apache-2.0
import { Metadata, status, type ServerErrorResponse } from "@grpc/grpc-js";
import { encodeStatusDetails, GrpcError } from "../gateway/errors.js";
import { messageOf } from "../../protocol/errors.js";

/** The client's side of the call has ended. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** gRPC's form of an error. What carries no code is UNKNOWN, as a bare Go error is. */
export function toStatus(error: unknown): ServerErrorResponse & { readonly code: status; readonly details: string } {
  const message = messageOf(error);
  if (error instanceof Cancelled) return { code: status.CANCELLED, details: message, name: "Cancelled", message };
  if (!(error instanceof GrpcError)) return { code: status.UNKNOWN, details: message, name: "Error", message };
  const metadata = new Metadata();
  metadata.set("grpc-status-details-bin", encodeStatusDetails(error));
  return { code: error.code, details: message, name: error.name, message, metadata };
}
