// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "../../domain/errors/licet-error";
import { amountOnLine, type Balance, type BalanceMove, movedWithinLimit } from "../../domain/licence/balance";
import { type Licence, limitsValue } from "../../domain/licence/schemas";
import type { LineBalance, LineView, Reservation } from "../../domain/licence/write-off";
import { ownerOfLicence } from "../../domain/shared/ownership";
import { createRecord, readRecord, requireRecord, updateRecord } from "../../ledger/records";
import type { Transaction } from "../../ledger/transaction";
import { LINE_RECORDS, lineReference, RESERVATION_RECORDS, reservationReference } from "../records";
import { requireUsableLicence } from "../usable";
import { appendEntry, type EntryFacts } from "./entries";
import { balanceOf, readLine, viewOf } from "./line";
import type { AdjustRequest, ConsumeRequest, LateRequest, ReservationRequest, ReserveRequest } from "./requests";
import { reservationId } from "./requests";
import {
  declarationOf,
  exceedingLimit,
  exceedsReservation,
  givenValue,
  onSide,
  partOf,
  type Side,
  sideOf,
  statusOf,
} from "./steps";
import { type ValueMove, ValueLedger, valueNeeded } from "./values";

/** What a write-off left behind, in the order in which it was first touched. */
export interface WriteOffOutcome {
  readonly reservations: Reservation[];
  readonly lines: LineView[];
}

interface Touched {
  readonly record: Reservation;
  readonly isNew: boolean;
}

/**
 * The write-offs of one transaction. A Fabric transaction does not read its own writes, so lines and reservations that several items
 * share are held here until `finish` writes each of them once.
 *
 * @example
 * const writeOff = new WriteOff(tx);
 * const reservation = await writeOff.reserve({ licence, line: 1, item: 1, quantity, document, ucr });
 * await writeOff.finish();
 */
export class WriteOff {
  readonly #tx: Transaction;
  readonly #values: ValueLedger;
  readonly #lines = new Map<string, LineBalance>();
  readonly #reservations = new Map<string, Touched>();
  readonly #usable = new Map<string, Licence>();

  constructor(tx: Transaction) {
    this.#tx = tx;
    this.#values = new ValueLedger(tx);
  }

