// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { PartReference } from "../sharing/part-ref";
import { RECORDS, recordDefinition } from "./records";

const TYPES = Object.keys(RECORDS);

/** Fields that a record has, or has in one of its forms. */
function fieldsOf(type: string): readonly string[] {
  const {
    properties = {},
    anyOf = [],
    oneOf = [],
  } = z.toJSONSchema(recordDefinition(type)?.schema ?? z.never(), {
    unrepresentable: "any",
  });
  const forms = [...anyOf, ...oneOf].map((form) => Object.keys(form.properties ?? {}));
  return [Object.keys(properties), ...forms].flat();
}

describe("a record", () => {
  it.each(TYPES)("%s says where its confidential parts lie where it has commitments, and else nothing", (type) => {
    expect(recordDefinition(type)?.parts !== undefined).toBe(fieldsOf(type).includes("commitments"));
  });

  it("is there for every kind of confidential part", () => {
    const read = TYPES.flatMap((type) => {
      const example = {
        id: "1",
        number: "1",
        licence: "1",
        action: "1",
        consignment: "1",
        sequence: 1,
        txId: "0a".repeat(32),
      };
      return recordDefinition(type)?.parts?.parse(example).kind ?? [];
    });
    expect([...new Set(read)].sort()).toEqual([...PartReference.shape.kind.options].sort());
  });

  it("is none of a type that no area declares", () => {
    expect(["list", "constructor", "toString", ""].map(recordDefinition)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});
