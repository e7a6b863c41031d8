// SPDX-License-Identifier: Apache-2.0
import { describeAttacks } from "./attacks-suite.js";

describeAttacks("attacks on real Fabric 3.1 with SmartBFT", "3.1");
