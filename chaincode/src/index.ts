// SPDX-License-Identifier: Apache-2.0
import type { Contract } from "fabric-contract-api";

/** The contracts of the chaincode, as fabric-chaincode-node loads them. */
export const contracts: (new () => Contract)[] = [];
