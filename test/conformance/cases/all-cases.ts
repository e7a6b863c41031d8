// SPDX-License-Identifier: Apache-2.0
import type { ConformanceCase } from "../harness/case.js";
import { checkpointCases } from "./checkpoints.js";
import { clockCases } from "./clock.js";
import { closingCases } from "./closing.js";
import { concurrencyCases } from "./concurrency.js";
import { deliverCases } from "./deliver.js";
import { discoveryCases } from "./discovery.js";
import { endorsementCases } from "./endorsements.js";
import { eventCases } from "./events.js";
import { forgedProposalCases } from "./forged-proposals.js";
import { forgedTransactionCases } from "./forged-transactions.js";
import { historyCases } from "./history.js";
import { legacyCases } from "./legacy.js";
import { lockedKeyCases } from "./locked-keys.js";
import { offlineCases } from "./offline.js";
import { chaincodeOutageCases, peerOutageCases } from "./outages.js";
import { policyCases } from "./policies.js";
import { policyFormCases } from "./policy-forms.js";
import { privateAccessCases } from "./private-access.js";
import { privateDataCases } from "./private-data.js";
import { privatePolicyCases } from "./private-policies.js";
import { randomCases } from "./random.js";
import { responseCases } from "./responses.js";
import { serviceCases } from "./services.js";
import { stateCases } from "./state.js";
import { togetherCases } from "./together.js";
import { transactionCases } from "./transactions.js";

/** Every case, in the order in which they run. */
export const allCases: readonly ConformanceCase[] = [
  ...stateCases,
  ...historyCases,
  ...transactionCases,
  ...responseCases,
  ...privateDataCases,
  ...privateAccessCases,
  ...policyCases,
  ...policyFormCases,
  ...privatePolicyCases,
  ...lockedKeyCases,
  ...concurrencyCases,
  ...togetherCases,
  ...eventCases,
  ...checkpointCases,
  ...endorsementCases,
  ...offlineCases,
  ...clockCases,
  ...forgedProposalCases,
  ...forgedTransactionCases,
  ...serviceCases,
  ...deliverCases,
  ...discoveryCases,
  ...legacyCases,
  ...chaincodeOutageCases,
  ...peerOutageCases,
  ...randomCases,
  ...closingCases,
];
