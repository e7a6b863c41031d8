// SPDX-License-Identifier: Apache-2.0
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Eta } from "eta";
import { parse, stringify } from "yaml";
import { packageFolder } from "../config/home.js";

/** Generated files: their content by their path within the output folder. */
export type GeneratedFiles = Readonly<Record<string, string | Buffer>>;

/** What a template knows by name. */
type Names = Readonly<Record<string, unknown>>;

const NOTICE = "# Generated from the consortium file by npm run network -- generate; changes here are lost.\n";
const TEMPLATE = ".eta";
/** What parts of a document share stands under such a key, with an anchor; it is not part of what is generated. */
const SHARED = /^x-/;

const folder = join(packageFolder(), "templates");
const eta = new Eta({ views: folder, autoEscape: false, autoTrim: false, cache: true, useWith: true });

/**
 * The text that a template makes.
 *
 * @param template its path below `network/templates`, such as `core.yaml.eta`
 * @throws {Error} where the template asks for a name that it is not given.
 */
export function render(template: string, names: Names): string {
  return eta.render(template, { ...names, json });
}

/** The one YAML document that a template makes, as a value. */
export function value(template: string, names: Names): Readonly<Record<string, unknown>> {
  return withoutShared(parse(render(template, names), { merge: true }));
}

/** The YAML document of a template that holds nothing but text by name, such as environment variables. */
export function texts(template: string, names: Names): Readonly<Record<string, string>> {
  return parse(render(template, names), { schema: "failsafe" }) as Record<string, string>;
}

/** A YAML file of the documents that a template makes, quoted so that readers of YAML 1.1 take text for text too. */
export function yamlFile(template: string, names: Names): string {
  const documents = render(template, names)
    .split(/^---$/m)
    .map((text) => parse(text, { merge: true }) as unknown)
    .filter((document) => document !== null)
    .map((document) =>
      stringify(withoutShared(document), { version: "1.1", aliasDuplicateObjects: false, lineWidth: 0 }),
    );
  return NOTICE + documents.join("---\n");
}

/** The files below a folder of templates that are what they are, by their path within it. */
export function staticFiles(below: string): Readonly<Record<string, string>> {
  const files = readdirSync(join(folder, below), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(TEMPLATE))
    .map(({ parentPath, name }) => join(parentPath, name));
  const start = join(folder, below).length + 1;
  return Object.fromEntries(files.map((file) => [file.slice(start).replaceAll("\\", "/"), readFileSync(file, "utf8")]));
}

/** Puts files into a folder. */
export function inFolder(name: string, files: GeneratedFiles): GeneratedFiles {
  return Object.fromEntries(Object.entries(files).map(([file, content]) => [`${name}/${file}`, content]));
}

/** JSON is YAML, so that a value stands in a template on one line, whatever the indentation. */
function json(item: unknown): string {
  return JSON.stringify(item);
}

function withoutShared(document: unknown): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(document as object).filter(([key]) => !SHARED.test(key)));
}
