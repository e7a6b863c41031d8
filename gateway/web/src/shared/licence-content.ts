// SPDX-License-Identifier: Apache-2.0
import { LicenceContent } from "@licet/domain/licence/schemas";
import type { PartRead } from "../api/custody";

/** Confidential content as a page can show it. `unreadable`: of a release that this application does not know. */
export type ContentShown =
  | { readonly state: "disclosed"; readonly content: LicenceContent }
  | { readonly state: "not-disclosed" | "pending" | "gone" | "unreadable" };

/** Content of an application or licence as a row of a list shows it; not disclosed where the row has none. */
export function contentShown(part: { readonly state: string; readonly content?: unknown } | undefined): ContentShown {
  if (part === undefined) return { state: "not-disclosed" };
  if (part.state !== "disclosed")
    return { state: part.state === "pending" || part.state === "gone" ? part.state : "not-disclosed" };
  return parsed(part.content);
}

/** Content of an application or licence as it was read. */
export function contentRead(part: PartRead): ContentShown {
  return part.disclosed ? parsed(part.content) : { state: "not-disclosed" };
}

function parsed(content: unknown): ContentShown {
  const result = LicenceContent.safeParse(content);
  return result.success ? { state: "disclosed", content: result.data } : { state: "unreadable" };
}
