// SPDX-License-Identifier: Apache-2.0
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LicetError } from "../errors/licet-error";
import { UNITS } from "../shared/quantity";
import {
  amountOnLine,
  availableOf,
  type Balance,
  moved,
  movedWithinLimit,
  overdrawnOf,
  shortageOf,
  withLimit,
} from "./balance";

const LINE = { licence: "GBSIEE2E350002", line: 1, unit: "NAR" };

const amount = fc.bigInt({ min: 0n, max: 10n ** 30n - 1n });
const within = amount.chain((authorised) =>
  fc
    .bigInt({ min: 0n, max: authorised })
    .chain((used) =>
      fc
        .bigInt({ min: 0n, max: used })
        .map((reserved): Balance => ({ authorised, reserved, consumed: used - reserved })),
    ),
);

function refusal(action: () => unknown): LicetError {
  try {
    action();
  } catch (error) {
    if (error instanceof LicetError) return error;
    throw error;
  }
  throw new Error("not refused");
}

describe("a line's balance", () => {
  it("is authorised + overdrawn = available + reserved + consumed, whatever happens", () => {
    fc.assert(
      fc.property(amount, amount, amount, (authorised, reserved, consumed) => {
        const balance = { authorised, reserved, consumed };
        expect(authorised + overdrawnOf(balance)).toBe((availableOf(balance) ?? -1n) + reserved + consumed);
      }),
    );
  });

  it("takes what is left and not one unit more, and says by how much it is short", () => {
    fc.assert(
      fc.property(within, amount, (balance, asked) => {
        const left = availableOf(balance) ?? 0n;
        const move = { reserved: asked, consumed: 0n };
        if (asked <= left) {
          expect(movedWithinLimit(balance, move, LINE).reserved).toBe(balance.reserved + asked);
          return;
        }
        const { code, details } = refusal(() => movedWithinLimit(balance, move, LINE));
        expect(code).toBe("LICENCE_QUANTITY_EXCEEDED");
        expect(BigInt(details["shortBy"] as string)).toBe(asked - left);
        expect(BigInt(details["authorised"] as string)).toBe(balance.authorised);
        expect(BigInt(details["available"] as string)).toBe(left);
      }),
    );
  });

  it("never refuses a move that asks for nothing more, even where an override exceeded the limit", () => {
    fc.assert(
      fc.property(amount, amount, amount, (authorised, reserved, consumed) => {
        const balance = { authorised, reserved, consumed };
        expect(shortageOf(balance, { reserved: -reserved, consumed: reserved })).toBe(0n);
        expect(shortageOf(balance, { reserved: 0n, consumed: -consumed })).toBe(0n);
      }),
    );
  });

  it("takes anything where it has no limit", () => {
    const open: Balance = { authorised: undefined, reserved: 0n, consumed: 0n };
    expect(movedWithinLimit(open, { reserved: 10n ** 29n, consumed: 0n }, LINE).reserved).toBe(10n ** 29n);
    expect(availableOf(open)).toBeUndefined();
  });

  it("stops at less than nothing, which no refusal may let through", () => {
    const empty: Balance = { authorised: 5n, reserved: 0n, consumed: 0n };
    expect(() => moved(empty, { reserved: -1n, consumed: 0n })).toThrow(RangeError);
    expect(() => moved(empty, { reserved: 0n, consumed: -1n })).toThrow(RangeError);
  });

  it("is amended down to what is used, and no further", () => {
    fc.assert(
      fc.property(within, amount, (balance, limit) => {
        const used = balance.reserved + balance.consumed;
        if (limit >= used) expect(withLimit(balance, limit, LINE)).toEqual({ ...balance, authorised: limit });
        else {
          const { code, details } = refusal(() => withLimit(balance, limit, LINE));
          expect([code, details["shortBy"]]).toEqual(["AMENDMENT_BELOW_USED", (used - limit).toString()]);
        }
      }),
    );
  });
});

describe("a declared quantity on a line", () => {
  it("converts within a base unit and refuses across", () => {
    for (const [unit, { base }] of Object.entries(UNITS)) {
      for (const [other, row] of Object.entries(UNITS)) {
        const declare = (): bigint =>
          amountOnLine({ amount: "7", unit: other }, { ...LINE, control: "quantity", unit });
        if (row.base === base) expect(declare()).toBe(7n);
        else expect(refusal(declare).code).toBe("UNIT_NOT_CONVERTIBLE");
      }
    }
  });

  it.each(["quantity", "both"] as const)("is never zero on a line that is controlled by %s", (control) => {
    const declare = (): bigint => amountOnLine({ amount: "0", unit: "NAR" }, { ...LINE, control });
    expect(refusal(declare).code).toBe("QUANTITY_ZERO");
  });

  it.each(["open", "value"] as const)(
    "may be zero on a line that is controlled by %s: nothing is counted",
    (control) => {
      expect(amountOnLine({ amount: "0", unit: "NAR" }, { ...LINE, control })).toBe(0n);
    },
  );
});
