// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import { CertificateContent } from "../certificate/schemas";
import { InspectionFindings } from "../checkpoint/schemas";
import { ConsignmentGoods, ConsignmentTransport } from "../consignment/schemas";
import { CustodyContent, IncidentContent, ResealContent } from "../custody/schemas";
import { LicenceContent } from "../licence/schemas";
import { AttachedFiles, FILES_MAX } from "./files";

const file = (digit: string, kind = "photograph") => ({ kind, hash: digit.repeat(64) });
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ kind: "other", hash: at.toString(16).padStart(64, "0") }));

describe("files that go with a record", () => {
  it.each([
    ["none named", undefined, true],
    ["one", [file("a")], true],
    ["as many as may be", many(FILES_MAX), true],
    ["one more than that", many(FILES_MAX + 1), false],
    ["an empty list, which says nothing", [], false],
    ["the same file twice, as two kinds", [file("a"), file("a", "invoice")], false],
    ["a kind that there is not", [file("a", "video")], false],
    ["a hash in upper case", [file("A")], false],
    ["a hash that is cut off", [{ kind: "other", hash: "ab" }], false],
    ["a name, which would tell what is in it", [{ ...file("a"), name: "invoice-4711.pdf" }], false],
  ])("%s", (_what, files, taken) => {
    expect(AttachedFiles.safeParse(files).success).toBe(taken);
  });

  it.each(
    Object.entries({
      LicenceContent,
      CertificateContent,
      ConsignmentGoods,
      ConsignmentTransport,
      CustodyContent,
      ResealContent,
      IncidentContent,
      InspectionFindings,
    }),
  )("are named by %s, and left out of what names none", (_name, schema) => {
    expect(Object.keys(schema.shape)).toContain("files");
    expect(InspectionFindings.parse({})).not.toHaveProperty("files");
  });
});
