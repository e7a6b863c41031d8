// SPDX-License-Identifier: Apache-2.0
import {
  type JsonValue,
  LicetError,
  pathParameters,
  type Route,
  Salt,
  type SubmitDefinition,
  type TransactionDefinition,
} from "@licet/domain";
import type { Request } from "express";
import { z } from "zod";
import { GatewayError } from "../errors/gateway-error.js";
import type { ConfidentialParts } from "../ledger/transactions.js";

/** Problems listed in a refusal at most. */
const ISSUES_MAX = 20;

/** How a parameter in an address, which is text, becomes the value that the schema asks for. */
type Coercion = (values: readonly string[]) => unknown;

const COERCIONS: Readonly<Record<string, Coercion>> = {
  integer: ([value = ""]) => (/^-?\d{1,15}$/.test(value) ? Number(value) : value),
  boolean: ([value]) => (value === "true" ? true : value === "false" ? false : value),
  array: (values) => values.flatMap((value) => value.split(",")),
  string: ([value]) => value,
};

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
   * @throws LicetError INVALID_INPUT listing the fields that are wrong.
   */
  query(request: Request): unknown {
    const given: Record<string, unknown> = { ...this.#route.fixed };
    const url = new URL(request.originalUrl, "http://localhost");
    for (const name of new Set(url.searchParams.keys())) {
      given[name] = this.#coerce(name, url.searchParams.getAll(name));
    }
    return this.#checked({ ...given, ...this.#fromPath(request) });
  }

  /**
   * The input and confidential parts of a command or of a query with a body.
   * @throws LicetError INVALID_INPUT, INVALID_CONFIDENTIAL_INPUT.
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

/** A transaction's input, checked by its schema. @throws LicetError INVALID_INPUT listing the fields that are wrong. */
export function checkedInput(definition: TransactionDefinition, given: unknown): unknown {
  const parsed = definition.input.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new LicetError("INVALID_INPUT", `The input of ${definition.name} is not valid.`, {
    issues: issuesOf(parsed.error),
  });
}

/** Problems of an input as path and sentence. */
export function issuesOf(error: z.ZodError): { path: string; message: string }[] {
  return error.issues.slice(0, ISSUES_MAX).map(({ path, message }) => ({ path: path.join("."), message }));
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

const PartsGiven = z.record(z.string(), z.json()).default({});
const SaltsGiven = z.record(z.string(), Salt).default({});

/**
 * A transaction's confidential parts, checked for shape, so that a mistake is told before anything leaves the gateway.
 * @throws LicetError INVALID_CONFIDENTIAL_INPUT naming the part and its fields.
 */
export function checkedParts(
  definition: TransactionDefinition,
  confidential: unknown,
  salts?: unknown,
): ConfidentialParts {
  const given = parsedConfidential(PartsGiven, confidential, "confidential");
  const salted = parsedConfidential(SaltsGiven, salts, "salts");
  const schemas = definition.kind === "submit" ? (definition.parts ?? {}) : {};
  const unknown = [...Object.keys(given), ...Object.keys(salted)].find((name) => !Object.hasOwn(schemas, name));
  if (unknown !== undefined) {
    throw new LicetError("INVALID_CONFIDENTIAL_INPUT", `${definition.name} has no confidential part ${unknown}.`, {
      part: unknown,
    });
  }
  const parts: Record<string, { content: JsonValue; salt?: string }> = {};
  for (const [name, schema] of Object.entries(schemas)) {
    const content = checkedPart(definition as SubmitDefinition, name, schema, given[name]);
    const salt = salted[name];
    if (content !== undefined) parts[name] = salt === undefined ? { content } : { content, salt };
  }
  return parts;
}

function checkedPart(
  definition: SubmitDefinition,
  name: string,
  schema: z.ZodType,
  content: unknown,
): JsonValue | undefined {
  if (content === undefined) {
    if (definition.optionalParts?.includes(name)) return undefined;
    throw new LicetError("INVALID_CONFIDENTIAL_INPUT", `${definition.name} needs the confidential part ${name}.`, {
      part: name,
    });
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data as JsonValue;
  throw new LicetError("INVALID_CONFIDENTIAL_INPUT", `The confidential part ${name} is not valid.`, {
    part: name,
    issues: issuesOf(parsed.error),
  });
}

function parsedConfidential<S extends z.ZodType>(schema: S, given: unknown, name: string): z.output<S> {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new LicetError("INVALID_CONFIDENTIAL_INPUT", `${name} is not an object with one entry a part.`, {
    issues: issuesOf(parsed.error),
  });
}
