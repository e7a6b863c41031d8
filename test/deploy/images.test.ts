// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot, read } from "../checks/sources.js";
import { NETWORKS, planOf, textsOf } from "./generated.js";

const PINNED = /^(?:docker\.io\/[a-z]+\/[a-z-]+:v?\d+\.\d+[\w.-]*|licet\/[a-z0-9-]+:[\w.-]+)$/;

describe.each(["chaincode/Dockerfile", "gateway/Dockerfile"])("%s", (file) => {
  const text = read(file);
  const lines = text.split("\n");

  it("starts from a pinned official image of Node.js and nothing else", () => {
    const [, image = ""] = /^ARG NODE_IMAGE=(\S+)$/m.exec(text) ?? [];
    expect(image).toMatch(/^docker\.io\/library\/node:\d+\.\d+\.\d+-[a-z-]+$/);
    const stages = new Set([...text.matchAll(/ AS (\w+)$/gm)].map(([, name]) => name));
    const bases = [...text.matchAll(/^FROM (\S+)/gm)].map(([, base = ""]) => base);
    expect(bases.filter((base) => base !== "${NODE_IMAGE}" && !stages.has(base))).toEqual([]);
  });

  it("ends without rights, with production packages only", () => {
    const last = lines.slice(lines.findLastIndex((line) => line.startsWith("FROM ")));
    expect(last.filter((line) => line.startsWith("USER "))).toEqual(["USER node"]);
    expect(last.filter((line) => line.startsWith("COPY --from=dependencies"))).toHaveLength(1);
    expect(text).toContain("--omit=dev");
  });

  it("downloads nothing but the locked packages", () => {
    const runs = lines.filter((line) => line.startsWith("RUN "));
    const harmless = /^RUN (npm ci |npx tsc --build |npx vite build |install -d )/;
    expect(runs.filter((line) => !harmless.test(line))).toEqual([]);
    expect(text).not.toMatch(/^ADD /m);
  });

  it("copies from the project only what is there", () => {
    const sources = [...text.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, names = ""]) => names.split(" "));
    expect(sources.filter((name) => !existsSync(path.join(projectRoot, name)))).toEqual([]);
  });
});

describe.each(NETWORKS)("images for Fabric %s with %s", (line, consensus) => {
  it("have versions everywhere", () => {
    const plan = planOf(line, consensus);
    const texts = (["compose", "kubernetes", "monitoring"] as const).flatMap((target) =>
      Object.values(textsOf(target, plan)),
    );
    const images = texts.flatMap((text) => [...text.matchAll(/^\s*(?:- )?image: (\S+)$/gm)].map(([, image]) => image));
    expect(images.length).toBeGreaterThan(20);
    expect(images.filter((image) => !PINNED.test(image ?? ""))).toEqual([]);
  });
});
