// SPDX-License-Identifier: Apache-2.0
import type { ChaincodeInterface, ChaincodeResponse, ChaincodeStub } from "fabric-shim";
import { contextFunctions } from "./context.js";
import type { ChaincodeFunctions } from "./functions.js";
import { keyPolicyFunctions } from "./key-policies.js";
import { privateFunctions } from "./private-data.js";
import { stateFunctions } from "./state.js";

const functions: ChaincodeFunctions = {
  ...stateFunctions,
  ...keyPolicyFunctions,
  ...privateFunctions,
  ...contextFunctions,
};

/** A chaincode that does what it is told: one function for each thing a ledger must get right. */
export class ConformanceChaincode implements ChaincodeInterface {
  Init(): Promise<ChaincodeResponse> {
    return Promise.resolve({ status: 200, message: "", payload: Buffer.alloc(0) });
  }

  async Invoke(stub: ChaincodeStub): Promise<ChaincodeResponse> {
    const { fcn, params } = stub.getFunctionAndParameters();
    try {
      const run = Object.hasOwn(functions, fcn) ? functions[fcn] : undefined;
      if (run === undefined) {
        throw new Error(`unknown function "${fcn}"`);
      }
      const answer = await run(stub, params);
      if (typeof answer === "string") {
        return { status: 200, message: "", payload: Buffer.from(answer) };
      }
      return answer instanceof Uint8Array ? { status: 200, message: "", payload: answer } : answer;
    } catch (error) {
      return { status: 500, message: error instanceof Error ? error.message : String(error) };
    }
  }
}
