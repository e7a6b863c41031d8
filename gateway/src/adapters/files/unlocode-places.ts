// SPDX-License-Identifier: Apache-2.0
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { z } from "zod";
import { ConfigError } from "../../errors/config-error.js";
import type { Place, Places } from "../../ports/places.js";

const unpack = promisify(gunzip);

/** Largest list that is unpacked, in bytes. */
const LIST_BYTES_MAX = 16 * 1_048_576;

const COLUMNS = '["code","name","functions","latitude","longitude"]';
const Row = z.tuple([z.string(), z.string(), z.string(), z.number().nullable(), z.number().nullable()]);

/** A line begins with its code: `["GBFXT",`. */
const CODE_BEGINS = 2;
const CODE_ENDS = 7;

/** The gateway's list of UN/LOCODE, one place a line, which is read when somebody first asks and not again. */
export class UnlocodePlaces implements Places {
  readonly #file: string;
  #lines: Promise<ReadonlyMap<string, string>> | undefined;

  /** @param file the list, gzip of one JSON array a line */
  constructor(file: string) {
    this.#file = file;
  }

  /** @throws {ConfigError} where the list cannot be read, or is another one. */
  async find(codes: readonly string[]): Promise<ReadonlyMap<string, Place>> {
    const lines = await (this.#lines ??= this.#read().catch((error: unknown) => {
      // Who asks next may find it.
      this.#lines = undefined;
      throw error;
    }));
    return new Map(
      codes.flatMap((code) => {
        const line = lines.get(code);
        return line === undefined ? [] : [[code, this.#placeIn(line)] as const];
      }),
    );
  }

  async #read(): Promise<ReadonlyMap<string, string>> {
    const [columns, ...lines] = (await this.#text()).split("\n");
    if (columns !== COLUMNS) throw new ConfigError(`${this.#file} is no list of places: its columns are others.`);
    const places = lines.filter((line) => line !== "");
    return new Map(places.map((line) => [line.slice(CODE_BEGINS, CODE_ENDS), line]));
  }

  async #text(): Promise<string> {
    try {
      const bytes = await unpack(await readFile(this.#file), { maxOutputLength: LIST_BYTES_MAX });
      return bytes.toString("utf8");
    } catch (error) {
      throw new ConfigError(`${this.#file} cannot be read: ${(error as Error).message}`);
    }
  }

  #placeIn(line: string): Place {
    const [, name, , latitude, longitude] = Row.parse(JSON.parse(line));
    return { name, position: latitude === null || longitude === null ? undefined : { latitude, longitude } };
  }
}
