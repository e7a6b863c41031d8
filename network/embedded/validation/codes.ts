// SPDX-License-Identifier: Apache-2.0

import { peer } from "@hyperledger/fabric-protos";

/** Fabric's validation codes, by name. */
export const Code = peer.TxValidationCode;

/** One of Fabric's validation codes. */
export type ValidationCode = number;
