// SPDX-License-Identifier: Apache-2.0
import { expect, it, vi } from "vitest";
import { TRANSACTIONS } from "@licet/domain";
import { contracts } from "../index";

vi.hoisted(() => {
  process.env["CORE_CHAINCODE_LOGGING_LEVEL"] = "ERROR";
});

interface TransactionMetadata {
  readonly name: string;
  readonly tag: readonly string[];
  readonly returns: { readonly type: string };
}

/** What fabric-contract-api's decorators noted of a contract's methods. */
function metadataOf(prototype: object): readonly TransactionMetadata[] {
  const reflect = Reflect as unknown as { getMetadata(key: string, target: object): readonly TransactionMetadata[] };
  return reflect.getMetadata("fabric:transactions", prototype);
}

const methods = contracts.flatMap((ContractClass) => {
  const contract = new ContractClass();
  return metadataOf(contract).map((method) => ({ ...method, name: `${contract.getName()}:${method.name}` }));
});

it("has a contract method for every transaction of the table, and no other", () => {
  expect(methods.map(({ name }) => name).sort()).toEqual(Object.keys(TRANSACTIONS).sort());
});

it("tells Fabric which transactions are submitted, and that all return text", () => {
  for (const { name, tag, returns } of methods) {
    const { kind } = TRANSACTIONS[name as keyof typeof TRANSACTIONS];
    expect([name, tag.includes("SUBMIT"), tag.includes("EVALUATE")]).toEqual([
      name,
      kind === "submit",
      kind === "evaluate",
    ]);
    expect(returns).toEqual({ type: "string" });
  }
});

it("names every definition as the table does", () => {
  for (const [name, definition] of Object.entries(TRANSACTIONS)) expect(definition.name).toBe(name);
});
