// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { packageFolder } from "../../config/package-folder.js";
import { ConfigError } from "../../errors/config-error.js";
import { UnlocodePlaces } from "./unlocode-places.js";

const COLUMNS = '["code","name","functions","latitude","longitude"]';
const FELIXSTOWE = '["GBFXT","Felixstowe","1",51.9579,1.3445]';
const folder = mkdtempSync(path.join(tmpdir(), "licet-places-"));
afterAll(() => rmSync(folder, { recursive: true }));

function listOf(...lines: readonly string[]): UnlocodePlaces {
  const file = path.join(folder, `${lines.length}.gz`);
  writeFileSync(file, gzipSync(lines.join("\n")));
  return new UnlocodePlaces(file);
}

const felixstowe = (list: UnlocodePlaces): Promise<string | undefined> =>
  list.find(["GBFXT"]).then((found) => found.get("GBFXT")?.name);

describe("places by their UN/LOCODE", () => {
  const places = new UnlocodePlaces(path.join(packageFolder(), "data", "unlocode.ndjson.gz"));

  it("are those of the gateway's list, and those alone", async () => {
    const found = await places.find(["GBFXT", "ZZZZZ", "AEJEA"]);
    expect([...found.keys()]).toEqual(["GBFXT", "AEJEA"]);
    expect(found.get("AEJEA")).toEqual({ name: "Jebel Ali", position: { latitude: 25.0195, longitude: 55.0518 } });
  });

  it("have no position where the list has half of one", async () => {
    expect((await places.find(["BTCCS"])).get("BTCCS")).toEqual({ name: "Chuchungsa", position: undefined });
  });

  it("are not looked for among what is no place", async () => {
    expect((await places.find(["code", 'code"', ""])).size).toBe(0);
  });

  it("are read once, and by none of several who ask first a second time", async () => {
    const list = listOf(COLUMNS, FELIXSTOWE);
    const both = await Promise.all([felixstowe(list), felixstowe(list)]);
    rmSync(path.join(folder, "2.gz"));
    expect([...both, await felixstowe(list)]).toEqual(["Felixstowe", "Felixstowe", "Felixstowe"]);
  });

  it("are found once the list is there", async () => {
    const list = new UnlocodePlaces(path.join(folder, "3.gz"));
    await expect(felixstowe(list)).rejects.toThrow(ConfigError);
    listOf(COLUMNS, FELIXSTOWE, "");
    expect(await felixstowe(list)).toBe("Felixstowe");
  });

  it.each([
    ["is not there", () => new UnlocodePlaces(path.join(folder, "none.gz"))],
    ["has other columns", () => listOf('["name","code"]', '["Felixstowe","GBFXT"]', "", "")],
  ])("cannot be found where the list %s", async (_name, list) => {
    await expect(list().find(["GBFXT"])).rejects.toThrow(ConfigError);
  });
});
