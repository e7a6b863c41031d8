// SPDX-License-Identifier: Apache-2.0
import { Wallet } from "ethers";
import { createHash } from "node:crypto";

/** Who acts in the case: users of the consortium, as `identities.json` names them. */
export const ACTORS = {
  gbLicensingOfficer: "licensing1@GBAuthorityMSP",
  gbSeniorOfficer: "licensing2@GBAuthorityMSP",
  gbSecondSenior: "senior1@GBAuthorityMSP",
  gbCustoms: "customs1@GBAuthorityMSP",
  gbExporter: "exporter1@GBAuthorityMSP",
  gbRegistrar: "registrar1@GBAuthorityMSP",
  aeCustoms: "customs1@AEAuthorityMSP",
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

/** The parties: exporter, consignee and carrier as the real declaration TT_EX009a names them; the others are made up. */
export const PARTIES = {
  exporter: {
    id: "GB-EX-0001",
    registrar: "gbRegistrar",
    kinds: ["exporter"],
    jurisdiction: "GB",
    content: {
      name: "Solent Switching Systems Ltd",
      identifiers: [{ scheme: "EORI", value: "GB417869120000" }],
      address: "12 Quay Road, Southampton SO14 2AQ",
      country: "GB",
    },
    signs: true,
  },
  endUser: {
    id: "PK-EU-0001",
    registrar: "pkRegistrar",
    kinds: ["end-user", "consignee"],
    jurisdiction: "PK",
    content: {
      name: "PK Rifle Ltd",
      identifiers: [{ scheme: "company-number", value: "0061234" }],
      address: "Pakistan, Islamabad PK1 234",
      country: "PK",
    },
    signs: true,
  },
  firstCarrier: {
    id: "CARRIERS-CR-0001",
    registrar: "carriersRegistrar",
    kinds: ["carrier"],
    jurisdiction: "GB",
    content: {
      name: "KP Carrier",
      identifiers: [{ scheme: "SCAC", value: "KPCA" }],
      address: "Straw Lane, Birmingham B42 1NN",
      country: "GB",
    },
    signs: true,
  },
  secondCarrier: {
    id: "CARRIERS-CR-0002",
    registrar: "carriersRegistrar",
    kinds: ["carrier"],
    jurisdiction: "AE",
    content: {
      name: "Gulf Feeder Lines LLC",
      identifiers: [{ scheme: "SCAC", value: "GFLX" }],
      address: "Jebel Ali Free Zone, Dubai",
      country: "AE",
    },
    signs: true,
  },
  thirdCarrier: {
    id: "CARRIERS-CR-0003",
    registrar: "carriersRegistrar",
    kinds: ["carrier"],
    jurisdiction: "AE",
    content: {
      name: "Creek Forwarding FZE",
      identifiers: [{ scheme: "SCAC", value: "CRFW" }],
      address: "Port Rashid, Dubai",
      country: "AE",
    },
    signs: true,
  },
} as const satisfies Readonly<Record<string, DemonstrationParty>>;

/** Name of a party of the table above. */
export type PartyName = keyof typeof PARTIES;

/**
 * The key that a party of the demonstration signs with. It is derived from the party's register id, so that everybody can play the
 * case: a demonstration key protects nothing.
 */
export function demonstrationKey(party: PartyName): Wallet {
  return new Wallet(
    `0x${createHash("sha256").update(`licet demonstration key of ${PARTIES[party].id}`).digest("hex")}`,
  );
}
