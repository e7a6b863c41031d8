// SPDX-License-Identifier: Apache-2.0
import { WireReader, WireWriter } from "./wire.js";

const EMPTY = Buffer.alloc(0);

/** protos.Response: what a chaincode answered. */
export interface ChaincodeResponse {
  readonly status: number;
  readonly message: string;
  readonly payload: Buffer;
}

export function decodeResponse(bytes: Uint8Array): ChaincodeResponse {
  const reader = new WireReader(bytes);
  let status = 0;
  let message = "";
  let payload: Buffer = EMPTY;
  while (reader.next()) {
    if (reader.field === 1) status = reader.uint();
    else if (reader.field === 2) message = reader.string();
    else if (reader.field === 3) payload = reader.bytes();
    else reader.skip();
  }
  return { status, message, payload };
}

export function encodeResponse(response: ChaincodeResponse): Buffer {
  return new WireWriter().uint(1, response.status).string(2, response.message).bytes(3, response.payload).finish();
}

/** A response with status 200. */
export function success(payload: Uint8Array): ChaincodeResponse {
  return { status: 200, message: "", payload: Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength) };
}

/** A response with status 500 and no payload. */
export function failure(message: string): ChaincodeResponse {
  return { status: 500, message, payload: EMPTY };
}
