// SPDX-License-Identifier: Apache-2.0
import { CustodyContent, TransferTerms } from "@licet/domain/custody/schemas";
import { stateAt } from "@licet/domain/custody/rules";
import type { JsonValue } from "@licet/domain/json/canonical";
import { commitmentOf } from "@licet/domain/shared/commitment";
import type { ObservedSealStateName, Seal } from "@licet/domain/shared/seals";
import type { CustodyAct, CustodyBodies } from "../../../api/custody-acts";
import type { Goods } from "../goods";
import { newSalt } from "../salt";

/** What is typed of one consignment of a load. */
export interface TypedGoods {
  readonly goods: Goods;
  readonly seals: readonly { readonly number: string; readonly source: Seal["source"] | "" }[];
  /** Packages of the declaration's first item; left out where nothing is typed. */
  readonly packages: string;
}

/** What is typed of the whole load. */
export interface TypedLoad {
  readonly receivedBy: string;
  readonly place: string;
  readonly sealState: ObservedSealStateName | undefined;
  readonly remarks: string;
  readonly position: { readonly latitude: number; readonly longitude: number } | undefined;
  readonly each: readonly TypedGoods[];
}

/** Something that the schema does not take: `load`, or the consignment that it belongs to, and the field. */
export interface Issue {
  readonly path: string;
}

/** Releases of a load, one a consignment, or what is wrong with what was typed. */
export type Releases =
  | { readonly acts: readonly CustodyAct[]; readonly issues?: never }
  | { readonly issues: readonly Issue[]; readonly acts?: never };

/**
 * The releases that are signed for a load.
 * @param party that has the goods
 * @param eventTime with the local offset
 */
export function releasesOf(load: TypedLoad, party: string, eventTime: string): Releases {
  const made = load.each.map((typed) => releaseOf(load, typed, party, eventTime));
  const issues = made.flatMap((each) => each.issues ?? []);
  // What is wrong with the load is wrong with each of its consignments, and told once.
  const told = [...new Map(issues.map((issue) => [issue.path, issue])).values()];
  return told.length > 0 ? { issues: told } : { acts: made.flatMap((each) => each.acts ?? []) };
}

function releaseOf(load: TypedLoad, typed: TypedGoods, party: string, eventTime: string): Releases {
  const { head, consignment } = typed.goods;
  const content = contentOf(load, typed);
  const salt = newSalt();
  const terms = {
    consignment,
    transfer: stateAt(head, eventTime).transfers + 1,
    releasedBy: party,
    receivedBy: load.receivedBy.trim(),
    place: load.place,
    eventTime,
    sealState: load.sealState,
    content: commitmentOf({ salt, content: content as JsonValue }),
  };
  const checkedContent = CustodyContent.safeParse(content);
  const checked = TransferTerms.safeParse(terms);
  const issues = [
    ...(checkedContent.error?.issues ?? []).map(({ path }) => ({ path: fieldOf(consignment, path) })),
    ...(checked.error?.issues ?? []).map(({ path }) => ({ path: path.map(String).join(".") })),
  ];
  if (issues.length > 0) return { issues };
  const { consignment: _named, ...rest } = terms;
  const body = { ...rest, timeClass: "ACT", confidential: { content }, salts: { content: salt } };
  return { acts: [{ act: "propose", consignment, body: body as CustodyBodies["propose"] }] };
}

/** Seals and counts are typed for each consignment, all else for the load. */
function fieldOf(consignment: string, path: readonly PropertyKey[]): string {
  const field = path.map(String).join(".");
  return /^(seals|counts)\b/.test(field) ? `${consignment}.${field}` : field;
}

function contentOf({ remarks, position }: TypedLoad, { seals, packages }: TypedGoods): unknown {
  const count = packages.trim();
  return {
    seals: seals.filter(({ number, source }) => number.trim() !== "" || source !== ""),
    ...(count === "" ? {} : { counts: [{ item: 1, packages: /^\d+$/.test(count) ? Number(count) : count }] }),
    ...(remarks.trim() === "" ? {} : { remarks: remarks.trim() }),
    ...(position === undefined ? {} : { position }),
  };
}

/** Places that all of a load may be handed over at, as their routes say; empty where one has no route on its chain. */
export function placesOf(each: readonly Goods[]): readonly string[] {
  const [first, ...others] = each.map(({ head }) => head.route ?? []);
  return (first ?? []).filter((place) => others.every((route) => route.includes(place)));
}
