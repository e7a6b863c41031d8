// SPDX-License-Identifier: Apache-2.0
import {
  amountOnLine,
  type Balance,
  type BalanceMove,
  balanceOf,
  describeQuantity,
  LicetError,
  limitsValue,
  type LineBalance,
  moved,
  movedWithinLimit,
  ownerOfLicence,
  type Reservation,
  shortageOf,
} from "@licet/domain";
import { requireMemberOf } from "../authority";
import type { Transaction } from "../../fabric/transaction";
import type { EntryFacts } from "./entries";
import type { DeclaredItem, ReservationRequest, ReserveRequest } from "./requests";
import { type ValueMove, valueNeeded } from "./values";
import { hasRole } from "../roles";

/** What names a declared item and what was claimed of it. */
type Declared = DeclaredItem & Pick<Reservation, "claimedStatus">;

/** What an act says of its entry beside the declaration. */
export type ActFacts = Pick<EntryFacts, "type" | "usage" | "quantity" | "date" | "office" | "reason">;

/** What a reservation holds: set aside, or written off. */
export type Side = "reserved" | "consumed";

/** What a request or a reservation says of the declaration. */
export function declarationOf(request: Declared): Declared {
  const { document, item, ucr, ucrPart, declarant, claimedStatus } = request;
  return { document, item, ucr, ucrPart, declarant, claimedStatus };
}

/**
 * Value move of a quantity that is new to the line.
 * @throws {LicetError} LINE_VALUE_NEEDED.
 */
export function givenValue(
  line: LineBalance,
  reservation: string,
  request: ReserveRequest,
  moveOf: (value: bigint) => BalanceMove,
): ValueMove | undefined {
  if (!limitsValue(line.control)) return undefined;
  if (request.value === undefined || request.value === null) throw valueNeeded(line, undefined);
  return { reservation, currency: request.value.currency, move: moveOf(BigInt(request.value.amount)) };
}

/**
 * Smallest units of a reservation that a request speaks of.
 * @throws {LicetError} RESERVATION_CLOSED, RESERVATION_EXCEEDED.
 */
export function partOf(reservation: Reservation, side: Side, request: ReservationRequest, line: LineBalance): bigint {
  const held = BigInt(reservation[side]);
  if (held === 0n && !isUncounted(reservation, side)) throw closed(reservation, `has nothing ${side}`);
  const amount = request.quantity === undefined ? held : amountOnLine(request.quantity, line);
  if (amount <= held) return amount;
  throw exceedsReservation(reservation, side, {
    [side]: reservation[side],
    asked: amount.toString(),
    shortBy: (amount - held).toString(),
    unit: reservation.unit,
  });
}

/** @returns the refusal of more than a reservation holds. */
export function exceedsReservation(
  reservation: Reservation,
  side: Side,
  arithmetic: Record<string, string>,
): LicetError {
  return new LicetError("RESERVATION_EXCEEDED", `More is asked for than reservation ${reservation.id} has ${side}.`, {
    reservation: reservation.id,
    ...arithmetic,
  });
}

/**
 * A reservation is moved by the organisation that made it or by the licence's owner, and only for the consignment that it names.
 * @param consignment on whose behalf the caller acts; undefined for an act on the licence itself.
 * @throws {LicetError} NOT_YOUR_RECORD, RESERVATION_OF_CONSIGNMENT.
 */
export function requireMover(tx: Transaction, reservation: Reservation, consignment: string | undefined): void {
  if (tx.caller.mspId !== ownerOfLicence(reservation.licence)) {
    requireMemberOf(tx, reservation.organisation, `Reservation ${reservation.id}`);
  }
  if (reservation.consignment === consignment) return;
  throw new LicetError(
    "RESERVATION_OF_CONSIGNMENT",
    `Reservation ${reservation.id} belongs to ${reservation.consignment ?? "no consignment"}.`,
    { reservation: reservation.id, consignment: reservation.consignment ?? null, actingFor: consignment ?? null },
  );
}

/**
 * Whether the caller takes back what another state has set aside, all of it: the licence's own authority may at any time, whatever
 * consignment holds it. That consignment is then not covered any more, which stops it.
 */
