// SPDX-License-Identifier: Apache-2.0
import type { JsonValue } from "@licet/domain";
import { PARTIES } from "./actors.js";

/** What the goods are; it stands in no block. Quantities are in milligrams. */
export const SECRETS = {
  description: "Pressure transducers of a nickel alloy, absolute",
  controlCode: "2B230.a",
  endUse: "Calibration benches of a university laboratory",
  seal: "SEAL-771204",
  names: {
    exporter: "Tyne Instruments Ltd",
    rival: "Mersey Optics Ltd",
    suspended: "Humber Tooling Ltd",
    endUser: "Lahore Metrology Institute",
    carrier: "Northern Straits Shipping",
    feeder: "Gulf Shuttle Lines",
    compromised: "Harbour Lighters",
  },
} as const;

const EXPORTER = { party: PARTIES.exporter.id, name: SECRETS.names.exporter, country: "GB" };
const END_USER = { party: PARTIES.endUser.id, name: SECRETS.names.endUser, country: "PK" };

/** Values of a licence line in pence, where it is limited by value. */
export interface LicenceShape {
  readonly value?: string;
}

export function licenceContent({ value }: LicenceShape = {}): JsonValue {
  return {
    exporter: EXPORTER,
    consignee: END_USER,
    endUser: END_USER,
    destination: "PK",
    originCountry: "GB",
    lines: [
      {
        line: 1,
        description: SECRETS.description,
        controlCode: SECRETS.controlCode,
        ...(value === undefined ? {} : { value: { amount: value, currency: "GBP" } }),
      },
    ],
    endUse: SECRETS.endUse,
    conditions: {},
  };
}

export function certificateContent(): JsonValue {
  return {
    exporter: EXPORTER,
    consignee: END_USER,
    endUser: END_USER,
    destination: "PK",
    lines: [
      {
        line: 1,
        description: SECRETS.description,
        controlCode: SECRETS.controlCode,
        quantity: { amount: "900000000000", unit: "KGM" },
      },
    ],
    endUse: SECRETS.endUse,
    undertakings: [
      "end-use-as-stated",
      "no-re-export-without-consent",
      "no-mass-destruction",
      "no-diversion",
      "delivery-verification",
    ].map((code) => ({ code, given: true })),
  };
}

export function goodsContent(value?: string): JsonValue {
  return {
    exporter: EXPORTER,
    consignee: END_USER,
    destination: "PK",
    items: [
      {
        item: 1,
        description: SECRETS.description,
        controlCode: SECRETS.controlCode,
        ...(value === undefined ? {} : { value: { amount: value, currency: "GBP" } }),
      },
    ],
  };
}

export function transportContent(): JsonValue {
  return { packages: 1, seals: [{ number: SECRETS.seal, source: "SHI" }] };
}

/** Entries of one group of the control list of this world. */
export const CONTROL_ENTRIES = [
  { code: "2B230", title: "Pressure transducers" },
  { code: "2B230.a", title: "Pressure sensing elements", parent: "2B230" },
] as const;
