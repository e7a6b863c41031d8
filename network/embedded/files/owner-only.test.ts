// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeText } from "../crypto/material.js";
import { makeFolder, ownFolder } from "./owner-only.js";

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

describe.skipIf(process.platform === "win32")("folders that are their owner's alone", () => {
  let base: string;
  let earlierMask: number;

  beforeEach(() => {
    base = mkdtempSync(join(tmpdir(), "owner-"));
    earlierMask = process.umask(0o022);
  });

  afterEach(() => {
    process.umask(earlierMask);
    rmSync(base, { recursive: true });
  });

  it("are made so, with those above them", () => {
    makeFolder(join(base, "home", "network"));
    expect([modeOf(join(base, "home")), modeOf(join(base, "home", "network"))]).toEqual(["700", "700"]);
    writeText(join(base, "home", "a", "b", "file"), "text");
    expect([modeOf(join(base, "home", "a")), modeOf(join(base, "home", "a", "b", "file"))]).toEqual(["700", "600"]);
  });

  it("are taken from others where they were open, and links are not followed", () => {
    const [folder, outside] = [join(base, "open"), join(base, "outside")];
    mkdirSync(join(folder, "inner"), { recursive: true, mode: 0o755 });
    writeFileSync(join(folder, "inner", "state"), "secret", { mode: 0o644 });
    writeFileSync(join(folder, "run.sh"), "exit 0", { mode: 0o755 });
    writeFileSync(join(folder, "read-only"), "key", { mode: 0o444 });
    writeFileSync(outside, "other", { mode: 0o644 });
    symlinkSync(outside, join(folder, "link"));
    chmodSync(folder, 0o777);
    ownFolder(folder);
    expect([folder, join(folder, "inner")].map(modeOf)).toEqual(["700", "700"]);
    expect(["inner/state", "run.sh", "read-only"].map((file) => modeOf(join(folder, file)))).toEqual([
      "600",
      "700",
      "600",
    ]);
    expect(modeOf(outside)).toBe("644");
  });

  it("keep to themselves what is created in them later by whomever", () => {
    const folder = join(base, "new");
    ownFolder(folder);
    writeFileSync(join(folder, "later"), "x");
    mkdirSync(join(folder, "below"));
    expect([modeOf(folder), modeOf(join(folder, "later")), modeOf(join(folder, "below"))]).toEqual([
      "700",
      "600",
      "700",
    ]);
  });
});
