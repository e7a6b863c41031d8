// SPDX-License-Identifier: Apache-2.0
import { CONTROL_LIST } from "@licet/domain";
import { rulesOf } from "../../fabric/area-rules";
import { addGroup } from "./add-group";
import { explainCode } from "./explain-code";
import { listEditions } from "./list-editions";
import { listGroup } from "./list-group";
import { publishEdition } from "./publish-edition";
import { readEntry } from "./read-entry";

/** The rules behind the control lists area's transactions, and where its records keep their commitments. */
export const RULES = rulesOf(CONTROL_LIST, {
  handlers: {
    "catalogue:AddGroup": addGroup,
    "catalogue:PublishEdition": publishEdition,
    "catalogue:ListEditions": listEditions,
    "catalogue:ReadEntry": readEntry,
    "catalogue:ListGroup": listGroup,
    "catalogue:ExplainCode": explainCode,
  },
  commitments: {},
});
