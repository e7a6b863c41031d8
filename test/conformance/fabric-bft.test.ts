// SPDX-License-Identifier: Apache-2.0
import { fabricLedger } from "./ledgers/fabric.js";
import { describeConformance } from "./suite.js";

describeConformance("real Fabric 3.1 with SmartBFT does as 2.5 and as recorded", fabricLedger("3.1"));
