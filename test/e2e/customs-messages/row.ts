// SPDX-License-Identifier: Apache-2.0
import type { MessageParty } from "./message.js";

/** A line of a licence that a row needs, 100 kilograms of routing apparatus unless it says otherwise. */
export interface RowLine {
  readonly line?: number;
  readonly control?: "quantity" | "value" | "both" | "open";
  readonly unit?: string;
  /** In smallest units. */
  readonly authorised?: string;
  /** Limit in pence. */
  readonly value?: string;
  readonly controlCode?: string;
  readonly commodityCode?: string;
}

/** A licence that a row needs. */
export interface RowLicence {
  readonly number: string;
  readonly lines?: readonly RowLine[];
  readonly consignee?: MessageParty;
  readonly destination?: string;
  readonly label?: "SIEL" | "OIEL" | "OGEL";
}

/** What must come of a step. */
export interface Expected {
  readonly status: number;
  /** Code of the problem, where it is one. */
  readonly code?: string;
  /** What the sentence of the problem says. */
  readonly says?: RegExp;
  /** What the answer's body holds. */
  readonly body?: object;
}

/** One request of a row. */
export interface Step {
  /** Declaration to send, as it is. */
  readonly xml?: string;
  /** Address to post to in place of declarations, or to read from where there is nothing to post; `{consignment}` is the one answered last. */
  readonly address?: string;
  readonly post?: object;
  /** Who sends it; customs unless it is said. */
  readonly by?: string;
  /** Further parameters of the address. */
  readonly search?: string;
  readonly expected: Expected;
}

/** One situation: what is declared on which licences, and what must come of it. */
export interface Row {
  /** Number of the reported case, or a name. */
  readonly id: string;
  readonly story: string;
  /** Where it is known from. */
  readonly source: string;
  readonly licences?: readonly RowLicence[];
  readonly steps: readonly Step[];
}

export const CREATED: Expected = { status: 201 };
export const CUSTOMS = "customs1@GBAuthorityMSP";
export const EXPORTER = "exporter1@GBAuthorityMSP";
