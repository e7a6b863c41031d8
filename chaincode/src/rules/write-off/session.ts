// SPDX-License-Identifier: Apache-2.0
import {
  amountOnLine,
  type Balance,
  type BalanceMove,
  balanceOf,
  type Licence,
  limitsValue,
  type LineBalance,
  lineReference,
  type LineView,
  movedWithinLimit,
  type Reservation,
  reservationReference,
  viewOf,
} from "@licet/domain";
import { createRecord } from "../../fabric/lists";
import { officeOf } from "../offices";
import { requireRecord, updateRecord } from "../../fabric/records";
import type { Transaction } from "../../fabric/transaction";
import { LINE_RECORDS, RESERVATION_RECORDS } from "../licence/records";
import { requireOpen, requireUsableLicence } from "../licence/usable";
import { appendToLine, type EntryFacts } from "./entries";
import { existingReservation } from "./existing";
import { requireGranted } from "./grant";
import { readLine } from "../licence/line";
import {
  type AdjustRequest,
  type ConsumeRequest,
  type LateRequest,
  type ReservationRequest,
  type ReserveRequest,
} from "./requests";
import {
  type ActFacts,
  alreadyReserved,
  declarationOf,
  exceedingLimit,
  exceedsReservation,
  givenValue,
  isForConsignment,
  onSide,
  partOf,
  requireMover,
  type Side,
  sideOf,
  statusOf,
  takesBack,
} from "./steps";
import { type HeldValue, type ValueMove, ValueLedger, valueNeeded } from "./values";

/** What a write-off left behind, in the order in which it was first touched. */
export interface WriteOffOutcome {
  readonly reservations: Reservation[];
  readonly lines: LineView[];
}

/** Whose write-offs they are. */
export interface OnBehalfOf {
  /** Consignment whose own transaction this is. */
  readonly consignment?: string;
}

/**
 * The write-offs of one transaction. Each asks first whether the caller's state may write the licence off; a reservation is moved on
 * behalf of the consignment that it names and of no other, or directly where it names none.
 *
 * @example
 * const writeOff = new WriteOff(tx, { consignment });
 * const reservation = await writeOff.reserve({ licence, line: 1, item: 1, quantity, document, ucr, declarant });
 * await writeOff.finish();
 */
export class WriteOff {
  readonly #tx: Transaction;
  readonly #consignment: string | undefined;
  readonly #values: ValueLedger;
  readonly #lines = new Map<string, LineBalance>();
  readonly #reservations = new Map<string, Reservation>();
  readonly #usable = new Map<string, Licence>();
  readonly #drawnOn = new Set<string>();

  constructor(tx: Transaction, { consignment }: OnBehalfOf = {}) {
    this.#tx = tx;
    this.#consignment = consignment;
    this.#values = new ValueLedger(tx);
  }

