// SPDX-License-Identifier: Apache-2.0

import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { NetworkError } from "../description/network-error.js";
import { DAMAGE_ROWS, type DamageRow } from "../testing/damage-rows.js";
import { FaultyStorage } from "../testing/faulty-storage.js";
import { TEST_CHAINCODE, TestNetwork } from "../testing/test-network.js";
import { SAVEPOINT_KEY, SYNCED_KEY } from "../state/keys.js";
import { openChannel } from "./channel.js";
import { openDatabase } from "./database.js";
import { checkLedger, damagesOf } from "./repair/check.js";
import { repairLedger, type Repaired } from "./repair/repair.js";

const NS = TEST_CHAINCODE;
const IMPLICIT = "_implicit_org_AMSP";
/** Blocks before and after the state's log is turned into a table by a second start. */
const BEFORE = 8;
const AFTER = 6;
const KEYS = Array.from({ length: BEFORE + AFTER }, (_, index) => `k${index}`);
const LOST = "missing, ask for it to be shared anew";
const TENTHS = 10;

describe("a ledger whose files are damaged", () => {
  let network: TestNetwork;
  let good: string;
  let ledger: string;

  beforeAll(async () => {
    network = await TestNetwork.create();
    ledger = network.options().directory;
    good = path.join(network.directory, "good");
    for (const keys of [KEYS.slice(0, BEFORE), KEYS.slice(BEFORE)]) {
      const channel = await network.open();
      for (const key of keys) {
        await network.submit(channel, {
          run: (simulator) => {
            simulator.putState(NS, key, Buffer.from(`value of ${key}`));
            simulator.putPrivateData(NS, IMPLICIT, key, Buffer.from(`secret of ${key}`));
          },
        });
      }
      await channel.close();
    }
    cpSync(ledger, good, { recursive: true });
  });

  afterAll(() => network.remove());

  beforeEach(() => restore());

  /** Nothing here waits for a disk. */
  function options(): ReturnType<TestNetwork["options"]> {
    return { ...network.options(), storage: new FaultyStorage() };
  }

  function restore(): void {
    rmSync(ledger, { recursive: true, force: true });
    cpSync(good, ledger, { recursive: true });
  }

  /** What can be read: the height, which values are there, and what is said of those that are not. */
  async function contents(
    notices: string[] = [],
  ): Promise<{ height: bigint; values: number; secrets: number; said: string[] }> {
    const channel = await openChannel({ ...options(), onNotice: (sentence) => notices.push(sentence) });
    const simulator = channel.ledger.newSimulator("AMSP", "query");
    const said: string[] = [];
    const secretOf = (key: string): string | undefined => {
      try {
        const found = simulator.getPrivateData(NS, IMPLICIT, key);
        if (found === undefined) said.push(`${key} looks absent`);
        return found === undefined ? undefined : Buffer.from(found).toString();
      } catch (error) {
        said.push((error as Error).message);
        return undefined;
      }
    };
    const values = KEYS.filter(
      (key) => Buffer.from(simulator.getState(NS, key) ?? []).toString() === `value of ${key}`,
    );
    const secrets = KEYS.filter((key) => secretOf(key) === `secret of ${key}`);
    simulator.close();
    const { height } = channel.ledger.info();
    await channel.close();
    return { height, values: values.length, secrets: secrets.length, said };
  }

  const WHOLE = { height: BigInt(KEYS.length + 1), values: KEYS.length, secrets: KEYS.length, said: [] };

  /** Does one thing to the files of a row; a byte is flipped at the given tenth. */
  function injure(row: DamageRow, tenth: number): void {
    const targets = row.files.flatMap((pattern) => matching(ledger, pattern));
    const named = row.which === undefined ? targets : [pickMark(targets, row.which)];
    expect(named.length).toBeGreaterThan(0);
    for (const file of named) INJURE[row.injury](file, tenth);
    if (row.stateGone === true) rmSync(path.join(ledger, "state"), { recursive: true });
  }

  const repair = (from: string | undefined, apply: boolean): Promise<Repaired> =>
    repairLedger({ channel: options(), from, apply, aside: "set-aside" });

  async function expectRefused(row: DamageRow): Promise<void> {
    const before = digests(ledger, partsKept(row));
    const error = await openChannel(options()).then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ code: "NETWORK_LEDGER_DAMAGED" });
    expect((error as Error).message).toMatch(namePattern(row));
    expect(digests(ledger, partsKept(row))).toEqual(before);
  }

  async function expectStart(row: DamageRow): Promise<void> {
    if (row.start === "refused") return expectRefused(row);
    const opened = await contents().catch((error: unknown) => error);
    if (row.start === "begins anew") expect(opened).toMatchObject({ height: 1n, values: 0 });
    else if (row.start === "opens whole" || !(opened instanceof Error)) expect(opened).toEqual(WHOLE);
    else expect(opened).toMatchObject({ code: "NETWORK_LEDGER_DAMAGED" });
  }

  for (const row of DAMAGE_ROWS) {
    it(`${row.label}, ${row.injury}: ${row.start}`, async () => {
      for (let tenth = 0; tenth <= (row.injury.startsWith("a byte") ? TENTHS : 0); tenth++) {
        restore();
        injure(row, tenth);
        await expectStart(row);
      }
    });

    it(`${row.label}, ${row.injury}: repaired ${row.repair}`, async () => {
      const middle = TENTHS / 2;
      injure(row, middle);
      const before = digests(ledger, partsKept(row));
      const planned = await repair(undefined, false);
      expect(digests(ledger, partsKept(row))).toEqual(before);
      const done = await repair(undefined, true);
      expect(done.obstacle).toBe(planned.obstacle);
      if (row.repair === "not needed") return;
      if (row.repair === "from a copy only") {
        expect(done.obstacle).toMatch(/^Blocks \d+ to \d+ are in no copy/);
        expect(digests(ledger, partsKept(row))).toEqual(before);
      } else await expectRepaired(row.repair === "by itself");
      restore();
      injure(row, middle);
      await repair(good, true);
      await expectRepaired(true);
    });
  }

  async function expectRepaired(isWhole: boolean): Promise<void> {
    const found = await contents();
    expect(found).toMatchObject({ height: WHOLE.height, values: WHOLE.values });
    for (const sentence of found.said) expect(sentence).toContain(LOST);
    expect(found.secrets + found.said.length).toBe(KEYS.length);
    if (isWhole) expect(found).toEqual(WHOLE);
    expect(damagesOf(await checkLedger(network.options()))).toEqual([]);
  }

  it("marks private data that is nowhere as lost, until it is written anew", async () => {
    for (const file of matching(ledger, "state/*.log")) rmSync(file);
    await repair(undefined, true);
    const [key = ""] = KEYS.slice(-1);
    const read = (channel: Awaited<ReturnType<TestNetwork["open"]>>): Promise<string> => {
      const simulator = channel.ledger.newSimulator("AMSP", "query");
      try {
        return Promise.resolve(Buffer.from(simulator.getPrivateData(NS, IMPLICIT, key) ?? []).toString());
      } catch (error) {
        return Promise.resolve((error as Error).message);
      } finally {
        simulator.close();
      }
    };
    const channel = await network.open();
    expect(await read(channel)).toContain(LOST);
    const range = channel.ledger.newSimulator("AMSP", "query").privateRange(NS, IMPLICIT, "", "");
    await expect(range.next(1)).rejects.toThrow(LOST);
    await network.submit(channel, {
      run: (simulator) => simulator.putPrivateData(NS, IMPLICIT, key, Buffer.from("shared anew")),
    });
    expect(await read(channel)).toBe("shared anew");
    await channel.close();
  });

  it("opens a folder from before there were marks, and marks it from then on", async () => {
    const database = await openDatabase(path.join(ledger, "state"));
    const savepoint = JSON.parse(String(await database.get(SAVEPOINT_KEY))) as Record<string, unknown>;
    await database.put(SAVEPOINT_KEY, Buffer.from(JSON.stringify({ ...savepoint, isMarked: undefined })));
    await database.del(SYNCED_KEY);
    await database.close();
    rmSync(path.join(ledger, "marks"), { recursive: true });
    expect(await contents()).toEqual(WHOLE);
    const channel = await network.open();
    await network.submit(channel, { run: (simulator) => simulator.putState(NS, "later", Buffer.from("1")) });
    await channel.close();
    expect(await contents()).toEqual({ ...WHOLE, height: WHOLE.height + 1n });
    rmSync(path.join(ledger, "marks"), { recursive: true });
    await expect(contents()).rejects.toMatchObject({ code: "NETWORK_LEDGER_DAMAGED" });
  });

  it("repairs nothing by a description that does not know the chaincode", async () => {
    rmSync(path.join(ledger, "state"), { recursive: true });
    const channel = network.options([]);
    const { obstacle } = await repairLedger({ channel, from: undefined, apply: true, aside: "set-aside" });
    expect(obstacle).toContain(`does not know ${NS}/${IMPLICIT}`);
    expect(existsSync(path.join(ledger, "state"))).toBe(false);
  });

  it("takes no block from a copy of another ledger", async () => {
    const other = path.join(network.directory, "other");
    const channel = await network.open(undefined, "other");
    for (const key of KEYS)
      await network.submit(channel, { run: (sim) => sim.putState(NS, key, Buffer.from("other")) });
    await channel.close();
    rmSync(path.join(ledger, "blocks"), { recursive: true });
    const { obstacle } = await repair(other, true);
    expect(obstacle).toMatch(/^Blocks \d+ to \d+ are in no copy that follows/);
  });
});