export function takesBack(tx: Transaction, { licence, organisation }: Reservation): boolean {
  const owner = ownerOfLicence(licence);
  const isLicensing = hasRole(tx, "licensing-officer", "senior-licensing-officer");
  return isLicensing && tx.caller.mspId === owner && organisation !== owner;
}

/** Which side an adjustment sets: what is reserved, or what was consumed. A reservation that is half consumed is neither. */
export function sideOf(reservation: Reservation): Side {
  const reserved = BigInt(reservation.reserved) > 0n || isUncounted(reservation, "reserved");
  const consumed = BigInt(reservation.consumed) > 0n || isUncounted(reservation, "consumed");
  if (reserved && !consumed) return "reserved";
  if (consumed && !reserved) return "consumed";
  throw closed(reservation, reserved ? "is consumed in part: consume or release the rest first" : "has nothing left");
}

function closed(reservation: Reservation, why: string): LicetError {
  return new LicetError("RESERVATION_CLOSED", `Reservation ${reservation.id} ${why}.`, {
    reservation: reservation.id,
    status: reservation.status,
    reserved: reservation.reserved,
    consumed: reservation.consumed,
  });
}

/** A move of one side only. */
export function onSide(side: Side, amount: bigint): BalanceMove {
  return side === "reserved" ? { reserved: amount, consumed: 0n } : { reserved: 0n, consumed: amount };
}

/** Statuses that acts lead to where a reservation holds no quantity. */
const STATUS_OF_NOTHING: Readonly<Partial<Record<EntryFacts["type"], Reservation["status"]>>> = {
  consume: "consumed",
  release: "released",
  reverse: "reversed",
};

/** Status that follows from what a reservation holds, and from the last act on it where it holds nothing. */
export function statusOf(
  reserved: bigint,
  consumed: bigint,
  last: EntryFacts["type"],
  before: Reservation["status"],
): Reservation["status"] {
  if (reserved > 0n) return "reserved";
  if (consumed > 0n) return "consumed";
  return STATUS_OF_NOTHING[last] ?? before;
}

/** Whether a use stands on a side whose quantity nobody counts. */
function isUncounted({ reserved, consumed, status }: Reservation, side: Side): boolean {
  return status === side && reserved === "0" && consumed === "0";
}

/** Whether what is set aside already is what a consignment asks for, and belongs to no consignment yet. */
export function isForConsignment(existing: Reservation, amount: bigint, consignment: string | undefined): boolean {
  if (consignment === undefined || existing.consignment !== undefined) return false;
  return existing.status === "reserved" && existing.reserved === amount.toString() && existing.consumed === "0";
}

/** What was done with a declared item, as the rest of a sentence. */
const DONE: Readonly<Record<Reservation["status"], string>> = {
  reserved: "is reserved",
  consumed: "is written off",
  released: "was reserved and given back",
  reversed: "was written off and taken back",
};

/** @returns the refusal of an item that is written off already, with what stands for it. */
export function alreadyReserved(request: ReserveRequest, existing: Reservation): LicetError {
  const { id, status, reserved, consumed, createdAt } = existing;
  return new LicetError(
    "RESERVATION_EXISTS",
    `Item ${request.item.toString()} of ${request.document.reference} ${DONE[status]} on line ` +
      `${request.line.toString()} of ${request.licence} already.`,
    {
      reservation: id,
      licence: request.licence,
      line: request.line,
      status,
      reserved,
      consumed,
      recordedAt: createdAt,
    },
  );
}

/**
 * Applies a late usage, within the limit or as far beyond it as an override allows.
 * @throws {LicetError} OVERRIDE_EXCEEDED.
 */
export function exceedingLimit(line: LineBalance, move: BalanceMove, mayExceedBy: bigint | undefined): Balance {
  const balance = balanceOf(line);
  if (mayExceedBy === undefined) return movedWithinLimit(balance, move, line);
  const shortage = shortageOf(balance, move);
  if (shortage <= mayExceedBy) return moved(balance, move);
  throw new LicetError(
    "OVERRIDE_EXCEEDED",
    `The limit is exceeded by ${describeQuantity(shortage, line.unit)}; the override allows ` +
      `${describeQuantity(mayExceedBy, line.unit)}.`,
    { licence: line.licence, line: line.line, shortBy: shortage.toString(), allowed: mayExceedBy.toString() },
  );
}
