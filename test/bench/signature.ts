// SPDX-License-Identifier: Apache-2.0
import { CUSTODY_RELEASE, custodyReleaseMessage, type TransferTerms } from "@licet/domain";
import { recoverSigner } from "@licet/chaincode/signatures";
import { signedHandoffs } from "./handoff.js";
import type { Workload } from "./measure.js";
import type { Load } from "./plain.js";

/** One EIP-712 check, as the chaincode does it: hash the typed data, recover the signer. */
export function eip712Check(load: Load): Workload {
  const signed = signedHandoffs("licet", "GB-CN-BENCH0", 1, 100).map(({ input }) => ({
    message: custodyReleaseMessage(input as TransferTerms),
    signature: String(input["releaseSignature"]),
  }));
  return {
    ...load,
    ledger: "none",
    name: "eip712-check",
    client: "none",
    warmUp: Math.ceil(load.operations / 5),
    operation: (_worker, sequence) => {
      const one = signed[sequence % signed.length];
      if (one === undefined) throw new Error("There is no signature to check.");
      recoverSigner({ channel: "licet" }, CUSTODY_RELEASE, one.message, one.signature);
      return Promise.resolve();
    },
  };
}
