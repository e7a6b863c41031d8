// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Consortium } from "./description/consortium.js";
import { NetworkError } from "./description/network-error.js";
import { writeText } from "./crypto/material.js";

/**
 * Makes sure that a folder's ledger belongs to the consortium: the channel and its organisations are written into its first block
 * and cannot change afterwards. Chaincodes, users and ports can.
 *
 * @param file where the ledger's channel and organisations are noted; written at the first start
 * @throws {NetworkError} NETWORK_CHANGED.
 */
export function checkSameChannel(file: string, consortium: Consortium): void {
  const { channel, organisations, orderer } = consortium;
  const described = {
    channel,
    organisations: organisations.map(({ mspId, domain }) => `${mspId} (${domain})`).sort(),
    orderer: `${orderer.mspId} (${orderer.domain})`,
  };
  const text = `${JSON.stringify(described, null, 2)}\n`;
  if (!existsSync(file)) {
    writeText(file, text);
    return;
  }
  const noted = readFileSync(file, "utf8");
  if (noted === text) return;
  throw new NetworkError(
    "NETWORK_CHANGED",
    `The ledger in ${dirname(file)} was made for another channel or other organisations.\n` +
      `It has ${JSON.stringify(JSON.parse(noted))}; the consortium file says ${JSON.stringify(described)}.\n` +
      "Use another home folder, restore the file, or remove the ledger's folder.",
  );
}
