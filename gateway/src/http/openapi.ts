// SPDX-License-Identifier: Apache-2.0
import {
  folded,
  pathParameters,
  type Route,
  ROUTES,
  Salt,
  type TransactionDefinition,
  TRANSACTIONS,
} from "@licet/domain";
import { z } from "zod";
import {
  createDocument,
  type ZodOpenApiOverride,
  type ZodOpenApiObject,
  type ZodOpenApiOperationObject,
  type ZodOpenApiResponsesObject,
} from "zod-openapi";
import { STEP_UPS } from "./auth/step-up.js";
import { PEOPLE_PATHS } from "./openapi-people.js";
import { DOCUMENT_PATHS } from "./documents/openapi.js";
import { LIVE_PATHS, LIVE_WEBHOOKS } from "./openapi-live.js";
import { EXPLORER_ROUTES } from "./explorer-routes.js";
import { KEPT_ROUTES } from "./kept-routes.js";
import { PLAIN_PATHS } from "./openapi-plain.js";
import {
  EVERY_ERROR,
  IdempotencyHeader,
  problemResponses,
  TransactionSchema,
  WRITE_ERRORS,
} from "./openapi-schemas.js";

import { PLACE_ROUTES } from "./place-routes.js";
import { READ_MODEL_ROUTES } from "./read-model-routes.js";

const JSON_TYPE = "application/json";

/** How a request says who sends it. */
const SECURITY_SCHEMES = {
  bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT", description: "for systems" },
  session: {
    type: "apiKey",
    in: "cookie",
    name: "licet-session",
    description:
      "for people who have signed in; behind https its name begins with __Host-. What is not GET or HEAD carries the token of " +
      "/v1/session in the X-CSRF-Token header.",
  },
  certificate: { type: "mutualTLS", description: "for systems, where the gateway asks for clients' certificates" },
  // The types are those of OpenAPI 3.0, which knows no mutual TLS.
} as unknown as NonNullable<NonNullable<ZodOpenApiObject["components"]>["securitySchemes"]>;

const definitions: Readonly<Record<string, TransactionDefinition>> = TRANSACTIONS;

/** The OpenAPI 3.1 document of the whole interface, made from the route table and the transactions' definitions. */
export function openApiDocument(): ReturnType<typeof createDocument> {
  return createDocument(document(), { override: sayWhatIsTaken });
}

/** References are folded before they are held against their pattern; the document says what is taken, in either case. */
function sayWhatIsTaken({ jsonSchema, zodSchema, io }: Parameters<ZodOpenApiOverride>[0]): void {
  if (io !== "input" || jsonSchema.pattern === undefined) return;
  const { checks = [] } = zodSchema._zod.def;
  const isFolded = checks.some(({ _zod }) => (_zod.def as { readonly tx?: unknown }).tx === folded);
  if (isFolded) jsonSchema.pattern = jsonSchema.pattern.replaceAll("A-Z", "A-Za-z");
}

function document(): ZodOpenApiObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of ROUTES) {
    const definition = definitions[route.transaction];
    if (!definition) continue;
    (paths[route.path] ??= {})[route.method] = operation(route, definition);
  }
  for (const { method, path, operation } of [
    ...READ_MODEL_ROUTES,
    ...KEPT_ROUTES,
    ...EXPLORER_ROUTES,
    ...PLACE_ROUTES,
  ]) {
    (paths[path] ??= {})[method] = operation;
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Licet",
      version: "0.1.0",
      description:
        "Export licences, end-use certificates and the custody of controlled goods on a permissioned ledger.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    security: [{ bearer: [] }, { session: [] }, { certificate: [] }],
    components: { securitySchemes: SECURITY_SCHEMES },
    paths: { ...PLAIN_PATHS, ...PEOPLE_PATHS, ...DOCUMENT_PATHS, ...LIVE_PATHS, ...paths },
    webhooks: LIVE_WEBHOOKS,
  };
}

