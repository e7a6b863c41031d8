// SPDX-License-Identifier: Apache-2.0
import type { CONTROL_LIST_LIST_EDITIONS } from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { editionsOf } from "./editions";

const DAY_MS = 86_400_000;

/** The editions of a list with their first and last days. */
export const listEditions: Handler<typeof CONTROL_LIST_LIST_EDITIONS> = async (tx, { publisher, list }) => {
  const editions = await editionsOf(tx, publisher, list);
  const items = editions.map(({ edition, supersededFrom }) => {
    const { groups: _groups, ...rest } = edition;
    return supersededFrom === undefined ? rest : { ...rest, validTo: dayBefore(supersededFrom) };
  });
  return { items };
};

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
}
