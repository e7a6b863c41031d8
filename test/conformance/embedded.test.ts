// SPDX-License-Identifier: Apache-2.0
import { embeddedLedger } from "./ledgers/embedded.js";
import { describeConformance } from "./suite.js";

describeConformance("the embedded network does as Fabric 2.5 does", embeddedLedger);
