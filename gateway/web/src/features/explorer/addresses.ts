// SPDX-License-Identifier: Apache-2.0

/** Address of a transaction's page. */
export function transactionAddress({ block, transaction }: { block: number; transaction: number }): string {
  return `/explorer/blocks/${block}/${transaction}`;
}

/** Address of a record's history. */
export function historyAddress(type: string, id: string): string {
  return `/explorer/records/${encodeURIComponent(type)}/${encodeURIComponent(id)}`;
}

/** A number of an address; undefined where it is none. */
export function numberIn(text: string | null | undefined): number | undefined {
  return text !== null && text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
