// SPDX-License-Identifier: Apache-2.0
import { LicetError, pathParameters, type Route, type TransactionDefinition } from "@licet/domain";
import type { Request } from "express";
import { z } from "zod";
import { checkedInput, checkedParts, issuesOf, requireSound } from "../application/checked-input.js";
import type { ConfidentialParts } from "../application/transactions.js";
import { GatewayError } from "../errors/gateway-error.js";

/** How a parameter in an address, which is text, becomes the value that the schema asks for. */
type Coercion = (values: readonly string[]) => unknown;

const COERCIONS: Readonly<Record<string, Coercion>> = {
  integer: single((value) => (/^-?\d{1,15}$/.test(value) ? Number(value) : value)),
  boolean: single((value) => (value === "true" ? true : value === "false" ? false : value)),
  array: (values) => values.flatMap((value) => value.split(",")),
  string: single((value) => value),
};

/** A parameter that stands in the address twice stays two values, which no schema of one takes: neither the first wins nor the last. */
function single(coerce: (value: string) => unknown): Coercion {
  return (values) => (values.length > 1 ? values : coerce(values[0] ?? ""));
}

/** Parameters of an address, each with every value that it has there. */
export function parametersOf(request: Request): ReadonlyMap<string, readonly string[]> {
  const { searchParams } = new URL(request.originalUrl, "http://localhost");
  return new Map([...new Set(searchParams.keys())].map((name) => [name, searchParams.getAll(name)]));
}

interface JsonSchema {
  readonly type?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

/** Reads a route's transaction input out of requests. */
export class InputReader {
  readonly #route: Route;
  readonly #definition: TransactionDefinition;
  readonly #pathNames: readonly string[];
  readonly #coercions: ReadonlyMap<string, Coercion>;

  constructor(route: Route, definition: TransactionDefinition) {
    this.#route = route;
    this.#definition = definition;
    this.#pathNames = pathParameters(route.path);
    this.#coercions = coercionsOf(definition.input);
  }

  /**
   * The input of a query: path, query string and fixed fields.
   * @throws {LicetError} INVALID_INPUT listing the fields that are wrong.
   */
  query(request: Request): unknown {
    const given: Record<string, unknown> = { ...this.#route.fixed };
    for (const [name, values] of parametersOf(request)) given[name] = this.#coerce(name, values);
    return this.#checked({ ...given, ...this.#fromPath(request) });
  }

  /**
   * The input and confidential parts of a command or of a query with a body.
   * @throws {LicetError} INVALID_INPUT, INVALID_CONFIDENTIAL_INPUT.
   */
  body(request: Request): { readonly input: unknown; readonly parts: ConfidentialParts } {
    const { confidential, salts, ...fields } = jsonObject(request.body);
    for (const name of [...this.#pathNames, ...Object.keys(this.#route.fixed ?? {})]) {
      if (!Object.hasOwn(fields, name)) continue;
      throw new LicetError("INVALID_INPUT", `${name} is given by the address and may not stand in the body.`, {
        issues: [{ path: name, message: "stands in the address" }],
      });
    }
    const input = this.#checked({ ...fields, ...this.#route.fixed, ...this.#fromPath(request) });
    return { input, parts: checkedParts(this.#definition, confidential, salts) };
  }

  #fromPath(request: Request): Record<string, unknown> {
    return Object.fromEntries(
      this.#pathNames.map((name) => [name, this.#coerce(name, [String(request.params[name] ?? "")])]),
    );
  }

  #coerce(name: string, values: readonly string[]): unknown {
    return (this.#coercions.get(name) ?? COERCIONS["string"])?.(values);
  }

  #checked(given: Record<string, unknown>): unknown {
    return checkedInput(this.#definition, given);
  }
}

/**
 * Reads a query string by a schema, each parameter as its type there.
 * @returns what reads it out of a request; it throws LicetError INVALID_INPUT listing the parameters that are wrong
 */
export function queryReader<S extends z.ZodType>(schema: S): (request: Request) => z.output<S> {
  const coercions = coercionsOf(schema);
  return (request) => {
    const given = Object.fromEntries(
      [...parametersOf(request)].map(([name, values]) => [
        name,
        (coercions.get(name) ?? COERCIONS["string"])?.(values),
      ]),
    );
    return parsedAs(schema, given, "The parameters are not valid.");
  };
}

/**
 * The body of a request by a schema.
 * @throws {LicetError} INVALID_INPUT listing the fields that are wrong.
 * @throws {GatewayError} MALFORMED_BODY where it is no object.
 */
export function readBody<S extends z.ZodType>(schema: S, request: Request): z.output<S> {
  return parsedAs(schema, jsonObject(request.body), "The body is not valid.");
}

function parsedAs<S extends z.ZodType>(schema: S, given: unknown, sentence: string): z.output<S> {
  requireSound(given, "INVALID_INPUT", sentence);
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new LicetError("INVALID_INPUT", sentence, { issues: issuesOf(parsed.error) });
}

function coercionsOf(input: z.ZodType): ReadonlyMap<string, Coercion> {
  const schema = z.toJSONSchema(input, { io: "input", unrepresentable: "any" }) as JsonSchema;
  const entries = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const type = property.type ?? property.anyOf?.[0]?.type ?? "string";
    return [name, COERCIONS[type] ?? COERCIONS["string"]] as const;
  });
  return new Map(entries.filter((entry): entry is [string, Coercion] => entry[1] !== undefined));
}

function jsonObject(body: unknown): Record<string, unknown> {
  if (typeof body === "object" && body !== null && !Array.isArray(body)) return body as Record<string, unknown>;
  if (body === undefined) return {};
  throw new GatewayError("MALFORMED_BODY", "The body is JSON, but not one object.");
}
