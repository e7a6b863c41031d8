// SPDX-License-Identifier: Apache-2.0
import { builtinModules, createRequire } from "node:module";
import vm from "node:vm";
import { type OutputChunk, rolldown } from "rolldown";
import { describe, expect, it } from "vitest";

const ENTRY = "virtual:entry";
const domainPath = createRequire(import.meta.url).resolve("@licet/domain");
const SERVER_ONLY = /node_modules\/(fabric-|@hyperledger\/|@grpc\/|express)/;
const BUILTIN = new RegExp(`^(node:.+|${builtinModules.join("|")})$`);

/**
 * Bundles a page's module for a browser.
 * @throws {Error} naming each module that no browser has.
 */
async function bundledForBrowser(code: string): Promise<OutputChunk> {
  const strangers = new Set<string>();
  const bundle = await rolldown({
    input: ENTRY,
    platform: "browser",
    logLevel: "silent",
    plugins: [
      {
        name: "page",
        resolveId(id) {
          if (id === ENTRY) return id;
          if (id === "@licet/domain") return domainPath;
          if (BUILTIN.test(id)) strangers.add(id);
          return null;
        },
        load: (id) => (id === ENTRY ? code : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: "iife", name: "page" });
  await bundle.close();
  const [chunk] = output;
  for (const id of [...chunk.imports, ...chunk.moduleIds.filter((id) => SERVER_ONLY.test(id))]) strangers.add(id);
  if (strangers.size > 0) throw new Error(`No browser has ${[...strangers].sort().join(", ")}.`);
  return chunk;
}

describe("the domain in a browser", () => {
  it("is bundled with nothing of Node.js or Fabric, and runs where there is neither", async () => {
    const { code } = await bundledForBrowser(
      `import { canonicalJson, hashOfText, LicetError, TRANSACTIONS } from "@licet/domain";
       export const hash = hashOfText(canonicalJson({ b: 1, a: "\u00fc" }));
       export const refused = new LicetError("NOT_FOUND", "Nothing is here.").message;
       export const parsed = TRANSACTIONS["licence:Read"].input.safeParse({ licence: "GBSIEE2E350002" }).success;`,
    );
    const context = { TextEncoder, TextDecoder, crypto };
    const page = vm.runInNewContext(`var self = globalThis; ${code}; page`, context) as Record<string, unknown>;
    expect(page["hash"]).toMatch(/^[0-9a-f]{64}$/);
    expect(page["refused"]).toBe("NOT_FOUND: Nothing is here. {}");
    expect(page["parsed"]).toBe(true);
  });

  it.each([
    ["a module of Node.js", 'import { readFileSync } from "node:fs"; export default readFileSync;', /node:fs/],
    ["a module of Node.js by its short name", 'import net from "net"; export default net.connect;', /net/],
    ["Fabric's shim", 'import shim from "fabric-shim"; export default shim.Shim;', /fabric-shim/],
  ])("would be refused with %s", async (_what, code, named) => {
    const importing = `import { ROLES } from "@licet/domain"; export const roles = ROLES; ${code}`;
    await expect(bundledForBrowser(importing)).rejects.toThrow(named);
  });
});
