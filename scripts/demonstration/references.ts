// SPDX-License-Identifier: Apache-2.0
import { consignmentReference } from "@licet/gateway/application/declarations/reference";
import { PARTIES } from "./actors.js";

/**
 * References of one playing of the case. The first playing on a ledger uses those of the real declarations; later ones, on a ledger
 * that has them already, put their number at the end.
 */
export interface References {
  /** 0 for the first playing. */
  readonly run: number;
  /** Licence of the dual-use document X002 of the declaration. */
  readonly dualUseLicence: string;
  /** Licence of the document 9104 of both declarations. */
  readonly militaryLicence: string;
  readonly dualUseApplication: string;
  readonly militaryApplication: string;
  readonly certificate: string;
  /** Reference that the gateway makes from what identifies the declaration. */
  readonly consignment: string;
  readonly ucr: string;
  readonly lrn: string;
  /** The declaration as it is sent: the real text, with this playing's references. */
  declaration(xml: string): string;
}

const REAL = {
  dualUseLicence: "GBSIEE2E350002",
  militaryLicence: "GBSIEXYK3ZZZ",
  ucr: "4GB233149152777-FMSOCDIYD",
  lrn: "7867523Y8OFA",
  mrn: "24GB0YVJ3EXXES8AA0",
  declaredBy: "GB150454489082",
  ucrPart: "DEF",
} as const;

/** Highest number of a playing: references have room for two digits. */
export const RUN_MAX = 99;

/**
 * References of the playing with this number.
 * @throws {RangeError} beyond `RUN_MAX`.
 */
export function referencesOf(run: number): References {
  if (!Number.isInteger(run) || run < 0 || run > RUN_MAX)
    throw new RangeError(`The case is played 0 to ${RUN_MAX} times.`);
  const numbered = (reference: string): string => (run === 0 ? reference : `${reference}R${run}`);
  const sequence = String(run + 1).padStart(4, "0");
  const mrn = run === 0 ? REAL.mrn : `${REAL.mrn.slice(0, -2)}${String(run).padStart(2, "0")}`;
  const replacements: readonly (readonly [string, string])[] = [
    [REAL.dualUseLicence, numbered(REAL.dualUseLicence)],
    [`${REAL.militaryLicence}-`, `${numbered(REAL.militaryLicence)}-`],
    [REAL.ucr, numbered(REAL.ucr)],
    [REAL.lrn, numbered(REAL.lrn)],
    [REAL.mrn, mrn],
  ];
  return {
    run,
    dualUseLicence: numbered(REAL.dualUseLicence),
    militaryLicence: numbered(REAL.militaryLicence),
    dualUseApplication: `GB-AP-${sequence}1`,
    militaryApplication: `GB-AP-${sequence}2`,
    certificate: `PK-EUC-${sequence}1`,
    consignment: consignmentReference({
      register: "GB",
      declarant: PARTIES.exporter.id,
      declaredBy: REAL.declaredBy,
      lrn: numbered(REAL.lrn),
      ucr: numbered(REAL.ucr),
      part: REAL.ucrPart,
    }),
    ucr: numbered(REAL.ucr),
    lrn: numbered(REAL.lrn),
    declaration: (xml) => replacements.reduce((text, [from, to]) => text.replaceAll(from, to), xml),
  };
}
