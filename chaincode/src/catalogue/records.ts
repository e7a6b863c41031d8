// SPDX-License-Identifier: Apache-2.0
import { ControlGroup, Edition } from "../domain/catalogue/schemas";
import { authorityMspOf } from "../domain/shared/ownership";
import { recordKind } from "../ledger/records";

/** A published edition, by `publisher:list:edition`; owned by the publishing state's authority. */
export const EDITIONS = recordKind({
  type: "control-list",
  title: "Control list edition",
  schema: Edition,
  attributes: (id) => id.split(":"),
  ownerOf: (id) => authorityMspOf(id.slice(0, 2)),
});

/** The entries of one group, by `publisher:list:edition:group`. */
export const GROUPS = recordKind({
  type: "control-entry",
  title: "Control list group",
  schema: ControlGroup,
  attributes: (id) => id.split(":"),
  ownerOf: (id) => authorityMspOf(id.slice(0, 2)),
});
