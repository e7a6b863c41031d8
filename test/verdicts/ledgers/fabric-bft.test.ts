// SPDX-License-Identifier: Apache-2.0
import { describeVerdicts } from "../verdicts-suite.js";

describeVerdicts("the table of verdicts on Fabric 3.1", "3.1");
