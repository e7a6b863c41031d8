// SPDX-License-Identifier: Apache-2.0
import { RECORDS } from "@licet/domain";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { KEY_TYPES_ASIDE, RECORD_KINDS } from "./kinds";

const aside: readonly string[] = KEY_TYPES_ASIDE;
const declared = Object.entries(RECORDS).filter(([type]) => !aside.includes(type));

describe("a kind of record", () => {
  it.each(declared)("%s is read by the title and the fields that its manifest declares", (type, record) => {
    const kind = RECORD_KINDS[type];
    expect(kind?.title).toBe(record.title);
    const fields = (schema: z.ZodType): unknown => z.toJSONSchema(schema, { unrepresentable: "any" });
    expect(kind && fields(kind.schema)).toEqual(fields(record.schema));
  });
});
