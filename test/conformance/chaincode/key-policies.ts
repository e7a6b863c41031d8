// SPDX-License-Identifier: Apache-2.0
import type { ChaincodeStub } from "fabric-shim";
import { parameter, type ChaincodeFunctions } from "./functions.js";

/** Parameter `index`, which is written in hexadecimal digits. */
function bytesAt(parameters: readonly string[], index: number, name: string): Uint8Array {
  return Buffer.from(parameter(parameters, index, name), "hex");
}

function hex(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? []).toString("hex");
}

function transientValue(stub: ChaincodeStub): Uint8Array {
  return stub.getTransient().get("value") ?? Buffer.alloc(0);
}

/** Key-level endorsement policies in their own bytes, whatever these say; of public keys and of private ones. */
export const keyPolicyFunctions: ChaincodeFunctions = {
  async setPolicyBytes(stub, p) {
    await stub.setStateValidationParameter(parameter(p, 0, "key"), bytesAt(p, 1, "policy"));
    return "";
  },
  async getPolicyBytes(stub, p) {
    return hex(await stub.getStateValidationParameter(parameter(p, 0, "key")));
  },
  /** Writes a key and its policy in one transaction. */
  async putWithPolicyBytes(stub, p) {
    const key = parameter(p, 0, "key");
    await stub.putState(key, Buffer.from(parameter(p, 1, "value")));
    await stub.setStateValidationParameter(key, bytesAt(p, 2, "policy"));
    return "";
  },
  /** Reads the policy of one key and writes it down as the value of another, so that the read alone can conflict. */
  async copyPolicy(stub, p) {
    const policy = hex(await stub.getStateValidationParameter(parameter(p, 0, "from")));
    await stub.putState(parameter(p, 1, "to"), Buffer.from(policy));
    return policy;
  },
  async privateSetPolicyBytes(stub, p) {
    const [collection, key] = [parameter(p, 0, "collection"), parameter(p, 1, "key")];
    await stub.setPrivateDataValidationParameter(collection, key, bytesAt(p, 2, "policy"));
    return "";
  },
  async privateGetPolicyBytes(stub, p) {
    return hex(await stub.getPrivateDataValidationParameter(parameter(p, 0, "collection"), parameter(p, 1, "key")));
  },
  /** Writes a private value and the policy of its key in one transaction. */
  async privatePutWithPolicyBytes(stub, p) {
    const [collection, key] = [parameter(p, 0, "collection"), parameter(p, 1, "key")];
    await stub.putPrivateData(collection, key, transientValue(stub));
    await stub.setPrivateDataValidationParameter(collection, key, bytesAt(p, 2, "policy"));
    return "";
  },
  /** Reads the policy of a private key and writes it down as the value of a public one. */
  async privateCopyPolicy(stub, p) {
    const [collection, key] = [parameter(p, 0, "collection"), parameter(p, 1, "key")];
    const policy = hex(await stub.getPrivateDataValidationParameter(collection, key));
    await stub.putState(parameter(p, 2, "to"), Buffer.from(policy));
    return policy;
  },
  /** Reads hash and policy of a private key and writes them down as the value of a public one. */
  async privateCopyProof(stub, p) {
    const [collection, key] = [parameter(p, 0, "collection"), parameter(p, 1, "key")];
    const hash = hex(await stub.getPrivateDataHash(collection, key));
    const policy = hex(await stub.getPrivateDataValidationParameter(collection, key));
    await stub.putState(parameter(p, 2, "to"), Buffer.from(`${hash}:${policy}`));
    return `${hash}:${policy}`;
  },
};
