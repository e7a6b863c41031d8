// SPDX-License-Identifier: Apache-2.0
import { describeAttacks } from "./attacks-suite.js";

describeAttacks("attacks on the embedded network", "embedded");
