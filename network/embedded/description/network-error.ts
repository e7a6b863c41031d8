// SPDX-License-Identifier: Apache-2.0

/** What can go wrong with a network, as a stable code. */
export type NetworkErrorCode =
  | "NETWORK_USAGE"
  | "NETWORK_FABRIC_MISSING"
  | "NETWORK_DOWNLOAD_CORRUPT"
  | "NETWORK_PORT_TAKEN"
  | "NETWORK_DISK_FULL"
  | "NETWORK_CLOCK_SKEW"
  | "NETWORK_RUNNING"
  | "NETWORK_CHANGED"
  | "NETWORK_LEDGER_DAMAGED"
  | "NETWORK_LEDGER_NOT_WRITABLE"
  | "NETWORK_PROCESS_ENDED"
  | "NETWORK_COMMAND_FAILED"
  | "NETWORK_TIMEOUT"
  | "NETWORK_CHAINCODE_UNKNOWN"
  | "NETWORK_CA_REFUSED"
  | "NETWORK_CA_UNREACHABLE"
  | "NETWORK_CA_ANSWER"
  | "NETWORK_IDENTITY_MISSING"
  | "NETWORK_CERTIFICATE_EXPIRY";

/** A network that cannot be brought up, changed or asked; the message says why and what to do next. */
export class NetworkError extends Error {
  override readonly name = "NetworkError";

  constructor(
    readonly code: NetworkErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
