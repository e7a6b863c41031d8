// SPDX-License-Identifier: Apache-2.0
import { describeAttacks } from "./attacks-suite.js";

describeAttacks("attacks on real Fabric 2.5 with Raft", "2.5");
