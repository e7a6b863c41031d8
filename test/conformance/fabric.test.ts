// SPDX-License-Identifier: Apache-2.0
import { fabricLedger } from "./ledgers/fabric.js";
import { describeConformance } from "./suite.js";

describeConformance("real Fabric 2.5 with Raft does as recorded", fabricLedger("2.5"));
