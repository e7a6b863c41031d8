// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { DISK } from "../files/file-system.js";
import type { Place } from "../state/keys.js";
import { TestChain } from "../testing/chain.js";
import { BlockFiles } from "./blockfile.js";
import { inspectBlocks, type BlocksFound } from "./inspect.js";
import type { BlockRecord } from "./record.js";

const MIB = 1024 * 1024;

describe("block files", () => {
  let directory: string;
  let chain: TestChain;

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), "blocks-"));
    chain = new TestChain();
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  /** Appends blocks of so many bytes each. */
  async function append(files: BlockFiles, sizes: readonly number[]): Promise<BlockRecord[]> {
    const records: BlockRecord[] = [];
    for (const size of sizes) {
      const { bytes, number } = chain.next(size);
      records.push({ bytes: Buffer.from(bytes), place: await files.append(bytes, number) });
    }
    return records;
  }

  function inspect(from?: { number: number; place: Place }): BlocksFound & { records: BlockRecord[] } {
    const records: BlockRecord[] = [];
    const found = inspectBlocks(directory, { mark: undefined, stateHeight: 0, from }, ({ bytes, place }) =>
      records.push({ bytes, place }),
    );
    return { damages: found.damages, notices: found.notices, height: found.height, extents: found.extents, records };
  }

  it("give back what was appended, and find it again from a block on", async () => {
    const files = new BlockFiles(directory, DISK, []);
    const records = await append(files, [100, 100, 100, 100, 100]);
    const { place, bytes } = records[3]!;
    expect(await files.read(place)).toEqual(bytes);
    expect(await files.read({ ...place, offset: place.offset + 10, length: 5 })).toEqual(bytes.subarray(10, 15));
    await files.close();
    const found = inspect({ number: 2, place: records[2]!.place });
    expect(found.records).toEqual(records.slice(2));
    expect(found).toMatchObject({ height: 5, damages: [], notices: [] });
    expect(inspect().extents).toEqual(files.extents);
  });

  it("start a new file when one is full, and go on in it", async () => {
    const files = new BlockFiles(directory, DISK, []);
    const records = await append(files, [30 * MIB, 30 * MIB, 30 * MIB, 30 * MIB]);
    expect(readdirSync(directory).sort()).toEqual(["blocks_000000", "blocks_000001"]);
    expect(records.map(({ place }) => place.file)).toEqual([0, 0, 1, 1]);
    await files.close();
    const found = inspect();
    expect(found.records.map(({ place }) => place)).toEqual(records.map(({ place }) => place));
    expect(found.extents.map(({ file, first }) => [file, first])).toEqual([
      [0, 0],
      [1, 2],
    ]);
    const again = new BlockFiles(directory, DISK, found.extents);
    const [next] = await append(again, [100]);
    expect(await again.read(next!.place)).toEqual(next!.bytes);
    await again.close();
    expect(inspect()).toMatchObject({ height: 5, damages: [] });
  });

  it("give no block that was altered", async () => {
    const files = new BlockFiles(directory, DISK, []);
    const [record] = await append(files, [100]);
    expect(await files.readBlock(record!.place)).toEqual(record!.bytes);
    const file = path.join(directory, "blocks_000000");
    const bytes = readFileSync(file);
    bytes[50]! ^= 1;
    writeFileSync(file, bytes);
    await expect(files.readBlock(record!.place)).rejects.toThrow("blocks_000000 is damaged at offset 0");
    await files.close();
  });

  it("say when a place is beyond the end", async () => {
    const files = new BlockFiles(directory, DISK, []);
    const [record] = await append(files, [100]);
    await expect(files.read({ ...record!.place, length: 1_000 })).rejects.toThrow("block files are damaged");
    await files.close();
    await expect(append(files, [100])).rejects.toThrow("closed");
  });
});
