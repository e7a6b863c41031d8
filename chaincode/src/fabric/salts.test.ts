// SPDX-License-Identifier: Apache-2.0
import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Salt } from "@licet/domain";
import { SALT_SECRET_KEY } from "./keys";
import { ownSalt } from "./salts";
import { MemoryLedger } from "../testing/fabric/memory-ledger";
import { refusalOf } from "../testing/fabric/play";

const GB = "GBAuthorityMSP";
const AE = "AEAuthorityMSP";

describe("a salt of an organisation's own", () => {
  const of = (ledger: MemoryLedger, organisation = GB, key = "value/GBX/1") =>
    ledger.run({}, (tx) => ownSalt(tx, organisation, key));

  it("is an HMAC of transaction and key under the organisation's secret, and looks random", async () => {
    const ledger = new MemoryLedger();
    const { result, txId } = await of(ledger);
    const secret = Buffer.from(ledger.collections.get(GB)!.get(SALT_SECRET_KEY)!, "hex");
    expect(result).toBe(createHmac("sha256", secret).update(`${txId}/value/GBX/1`).digest("hex"));
    expect(Salt.parse(result)).toBe(result);
  });

  it("is another one for every transaction, key and organisation, and the same for every endorser", async () => {
    const ledger = new MemoryLedger();
    const { result } = await ledger.run({}, async (tx) => [
      await ownSalt(tx, GB, "a"),
      await ownSalt(tx, GB, "a"),
      await ownSalt(tx, GB, "b"),
      await ownSalt(tx, AE, "a"),
    ]);
    const next = (await of(ledger, GB, "a")).result;
    expect(result[0]).toBe(result[1]);
    expect(new Set([...result.slice(1), next]).size).toBe(4);
  });

  it("is refused before the organisation has left a secret", async () => {
    const ledger = new MemoryLedger();
    ledger.collections.get(GB)!.delete(SALT_SECRET_KEY);
    expect((await refusalOf(ledger, () => of(ledger))).code).toBe("SALT_SECRET_MISSING");
  });
});
