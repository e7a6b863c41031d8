// SPDX-License-Identifier: Apache-2.0
import { type Context, Contract, Info, Param, Returns, Transaction } from "fabric-contract-api";
import type { AreaRules } from "../fabric/area-rules";
import { type Call, execute } from "./execute";

type Method = (ctx: Context, input: string) => Promise<string>;

/** The contract of an area, with a method for each transaction of its manifest, noted as contract-api's decorators would. */
export function contractOf(rules: AreaRules): new () => Contract {
  const { manifest } = rules;
  class AreaContract extends Contract {
    constructor() {
      super(manifest.name);
    }
  }
  // The API notes what it is told of a contract under its class's name.
  Object.defineProperty(AreaContract, "name", { value: `${manifest.title.replaceAll(" ", "")}Contract` });
  Info({ title: manifest.name, description: manifest.description })(AreaContract);
  for (const name of Object.keys(manifest.transactions)) {
    addMethod(AreaContract.prototype, methodOf(manifest.name, name), callOf(rules, name));
  }
  return AreaContract;
}

function methodOf(contract: string, transaction: string): string {
  const [prefix, method] = transaction.split(":");
  if (prefix !== contract || !method) throw new Error(`${transaction} is no transaction of the contract ${contract}.`);
  return method;
}

function callOf({ manifest, handlers }: AreaRules, name: string): Call {
  const definition = manifest.transactions[name];
  const handler = handlers[name];
  if (definition === undefined || handler === undefined) throw new Error(`There is no rule behind ${name}.`);
  if (definition.kind === "evaluate") return { definition, handler };
  const event = manifest.events[definition.event];
  if (event === undefined) throw new Error(`${name} sets ${definition.event}, which its area does not declare.`);
  return { definition, handler, event };
}

function addMethod(contract: Contract, name: string, call: Call): void {
  const method: Method = (ctx, input) => execute(ctx, call, input);
  Object.defineProperty(contract, name, { value: method });
  Transaction(call.definition.kind === "submit")(contract, name);
  Param("input", "string", "one JSON object")(contract, name);
  Returns("string")(contract, name);
}
