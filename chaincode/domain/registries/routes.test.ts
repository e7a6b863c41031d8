// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { TransactionDefinition } from "../shared/definition";
import { pathParameters, type Route } from "../shared/route";
import { ROUTES } from "./routes";
import { TRANSACTIONS } from "./transactions";

const definitions: Readonly<Record<string, TransactionDefinition>> = TRANSACTIONS;
const titled = ROUTES.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const);

function issuesOf(route: Route): unknown {
  return definitions[route.transaction]?.input.safeParse({ ...route.example?.input, ...route.fixed }).error?.issues;
}

describe("ROUTES", () => {
  it("reach every transaction of the chaincode", () => {
    const reached = new Set(ROUTES.map((route) => route.transaction));
    expect(Object.keys(TRANSACTIONS).filter((name) => !reached.has(name))).toEqual([]);
  });

  it("have addresses of their own", () => {
    const addresses = titled.map(([title]) => title.replace(/\{[a-zA-Z]+\}/g, "{}"));
    expect(new Set(addresses).size).toBe(addresses.length);
  });

  it.each(titled)("%s has an example that its transaction takes", (_, route) => {
    expect(Object.keys(definitions)).toContain(route.transaction);
    expect(route.example).toBeDefined();
    expect(issuesOf(route)).toBeUndefined();
    expect(Object.keys({ ...route.example?.input, ...route.fixed })).toEqual(
      expect.arrayContaining(pathParameters(route.path)),
    );
  });

  it.each(titled)("%s has an example of its confidential parts", (_, route) => {
    const definition = definitions[route.transaction];
    const parts = definition?.kind === "submit" ? (definition.parts ?? {}) : {};
    for (const [name, content] of Object.entries(route.example?.confidential ?? {})) {
      expect(parts[name]?.safeParse(content).error?.issues).toBeUndefined();
    }
    const optional = definition?.kind === "submit" ? (definition.optionalParts ?? []) : [];
    const needed = Object.keys(parts).filter((name) => !optional.includes(name));
    expect(Object.keys(route.example?.confidential ?? {})).toEqual(expect.arrayContaining(needed));
  });

  it.each(titled)("%s writes by POST only", (_, route) => {
    if (definitions[route.transaction]?.kind === "submit") expect(route.method).toBe("post");
  });
});
