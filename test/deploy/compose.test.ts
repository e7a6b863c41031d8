// SPDX-License-Identifier: Apache-2.0
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { read } from "../checks/sources.js";
import { documentsOf, NETWORKS, planOf, textsOf } from "./generated.js";

interface ComposeFile {
  readonly services?: Readonly<Record<string, { readonly secrets?: readonly { source: string }[] }>>;
}

// The specification's formats are Compose's own, and its schema has annotations that ajv does not know.
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
const schema = JSON.parse(read("test/data/deploy/compose-spec.json")) as { readonly $schema: string };
// It names draft-07 by an address that ajv does not know it by.
const validate = ajv.compile({ ...schema, $schema: "http://json-schema.org/draft-07/schema" });

describe.each(NETWORKS)("Compose files for Fabric %s with %s", (line, consensus) => {
  const plan = planOf(line, consensus);
  const files = { ...textsOf("compose", plan), ...prefixed(textsOf("monitoring", plan)) };
  const composeFiles = Object.entries(files).filter(([file]) => file.endsWith("compose.yaml"));

  it("are one for each organisation, one for all of them and one for monitoring", () => {
    expect(composeFiles).toHaveLength(plan.organisations.length + 2);
  });

  it.each(composeFiles)("%s is valid by the Compose Specification's schema", (_file, text) => {
    const [document] = documentsOf(text);
    validate(document);
    expect(validate.errors ?? []).toEqual([]);
  });
});

describe("the schema", () => {
  it("refuses what Compose does not know", () => {
    const [document] = documentsOf(textsOf("compose", planOf())["gbauthority/compose.yaml"] ?? "");
    const [service] = Object.values((document as ComposeFile).services ?? {});
    expect(validate({ services: { one: { ...service, healthchecks: {} } } })).toBe(false);
  });
});

function prefixed(files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [`monitoring/${file}`, text]));
}
