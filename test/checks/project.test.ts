// SPDX-License-Identifier: Apache-2.0
import { existsSync, statSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { isData, projectFiles, projectRoot, proseLines, read } from "./sources.js";

const LINES_MAX = 400;
const DATA_FILE_BYTES_MAX = 1024 * 1024;
const SPDX = "SPDX-License-Identifier: Apache-2.0";

const files = projectFiles();
const sources = files.filter((file) => /\.(ts|tsx|mjs|cjs)$/.test(file) && !isData(file));
const documents = files.filter((file) => file.endsWith(".md"));
const texts = files.filter((file) => /\.(ts|tsx|mjs|cjs|json|ya?ml|md|sh)$/.test(file) || file === ".ci/run");

describe("source files", () => {
  it("start with their licence", () => {
    // A program that a shell starts says in its very first line what runs it.
    const first = (file: string): string | undefined =>
      read(file)
        .replace(/^#!.*\n/, "")
        .split("\n", 1)[0];
    const without = sources.filter((file) => first(file) !== `// ${SPDX}`);
    expect(without).toEqual([]);
  });

  it(`have at most ${LINES_MAX} lines`, () => {
    const long = sources.filter((file) => read(file).trimEnd().split("\n").length > LINES_MAX);
    expect(long).toEqual([]);
  });

  it("carry no leftover markers and no skipped rules without a reason", () => {
    const markers = new RegExp(
      `\\b(${["TO", "FIX"].map((start) => `${start}${start === "TO" ? "DO" : "ME"}`).join("|")}|XXX)\\b`,
    );
    const unexplained = /(@ts-(ignore|nocheck)|eslint-disable(?!.* -- \S))/;
    const found = sources
      .filter((file) => file !== "test/checks/project.test.ts")
      .flatMap((file) => {
        const lines = read(file).split("\n");
        return lines.flatMap((line, index) =>
          markers.test(line) || unexplained.test(line) ? [`${file}:${index + 1} ${line.trim()}`] : [],
        );
      });
    expect(found).toEqual([]);
  });
});

describe("texts", () => {
  it("name no machine's folders and no package registry", () => {
    const machine = /(?<![\w.~-])\/(?:work|root|home\/\w+|Users\/\w+)\//;
    const registry = /https?:\/\/[\w.-]*(?:npmjs|registry|artifactory|unpkg|jsdelivr|pypi|proxy\.golang)[\w.-]*/;
    const found = texts
      .filter((file) => file !== "test/checks/project.test.ts" && !isData(file))
      .filter((file) => machine.test(read(file)) || registry.test(read(file)));
    expect(found).toEqual([]);
  });

  it("data files stay small", () => {
    const large = files.filter(
      (file) => isData(file) && statSync(path.join(projectRoot, file)).size > DATA_FILE_BYTES_MAX,
    );
    expect(large).toEqual([]);
  });
});

interface LockedPackage {
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

describe.each(files.filter((file) => path.basename(file) === "package-lock.json"))("the lockfile %s", (file) => {
  const { packages } = JSON.parse(read(file)) as { packages: Record<string, LockedPackage> };

  it("names versions and no download addresses", () => {
    const addresses = Object.values(packages).flatMap(({ resolved }) => (resolved?.includes("://") ? [resolved] : []));
    expect(addresses).toEqual([]);
  });

  it("holds every platform's packages, so that it installs everywhere", () => {
    const missing = Object.entries(packages).flatMap(([location, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter(
        (name) => !(`${location}/node_modules/${name}` in packages) && !(`node_modules/${name}` in packages),
      ),
    );
    expect(missing).toEqual([]);
  });
});

describe("documents", () => {
  it("have exactly one title, on their first line", () => {
    const wrong = documents.filter((file) => {
      const titles = proseLines(read(file)).filter((line) => line.startsWith("# "));
      return titles.length !== 1 || !read(file).startsWith("# ");
    });
    expect(wrong).toEqual([]);
  });

  it("link to files and headings that exist", () => {
    expect(documents.flatMap(brokenLinks)).toEqual([]);
  });

  it("are reachable from the README or the index of the documentation", () => {
    const linked = new Set(documents.flatMap((file) => relativeLinks(file).map(({ target }) => target)));
    const lost = documents.filter((file) => file.startsWith("docs/") && !linked.has(file));
    expect(lost).toEqual([]);
  });
});

interface Link {
  readonly text: string;
  /** Path from the project's folder. */
  readonly target: string;
  readonly heading: string | undefined;
}

function relativeLinks(file: string): readonly Link[] {
  const prose = proseLines(read(file)).join("\n");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, text = ""]) => {
    if (/^[a-z][a-z0-9+.-]*:/.test(text)) return [];
    const [target = "", heading] = text.split("#");
    const resolved = target === "" ? file : path.posix.normalize(path.posix.join(path.posix.dirname(file), target));
    return [{ text, target: resolved, heading }];
  });
}

function brokenLinks(file: string): readonly string[] {
  return relativeLinks(file).flatMap(({ text, target, heading }) => {
    if (!existsSync(path.join(projectRoot, target))) return [`${file}: ${text}`];
    if (heading === undefined || !target.endsWith(".md")) return [];
    return headings(target).includes(heading) ? [] : [`${file}: ${text}`];
  });
}

/** Anchors of a document's headings, as code hosts derive them. */
function headings(file: string): readonly string[] {
  return proseLines(read(file))
    .filter((line) => /^#{1,6} /.test(line))
    .map((line) =>
      line
        .replace(/^#+ /, "")
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    );
}
