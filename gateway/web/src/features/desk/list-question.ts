// SPDX-License-Identifier: Apache-2.0
import type { ListName, ListQuestion, View } from "../../api/licensing";

/** Lists that have a page of their own, in their order. */
export const LISTS = [
  "applications",
  "licences",
  "actions",
  "certificates",
  "consignments",
  "parties",
  "signatories",
  "holds",
] as const satisfies readonly ListName[];
export type List = (typeof LISTS)[number];

/** Filters that the page offers as text, in their order. */
export const TEXT_FILTERS = ["text", "reference", "code", "country", "party", "officer"] as const;
export type TextFilter = (typeof TEXT_FILTERS)[number];

/** What a list is asked by; empty for any. */
export type Filters = Readonly<Record<TextFilter, string>> & {
  readonly status: string;
  readonly overdue: boolean;
  readonly order: "newest" | "due" | "reference";
};

const ORDERS = ["newest", "due", "reference"] as const;

/** The filters that an address names. */
export function filtersIn(search: URLSearchParams): Filters {
  const texts = Object.fromEntries(TEXT_FILTERS.map((name) => [name, search.get(name) ?? ""])) as Record<
    TextFilter,
    string
  >;
  return {
    ...texts,
    status: search.get("status") ?? "",
    overdue: search.get("overdue") === "true",
    order: ORDERS.find((order) => order === search.get("order")) ?? "newest",
  };
}

/** Filters as the parameters of an address and of the interface, whose names are the same. */
export function parametersOf(filters: Filters): Record<string, string> {
  const named = [...TEXT_FILTERS, "status" as const].flatMap((name) => {
    const value = filters[name].trim();
    return value === "" ? [] : [[name, name === "country" ? value.toUpperCase() : value] as const];
  });
  return {
    ...Object.fromEntries(named),
    ...(filters.overdue ? { overdue: "true" } : {}),
    ...(filters.order === "newest" ? {} : { order: filters.order }),
  };
}

/** The question that filters come to, from a bookmark on. */
export function questionOf(filters: Filters, after: string, pageSize: number): ListQuestion {
  return { ...viewFilters(filters), order: filters.order, pageSize, bookmark: after };
}

/** Filters as a view keeps them: without order, which a view has none of. */
export function viewFilters(filters: Filters): Record<string, string | boolean | string[]> {
  const { status, overdue, ...texts } = parametersOf({ ...filters, order: "newest" });
  return {
    ...texts,
    ...(status === undefined ? {} : { status: status.split(",") }),
    ...(overdue === undefined ? {} : { overdue: true }),
  };
}

/** Address of a list as a view keeps it. */
export function viewAddress({ list, filters }: Pick<View, "list" | "filters">): string {
  const search = new URLSearchParams();
  const entries = typeof filters === "object" && filters !== null ? Object.entries(filters) : [];
  for (const [name, value] of entries) search.set(name, Array.isArray(value) ? value.join(",") : String(value));
  const query = search.toString();
  return `/lists/${list}${query === "" ? "" : `?${query}`}`;
}
