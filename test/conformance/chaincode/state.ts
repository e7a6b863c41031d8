// SPDX-License-Identifier: Apache-2.0
import shim, { type Iterators } from "fabric-shim";
import { parameter, text, type ChaincodeFunctions } from "./functions.js";

const { KeyEndorsementPolicy } = shim;

/** Reads an iterator to its end and closes it, as rows of key and value. */
export async function rowsOf(iterator: Iterators.StateQueryIterator): Promise<[string, string][]> {
  const rows: [string, string][] = [];
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    rows.push([next.value.key, text(next.value.value)]);
  }
  await iterator.close();
  return rows;
}

/** Builds a key-level policy that needs every one of `mspIds` in `role` (MEMBER or PEER); no ids gives an empty policy. */
export function policyOf(role: string, mspIds: readonly string[]): Uint8Array {
  const policy = new KeyEndorsementPolicy();
  policy.addOrgs(role, ...mspIds);
  return policy.getPolicy();
}

/** Lists the organisations of a key-level policy, sorted. */
export function organisationsOf(policy: Uint8Array | undefined): string {
  const present = policy !== undefined && policy.length > 0;
  return JSON.stringify(present ? new KeyEndorsementPolicy(policy).listOrgs().sort() : []);
}

/** World state: values, ranges, composite keys, history and key-level endorsement policies. */
export const stateFunctions: ChaincodeFunctions = {
  async put(stub, p) {
    await stub.putState(parameter(p, 0, "key"), Buffer.from(parameter(p, 1, "value")));
    return "";
  },
  async get(stub, p) {
    return text(await stub.getState(parameter(p, 0, "key")));
  },
  async delete(stub, p) {
    await stub.deleteState(parameter(p, 0, "key"));
    return "";
  },
  /** Reads a key, appends a suffix, writes it and returns what it wrote. */
  async rmw(stub, p) {
    const key = parameter(p, 0, "key");
    const value = text(await stub.getState(key)) + parameter(p, 1, "suffix");
    await stub.putState(key, Buffer.from(value));
    return value;
  },
  /** Writes `count` keys `<prefix>0000…` with one value. */
  async putMany(stub, p) {
    const count = Number(parameter(p, 1, "count"));
    for (let index = 0; index < count; index++) {
      const key = parameter(p, 0, "prefix") + String(index).padStart(4, "0");
      await stub.putState(key, Buffer.from(parameter(p, 2, "value")));
    }
    return String(count);
  },
  /** Reads one key and writes another, so that the read alone can conflict. */
  async copy(stub, p) {
    const value = await stub.getState(parameter(p, 0, "from"));
    await stub.putState(parameter(p, 1, "to"), value);
    return text(value);
  },
  /** Writes a key and returns what a read of it gives in the same transaction. */
  async putThenGet(stub, p) {
    const key = parameter(p, 0, "key");
    await stub.putState(key, Buffer.from(parameter(p, 1, "value")));
    return text(await stub.getState(key));
  },
  /** Writes a key, deletes it, and returns what a read of it gives in the same transaction. */
  async putThenDelete(stub, p) {
    const key = parameter(p, 0, "key");
    await stub.putState(key, Buffer.from(parameter(p, 1, "value")));
    await stub.deleteState(key);
    return text(await stub.getState(key));
  },
  /** Deletes a key, writes it, and deletes one more; the last word on each counts. */
  async deleteThenPut(stub, p) {
    const key = parameter(p, 0, "key");
    await stub.deleteState(key);
    await stub.putState(key, Buffer.from(parameter(p, 1, "value")));
    return text(await stub.getState(key));
  },
  /** Reads one key twice and another between, and writes none. */
  async getTwice(stub, p) {
    const [first, between] = [parameter(p, 0, "key"), parameter(p, 1, "between")];
    const values = [await stub.getState(first), await stub.getState(between), await stub.getState(first)];
    return JSON.stringify(values.map(text));
  },
  /** Writes one key twice. */
  async putTwice(stub, p) {
    await stub.putState(parameter(p, 0, "key"), Buffer.from(parameter(p, 1, "first")));
    await stub.putState(parameter(p, 0, "key"), Buffer.from(parameter(p, 2, "second")));
    return "";
  },
  async range(stub, p) {
    const iterator = await stub.getStateByRange(parameter(p, 0, "start"), parameter(p, 1, "end"));
    return JSON.stringify(await rowsOf(iterator));
  },
  /** Reads a range and then writes a key, so that a change of the range is a phantom. */
  async rangeThenPut(stub, p) {
    const iterator = await stub.getStateByRange(parameter(p, 0, "start"), parameter(p, 1, "end"));
    const rows = await rowsOf(iterator);
    await stub.putState(parameter(p, 2, "key"), Buffer.from(String(rows.length)));
    return String(rows.length);
  },
  /** Reads only the first row of a range, closes it, and then writes a key. */
  async firstThenPut(stub, p) {
    const iterator = await stub.getStateByRange(parameter(p, 0, "start"), parameter(p, 1, "end"));
    const first = await iterator.next();
    await iterator.close();
    await stub.putState(parameter(p, 2, "key"), Buffer.from("first"));
    return first.done ? "" : first.value.key;
  },
  /** Writes a key and then reads the range it lies in: a transaction does not see its own writes. */
  async putThenRange(stub, p) {
    await stub.putState(parameter(p, 2, "key"), Buffer.from("own"));
    const iterator = await stub.getStateByRange(parameter(p, 0, "start"), parameter(p, 1, "end"));
    return JSON.stringify(await rowsOf(iterator));
  },
  async rangePaged(stub, p) {
    const page = await stub.getStateByRangeWithPagination(
      parameter(p, 0, "start"),
      parameter(p, 1, "end"),
      Number(parameter(p, 2, "size")),
      p[3] ?? "",
    );
    const rows = await rowsOf(page.iterator);
    return JSON.stringify({ rows, count: page.metadata.fetchedRecordsCount, bookmark: page.metadata.bookmark });
  },
  /** A transaction that ran a paginated query may not write: the ledger must refuse this. */
  async rangePagedThenPut(stub, p) {
    const page = await stub.getStateByRangeWithPagination(parameter(p, 0, "start"), parameter(p, 1, "end"), 2, "");
    const rows = await rowsOf(page.iterator);
    await stub.putState(parameter(p, 2, "key"), Buffer.from(String(rows.length)));
    return String(rows.length);
  },
  async putComposite(stub, p) {
    const key = stub.createCompositeKey(parameter(p, 0, "type"), p.slice(2));
    await stub.putState(key, Buffer.from(parameter(p, 1, "value")));
    return "";
  },
  async rangeComposite(stub, p) {
    const iterator = await stub.getStateByPartialCompositeKey(parameter(p, 0, "type"), p.slice(1));
    const rows = await rowsOf(iterator);
    return JSON.stringify(rows.map(([key, value]) => [stub.splitCompositeKey(key), value]));
  },
  async rangeCompositePaged(stub, p) {
    const [type, size, bookmark] = [parameter(p, 0, "type"), Number(parameter(p, 1, "size")), p[2] ?? ""];
    const page = await stub.getStateByPartialCompositeKeyWithPagination(type, p.slice(3), size, bookmark);
    const rows = (await rowsOf(page.iterator)).map(([key, value]) => [stub.splitCompositeKey(key), value]);
    return JSON.stringify({ rows, count: page.metadata.fetchedRecordsCount, bookmark: page.metadata.bookmark });
  },
  async deleteComposite(stub, p) {
    await stub.deleteState(stub.createCompositeKey(parameter(p, 0, "type"), p.slice(1)));
    return "";
  },
  /** A rich query, which a LevelDB state database refuses. */
  async richQuery(stub, p) {
    const iterator = await stub.getQueryResult(parameter(p, 0, "query"));
    return JSON.stringify(await rowsOf(iterator));
  },
  async history(stub, p) {
    const iterator = await stub.getHistoryForKey(parameter(p, 0, "key"));
    const versions: unknown[] = [];
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      const { txId, isDelete, value, timestamp } = next.value;
      versions.push({ txId, isDelete, value: text(value), seconds: String(timestamp.seconds), nanos: timestamp.nanos });
    }
    await iterator.close();
    return JSON.stringify(versions);
  },
  /** Sets a key's endorsement policy to "all of": key, role, MSP ids. */
  async setPolicy(stub, p) {
    await stub.setStateValidationParameter(parameter(p, 0, "key"), policyOf(parameter(p, 1, "role"), p.slice(2)));
    return "";
  },
  async clearPolicy(stub, p) {
    await stub.setStateValidationParameter(parameter(p, 0, "key"), Buffer.alloc(0));
    return "";
  },
  async getPolicy(stub, p) {
    return organisationsOf(await stub.getStateValidationParameter(parameter(p, 0, "key")));
  },
  /** Writes a key and its policy in one transaction. */
  async putWithPolicy(stub, p) {
    const key = parameter(p, 0, "key");
    await stub.putState(key, Buffer.from(parameter(p, 1, "value")));
    await stub.setStateValidationParameter(key, policyOf(parameter(p, 2, "role"), p.slice(3)));
    return "";
  },
};
