// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { cacheFolder, findFabric } from "@licet/network/fabric/binaries";

/** The networks that a whole Licet can be brought up on: the embedded one, or a line of real Fabric. */
export const LEDGER_NAMES = ["embedded", "2.5", "3.1"] as const;
export type LedgerName = (typeof LEDGER_NAMES)[number];

/**
 * The ledger that an option names.
 * @throws {Error} naming the ledgers there are.
 */
export function ledgerNamed(text: string): LedgerName {
  const found = LEDGER_NAMES.find((name) => name === text);
  if (found === undefined) throw new Error(`--ledger is one of ${LEDGER_NAMES.join(", ")}; it is "${text}".`);
  return found;
}

/** The folder of a ledger's network below the home folder: ledger, certificates, profiles, logs and the gateway's own files. */
export function networkFolder(home: string, ledger: LedgerName): string {
  return path.join(home, ledger === "embedded" ? "embedded" : `fabric-${ledger}`);
}

/** Why a ledger cannot be brought up on this machine, in a few words; undefined where it can. */
export function unavailable(ledger: LedgerName): string | undefined {
  if (ledger === "embedded") return undefined;
  try {
    findFabric(ledger);
    return undefined;
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    return `no Fabric ${ledger} binaries in ${cacheFolder()}, FABRIC_BIN or PATH`;
  }
}