  /**
   * Sets a quantity aside. For a consignment, what was set aside for the same item of the same declaration and belongs to no consignment
   * yet becomes its own: it counts once.
   * @throws {LicetError} NOT_FOUND, WRITE_OFF_NOT_GRANTED, LICENCE_NOT_USABLE, LICENCE_SUSPENDED, CERTIFICATE_REQUIRED,
   * CERTIFICATE_NOT_IN_FORCE, LINE_NOT_ON_LICENCE, UNIT_NOT_CONVERTIBLE, QUANTITY_ZERO, RESERVATION_EXISTS, LICENCE_QUANTITY_EXCEEDED,
   * LICENCE_VALUE_EXCEEDED, LINE_VALUE_NEEDED, LINE_VALUE_OWNER_ONLY, OFFICE_OF_ANOTHER_STATE.
   */
  async reserve(request: ReserveRequest): Promise<Reservation> {
    const line = await this.#line(request);
    await this.#requireUsable(request.licence);
    const amount = amountOnLine(request.quantity, line);
    const [id, existing] = await existingReservation(this.#tx, request, amount, this.#consignment);
    if (existing !== undefined) {
      if (isForConsignment(existing, amount, this.#consignment)) return this.#claim(line, existing, request);
      throw alreadyReserved(request, existing);
    }
    const move = { reserved: amount, consumed: 0n };
    const next = movedWithinLimit(balanceOf(line), move, line);
    await this.#moveValue(
      line,
      givenValue(line, id, request, (value) => ({ reserved: value, consumed: 0n })),
    );
    return this.#open(request, id, { line, move, next }, { type: "reserve", usage: "O", quantity: amount });
  }

  /**
   * Writes reserved quantity off; the licence must be usable at this moment, not only when it was reserved.
   * @throws {LicetError} as `reserve`, and NOT_YOUR_RECORD, RESERVATION_OF_CONSIGNMENT, RESERVATION_CLOSED, RESERVATION_EXCEEDED.
   */
  async consume(request: ConsumeRequest): Promise<Reservation> {
    const line = await this.#line(request);
    await this.#requireUsable(request.licence);
    const reservation = await this.#held(request);
    const amount = partOf(reservation, "reserved", request, line);
    const value = await this.#heldValue(line, reservation, request, "reserved", amount);
    const consumed = await this.#move(
      line,
      reservation,
      { reserved: -amount, consumed: amount },
      value && { ...value, move: { reserved: -value.taken, consumed: value.amount } },
      { type: "consume", usage: "O", quantity: amount, office: request.office },
    );
    if (request.releaseRest !== true || consumed.reserved === "0") return consumed;
    return this.release({ ...request, quantity: undefined, value: undefined, reason: "rest" });
  }

  /**
   * Gives reserved quantity back. A licence that may not be used any more gets its quantities back all the same.
   * @throws {LicetError} NOT_FOUND, WRITE_OFF_NOT_GRANTED, LINE_NOT_ON_LICENCE, NOT_YOUR_RECORD, RESERVATION_OF_CONSIGNMENT,
   * RESERVATION_CLOSED, RESERVATION_EXCEEDED, LINE_VALUE_NEEDED, LINE_VALUE_OWNER_ONLY, OFFICE_OF_ANOTHER_STATE.
   */
  async release(request: ReservationRequest): Promise<Reservation> {
    const line = await this.#line(request);
    const reservation = await this.#held(request, { givesBack: request.quantity === undefined });
    const amount = partOf(reservation, "reserved", request, line);
    const value = await this.#heldValue(line, reservation, request, "reserved", amount);
    return this.#move(
      line,
      reservation,
      { reserved: -amount, consumed: 0n },
      value && { ...value, move: { reserved: -value.taken, consumed: 0n } },
      { type: "release", quantity: amount, office: request.office, reason: request.reason },
    );
  }

