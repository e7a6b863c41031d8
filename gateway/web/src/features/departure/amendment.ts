// SPDX-License-Identifier: Apache-2.0
import { CONSIGNMENT_AMEND_DECLARATION } from "@licet/domain/consignment/definitions";
import { type Quantity, quantityFromDecimal, quantityToDecimal } from "@licet/domain/shared/quantity";
import type { AmendBody, Consignment } from "../../api/consignments";

/** What of an allocation is typed: its item, licence and line stay. */
export interface TypedAllocation {
  readonly decimal: string;
  readonly claimedStatus: string;
}

/** An amendment as somebody types it. */
export interface TypedAmendment {
  readonly typeCode: string;
  readonly lrn: string;
  readonly mrn: string;
  /** In the order of the consignment's allocations. */
  readonly allocations: readonly TypedAllocation[];
  readonly reasonCode: string;
}

/** An amendment that changes nothing yet. */
export function asItIs({ declaration, allocations }: Consignment): TypedAmendment {
  return {
    typeCode: declaration.typeCode,
    lrn: declaration.lrn,
    mrn: declaration.mrn ?? "",
    allocations: allocations.map(({ quantity, claimedStatus }) => ({
      decimal: quantityToDecimal(quantity),
      claimedStatus: claimedStatus ?? "",
    })),
    reasonCode: "",
  };
}

/** What is sent, or the fields that are wrong. */
export function amendmentOf(
  record: Consignment,
  typed: TypedAmendment,
): { readonly body: AmendBody; readonly wrong?: never } | { readonly wrong: readonly string[] } {
  const { id, allocations } = record;
  const read = CONSIGNMENT_AMEND_DECLARATION.input.safeParse({
    consignment: id,
    declaration: {
      typeCode: typed.typeCode.trim().toUpperCase(),
      lrn: typed.lrn,
      ...(typed.mrn.trim() === "" ? {} : { mrn: typed.mrn.trim().toUpperCase() }),
    },
    allocations: allocations.map(({ item, licence, line, quantity }, at) => {
      const { decimal = "", claimedStatus = "" } = typed.allocations[at] ?? {};
      return {
        item,
        licence,
        line,
        quantity: quantityOf(decimal, quantity.unit),
        ...(claimedStatus === "" ? {} : { claimedStatus }),
      };
    }),
    reasonCode: typed.reasonCode.trim().toUpperCase(),
  });
  if (!read.success) return { wrong: [...new Set(read.error.issues.map(({ path }) => fieldOf(path.join("."))))] };
  const { consignment: _, ...body } = read.data;
  return { body: body as AmendBody };
}

/** Undefined for what is no quantity, which the schema then finds. */
function quantityOf(decimal: string, unit: string): Quantity | undefined {
  try {
    return quantityFromDecimal(decimal.trim(), unit);
  } catch {
    return undefined;
  }
}

/** The field of the form that a path of what is sent concerns. */
export function fieldOf(path: string): string {
  return path.replace(/^declaration\./, "").replace(/(\.quantity)\..*$/, "$1");
}
