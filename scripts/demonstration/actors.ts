// SPDX-License-Identifier: Apache-2.0
import { Wallet } from "ethers";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "../lib/paths.js";

/** Who acts in the case: users of the consortium, as `identities.json` names them. */
export const ACTORS = {
  gbLicensingOfficer: "licensing1@GBAuthorityMSP",
  gbSeniorOfficer: "licensing2@GBAuthorityMSP",
  gbSecondSenior: "senior1@GBAuthorityMSP",
  gbCertifier: "certifier1@GBAuthorityMSP",
  gbCustoms: "customs1@GBAuthorityMSP",
  gbExporter: "exporter1@GBAuthorityMSP",
  gbRegistrar: "registrar1@GBAuthorityMSP",
  aeCustoms: "customs1@AEAuthorityMSP",
  aeRegistrar: "registrar1@AEAuthorityMSP",
  pkCertifier: "certifier1@PKAuthorityMSP",
  pkCustoms: "customs1@PKAuthorityMSP",
  pkEndUser: "enduser1@PKAuthorityMSP",
  pkRegistrar: "registrar1@PKAuthorityMSP",
  deCustoms: "customs1@DEAuthorityMSP",
  carrier1: "carrier1@CarriersMSP",
  carrier2: "carrier2@CarriersMSP",
  carrier3: "carrier3@CarriersMSP",
  carriersRegistrar: "registrar1@CarriersMSP",
} as const;

/** Name of an actor of the table above. */
export type ActorName = keyof typeof ACTORS;

/** A party of the case as its register enters it. */
export interface DemonstrationParty {
  readonly id: string;
  readonly registrar: ActorName;
  readonly kinds: readonly string[];
  readonly jurisdiction: string;
  readonly content: {
    readonly name: string;
    readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
    readonly address: string;
    readonly country: string;
  };
  /** Whether it signs with a key of its own (EIP-712). */
  readonly signs: boolean;
}

/** Name of a party of the case. */
export type PartyName = "exporter" | "endUser" | "firstCarrier" | "secondCarrier" | "thirdCarrier";

/** The parties: exporter, consignee and carrier as the real declaration TT_EX009a names them; the others are made up. */
export const PARTIES = JSON.parse(
  readFileSync(path.join(projectRoot, "scripts", "demonstration", "data", "parties.json"), "utf8"),
) as Readonly<Record<PartyName, DemonstrationParty>>;

/**
 * The key that a party of the demonstration signs with. It is derived from the party's register id, so that everybody can play the
 * case: a demonstration key protects nothing.
 */
export function demonstrationKey(party: PartyName): Wallet {
  return new Wallet(
    `0x${createHash("sha256").update(`licet demonstration key of ${PARTIES[party].id}`).digest("hex")}`,
  );
}
