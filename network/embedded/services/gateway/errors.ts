// SPDX-License-Identifier: Apache-2.0
import { status } from "@grpc/grpc-js";
import { WireWriter } from "../../protocol/wire.js";

/** What one node said about a failed request: gateway.ErrorDetail. */
export interface ErrorDetail {
  readonly address: string;
  readonly mspId: string;
  readonly message: string;
}

/** A request that ends with a gRPC status other than OK. */
export class GrpcError extends Error {
  override readonly name = "GrpcError";

  constructor(
    readonly code: status,
    message: string,
    readonly details: readonly ErrorDetail[] = [],
  ) {
    super(message);
  }
}

const DETAIL_TYPE = "type.googleapis.com/gateway.ErrorDetail";

/** Serialised google.rpc.Status, the content of the trailer `grpc-status-details-bin`. */
export function encodeStatusDetails(error: GrpcError): Buffer {
  const writer = new WireWriter().uint(1, error.code).string(2, error.message);
  for (const { address, mspId, message } of error.details) {
    const detail = new WireWriter().string(1, address).string(2, mspId).string(3, message).finish();
    writer.message(3, new WireWriter().string(1, DETAIL_TYPE).bytes(2, detail).finish());
  }
  return writer.finish();
}
