// SPDX-License-Identifier: Apache-2.0
import {
  type CustomsDocument,
  folded,
  hashOf,
  type Money,
  type MspId,
  type Quantity,
  type Reservation,
} from "@licet/domain";

/** Number of characters of the hash that name a reservation: 128 bits. */
const RESERVATION_ID_LENGTH = 32;

/** What a quantity is set aside for. */
export interface ReserveRequest {
  readonly licence: string;
  readonly line: number;
  readonly item: number;
  readonly quantity: Quantity;
  readonly document: CustomsDocument;
  readonly ucr?: string | undefined;
  /** Part of the UCR that the declaration is for. */
  readonly ucrPart?: string | undefined;
  /** Party for whom it is declared. */
  readonly declarant?: string | undefined;
  readonly claimedStatus?: Reservation["claimedStatus"];
  /** Deducting office where the caller's identity names none. */
  readonly office?: string | undefined;
  /** Confidential: value of the item, for a line that is controlled by value. */
  readonly value?: Money | null | undefined;
}

/** Which reservation, and how much of it: all where the quantity is left out. */
export interface ReservationRequest {
  readonly licence: string;
  readonly line: number;
  readonly reservation: string;
  readonly quantity?: Quantity | undefined;
  readonly office?: string | undefined;
  readonly reason?: string | undefined;
  /** Confidential: value of a part, for a line that is controlled by value. */
  readonly value?: Money | null | undefined;
}

/** A consumption. */
export interface ConsumeRequest extends ReservationRequest {
  /** Give what is not consumed back. */
  readonly releaseRest?: boolean | undefined;
}

/** An adjustment: the quantity and value are those after the amendment, not differences. */
export interface AdjustRequest extends ReservationRequest {
  readonly claimedStatus?: Reservation["claimedStatus"];
}

/** A usage recorded after the goods left. */
export interface LateRequest extends ReserveRequest {
  readonly usedOn: string;
  readonly reason: string;
  /** By how many smallest units a confirmed override lets it exceed the limit. */
  readonly mayExceedBy?: bigint | undefined;
}

/** What tells one declared item from every other. */
export type DeclaredItem = Pick<ReserveRequest, "document" | "ucr" | "ucrPart" | "declarant" | "item">;

/**
 * Id of the reservation for an item of a declaration: the same message gives the same id, so that it cannot count twice, and nobody
 * else's message gives it.
 * @param organisation that reserves.
 */
export function reservationId(organisation: MspId, declared: DeclaredItem): string {
  const { document, ucr, ucrPart, declarant, item } = declared;
  return hashOf({
    organisation,
    declarant: declarant ?? null,
    type: document.type,
    reference: document.reference,
    ucr: ucr === undefined ? null : folded(ucr),
    ucrPart: ucrPart ?? null,
    item,
  }).slice(0, RESERVATION_ID_LENGTH);
}
