// SPDX-License-Identifier: Apache-2.0
import { bytes, codec, string, uint } from "./message.js";

const EMPTY = Buffer.alloc(0);

/** protos.Response: what a chaincode answered. */
export interface ChaincodeResponse {
  readonly status: number;
  readonly message: string;
  readonly payload: Buffer;
}

export const decodeResponse = codec<ChaincodeResponse>({ status: uint(1), message: string(2), payload: bytes(3) });

export const encodeResponse: (response: ChaincodeResponse) => Buffer = decodeResponse.encode;

/** A response with status 200. */
export function success(payload: Uint8Array): ChaincodeResponse {
  return { status: 200, message: "", payload: Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength) };
}

/** A response with status 500 and no payload. */
export function failure(message: string): ChaincodeResponse {
  return { status: 500, message, payload: EMPTY };
}
