// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";

/** One field of an input, for people. */
export interface SchemaField {
  /** Path from the input; `[]` stands for each element of a list. */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly description: string;
}

/** How deep fields of fields are listed. */
const DEPTH_MAX = 3;

interface JsonSchema {
  readonly type?: string;
  readonly enum?: readonly (string | number | boolean)[];
  readonly const?: string | number | boolean;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly description?: string;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
}

/** The fields of an object schema as callers send them, those of nested objects and lists after their parent. */
export function fieldsOf(schema: z.ZodType): readonly SchemaField[] {
  return fieldsBelow(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema, "", 1);
}

function fieldsBelow(schema: JsonSchema, prefix: string, depth: number): readonly SchemaField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = prefix + name;
    const own: SchemaField = {
      path,
      type: typeOf(field),
      required: schema.required?.includes(name) === true,
      description: descriptionOf(field),
    };
    if (depth === DEPTH_MAX) return [own];
    const below = field.items === undefined ? field : field.items;
    return [own, ...fieldsBelow(below, field.items === undefined ? `${path}.` : `${path}[].`, depth + 1)];
  });
}

function descriptionOf(field: JsonSchema): string {
  const fallback = field.default === undefined ? [] : [`Default ${JSON.stringify(field.default)}.`];
  return [field.description ?? field.items?.description ?? "", ...fallback].filter((text) => text !== "").join(". ");
}

function typeOf(schema: JsonSchema): string {
  const alternatives = schema.anyOf ?? schema.oneOf;
  if (alternatives !== undefined) return alternatives.map(typeOf).join(" or ");
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${String(value)}\``).join(", ");
  if (schema.type === "array") return `list of ${listOf(schema)}`;
  if (schema.type === "string") return textOf(schema);
  if (schema.type === "integer" || schema.type === "number") return `${schema.type}${rangeOf(schema)}`;
  return schema.type ?? "any";
}

function listOf(schema: JsonSchema): string {
  const limit = schema.maxItems === undefined ? "" : `, at most ${schema.maxItems.toString()}`;
  return `${schema.items === undefined ? "any" : typeOf(schema.items)}${limit}`;
}

function textOf(schema: JsonSchema): string {
  if (schema.format !== undefined) return schema.format;
  if (schema.pattern !== undefined) return "pattern";
  return schema.maxLength === undefined ? "text" : `text, at most ${schema.maxLength.toString()}`;
}

function rangeOf(schema: JsonSchema): string {
  const { minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER } = schema;
  if (minimum <= Number.MIN_SAFE_INTEGER && maximum >= Number.MAX_SAFE_INTEGER) return "";
  if (maximum >= Number.MAX_SAFE_INTEGER) return ` from ${minimum.toString()}`;
  return ` ${minimum.toString()} to ${maximum.toString()}`;
}