  /**
   * Gives consumed quantity back by a contra entry.
   * @throws {LicetError} as `release`.
   */
  async reverse(request: ReservationRequest): Promise<Reservation> {
    const line = await this.#line(request);
    const reservation = await this.#held(request);
    const amount = partOf(reservation, "consumed", request, line);
    const value = await this.#heldValue(line, reservation, request, "consumed", amount);
    return this.#move(
      line,
      reservation,
      { reserved: 0n, consumed: -amount },
      value && { ...value, move: { reserved: 0n, consumed: -value.taken } },
      { type: "reverse", usage: "C", quantity: amount, office: request.office, reason: request.reason },
    );
  }

  /**
   * Sets a reservation, or what was consumed under it, to the quantity of an amended declaration, and records the claimed status.
   * Asking for more, in quantity or value, needs a usable licence; on a line that is controlled by value, another quantity has its value.
   * @throws {LicetError} as `consume`.
   */
  async adjust(request: AdjustRequest): Promise<Reservation> {
    const line = await this.#line(request);
    const reservation = await this.#held(request);
    const side = sideOf(reservation);
    const held = BigInt(reservation[side]);
    const amount = request.quantity === undefined ? held : amountOnLine(request.quantity, line);
    const value = await this.#adjustedValue(line, reservation, request, side, amount);
    if (amount > held || (value !== undefined && value.move[side] > 0n)) await this.#requireUsable(request.licence);
    const claimed = request.claimedStatus ?? reservation.claimedStatus;
    return this.#move(line, { ...reservation, claimedStatus: claimed }, onSide(side, amount - held), value, {
      type: "adjust",
      usage: "A",
      quantity: amount,
      office: request.office,
      reason: request.reason,
    });
  }

  /**
   * Writes off a usage that is recorded after the goods left, as consumed at once. Without an override the licence must be usable now
   * and have been valid on that day.
   * @throws {LicetError} as `reserve`, and OVERRIDE_EXCEEDED where the limit is exceeded by more than the override allows. An
   * override is one of quantity; a limit of value it leaves as it is.
   */
  async late(request: LateRequest): Promise<Reservation> {
    const line = await this.#line(request);
    if (request.mayExceedBy === undefined) requireOpen(await this.#requireUsable(request.licence), request.usedOn);
    const amount = amountOnLine(request.quantity, line);
    const [id, existing] = await existingReservation(this.#tx, request, amount, this.#consignment);
    if (existing !== undefined) throw alreadyReserved(request, existing);
    const move = { reserved: 0n, consumed: amount };
    const next = exceedingLimit(line, move, request.mayExceedBy);
    await this.#moveValue(
      line,
      givenValue(line, id, request, (value) => ({ reserved: 0n, consumed: value })),
    );
    return this.#open(
      request,
      id,
      { line, move, next },
      { type: "late", usage: "L", quantity: amount, date: request.usedOn, reason: request.reason },
    );
  }

  /**
   * Writes the values. Nothing may be written off with this object afterwards.
   * @throws {LicetError} SALT_SECRET_MISSING.
   */
  async finish(): Promise<WriteOffOutcome> {
    await this.#values.finish();
    return { reservations: [...this.#reservations.values()], lines: [...this.#lines.values()].map(viewOf) };
  }

  async #requireUsable(number: string): Promise<Licence> {
    const licence = this.#usable.get(number) ?? (await requireUsableLicence(this.#tx, number));
    this.#usable.set(number, licence);
    return licence;
  }

  /** The line that a request is for. Whether the caller's state may write it off is asked before it is read. */
  async #line({ licence, line }: { readonly licence: string; readonly line: number }): Promise<LineBalance> {
    await requireGranted(this.#tx, licence);
    return readLine(this.#tx, licence, line);
  }

  /** Gives a reservation that belongs to no consignment to this one, by whose names it goes from then on. Its quantity stays as it is. */
  async #claim(line: LineBalance, existing: Reservation, request: ReserveRequest): Promise<Reservation> {
    const claimedStatus = request.claimedStatus ?? existing.claimedStatus;
    const { document, ucr, ucrPart, declarant } = request;
    const names = { document, ucr, ucrPart, declarant, claimedStatus };
    const claimed = { ...existing, ...names, consignment: this.#consignment, changedAt: this.#tx.time };
    await this.#append(line, balanceOf(line), {
      ...declarationOf(claimed),
      type: "adjust",
      usage: "A",
      quantity: BigInt(existing.reserved),
      office: request.office,
      reason: "claimed by consignment",
      reservation: existing.id,
      ...this.#firstOn(line.licence),
    });
    await updateRecord(this.#tx, RESERVATION_RECORDS, this.#touched(claimed), claimed);
    return claimed;
  }

  /** What marks the consignment's first entry on a licence, by which it is found there. */
  #firstOn(licence: string): { readonly firstOfConsignment?: true } {
    const isFirst = this.#consignment !== undefined && !this.#drawnOn.has(licence);
    this.#drawnOn.add(licence);
    return isFirst ? { firstOfConsignment: true } : {};
  }

  /** The reservation that a request names, which its organisation or the licence's owner may go on with, for its consignment. */
  async #held(
    { licence, line, reservation }: ReservationRequest,
    { givesBack = false }: { readonly givesBack?: boolean } = {},
  ): Promise<Reservation> {
    const held = await requireRecord(this.#tx, RESERVATION_RECORDS, reservationReference(licence, line, reservation));
    if (!(givesBack && this.#consignment === undefined && takesBack(this.#tx, held))) {
      requireMover(this.#tx, held, this.#consignment);
    }
    return held;
  }

  async #move(
    line: LineBalance,
    reservation: Reservation,
    move: BalanceMove,
    value: ValueMove | undefined,
    facts: ActFacts,
  ): Promise<Reservation> {
    const next = movedWithinLimit(balanceOf(line), move, line);
    await this.#moveValue(line, value);
    await this.#append(line, next, { ...declarationOf(reservation), ...facts, reservation: reservation.id });
    const reserved = BigInt(reservation.reserved) + move.reserved;
    const consumed = BigInt(reservation.consumed) + move.consumed;
    const after: Reservation = {
      ...reservation,
      reserved: reserved.toString(),
      consumed: consumed.toString(),
      status: statusOf(reserved, consumed, facts.type, reservation.status),
      changedAt: this.#tx.time,
    };
    await updateRecord(this.#tx, RESERVATION_RECORDS, this.#touched(after), after);
    return after;
  }

  async #moveValue(line: LineBalance, value: ValueMove | undefined): Promise<void> {
    if (value !== undefined) await this.#values.apply(line, value);
  }

  /** Value of the part of a reservation that moves: all of it with all of the quantity, else as given. */
  async #heldValue(
    line: LineBalance,
    reservation: Reservation,
    request: ReservationRequest,
    side: Side,
    amount: bigint,
  ): Promise<HeldValue | undefined> {
    if (!limitsValue(line.control)) return undefined;
    const held = await this.#values.reservation(line, reservation.id);
    const whole = amount === BigInt(reservation[side]);
    const given = request.value ?? (whole ? { amount: held[side], currency: held.currency } : undefined);
    if (given === undefined) throw valueNeeded(line, undefined);
    const value = BigInt(given.amount);
    if (value > BigInt(held[side])) throw exceedsReservation(reservation, side, {});
    const taken = whole ? BigInt(held[side]) : value;
    return { reservation: reservation.id, currency: given.currency, taken, amount: value };
  }

  async #adjustedValue(
    line: LineBalance,
    reservation: Reservation,
    request: AdjustRequest,
    side: Side,
    amount: bigint,
  ): Promise<ValueMove | undefined> {
    if (!limitsValue(line.control)) return undefined;
    if (request.value === undefined || request.value === null) {
      if (amount === BigInt(reservation[side])) return undefined;
      throw valueNeeded(line, undefined);
    }
    const held = await this.#values.reservation(line, reservation.id);
    const delta = BigInt(request.value.amount) - BigInt(held[side]);
    return { reservation: reservation.id, currency: request.value.currency, move: onSide(side, delta) };
  }

  async #append(line: LineBalance, next: Balance, facts: EntryFacts): Promise<void> {
    const after = await appendToLine(this.#tx, line, next, { ...facts, consignment: this.#consignment });
    const reference = lineReference(line.licence, line.line);
    await updateRecord(this.#tx, LINE_RECORDS, reference, after);
    this.#lines.set(reference, after);
  }

  /** Opens a reservation, with the entry that leads to it. */
  async #open(
    request: ReserveRequest,
    id: string,
    { line, move, next }: { readonly line: LineBalance; readonly move: BalanceMove; readonly next: Balance },
    facts: ActFacts,
  ): Promise<Reservation> {
    await this.#append(line, next, {
      ...declarationOf(request),
      ...facts,
      office: request.office,
      reservation: id,
      ...this.#firstOn(line.licence),
    });
    const reservation: Reservation = {
      id,
      licence: line.licence,
      line: line.line,
      status: facts.type === "late" ? "consumed" : "reserved",
      unit: line.unit,
      reserved: move.reserved.toString(),
      consumed: move.consumed.toString(),
      ...declarationOf(request),
      consignment: this.#consignment,
      organisation: this.#tx.caller.mspId,
      ...officeOf(this.#tx, request.office),
      officer: this.#tx.caller.officer,
      createdAt: this.#tx.time,
      changedAt: this.#tx.time,
    };
    await createRecord(this.#tx, RESERVATION_RECORDS, this.#touched(reservation), reservation);
    return reservation;
  }

  /** @returns the reservation's reference, which the outcome names once, in the order of first touch. */
  #touched(reservation: Reservation): string {
    const reference = reservationReference(reservation.licence, reservation.line, reservation.id);
    this.#reservations.set(reference, reservation);
    return reference;
  }
}