function operation(route: Route, definition: TransactionDefinition): ZodOpenApiOperationObject {
  const shape = shapeOf(definition.input);
  const pathNames = pathParameters(route.path);
  const rest = Object.entries(shape).filter(
    ([name]) => !pathNames.includes(name) && !Object.hasOwn(route.fixed ?? {}, name),
  );
  const pathShape = Object.fromEntries(pathNames.map((name) => [name, shape[name] ?? z.string()]));
  const writes = definition.kind === "submit";
  const path = pathNames.length === 0 ? {} : { path: z.object(pathShape) };
  const query = route.method === "get" && rest.length > 0 ? { query: z.object(Object.fromEntries(rest)) } : {};
  const header = writes ? { header: IdempotencyHeader } : {};
  return {
    operationId: operationId(route),
    tags: [route.tag],
    summary: definition.summary,
    description: descriptionOf(definition),
    requestParams: { ...path, ...query, ...header },
    ...(route.method === "post" ? { requestBody: requestBody(route, definition, rest) } : {}),
    responses: responses(route, definition),
  };
}

function operationId(route: Route): string {
  const [contract = "", name = ""] = route.transaction.split(":");
  const byBody = route.method === "post" && definitions[route.transaction]?.kind === "evaluate" ? "ByBody" : "";
  return `${contract}${name}${byBody}`;
}

function descriptionOf(definition: TransactionDefinition): string {
  const roles = definition.roles === "any" ? "every member of the channel" : definition.roles.join(", ");
  return `Transaction \`${definition.name}\`. Who may call it: ${roles}.`;
}

function requestBody(
  route: Route,
  definition: TransactionDefinition,
  fields: readonly (readonly [string, z.ZodType])[],
): NonNullable<ZodOpenApiOperationObject["requestBody"]> {
  const parts = definition.kind === "submit" ? Object.entries(definition.parts ?? {}) : [];
  const optional = definition.kind === "submit" ? (definition.optionalParts ?? []) : [];
  const content = Object.fromEntries(
    parts.map(([name, schema]) => [name, optional.includes(name) ? schema.optional() : schema]),
  );
  const confidential = z
    .strictObject(content)
    .describe("goes to the collections of the organisations concerned, never to a block");
  const salts = z
    .strictObject(Object.fromEntries(parts.map(([name]) => [name, Salt.optional()])))
    .describe("by part, the salt that a signature was made over; made by the gateway where left out");
  const members = {
    ...Object.fromEntries(fields),
    ...(parts.length === 0
      ? {}
      : {
          confidential: parts.every(([name]) => optional.includes(name)) ? confidential.optional() : confidential,
          salts: salts.optional(),
        }),
  };
  return {
    required: Object.keys(members).length > 0,
    content: { [JSON_TYPE]: { schema: z.strictObject(members), example: exampleBody(route) } },
  };
}

function exampleBody(route: Route): unknown {
  const names = pathParameters(route.path);
  const input = Object.entries(route.example?.input ?? {}).filter(([name]) => !names.includes(name));
  const confidential = route.example?.confidential;
  return { ...Object.fromEntries(input), ...(confidential ? { confidential } : {}) };
}

function responses(route: Route, definition: TransactionDefinition): ZodOpenApiResponsesObject {
  const writes = definition.kind === "submit";
  const output = definition.output;
  const schema = writes ? z.object({ result: output, transaction: TransactionSchema }) : output;
  const success = {
    description: writes ? "Recorded: the result, and the transaction that holds it" : definition.summary,
    content: { [JSON_TYPE]: { schema } },
  };
  const stepUp = Object.hasOwn(STEP_UPS, definition.name) ? (["STEP_UP_NEEDED"] as const) : [];
  const codes = [...EVERY_ERROR, ...stepUp, ...(writes ? WRITE_ERRORS : []), ...definition.errors];
  return { [route.creates === true ? "201" : "200"]: success, ...problemResponses(codes) } as ZodOpenApiResponsesObject;
}

/** Fields of an object schema, also of one that carries refinements. */
function shapeOf(schema: z.ZodType): Readonly<Record<string, z.ZodType>> {
  return (schema as Partial<z.ZodObject>).shape ?? {};
}
