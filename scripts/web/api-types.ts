// SPDX-License-Identifier: Apache-2.0
import { openApiDocument } from "@licet/gateway/http/openapi";
import openapiTypescript, { astToString, type OpenAPI3 } from "openapi-typescript";

/** Where the web application has the types of the interface, from the project's folder; not kept in git, made by each build. */
export const API_TYPES_FILE = "gateway/web/src/api/schema.ts";

const HEAD = `// SPDX-License-Identifier: Apache-2.0
// Made by the build from the gateway's OpenAPI document.
`;

/** Source text of the interface's types, from the document that the compiled gateway makes. */
export async function apiTypes(): Promise<string> {
  const document = withoutRefusals(structuredClone(openApiDocument()) as unknown as Document);
  return HEAD + astToString(await openapiTypescript(document as unknown as OpenAPI3));
}

/** What is read and changed of the document. */
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { responses?: Record<string, unknown> }>>>>;
  readonly components: { readonly schemas: Record<string, unknown> };
}

/** Schemas of "any JSON", which contain themselves in a way that types cannot. */
const ANY_JSON = /^__schema\d+$/;

/** Every refusal has one form, which the client knows: without them the types are half as long. */
function withoutRefusals(document: Document): Document {
  for (const operation of Object.values(document.paths).flatMap((path) => Object.values(path))) {
    const kept = Object.entries(operation.responses ?? {}).filter(([status]) => /^[23]/.test(status));
    operation.responses = Object.fromEntries(kept);
  }
  for (const name of Object.keys(document.components.schemas)) {
    if (ANY_JSON.test(name)) document.components.schemas[name] = {};
  }
  return document;
}
