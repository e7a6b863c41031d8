// SPDX-License-Identifier: Apache-2.0
import type { ConformanceCase } from "../harness/case.js";
import { closingCases } from "./closing.js";
import { concurrencyCases } from "./concurrency.js";
import { deliverCases } from "./deliver.js";
import { discoveryCases } from "./discovery.js";
import { endorsementCases } from "./endorsements.js";
import { eventCases } from "./events.js";
import { forgedProposalCases } from "./forgedProposals.js";
import { forgedTransactionCases } from "./forgedTransactions.js";
import { legacyCases } from "./legacy.js";
import { policyCases } from "./policies.js";
import { privateDataCases } from "./privateData.js";
import { randomCases } from "./random.js";
import { responseCases } from "./responses.js";
import { serviceCases } from "./services.js";
import { stateCases } from "./state.js";
import { togetherCases } from "./together.js";

/** Every case, in the order in which they run. */
export const allCases: readonly ConformanceCase[] = [
  ...stateCases,
  ...responseCases,
  ...privateDataCases,
  ...policyCases,
  ...concurrencyCases,
  ...togetherCases,
  ...eventCases,
  ...endorsementCases,
  ...forgedProposalCases,
  ...forgedTransactionCases,
  ...serviceCases,
  ...deliverCases,
  ...discoveryCases,
  ...legacyCases,
  ...randomCases,
  ...closingCases,
];
