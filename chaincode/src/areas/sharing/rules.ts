// SPDX-License-Identifier: Apache-2.0
import { SHARING } from "@licet/domain";
import { type AreaRules, rulesOf } from "../../fabric/area-rules";
import { holders } from "./holders";
import { readPartForCaller } from "./read-part";
import { readAnyRecord } from "./read-record";
import { share } from "./share";

/** The rules behind the transactions of sharing, which serves the confidential parts of every area's records. */
export function sharingRules(commitmentAt: Parameters<typeof holders>[0]): AreaRules {
  return rulesOf(SHARING, {
    handlers: {
      "sharing:Share": share,
      "sharing:ReadPart": readPartForCaller,
      "sharing:Holders": holders(commitmentAt),
      "sharing:ReadRecord": readAnyRecord,
    },
    commitments: {},
  });
}
