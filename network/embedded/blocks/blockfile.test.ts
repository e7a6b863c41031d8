// SPDX-License-Identifier: Apache-2.0

import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { BlockFiles } from "./blockfile.js";
import type { Place } from "../state/keys.js";

const MIB = 1024 * 1024;

describe("block files", () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(path.join(tmpdir(), "blocks-"));
  });

  afterEach(() => rmSync(directory, { recursive: true }));

  const block = (index: number, length = 100): Buffer => Buffer.alloc(length, index);

  it("give back what was appended, and find it again after what is indexed", async () => {
    const { files } = await BlockFiles.open(directory, undefined);
    const places: Place[] = [];
    for (let index = 0; index < 5; index++) places.push(await files.append(block(index)));
    expect(await files.read(places[3]!)).toEqual(block(3));
    expect(await files.read({ ...places[3]!, offset: places[3]!.offset + 10, length: 5 })).toEqual(block(3, 5));
    await files.close();
    const again = await BlockFiles.open(directory, places[1]);
    expect(again.tail.map(({ bytes }) => bytes)).toEqual([block(2), block(3), block(4)]);
    expect(again.tail.map(({ place }) => place)).toEqual(places.slice(2));
    await again.files.close();
  });

  it("start a new file when one is full, and recover across files", async () => {
    const { files } = await BlockFiles.open(directory, undefined);
    const places = [];
    for (let index = 0; index < 4; index++) places.push(await files.append(block(index, 30 * MIB)));
    expect(readdirSync(directory).sort()).toEqual(["blocks_000000", "blocks_000001"]);
    expect(places.map(({ file }) => file)).toEqual([0, 0, 1, 1]);
    await files.close();
    const again = await BlockFiles.open(directory, places[0]);
    expect(again.tail.map(({ place }) => place)).toEqual(places.slice(1));
    const next = await again.files.append(block(9));
    expect(await again.files.read(next)).toEqual(block(9));
    await again.files.close();
  });

  it("say when a place is beyond the end", async () => {
    const { files } = await BlockFiles.open(directory, undefined);
    const place = await files.append(block(1));
    await expect(files.read({ ...place, length: 1_000 })).rejects.toThrow("block files are damaged");
    await files.close();
    await expect(files.append(block(2))).rejects.toThrow("closed");
  });
});
