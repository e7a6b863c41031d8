// SPDX-License-Identifier: Apache-2.0
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { projectFiles, projectRoot, read } from "../checks/sources.js";
import { shellBlocks } from "./shell-blocks.js";

const documents = projectFiles().filter((file) => file.endsWith(".md"));
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };

/** Commands of npm itself that the documents may name. */
const NPM_COMMANDS = ["ci", "rebuild", "start", "test"];

/** Commands of other programs, each with what it must name. */
const OTHER_COMMANDS =
  /^(cd|cat|cp|python3 -m venv|~\/\.cache\/licet\/schemathesis\/bin\/pip|mkdir|mv|rm|tar|git clone|npx (caliper|fabric-chaincode-node|@licet\/embedded-network)|fabric-chaincode-node|export [A-Z_]+=|curl|docker|jq|kubectl|openssl|peer|osnadmin|configtxgen|configtxlator|\.\/create-secrets\.sh) ?/;

/** The shell's own words, and assignments of what a command answers. */
const SHELL_WORDS = /^(eval|for|do|done|until|[A-Z_]+\+?=[("$])/;

describe("commands in the documents", () => {
  for (const file of documents) {
    const commands = shellCommands(read(file));
    if (commands.length === 0) continue;
    it(`${file} names npm scripts, files and addresses that exist`, () => {
      expect(commands.flatMap((command) => problemOf(command) ?? [])).toEqual([]);
    });
  }

  it("every npm script is documented", () => {
    const all = documents.map(read).join("\n");
    const silent = Object.keys(scripts).filter(
      (name) => !all.includes(NPM_COMMANDS.includes(name) ? `npm ${name}` : `npm run ${name}`),
    );
    expect(silent).toEqual([]);
  });
});

/** Commands of the `sh` blocks: comments and prompts are not theirs, a backslash joins lines. */
function shellCommands(markdown: string): readonly string[] {
  return shellBlocks(markdown).flatMap(({ text }) =>
    text
      .replace(/\\\n\s*/g, " ")
      .split("\n")
      .map((line) => line.replace(/\s+#.*$/, "").trim())
      .filter((line) => line !== "" && !line.startsWith("#")),
  );
}

function problemOf(command: string): string | undefined {
  const withoutSettings = command.replace(/^(?:[A-Z_]+=\S+ )+/, "");
  const npm = /^npm (?:run (?:--silent )?)?([a-z:-]+)/.exec(withoutSettings);
  if (npm !== null) return problemOfNpm(command, npm[1] ?? "", withoutSettings.startsWith("npm run "));
  const script = /^(?:node|bash|sh) (?:--\S+ )*(\S+)/.exec(withoutSettings);
  if (script !== null)
    return existsSync(path.join(projectRoot, script[1] ?? "")) ? undefined : `no such file: ${command}`;
  return SHELL_WORDS.test(command) || OTHER_COMMANDS.test(withoutSettings) ? undefined : `unknown program: ${command}`;
}

function problemOfNpm(command: string, name: string, isScript: boolean): string | undefined {
  const exists = isScript ? name in scripts : NPM_COMMANDS.includes(name);
  return exists ? undefined : `no such npm script: ${command}`;
}
