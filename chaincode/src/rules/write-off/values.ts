// SPDX-License-Identifier: Apache-2.0
import {
  availableOf,
  type Balance,
  type BalanceMove,
  canonicalJson,
  LicetError,
  type LineBalance,
  type Money,
  moved,
  type MspId,
  OFFICER_ROLES,
  ownerOfLicence,
  ReservationValue,
  shortageOf,
  ValueBalance,
} from "@licet/domain";
import { reservationValueKey, valueKey } from "../../fabric/keys";
import { parseStored } from "../../fabric/records";
import { ownSalt } from "../../fabric/salts";
import type { Transaction } from "../../fabric/transaction";
import { hasRole } from "../roles";

/** What a write-off does to the value of one reservation on one line. */
export interface ValueMove {
  readonly reservation: string;
  /** Values by which reserved and consumed change. */
  readonly move: BalanceMove;
  readonly currency: string;
}

/** Value of the part of a reservation that moves. */
export interface HeldValue extends Pick<ValueMove, "reservation" | "currency"> {
  /** What the reservation gives up. */
  readonly taken: bigint;
  /** What that counts for where it is consumed. */
  readonly amount: bigint;
}

/** A value that is to be written, whose salt it gets only then. */
interface Unsalted<T> {
  readonly owner: MspId;
  readonly value: Omit<T, "salt">;
}

/**
 * The value side of the lines that one transaction touches. Values lie in the licence owner's collection and nowhere else, so only a
 * transaction that the owner endorses alone can move them: its peer is the one peer that can read them.
 */
export class ValueLedger {
  readonly #tx: Transaction;
  readonly #balances = new Map<string, Unsalted<ValueBalance>>();
  readonly #reservations = new Map<string, Unsalted<ReservationValue>>();

  constructor(tx: Transaction) {
    this.#tx = tx;
  }

  /**
   * Value set aside and consumed under a reservation so far.
   * @throws {LicetError} LINE_VALUE_OWNER_ONLY.
   */
  async reservation(line: LineBalance, reservation: string): Promise<Omit<ReservationValue, "salt">> {
    const key = reservationValueKey(line.licence, line.line, reservation);
    const known = this.#reservations.get(key);
    if (known !== undefined) return known.value;
    const value = await this.#read(line, key);
    if (value !== undefined) return parseStored(ReservationValue, value, `The value of reservation ${reservation}`);
    return { currency: (await this.#balance(line)).currency, reserved: "0", consumed: "0" };
  }

  /**
   * Applies a value move to a line and its reservation.
   * @throws {LicetError} LICENCE_VALUE_EXCEEDED, LINE_VALUE_NEEDED for another currency, LINE_VALUE_OWNER_ONLY.
   */
  async apply(line: LineBalance, { reservation, move, currency }: ValueMove): Promise<void> {
    const before = await this.#balance(line);
    const ofReservation = await this.reservation(line, reservation);
    if (before.currency !== currency) throw valueNeeded(line, this.#visible(line) ? before.currency : undefined);
    const balance = figuresOf(before);
    const shortage = shortageOf(balance, move);
    if (shortage > 0n) throw this.#exceeded(line, balance, move, shortage);
    const owner = ownerOfLicence(line.licence);
    this.#balances.set(valueKey(line.licence, line.line), {
      owner,
      value: { currency, ...textOf(moved(balance, move)) },
    });
    const { reserved, consumed } = textOf(moved(figuresOf({ ...ofReservation, authorised: "0" }), move));
    this.#reservations.set(reservationValueKey(line.licence, line.line, reservation), {
      owner,
      value: { currency, reserved, consumed },
    });
  }

  /**
   * Writes what changed into the owners' collections.
   * @throws {LicetError} SALT_SECRET_MISSING.
   */
  async finish(): Promise<void> {
    for (const [key, { owner, value }] of [...this.#balances, ...this.#reservations]) {
      await putValue(this.#tx, owner, key, value);
    }
  }

  async #balance(line: LineBalance): Promise<Omit<ValueBalance, "salt">> {
    const key = valueKey(line.licence, line.line);
    const known = this.#balances.get(key);
    if (known !== undefined) return known.value;
    const value = await this.#read(line, key);
    if (value === undefined) throw valueNeeded(line, undefined);
    return parseStored(ValueBalance, value, `The value balance of line ${line.line.toString()} of ${line.licence}`);
  }

  async #read(line: LineBalance, key: string): Promise<string | undefined> {
    const owner = ownerOfLicence(line.licence);
    if (this.#tx.peerMsp !== owner) {
      throw new LicetError(
        "LINE_VALUE_OWNER_ONLY",
        `Line ${line.line.toString()} of ${line.licence} is controlled by value; only ${owner} can write it off.`,
        { licence: line.licence, line: line.line, owner, peer: this.#tx.peerMsp },
      );
    }
    return this.#tx.privateState.get(owner, key);
  }

  /** The owner's officers see the figures; everybody else sees that the value does not suffice. */
  #visible(line: LineBalance): boolean {
    return this.#tx.caller.mspId === ownerOfLicence(line.licence) && hasRole(this.#tx, ...OFFICER_ROLES);
  }

  #exceeded(line: LineBalance, balance: Balance, move: BalanceMove, shortage: bigint): LicetError {
    const arithmetic = {
      authorised: (balance.authorised ?? 0n).toString(),
      reserved: balance.reserved.toString(),
      consumed: balance.consumed.toString(),
      available: (availableOf(balance) ?? 0n).toString(),
      asked: (move.reserved + move.consumed).toString(),
      shortBy: shortage.toString(),
    };
    return new LicetError(
      "LICENCE_VALUE_EXCEEDED",
      `The value asked for exceeds what line ${line.line.toString()} of ${line.licence} has left.`,
      { licence: line.licence, line: line.line, ...(this.#visible(line) ? arithmetic : {}) },
    );
  }
}

