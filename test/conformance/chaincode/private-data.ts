// SPDX-License-Identifier: Apache-2.0
import type { ChaincodeStub, Iterators } from "fabric-shim";
import { parameter, text, type ChaincodeFunctions } from "./functions.js";
import { organisationsOf, policyOf, rowsOf } from "./state.js";

/** Reads a private range; unlike what its types say, the shim answers with an object that holds the iterator. */
async function privateRows(stub: ChaincodeStub, p: readonly string[]): Promise<[string, string][]> {
  const answer: unknown = await stub.getPrivateDataByRange(
    parameter(p, 0, "collection"),
    parameter(p, 1, "start"),
    parameter(p, 2, "end"),
  );
  return rowsOf((answer as { readonly iterator: Iterators.StateQueryIterator }).iterator);
}

function transientValue(stub: ChaincodeStub): Uint8Array {
  const value = stub.getTransient().get("value");
  if (value === undefined) {
    throw new Error('the transient map has no "value"');
  }
  return value;
}

/** Private data: every function takes a collection and a key; a value to write comes from the transient map. */
export const privateFunctions: ChaincodeFunctions = {
  async privatePut(stub, p) {
    await stub.putPrivateData(parameter(p, 0, "collection"), parameter(p, 1, "key"), transientValue(stub));
    return "";
  },
  async privateGet(stub, p) {
    return text(await stub.getPrivateData(parameter(p, 0, "collection"), parameter(p, 1, "key")));
  },
  /** Reads a private value, appends a suffix and writes it: a read of private data in a submitted transaction. */
  async privateRmw(stub, p) {
    const [collection, key] = [parameter(p, 0, "collection"), parameter(p, 1, "key")];
    const value = text(await stub.getPrivateData(collection, key)) + parameter(p, 2, "suffix");
    await stub.putPrivateData(collection, key, Buffer.from(value));
    return "";
  },
  /** Writes a private value and returns what a read of it gives in the same transaction. */
  async privatePutThenGet(stub, p) {
    const [collection, key] = [parameter(p, 0, "collection"), parameter(p, 1, "key")];
    await stub.putPrivateData(collection, key, transientValue(stub));
    return text(await stub.getPrivateData(collection, key));
  },
  async privateHash(stub, p) {
    const hash = await stub.getPrivateDataHash(parameter(p, 0, "collection"), parameter(p, 1, "key"));
    return Buffer.from(hash).toString("hex");
  },
  async privateDelete(stub, p) {
    await stub.deletePrivateData(parameter(p, 0, "collection"), parameter(p, 1, "key"));
    return "";
  },
  async privatePurge(stub, p) {
    await stub.purgePrivateData(parameter(p, 0, "collection"), parameter(p, 1, "key"));
    return "";
  },
  async privateRange(stub, p) {
    return JSON.stringify(await privateRows(stub, p));
  },
  /** Reads a private range and then writes a public key: private data, too, forbids that for queries it cannot re-check. */
  async privateRangeThenPut(stub, p) {
    const rows = await privateRows(stub, p);
    await stub.putState(parameter(p, 3, "key"), Buffer.from(String(rows.length)));
    return String(rows.length);
  },
  /** Reads a private value's hash and then writes a public key. */
  async privateHashThenPut(stub, p) {
    const hash = await stub.getPrivateDataHash(parameter(p, 0, "collection"), parameter(p, 1, "key"));
    const digits = Buffer.from(hash).toString("hex");
    await stub.putState(parameter(p, 2, "to"), Buffer.from(digits));
    return digits;
  },
  /** Writes one key in private and in public. */
  async privatePutAndPut(stub, p) {
    const key = parameter(p, 1, "key");
    await stub.putPrivateData(parameter(p, 0, "collection"), key, transientValue(stub));
    await stub.putState(key, Buffer.from("public"));
    return "";
  },
  async privateSetPolicy(stub, p) {
    const policy = policyOf(parameter(p, 2, "role"), p.slice(3));
    await stub.setPrivateDataValidationParameter(parameter(p, 0, "collection"), parameter(p, 1, "key"), policy);
    return "";
  },
  async privateGetPolicy(stub, p) {
    const [collection, key] = [parameter(p, 0, "collection"), parameter(p, 1, "key")];
    return organisationsOf(await stub.getPrivateDataValidationParameter(collection, key));
  },
};
