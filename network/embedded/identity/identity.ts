// SPDX-License-Identifier: Apache-2.0

import type { msp } from "@hyperledger/fabric-protos";
import { LedgerError } from "../protocol/ledger-error.js";

/** A parsed identity whose certificate chain is valid. Cached: the same bytes give the same object. */
export interface Identity {
  readonly mspId: string;
  /** Serialised msp.SerializedIdentity. */
  readonly serialised: Uint8Array;
  readonly certificatePem: string;
  readonly commonName: string;
  readonly organisationalUnits: readonly string[];
  readonly notAfter: Date;
  /** Attributes Fabric CA writes into certificates (extension 1.2.3.4.5.6.7.8.1). */
  readonly attributes: ReadonlyMap<string, string>;
}

export interface MspManager {
  readonly mspIds: readonly string[];
  /**
   * Parses and validates; throws MspError for an unknown MSP, a bad certificate or an untrusted chain. The chain is judged as of the
   * certificate's issue: services that serve clients compare `notAfter` with the clock.
   */
  deserialise(identity: Uint8Array): Identity;
  /** True when `signature` is the identity's ECDSA signature (strict DER, low S) over SHA-256 of `message`. */
  verify(identity: Identity, message: Uint8Array, signature: Uint8Array): boolean;
  satisfiesPrincipal(identity: Identity, principal: msp.MSPPrincipal): boolean;
  /** Replaces the revocation lists (PEM) of an MSP that are not its configuration's; blocks keep their verdicts. */
  revoke(mspId: string, ...lists: readonly Uint8Array[]): void;
  /** The MSP's definition, as in the channel's configuration (discovery's ConfigResult). */
  config(mspId: string): msp.FabricMSPConfig | undefined;
}

/** A node's or user's key. `loadSigningIdentity(mspId, mspDirectory)` in msp/signer.ts reads one. */
export interface SigningIdentity {
  readonly mspId: string;
  /** Serialised msp.SerializedIdentity. */
  readonly serialised: Uint8Array;
  /** ECDSA over SHA-256 of the message, DER, low S. */
  sign(message: Uint8Array): Uint8Array;
}

export interface SignedData {
  readonly data: Uint8Array;
  /** Serialised msp.SerializedIdentity. */
  readonly identity: Uint8Array;
  readonly signature: Uint8Array;
}

/** Why an identity was refused. */
export class MspError extends LedgerError {
  override readonly name: string = "MspError";
}

/** The certificate is its organisation's, but no identity that may act: revoked, without a role, or an authority's. */
export class InvalidIdentityError extends MspError {
  override readonly name = "InvalidIdentityError";
}
