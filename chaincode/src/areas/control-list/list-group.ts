// SPDX-License-Identifier: Apache-2.0
import { type CONTROL_LIST_LIST_GROUP, editionReference } from "@licet/domain";
import type { Handler } from "../../fabric/handler";
import { requireRecord } from "../../fabric/records";
import { requireGroupOf } from "./groups";
import { EDITIONS } from "./records";

/** The entries of one group of a published edition. */
export const listGroup: Handler<typeof CONTROL_LIST_LIST_GROUP> = async (tx, input) => {
  const edition = await requireRecord(tx, EDITIONS, editionReference(input));
  const { group, entries } = await requireGroupOf(tx, edition, input.group);
  return { group, entries };
};
