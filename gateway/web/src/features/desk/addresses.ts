// SPDX-License-Identifier: Apache-2.0
import type { Row } from "../../api/licensing";

/** Pages of records that have one; everything else is shown by its history. */
const PAGES: Readonly<Record<string, (row: Row) => string>> = {
  application: ({ id }) => `/cases/${encodeURIComponent(id)}`,
  licence: ({ id }) => `/licences/${encodeURIComponent(id)}`,
  "licence-action": ({ record }) => `/licences/${encodeURIComponent(String(record["licence"]))}`,
};

/** Where a row leads. */
export function addressOf(row: Row): string {
  const page = Object.hasOwn(PAGES, row.type) ? PAGES[row.type] : undefined;
  return page?.(row) ?? `/explorer/records/${encodeURIComponent(row.type)}/${encodeURIComponent(row.id)}`;
}