  /**
   * Sets a quantity aside.
   * @throws LicetError LICENCE_NOT_USABLE, LICENCE_SUSPENDED, CERTIFICATE_REQUIRED, CERTIFICATE_NOT_IN_FORCE, LINE_NOT_ON_LICENCE,
   * UNIT_NOT_CONVERTIBLE, QUANTITY_ZERO, RESERVATION_EXISTS, LICENCE_QUANTITY_EXCEEDED, LICENCE_VALUE_EXCEEDED, LINE_VALUE_NEEDED,
   * LINE_VALUE_OWNER_ONLY.
   */
  async reserve(request: ReserveRequest): Promise<Reservation> {
    await this.#requireUsable(request.licence);
    const line = await this.#line(request.licence, request.line);
    const amount = amountOnLine(request.quantity, line);
    const id = await this.#newReservation(request);
    const move = { reserved: amount, consumed: 0n };
    const next = movedWithinLimit(balanceOf(line), move, line);
    await this.#moveValue(
      line,
      givenValue(line, id, request, (value) => ({ reserved: value, consumed: 0n })),
    );
    await this.#append(line, next, {
      type: "reserve",
      usage: "O",
      quantity: amount,
      reservation: id,
      ...declarationOf(request),
    });
    return this.#put(this.#opened(request, id, line.unit, move), true);
  }

  /**
   * Writes reserved quantity off; the licence must be usable at this moment, not only when it was reserved.
   * @throws LicetError as `reserve`, and NOT_FOUND, NOT_YOUR_RECORD, RESERVATION_CLOSED, RESERVATION_EXCEEDED.
   */
  async consume(request: ConsumeRequest): Promise<Reservation> {
    await this.#requireUsable(request.licence);
    const line = await this.#line(request.licence, request.line);
    const reservation = await this.#held(request);
    const amount = partOf(reservation, "reserved", request, line);
    const value = await this.#heldValue(line, reservation, request, "reserved", amount);
    const consumed = await this.#move(
      line,
      reservation,
      { reserved: -amount, consumed: amount },
      value && { ...value, move: { reserved: -value.amount, consumed: value.amount } },
      { type: "consume", usage: "O", quantity: amount, office: request.office },
    );
    if (request.releaseRest !== true || consumed.reserved === "0") return consumed;
    return this.release({ ...request, quantity: undefined, value: undefined, reason: "rest" });
  }

  /**
   * Gives reserved quantity back. A licence that may not be used any more gets its quantities back all the same.
   * @throws LicetError NOT_FOUND, NOT_YOUR_RECORD, RESERVATION_CLOSED, RESERVATION_EXCEEDED, LINE_VALUE_NEEDED, LINE_VALUE_OWNER_ONLY.
   */
  async release(request: ReservationRequest): Promise<Reservation> {
    const line = await this.#line(request.licence, request.line);
    const reservation = await this.#held(request);
    const amount = partOf(reservation, "reserved", request, line);
    const value = await this.#heldValue(line, reservation, request, "reserved", amount);
    return this.#move(
      line,
      reservation,
      { reserved: -amount, consumed: 0n },
      value && { ...value, move: { reserved: -value.amount, consumed: 0n } },
      { type: "release", quantity: amount, office: request.office, reason: request.reason },
    );
  }

  /**
   * Gives consumed quantity back by a contra entry.
   * @throws LicetError as `release`.
   */
  async reverse(request: ReservationRequest): Promise<Reservation> {
    const line = await this.#line(request.licence, request.line);
    const reservation = await this.#held(request);
    const amount = partOf(reservation, "consumed", request, line);
    const value = await this.#heldValue(line, reservation, request, "consumed", amount);
    return this.#move(
      line,
      reservation,
      { reserved: 0n, consumed: -amount },
      value && { ...value, move: { reserved: 0n, consumed: -value.amount } },
      { type: "reverse", usage: "C", quantity: amount, office: request.office, reason: request.reason },
    );
  }

  /**
   * Sets a reservation, or what was consumed under it, to the quantity of an amended declaration, and records the claimed status.
   * Asking for more needs a usable licence.
   * @throws LicetError as `consume`.
   */
  async adjust(request: AdjustRequest): Promise<Reservation> {
    const line = await this.#line(request.licence, request.line);
    const reservation = await this.#held(request);
    const side = sideOf(reservation);
    const held = BigInt(reservation[side]);
    const amount = request.quantity === undefined ? held : amountOnLine(request.quantity, line);
    if (amount > held) await this.#requireUsable(request.licence);
    const claimed = request.claimedStatus ?? reservation.claimedStatus;
    return this.#move(
      line,
      { ...reservation, claimedStatus: claimed },
      onSide(side, amount - held),
      await this.#adjustedValue(line, reservation, request, side),
      { type: "adjust", usage: "A", quantity: amount, office: request.office, reason: request.reason },
    );
  }

  /**
   * Writes off a usage that is recorded after the goods left, as consumed at once.
   * @throws LicetError as `reserve`, and OVERRIDE_EXCEEDED where the limit is exceeded by more than the override allows.
   */
  async late(request: LateRequest): Promise<Reservation> {
    if (request.mayExceedBy === undefined) await this.#requireUsable(request.licence);
    const line = await this.#line(request.licence, request.line);
    const amount = amountOnLine(request.quantity, line);
    const id = await this.#newReservation(request);
    const move = { reserved: 0n, consumed: amount };
    const next = exceedingLimit(line, move, request.mayExceedBy);
    await this.#moveValue(
      line,
      givenValue(line, id, request, (value) => ({ reserved: 0n, consumed: value })),
      request.mayExceedBy !== undefined,
    );
    await this.#append(line, next, {
      type: "late",
      usage: "L",
      quantity: amount,
      reservation: id,
      date: request.usedOn,
      reason: request.reason,
      ...declarationOf(request),
    });
    return this.#put(this.#opened(request, id, line.unit, move), true);
  }

  /** Writes every line and reservation once. Nothing may be written off with this object afterwards. */
  async finish(): Promise<WriteOffOutcome> {
    for (const [id, line] of this.#lines) await updateRecord(this.#tx, LINE_RECORDS, id, line);
    for (const [id, { record, isNew }] of this.#reservations) {
      if (isNew) await createRecord(this.#tx, RESERVATION_RECORDS, id, record);
      else await updateRecord(this.#tx, RESERVATION_RECORDS, id, record);
    }
    await this.#values.finish();
    return {
      reservations: [...this.#reservations.values()].map(({ record }) => record),
      lines: [...this.#lines.values()].map(viewOf),
    };
  }

  async #requireUsable(licence: string): Promise<void> {
    if (this.#usable.has(licence)) return;
    this.#usable.set(licence, await requireUsableLicence(this.#tx, licence));
  }

  async #line(licence: string, line: number): Promise<LineBalance> {
    return this.#lines.get(lineReference(licence, line)) ?? readLine(this.#tx, licence, line);
  }

  async #newReservation(request: ReserveRequest): Promise<string> {
    const id = reservationId(request.document, request.ucr, request.item);
    const reference = reservationReference(request.licence, request.line, id);
    const existing =
      this.#reservations.get(reference)?.record ?? (await readRecord(this.#tx, RESERVATION_RECORDS, reference));
    if (existing === undefined) return id;
    throw new LicetError(
      "RESERVATION_EXISTS",
      `Item ${request.item.toString()} of ${request.document.reference} is written off on line ` +
        `${request.line.toString()} of ${request.licence} already.`,
      {
        reservation: id,
        licence: request.licence,
        line: request.line,
        status: existing.status,
        reserved: existing.reserved,
        consumed: existing.consumed,
        recordedAt: existing.createdAt,
      },
    );
  }

  /** The reservation that a request names, which its organisation or the licence's owner may go on with. */
  async #held(request: ReservationRequest): Promise<Reservation> {
    const reference = reservationReference(request.licence, request.line, request.reservation);
    const reservation =
      this.#reservations.get(reference)?.record ?? (await requireRecord(this.#tx, RESERVATION_RECORDS, reference));
    const { mspId } = this.#tx.caller;
    if (mspId === reservation.organisation || mspId === ownerOfLicence(request.licence)) return reservation;
    throw new LicetError("NOT_YOUR_RECORD", `Reservation ${reservation.id} was made by ${reservation.organisation}.`, {
      owner: reservation.organisation,
      caller: mspId,
    });
  }

  async #move(
    line: LineBalance,
    reservation: Reservation,
    move: BalanceMove,
    value: ValueMove | undefined,
    facts: EntryFacts,
  ): Promise<Reservation> {
    const next = movedWithinLimit(balanceOf(line), move, line);
    await this.#moveValue(line, value);
    await this.#append(line, next, {
      ...facts,
      reservation: reservation.id,
      document: reservation.document,
      item: reservation.item,
      ucr: reservation.ucr,
      claimedStatus: reservation.claimedStatus,
    });
    const reserved = BigInt(reservation.reserved) + move.reserved;
    const consumed = BigInt(reservation.consumed) + move.consumed;
    return this.#put(
      {
        ...reservation,
        reserved: reserved.toString(),
        consumed: consumed.toString(),
        status: statusOf(reserved, consumed, facts.type),
        changedAt: this.#tx.time,
      },
      false,
    );
  }

  async #moveValue(line: LineBalance, value: ValueMove | undefined, exempt = false): Promise<void> {
    if (value !== undefined) await this.#values.apply(line, value, exempt);
  }

  /** Value of the part of a reservation that moves: all of it with all of the quantity, else as given. */
  async #heldValue(
    line: LineBalance,
    reservation: Reservation,
    request: ReservationRequest,
    side: Side,
    amount: bigint,
  ): Promise<(Pick<ValueMove, "reservation" | "currency"> & { readonly amount: bigint }) | undefined> {
    if (!limitsValue(line.control)) return undefined;
    const held = await this.#values.reservation(line, reservation.id);
    const whole = amount === BigInt(reservation[side]);
    const given = request.value ?? (whole ? { amount: held[side], currency: held.currency } : undefined);
    if (given === undefined) throw valueNeeded(line, undefined);
    const value = BigInt(given.amount);
    if (value > BigInt(held[side])) throw exceedsReservation(reservation, side, {});
    return { reservation: reservation.id, currency: given.currency, amount: value };
  }

  async #adjustedValue(
    line: LineBalance,
    reservation: Reservation,
    request: AdjustRequest,
    side: Side,
  ): Promise<ValueMove | undefined> {
    if (!limitsValue(line.control) || request.value === undefined || request.value === null) return undefined;
    const held = await this.#values.reservation(line, reservation.id);
    const delta = BigInt(request.value.amount) - BigInt(held[side]);
    return { reservation: reservation.id, currency: request.value.currency, move: onSide(side, delta) };
  }

  async #append(line: LineBalance, next: Balance, facts: EntryFacts): Promise<void> {
    this.#lines.set(lineReference(line.licence, line.line), await appendEntry(this.#tx, line, next, facts));
  }

  #put(record: Reservation, isNew: boolean): Reservation {
    const reference = reservationReference(record.licence, record.line, record.id);
    const earlier = this.#reservations.get(reference);
    this.#reservations.set(reference, { record, isNew: isNew || earlier?.isNew === true });
    return record;
  }

  #opened(request: ReserveRequest, id: string, unit: string, move: BalanceMove): Reservation {
    const office = this.#tx.caller.office ?? request.office;
    return {
      id,
      licence: request.licence,
      line: request.line,
      status: move.reserved > 0n ? "reserved" : "consumed",
      unit,
      reserved: move.reserved.toString(),
      consumed: move.consumed.toString(),
      document: request.document,
      item: request.item,
      ucr: request.ucr,
      claimedStatus: request.claimedStatus,
      organisation: this.#tx.caller.mspId,
      office,
      officer: this.#tx.caller.officer,
      createdAt: this.#tx.time,
      changedAt: this.#tx.time,
    };
  }
}
