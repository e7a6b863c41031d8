// SPDX-License-Identifier: Apache-2.0

/** A party of a declaration: by its number (EORI), or by name and address. */
export interface DeclaredPartyData {
  readonly identifier?: string;
  readonly name?: string;
  readonly country?: string;
  readonly address?: string;
}

/** A document produced with a goods item (DE 2/3). */
export interface ProducedDocument {
  /** Category and type, such as X002 or 9104. */
  readonly code: string;
  readonly reference: string;
  /** Status code (LPCO exemption code), such as EE. */
  readonly status?: string;
  readonly writeOff?: WriteOff;
}

/** What is to be written off against a document (DE 8/7), as declared. */
export interface WriteOff {
  readonly quantity?: string;
  /** Unit with its qualifier, such as KGM#G for kilograms gross. */
  readonly unitCode?: string;
  readonly amount?: DeclaredMoney;
}

/** An amount of money in the currency's main unit, as declared. */
export interface DeclaredMoney {
  readonly amount: string;
  readonly currency: string;
}

/** A goods item. */
export interface DeclaredItem {
  readonly item: number;
  readonly description?: string;
  readonly commodityCode?: string;
  /** Statistical value. */
  readonly value?: DeclaredMoney;
  readonly origin?: string;
  readonly destination?: string;
  readonly consignee?: DeclaredPartyData;
  readonly documents: readonly ProducedDocument[];
}

/** An original export declaration (function 9), as far as a licence check and a consignment's record need it. */
export interface OriginalDeclaration {
  readonly kind: "original";
  readonly typeCode: string;
  /** Local reference number (DE 2/5). */
  readonly lrn: string;
  /** Declaration unique consignment reference (DE 2/1, type DCR). */
  readonly ducr?: string;
  /** Part of it (DE 2/1, type DCS). */
  readonly ducrPart?: string;
  /** Master consignment reference (DE 2/1, type MCR). */
  readonly mucr?: string;
  /** Number of whoever declares (DE 3/18). */
  readonly declaredBy?: string;
  readonly exporter?: DeclaredPartyData;
  readonly consignee?: DeclaredPartyData;
  readonly destination?: string;
  readonly exportCountry?: string;
  /** Countries of routing in order (DE 5/18). */
  readonly routing: readonly string[];
  readonly packages?: number;
  readonly containers: readonly string[];
  readonly seals: readonly string[];
  readonly means?: { readonly identification: string; readonly nationality?: string };
  /** Transport documents among the previous documents. */
  readonly transportDocuments: readonly { readonly type: string; readonly reference: string }[];
  readonly items: readonly DeclaredItem[];
}

/** A correction of a declaration (function 13, type COR). */
export interface DeclarationCorrection {
  readonly kind: "correction";
  readonly lrn: string;
  /** Movement reference number of the declaration that is corrected. */
  readonly mrn: string;
  /** Change reason code. */
  readonly reasonCode: string;
  readonly items: readonly { readonly item: number; readonly documents: readonly ProducedDocument[] }[];
}

/** A request to cancel a declaration (function 13, type INV). */
export interface DeclarationCancellation {
  readonly kind: "cancellation";
  readonly lrn: string;
  /** Movement reference number of the declaration that is cancelled. */
  readonly mrn: string;
  /** Change reason code. */
  readonly reasonCode: string;
}

/** A customs declaration that can be acted on. */
export type CustomsDeclaration = OriginalDeclaration | DeclarationCorrection | DeclarationCancellation;
