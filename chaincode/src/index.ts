// SPDX-License-Identifier: Apache-2.0
import { contractOf } from "./contracts/area-contract";
import { AREA_RULES } from "./contracts/areas";
import { commitmentAt } from "./contracts/commitments";
import { setUpShimLogs } from "./fabric/shim-logs";
import { sharingRules } from "./areas/sharing/rules";

setUpShimLogs();

/** The contracts of the chaincode, as fabric-chaincode-node loads them. */
export const contracts = [...AREA_RULES, sharingRules(commitmentAt)].map(contractOf);
