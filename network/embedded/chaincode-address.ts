// SPDX-License-Identifier: Apache-2.0
import type { Consortium } from "./description/consortium.js";
import { NetworkError } from "./description/network-error.js";

/** Where a chaincode server listens. */
export interface ChaincodeAddress {
  readonly name: string;
  /** The organisation whose peers call it; absent: those of all organisations. */
  readonly mspId?: string | undefined;
  /** `host:port`. */
  readonly address: string;
}

const FORM = /^([^@=]+)(?:@([^=]+))?=([^=]+):(\d{1,5})$/;

/**
 * Parses `NAME=HOST:PORT` or `NAME@MSPID=HOST:PORT`.
 *
 * @throws {NetworkError} NETWORK_USAGE.
 */
export function parseChaincodeAddress(text: string): ChaincodeAddress {
  const [, name, mspId, host, port] = FORM.exec(text) ?? [];
  if (name === undefined || host === undefined || port === undefined || Number(port) > 65_535)
    throw new NetworkError(
      "NETWORK_USAGE",
      `--chaincode takes NAME=HOST:PORT or NAME@MSPID=HOST:PORT with the embedded network, not "${text}".`,
    );
  return { name, mspId, address: `${host}:${port}` };
}

/**
 * Checks that the chaincodes and organisations named are the consortium's.
 *
 * @throws {NetworkError} NETWORK_CHAINCODE_UNKNOWN.
 */
export function checkChaincodes(consortium: Consortium, chaincodes: readonly ChaincodeAddress[]): void {
  const names = consortium.chaincodes.map(({ name }) => name);
  const mspIds = consortium.organisations.map(({ mspId }) => mspId);
  for (const { name, mspId } of chaincodes) {
    if (!names.includes(name))
      throw new NetworkError(
        "NETWORK_CHAINCODE_UNKNOWN",
        `The consortium declares no chaincode ${name}; it declares ${names.join(", ") || "none"}. Add it to the file.`,
      );
    if (mspId !== undefined && !mspIds.includes(mspId))
      throw new NetworkError(
        "NETWORK_CHAINCODE_UNKNOWN",
        `The consortium has no organisation ${mspId} to run ${name} for; it has ${mspIds.join(", ")}.`,
      );
  }
}