/**
 * Creates a line's value balance in its owner's collection.
 * @throws {LicetError} SALT_SECRET_MISSING.
 */
export async function openValueBalance(tx: Transaction, { licence, line }: LineBalance, limit: Money): Promise<void> {
  const value = { currency: limit.currency, authorised: limit.amount, reserved: "0", consumed: "0" };
  await putValue(tx, ownerOfLicence(licence), valueKey(licence, line), value);
}

/** Writes a value with a salt of its own, so that nobody guesses it from its hash, which everybody can read. */
async function putValue(
  tx: Transaction,
  owner: MspId,
  key: string,
  value: Omit<ValueBalance, "salt"> | Omit<ReservationValue, "salt">,
): Promise<void> {
  await tx.privateState.put(owner, key, canonicalJson({ ...value, salt: await ownSalt(tx, owner, key) }));
}

/**
 * Sets another value limit on a line, with what is reserved and consumed carried over.
 * @throws {LicetError} AMENDMENT_BELOW_USED where it is below that; TERMS_MISMATCH where the currency is another.
 */
export async function amendValueLimit(tx: Transaction, licence: string, line: number, limit: Money): Promise<void> {
  const balance = await readValueBalance(tx, licence, line);
  if (balance?.currency !== limit.currency) {
    throw new LicetError("TERMS_MISMATCH", `The currency of line ${line.toString()} of ${licence} cannot be amended.`, {
      licence,
      line,
    });
  }
  const used = BigInt(balance.reserved) + BigInt(balance.consumed);
  if (BigInt(limit.amount) < used) {
    throw new LicetError(
      "AMENDMENT_BELOW_USED",
      `The value limit of line ${line.toString()} of ${licence} cannot be below what is reserved and consumed.`,
      { licence, line, asked: limit.amount, used: used.toString(), currency: limit.currency },
    );
  }
  await putValue(tx, ownerOfLicence(licence), valueKey(licence, line), { ...balance, authorised: limit.amount });
}

/** Reads a line's value balance at its owner's peer, or undefined where it has none. */
export async function readValueBalance(
  tx: Transaction,
  licence: string,
  line: number,
): Promise<ValueBalance | undefined> {
  const value = await tx.privateState.get(ownerOfLicence(licence), valueKey(licence, line));
  return value === undefined ? undefined : parseStored(ValueBalance, value, `The value balance of ${licence}`);
}

/** @returns the refusal of a line whose value is missing or in another currency. */
export function valueNeeded(line: LineBalance, currency: string | undefined): LicetError {
  return new LicetError(
    "LINE_VALUE_NEEDED",
    `Line ${line.line.toString()} of ${line.licence} is controlled by value, in the licence's currency.`,
    { licence: line.licence, line: line.line, ...(currency === undefined ? {} : { currency }) },
  );
}

function figuresOf(value: Pick<ValueBalance, "authorised" | "reserved" | "consumed">): Balance {
  return {
    authorised: BigInt(value.authorised),
    reserved: BigInt(value.reserved),
    consumed: BigInt(value.consumed),
  };
}

function textOf(balance: Balance): Pick<ValueBalance, "authorised" | "reserved" | "consumed"> {
  return {
    authorised: (balance.authorised ?? 0n).toString(),
    reserved: balance.reserved.toString(),
    consumed: balance.consumed.toString(),
  };
}