const INJURE: Readonly<Record<DamageRow["injury"], (file: string, tenth: number) => void>> = {
  deleted: (file) => rmSync(file, { recursive: true }),
  "cut to half": (file) => truncateSync(file, Math.floor(statSync(file).size / 2)),
  "a byte flipped, at every tenth": (file, tenth) => {
    const bytes = readFileSync(file);
    if (bytes.length === 0) return;
    const at = Math.min(bytes.length - 1, Math.floor((bytes.length * tenth) / TENTHS));
    bytes[at] = (bytes[at] ?? 0) ^ 0x55;
    writeFileSync(file, bytes);
  },
};

function matching(folder: string, pattern: string): string[] {
  const [name = "", ...rest] = pattern.split("/");
  const expression = new RegExp(`^${name.replaceAll(".", "\\.").replace("*", ".*")}$`);
  const found = readdirSync(folder).filter((entry) => expression.test(entry));
  return found.flatMap((entry) =>
    rest.length === 0 ? [path.join(folder, entry)] : matching(path.join(folder, entry), rest.join("/")),
  );
}

function pickMark(files: readonly string[], which: "newest" | "older"): string {
  const height = (file: string): number => Number(/"height":(\d+)/.exec(readFileSync(file, "utf8"))?.[1]);
  const sorted = [...files].sort((a, b) => height(a) - height(b));
  return (which === "newest" ? sorted.at(-1) : sorted[0]) ?? "";
}

/** The refusal names the file, or one that it was needed to find. */
function namePattern({ files }: DamageRow): RegExp {
  const names = files.map((file) => file.replaceAll(".", "\\.").replace("*", "[^ ]*"));
  return new RegExp(`\\n {2}(${names.join("|")}|state/(CURRENT|MANIFEST-[0-9]+)|state \\()`);
}

/** LevelDB turns its log into a table whenever it opens, which it does not where its own files are damaged. */
function partsKept({ files, stateGone, start }: DamageRow): readonly string[] {
  const isState = stateGone === true || files.some((file) => file.startsWith("state"));
  return ["blocks", "marks", ...(isState && start === "refused" ? ["state"] : [])];
}

/** Hash of every file below the parts of a ledger. */
function digests(folder: string, parts: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const part of parts.map((name) => path.join(folder, name))) {
    if (!existsSync(part)) continue;
    for (const name of readdirSync(part)) {
      found.set(
        `${part}/${name}`,
        createHash("sha256")
          .update(readFileSync(path.join(part, name)))
          .digest("hex"),
      );
    }
  }
  return found;
}
