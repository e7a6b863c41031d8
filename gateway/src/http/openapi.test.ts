// SPDX-License-Identifier: Apache-2.0
import { ROUTES, TRANSACTIONS } from "@licet/domain";
import { describe, expect, it } from "vitest";
import { ANSWERS } from "../errors/answers.js";
import { openApiDocument } from "./openapi.js";

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required?: boolean }[];
  readonly requestBody?: {
    readonly content: Readonly<Record<string, { readonly schema: { readonly properties?: object } }>>;
  };
  readonly security?: readonly object[];
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: object }>>;
}

const document = openApiDocument() as unknown as {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
};
const operations = Object.values(document.paths).flatMap((path) => Object.values(path));

describe("openApiDocument", () => {
  it("holds every route once, under an id of its own", () => {
    expect(document.openapi).toBe("3.1.0");
    for (const { method, path } of ROUTES) expect(document.paths[path]?.[method]).toBeDefined();
    const ids = operations.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("asks writes for an idempotency key and for their confidential parts", () => {
    const register = document.paths["/v1/parties"]?.["post"];
    expect(register?.parameters).toContainEqual(
      expect.objectContaining({ name: "Idempotency-Key", in: "header", required: true }),
    );
    const body = register?.requestBody?.content["application/json"]?.schema.properties ?? {};
    expect(Object.keys(body)).toEqual(expect.arrayContaining(["id", "kinds", "confidential", "salts"]));
  });

  it("says that references are taken in either case and answered in capitals", () => {
    const read = document.paths["/v1/parties/{id}"]?.["get"];
    const pattern = (schema: unknown): RegExp => new RegExp((schema as { pattern: string }).pattern);
    const asked = read?.parameters?.find(({ name }) => name === "id") as { readonly schema: unknown } | undefined;
    expect("gb-ex-0001").toMatch(pattern(asked?.schema));
    const { content } = read?.responses["200"] as {
      content: Record<string, { schema: { properties: { id: unknown } } }>;
    };
    expect("gb-ex-0001").not.toMatch(pattern(content["application/json"]?.schema.properties.id));
  });

  it("takes what stands in the path out of the body and the query", () => {
    const accept = document.paths["/v1/consignments/{consignment}/custody/acceptances"]?.["post"];
    expect(accept?.parameters).toContainEqual(expect.objectContaining({ name: "consignment", in: "path" }));
    const body = accept?.requestBody?.content["application/json"]?.schema.properties ?? {};
    expect(Object.keys(body)).not.toContain("consignment");
    const list = document.paths["/v1/parties"]?.["get"];
    expect(list?.parameters?.map(({ name }) => name)).toEqual(expect.arrayContaining(["pageSize", "bookmark"]));
  });

  it("names every error of a transaction under its status", () => {
    for (const route of ROUTES) {
      const definition = TRANSACTIONS[route.transaction as keyof typeof TRANSACTIONS];
      const responses = document.paths[route.path]?.[route.method]?.responses ?? {};
      for (const code of definition.errors) {
        expect(responses[ANSWERS[code].status]?.description).toContain(code);
      }
    }
  });

  it("documents every plain route that is not of the table, and asks those of the interface for a token", () => {
    for (const path of ["/v1/declarations", "/v1/transactions/{id}", "/v1/commitments", "/readyz", "/metrics"]) {
      expect(Object.keys(document.paths)).toContain(path);
    }
    for (const [path, methods] of Object.entries(document.paths)) {
      for (const { security } of Object.values(methods)) expect([path, security]).toEqual([path, openAt(path)]);
    }
  });

  it("gives each operation one success, and its refusals as problems", () => {
    for (const { operationId, responses } of operations) {
      const statuses = Object.keys(responses).map(Number);
      // A file is kept, or kept already. A declaration registers a consignment, or amends or cancels one that is there.
      const successes = ["postDeclaration", "postDocument"].includes(operationId) ? 2 : 1;
      // Signing in leads a browser on.
      expect([operationId, statuses.filter((status) => status < 400).length]).toEqual([operationId, successes]);
      for (const [status, { content }] of Object.entries(responses)) {
        if (Number(status) >= 400) expect(Object.keys(content ?? {})).toEqual(["application/problem+json"]);
      }
    }
  });

  it("answers what creates a record with 201, and what changes one with 200", () => {
    for (const { method, path, creates } of ROUTES) {
      const responses = document.paths[path]?.[method]?.responses ?? {};
      expect([path, Object.hasOwn(responses, creates === true ? "201" : "200")]).toEqual([path, true]);
    }
  });
});

/** Routes outside the interface are open to everybody; a session is ended by who has it. */
function openAt(path: string): readonly object[] | undefined {
  if (path.startsWith("/auth/sign-out")) return [{ session: [] }];
  return path.startsWith("/v1/") ? undefined : [];
}
