// SPDX-License-Identifier: Apache-2.0
import {
  generateCrypto as generateMaterial,
  type CryptoOptions,
  type CryptoSummary,
  type EnrolmentTask,
} from "@licet/embedded-network/crypto/generate";
import type { Consortium } from "../config/schema.js";

export type { CryptoSummary } from "@licet/embedded-network/crypto/generate";

/** Enrols an organisation with its Fabric CA; the client is loaded only where there is one. */
export async function enrol(task: EnrolmentTask): Promise<void> {
  const { enrolOrganisation } = await import("../ca/enrol-organisation.js");
  await enrolOrganisation(task);
}

/**
 * Makes what is missing of every organisation's keys and certificates, in the conventional `organizations/` layout below
 * `directory`. Where an organisation has a Fabric CA that runs elsewhere, that issues its certificates.
 *
 * @throws {NetworkError} NETWORK_CA_REFUSED, NETWORK_CA_UNREACHABLE, NETWORK_IDENTITY_MISSING.
 */
export async function generateCrypto(
  consortium: Consortium,
  directory: string,
  options: Omit<CryptoOptions, "enrol"> = {},
): Promise<CryptoSummary> {
  return generateMaterial(consortium, directory, { ...options, enrol });
}
