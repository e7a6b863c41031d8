// SPDX-License-Identifier: Apache-2.0
import { LicetError } from "../errors/licet-error";
import { limitsQuantity, type LineTerms } from "../shared/licence-lines";
import { baseUnitOf, describeQuantity, type Quantity, unitsConvertible } from "../shared/quantity";

/** Where a line stands, in smallest units. `authorised` is undefined where the line has no limit. */
export interface Balance {
  readonly authorised: bigint | undefined;
  readonly reserved: bigint;
  readonly consumed: bigint;
}

/** A change of what is reserved and consumed. */
export interface BalanceMove {
  readonly reserved: bigint;
  readonly consumed: bigint;
}

/** What is left: authorised less reserved less consumed, never below zero; undefined without a limit. */
export function availableOf(balance: Balance): bigint | undefined {
  if (balance.authorised === undefined) return undefined;
  const left = balance.authorised - balance.reserved - balance.consumed;
  return left > 0n ? left : 0n;
}

/** By how much an override let the limit be exceeded: authorised + overdrawn = available + reserved + consumed, always. */
export function overdrawnOf(balance: Balance): bigint {
  if (balance.authorised === undefined) return 0n;
  const over = balance.reserved + balance.consumed - balance.authorised;
  return over > 0n ? over : 0n;
}

/** What a move asks of the limit beyond what is used already: its own growth, so that lowering a use is never refused. */
function growthOf(move: BalanceMove): bigint {
  return move.reserved + move.consumed;
}

/** By how many units a move would exceed the limit; zero where it stays within, or asks for nothing more. */
export function shortageOf(balance: Balance, move: BalanceMove): bigint {
  const growth = growthOf(move);
  if (balance.authorised === undefined || growth <= 0n) return 0n;
  const available = availableOf(balance) ?? 0n;
  return growth > available ? growth - available : 0n;
}

/**
 * Applies a move without asking for the limit; the caller has compared `shortageOf` with what it may exceed by.
 * @throws {RangeError} where less than nothing would be reserved or consumed: the caller has let through what it had to refuse.
 */
export function moved(balance: Balance, move: BalanceMove): Balance {
  const next = {
    authorised: balance.authorised,
    reserved: balance.reserved + move.reserved,
    consumed: balance.consumed + move.consumed,
  };
  if (next.reserved < 0n || next.consumed < 0n) throw new RangeError("a balance cannot fall below zero");
  return next;
}

/** The line that a refusal speaks of. */
export interface LineOf {
  readonly licence: string;
  readonly line: number;
  readonly unit: string;
}

/**
 * Applies a move within the limit.
 * @throws {LicetError} LICENCE_QUANTITY_EXCEEDED with the arithmetic.
 */
export function movedWithinLimit(balance: Balance, move: BalanceMove, of: LineOf): Balance {
  const shortage = shortageOf(balance, move);
  if (shortage > 0n) throw quantityExceeded(balance, growthOf(move), shortage, of);
  return moved(balance, move);
}

function quantityExceeded(balance: Balance, asked: bigint, shortBy: bigint, of: LineOf): LicetError {
  const inUnit = (amount: bigint): string => describeQuantity(amount, of.unit);
  return new LicetError(
    "LICENCE_QUANTITY_EXCEEDED",
    `Line ${of.line.toString()} of ${of.licence} is short by ${inUnit(shortBy)}: ${inUnit(asked)} asked, ` +
      `${inUnit(availableOf(balance) ?? 0n)} left of ${inUnit(balance.authorised ?? 0n)}.`,
    {
      licence: of.licence,
      line: of.line,
      unit: of.unit,
      baseUnit: baseUnitOf(of.unit),
      authorised: (balance.authorised ?? 0n).toString(),
      reserved: balance.reserved.toString(),
      consumed: balance.consumed.toString(),
      available: (availableOf(balance) ?? 0n).toString(),
      asked: asked.toString(),
      shortBy: shortBy.toString(),
    },
  );
}

/**
 * Sets another limit.
 * @throws {LicetError} AMENDMENT_BELOW_USED where it is below what is reserved and consumed.
 */
export function withLimit(balance: Balance, authorised: bigint | undefined, of: LineOf): Balance {
  const used = balance.reserved + balance.consumed;
  if (authorised === undefined || authorised >= used) return { ...balance, authorised };
  throw new LicetError(
    "AMENDMENT_BELOW_USED",
    `Line ${of.line.toString()} of ${of.licence} cannot be limited to ${describeQuantity(authorised, of.unit)}: ` +
      `${describeQuantity(used, of.unit)} is reserved and consumed.`,
    {
      licence: of.licence,
      line: of.line,
      unit: of.unit,
      asked: authorised.toString(),
      reserved: balance.reserved.toString(),
      consumed: balance.consumed.toString(),
      shortBy: (used - authorised).toString(),
    },
  );
}

/**
 * Smallest units of a declared quantity on a line. Zero is a use that is recorded and not counted, which only a line takes whose quantity
 * is not limited: an open one, or one that is controlled by value alone.
 * @throws {LicetError} UNIT_NOT_CONVERTIBLE, QUANTITY_ZERO.
 */
export function amountOnLine(quantity: Quantity, of: LineOf & Pick<LineTerms, "control">): bigint {
  if (!unitsConvertible(quantity.unit, of.unit)) {
    throw new LicetError(
      "UNIT_NOT_CONVERTIBLE",
      `${quantity.unit} does not convert to ${of.unit}, the unit of line ${of.line.toString()} of ${of.licence}.`,
      { licence: of.licence, line: of.line, declared: quantity.unit, licensed: of.unit },
    );
  }
  const amount = BigInt(quantity.amount);
  if (amount > 0n || !limitsQuantity(of.control)) return amount;
  throw new LicetError(
    "QUANTITY_ZERO",
    `Line ${of.line.toString()} of ${of.licence} was asked for a quantity of zero.`,
    {
      licence: of.licence,
      line: of.line,
    },
  );
}
