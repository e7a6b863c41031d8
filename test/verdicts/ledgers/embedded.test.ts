// SPDX-License-Identifier: Apache-2.0
import { describeVerdicts } from "../verdicts-suite.js";

describeVerdicts("the table of verdicts on the embedded network", "embedded");
