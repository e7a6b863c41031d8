// SPDX-License-Identifier: Apache-2.0

/**
 * What an entry of a rail is: custody passed and both signed; any other act; an offer nobody has answered; what is licensed and not
 * yet done; a check with its sign; who has the goods, between two squares.
 */
export type RailKind = "passed" | "act" | "offered" | "planned" | "check" | "holds";

/** How the line below an entry, towards the older one, is drawn. */
export type RailLine = "proven" | "offered" | "planned";

/**
 * The line below each of the entries, newest first. It is solid where custody is proven, double from an open offer on, until somebody
 * answers, and dotted above what has happened.
 */
export function railLines(kinds: readonly RailKind[]): RailLine[] {
  const offer = kinds.lastIndexOf("offered");
  const newestDone = kinds.findIndex((kind) => kind !== "planned");
  return kinds.map((kind, at) => {
    if (kind === "planned") return "planned";
    // An offer that is the newest thing has nothing above it, so its own line shows that it is open.
    return at < offer || (at === offer && at === newestDone) ? "offered" : "proven";
  });
}
