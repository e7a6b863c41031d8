// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "@licet/domain";
import { GatewayError } from "../../errors/gateway-error.js";

/** Elements of a customs declaration by the beginning of the path of what is made of them; the first that fits counts. */
const ELEMENTS: readonly (readonly [path: string, element: string])[] = [
  ["declaration.lrn", "FunctionalReferenceID"],
  ["declaration.mrn", "ID"],
  ["declaration.typeCode", "TypeCode"],
  ["ucrPart", "PreviousDocument.ID of type DCS"],
  ["ucr", "PreviousDocument.ID of type DCR"],
  ["mucr", "PreviousDocument.ID of type MCR"],
  ["reasonCode", "Amendment.ChangeReasonCode"],
  ["allocations", "GovernmentAgencyGoodsItem.AdditionalDocument"],
  ["exporter", "Exporter"],
  ["consignee", "Consignee"],
  ["destination", "Destination.CountryCode"],
  ["items", "GovernmentAgencyGoodsItem"],
  ["documents", "AdditionalDocument or PreviousDocument"],
  ["packages", "TotalPackageQuantity"],
  ["containers", "TransportEquipment.ID"],
  ["seals", "Seal.ID"],
  ["means", "BorderTransportMeans or DepartureTransportMeans"],
];

/** Refusals of what the ledger's transactions take, in the words of their fields. */
const IN_FIELDS: readonly string[] = ["INVALID_INPUT", "INVALID_CONFIDENTIAL_INPUT"];

/**
 * Runs what makes a transaction's input of a declaration, and refuses in the declaration's own elements what it refuses in fields. What
 * comes from the address of the request, and is in no declaration, is refused as it is.
 * @throws {GatewayError} DECLARATION_INCOMPLETE naming the elements.
 */
export function inElements<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof LicetError) || !IN_FIELDS.includes(error.code)) throw error;
    throw refusalInElements(error) ?? error;
  }
}

function refusalInElements({ details }: LicetError): GatewayError | undefined {
  const issues = (details["issues"] ?? []) as readonly { readonly path: string; readonly message: string }[];
  const wrong = issues.map(({ path, message }) => ({ element: elementOf(path), message }));
  const [first] = wrong;
  if (first?.element === undefined || wrong.some(({ element }) => element === undefined)) return undefined;
  const elements = wrong.map(({ element, message }) => ({ element: element ?? "", message }));
  return new GatewayError("DECLARATION_INCOMPLETE", `${first.element} is not valid: ${first.message}.`, { elements });
}

function elementOf(path: string): string | undefined {
  return ELEMENTS.find(([beginning]) => path === beginning || path.startsWith(`${beginning}.`))?.[1];
}
