// SPDX-License-Identifier: Apache-2.0
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Response } from "express";
import { csvHeader, csvRow } from "../readmodel/queries/columns.js";
import type { AsOf } from "../readmodel/queries/as-of.js";
import type { ListName } from "../readmodel/queries/lists.js";
import type { Export } from "../readmodel/queries/read-model.js";
import type { Row } from "../readmodel/queries/rows.js";
import { contextOf } from "./context.js";
import { JSON_MEDIA_TYPE } from "./respond.js";

const CSV_MEDIA_TYPE = "text/csv; charset=utf-8; header=present";

/** How recent an export is; a table of comma-separated values has no other place for it. */
const AS_OF_HEADERS = {
  "Licet-Block": "block",
  "Licet-Block-At": "blockAt",
  "Licet-Age-Seconds": "ageSeconds",
  "Licet-Behind": "behind",
} as const satisfies Readonly<Record<string, keyof AsOf>>;

/** Which list is exported, in which form, and whether whoever asked for it is still signed in. */
export interface ExportOf {
  readonly list: ListName;
  readonly format: "csv" | "json";
  readonly signedIn: () => Promise<boolean>;
  /** Told, once it has ended, how many rows were handed over. */
  readonly ended: (sent: number) => Promise<void>;
}

/**
 * Sends an export page by page as it is read. One that fails on the way breaks off, so that nobody takes it for a whole one; so does one
 * whose reader has signed out or is signed in no more.
 */
export async function sendExport(response: Response, exported: Export, of: ExportOf): Promise<void> {
  const { list, format, signedIn, ended } = of;
  response.statusCode = 200;
  response.setHeader("Content-Type", format === "csv" ? CSV_MEDIA_TYPE : JSON_MEDIA_TYPE);
  response.setHeader("Content-Disposition", `attachment; filename="${list}.${format}"`);
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("Licet-Export-Total", exported.total.toString());
  response.setHeader("Licet-Export-Cut", exported.cut.toString());
  for (const [header, said] of Object.entries(AS_OF_HEADERS)) {
    const value = exported.asOf[said];
    if (value !== undefined) response.setHeader(header, value.toString());
  }
  let sent = 0;
  const pages = async function* (): AsyncGenerator<readonly Row[]> {
    for await (const page of whileSignedIn(exported.pages(), signedIn)) {
      sent += page.length;
      yield page;
    }
  };
  const text = format === "csv" ? csvOf(list, pages) : jsonOf(exported, pages);
  try {
    await pipeline(Readable.from(text), response);
  } catch (error) {
    if (!(error instanceof SignedOut)) throw error;
    contextOf(response).code = "signed-out";
    response.destroy();
  } finally {
    await ended(sent);
  }
}

/** Ends an export whose reader has signed out. */
class SignedOut extends Error {}

type Pages = () => AsyncGenerator<readonly Row[]>;

async function* whileSignedIn(
  pages: AsyncGenerator<readonly Row[]>,
  signedIn: () => Promise<boolean>,
): AsyncGenerator<readonly Row[]> {
  for await (const page of pages) {
    if (!(await signedIn())) throw new SignedOut();
    yield page;
  }
}

async function* csvOf(list: ListName, pages: Pages): AsyncGenerator<string> {
  yield csvHeader(list);
  for await (const page of pages()) yield page.map((row) => csvRow(list, row)).join("");
}

async function* jsonOf({ asOf, total, cut, coverage }: Export, pages: Pages): AsyncGenerator<string> {
  const head = JSON.stringify({ asOf, total, cut, coverage });
  yield `${head.slice(0, -1)},"items":[`;
  let separator = "";
  for await (const page of pages()) {
    yield separator + page.map((row) => JSON.stringify(row)).join(",");
    separator = ",";
  }
  yield "]}";
}
