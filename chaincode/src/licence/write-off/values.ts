// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "../../domain/errors/licet-error";
import { availableOf, type Balance, type BalanceMove, moved, shortageOf } from "../../domain/licence/balance";
import { type LineBalance, ReservationValue, ValueBalance } from "../../domain/licence/write-off";
import { canonicalJson } from "../../domain/shared/canonical";
import { hashOf } from "../../domain/shared/commitment";
import { ownerOfLicence } from "../../domain/shared/ownership";
import type { Money } from "../../domain/shared/quantity";
import { reservationValueKey, valueKey } from "../../ledger/keys";
import { parseStored } from "../../ledger/records";
import type { Transaction } from "../../ledger/transaction";

/** What a write-off does to the value of one reservation on one line. */
export interface ValueMove {
  readonly reservation: string;
  /** Values by which reserved and consumed change. */
  readonly move: BalanceMove;
  readonly currency: string;
}

/**
 * The value side of the lines that one transaction touches. Values lie in the licence owner's collection and nowhere else, so only a
 * transaction that the owner endorses alone can move them: its peer is the one peer that can read them.
 */
export class ValueLedger {
  readonly #tx: Transaction;
  readonly #balances = new Map<string, ValueBalance>();
  readonly #reservations = new Map<string, ReservationValue>();

  constructor(tx: Transaction) {
    this.#tx = tx;
  }

  /**
   * Value set aside and consumed under a reservation so far.
   * @throws LicetError LINE_VALUE_OWNER_ONLY.
   */
  async reservation(line: LineBalance, reservation: string): Promise<ReservationValue> {
    const key = reservationValueKey(line.licence, line.line, reservation);
    const known = this.#reservations.get(key);
    if (known !== undefined) return known;
    const balance = await this.#balance(line);
    const value = await this.#read(line, key);
    if (value !== undefined) return parseStored(ReservationValue, value, `The value of reservation ${reservation}`);
    return { salt: balance.salt, currency: balance.currency, reserved: "0", consumed: "0" };
  }

  /**
   * Applies a value move to a line and its reservation.
   * @param exempt whether an override lets it exceed the limit.
   * @throws LicetError LICENCE_VALUE_EXCEEDED, LINE_VALUE_NEEDED for another currency, LINE_VALUE_OWNER_ONLY.
   */
  async apply(line: LineBalance, { reservation, move, currency }: ValueMove, exempt: boolean): Promise<void> {
    const before = await this.#balance(line);
    const ofReservation = await this.reservation(line, reservation);
    if (before.currency !== currency) throw valueNeeded(line, this.#visible(line) ? before.currency : undefined);
    const balance = figuresOf(before);
    const shortage = shortageOf(balance, move);
    if (shortage > 0n && !exempt) throw this.#exceeded(line, balance, move, shortage);
    const next = moved(balance, move);
    const salt = hashOf({ salt: before.salt, transaction: this.#tx.id, reservation });
    this.#balances.set(valueKey(line.licence, line.line), { ...before, salt, ...textOf(next) });
    const held = moved(figuresOf({ ...ofReservation, authorised: "0" }), move);
    this.#reservations.set(reservationValueKey(line.licence, line.line, reservation), {
      salt: hashOf({ salt, of: "reservation" }),
      currency,
      reserved: held.reserved.toString(),
      consumed: held.consumed.toString(),
    });
  }

  /** Writes what changed into the owners' collections. */
  async finish(): Promise<void> {
    for (const [key, value] of [...this.#balances, ...this.#reservations]) {
      await this.#tx.privateState.put(ownerOfValueKey(key), key, canonicalJson(value));
    }
  }

  async #balance(line: LineBalance): Promise<ValueBalance> {
    const key = valueKey(line.licence, line.line);
    const known = this.#balances.get(key);
    if (known !== undefined) return known;
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

  /** Foreign officers see that the value does not suffice, and no figures. */
  #visible(line: LineBalance): boolean {
    return this.#tx.caller.mspId === ownerOfLicence(line.licence);
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

/** Creates a line's value balance in its owner's collection. */
export async function openValueBalance(
  tx: Transaction,
  line: LineBalance,
  limit: Money,
  contentSalt: string,
): Promise<void> {
  const value: ValueBalance = {
    salt: hashOf({ salt: contentSalt, transaction: tx.id, line: line.line }),
    currency: limit.currency,
    authorised: limit.amount,
    reserved: "0",
    consumed: "0",
  };
  const key = valueKey(line.licence, line.line);
  await tx.privateState.put(ownerOfLicence(line.licence), key, canonicalJson(value));
}

/**
 * Sets another value limit on a line, with what is reserved and consumed carried over.
 * @throws LicetError AMENDMENT_BELOW_USED where it is below that; TERMS_MISMATCH where the currency is another.
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
  const salt = hashOf({ salt: balance.salt, transaction: tx.id, amended: line });
  const amended: ValueBalance = { ...balance, salt, authorised: limit.amount };
  await tx.privateState.put(ownerOfLicence(licence), valueKey(licence, line), canonicalJson(amended));
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

function ownerOfValueKey(key: string): string {
  return ownerOfLicence(key.slice(key.indexOf("/") + 1));
}
