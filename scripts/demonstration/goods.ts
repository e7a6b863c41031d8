// SPDX-License-Identifier: Apache-2.0

/** The goods of the case: item 1 of the real declaration TT_EX009a, and how they are controlled. Quantities in milligrams. */
export const GOODS = {
  description:
    "Machines for the reception, conversion and transmission or regeneration of voice, images or other data, including switching and routing apparatus",
  commodityCode: "85176200",
  controlCode: "5A002.a.1",
  controlList: { list: "EU-ANNEX-I", edition: "2025" },
  /** What the dual-use licence and the certificate cover: 12 KGM. */
  licensedMilligrams: "12000000",
  /** What TT_EX009a writes off against it: 10 KGM. */
  declaredMilligrams: "10000000",
  /** What is left then: 2 KGM. */
  leftMilligrams: "2000000",
  /** What the other licence covers: 20 KGM. */
  otherLicensedMilligrams: "20000000",
  /** What TT_EX009a writes off against the other licence: 5 KGM. */
  otherDeclaredMilligrams: "5000000",
  endUse: "Switching in the end user's own administrative network in Islamabad",
  undertakings: [
    "end-use-as-stated",
    "no-re-export-without-consent",
    "no-mass-destruction",
    "no-diversion",
    "delivery-verification",
    "on-site-visits",
  ],
  /** The container's seal as TT_EX009a declares it. */
  seal: { number: "2589793487", source: "SHI" },
} as const;

/** Places of the voyage, with positions in millionths of a degree. */
export const PLACES = {
  felixstowe: { code: "GBFXT", latitude: 51_956_000, longitude: 1_318_000 },
  jebelAli: { code: "AEJEA", latitude: 25_011_000, longitude: 55_061_000 },
  karachi: { code: "PKBQM", latitude: 24_784_000, longitude: 67_346_000 },
} as const;
