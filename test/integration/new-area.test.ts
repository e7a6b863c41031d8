// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "../checks/sources.js";

const BUILD_MS_MAX = 900_000;

/** What an area with one record and two transactions takes: files in folders of its own. */
const FILES: Readonly<Record<string, string>> = {
  "chaincode/domain/note/manifest.ts": `
import { z } from "zod";
import type { CodesOf } from "../errors/codes";
import { catalogueOf } from "../errors/entry";
import { area } from "../shared/area";
import { command, query } from "../shared/definition";
import { event } from "../shared/event";
import { ownerOfReference } from "../shared/ownership";
import { commitmentsTo, TO_OFFICERS } from "../shared/parts";
import { text } from "../shared/primitives";
import { partsUnder } from "../shared/record";

export const NoteId = z.string().regex(/^[A-Z]{2}-NT-[0-9]{1,9}$/);
export const Note = z.strictObject({ id: NoteId, subject: text(70), commitments: commitmentsTo("body") });

const NOTE_ERRORS = catalogueOf({
  NOTE_UNWANTED: { title: "Nobody wants this note", class: "rule-violated", retryable: false, next: "Write another." },
});
declare module "../errors/codes" {
  interface ErrorCodes extends CodesOf<typeof NOTE_ERRORS> {}
}
declare module "../shared/parts" {
  interface ConfidentialParts {
    readonly note: "body";
  }
}

export const NOTE_WRITE = command({
  name: "note:Write",
  summary: "Write a note",
  input: z.strictObject({ id: NoteId, subject: text(70) }),
  parts: { body: z.strictObject({ text: text(400) }) },
  output: Note,
  roles: ["registrar"],
  event: "NoteWritten",
  errors: ["ALREADY_EXISTS", "NOTE_UNWANTED"],
  endorsedBy: ({ id }) => [ownerOfReference(id)],
});
export const NOTE_READ = query({
  name: "note:Read",
  summary: "Read a note",
  input: z.strictObject({ id: NoteId }),
  output: Note,
  roles: "any",
  errors: ["NOT_FOUND"],
});

export const NOTE = area({
  name: "note",
  title: "Notes",
  description: "Notes of officers",
  transactions: { "note:Write": NOTE_WRITE, "note:Read": NOTE_READ },
  records: {
    note: {
      title: "Note",
      schema: Note,
      parts: partsUnder("note", { id: z.string() }, ({ id }) => id),
      reference: ({ id }: z.infer<typeof Note>) => id,
      owner: ownerOfReference,
    },
  },
  parts: { note: { body: TO_OFFICERS } },
  events: { NoteWritten: event(Note.pick({ id: true })) },
  transitions: {},
  errors: NOTE_ERRORS,
  routes: [
    {
      method: "post",
      path: "/v1/notes",
      transaction: "note:Write",
      tag: "Notes",
      creates: true,
      example: { input: { id: "GB-NT-1", subject: "A note" }, confidential: { body: { text: "Secret" } } },
    },
    { method: "get", path: "/v1/notes/{id}", transaction: "note:Read", tag: "Notes", example: { input: { id: "GB-NT-1" } } },
  ],
});
`,
  "chaincode/src/areas/note/rules.ts": `
import { commitmentOf, LicetError, ownerOfReference } from "@licet/domain";
import { NOTE, type NOTE_READ, type NOTE_WRITE } from "@licet/domain/note/manifest";
import { rulesOf } from "../../fabric/area-rules";
import type { Handler } from "../../fabric/handler";
import { createRecord } from "../../fabric/lists";
import { recordKind, requireRecord } from "../../fabric/records";
import { requiredPart, writePart } from "../../fabric/parts";

const NOTES = recordKind("note");

const write: Handler<typeof NOTE_WRITE> = async (tx, { id, subject }) => {
  if (subject === "Spam") throw new LicetError("NOTE_UNWANTED", "It is spam.", {});
  const body = requiredPart(tx, "body");
  const note = { id, subject, commitments: { body: commitmentOf(body) } };
  await createRecord(tx, NOTES, id, note);
  await writePart(tx, ownerOfReference(id), { kind: "note", id, part: "body" }, body);
  tx.announce({ id });
  return note;
};

const read: Handler<typeof NOTE_READ> = (tx, { id }) => requireRecord(tx, NOTES, id);

export const RULES = rulesOf(NOTE, {
  handlers: { "note:Write": write, "note:Read": read },
  commitments: { note: async (tx, id) => (await requireRecord(tx, NOTES, id)).commitments },
});
`,
};

/** The one line outside those folders. */
const LINE = 'export { NOTE } from "./note/manifest";\n';

/** Looks at what follows from the manifest, in the project that the area was added to. */
const LOOK = `
import { createRequire } from "node:module";
process.env.CORE_CHAINCODE_LOGGING_LEVEL = "ERROR";
const require = createRequire(import.meta.url);
const domain = require("@licet/domain");
const { contracts } = require("@licet/chaincode");
const { openApiDocument } = await import("./gateway/dist/http/openapi.js");
const { ANSWERS } = await import("./gateway/dist/errors/answers.js");
const contract = contracts.map((Made) => new Made()).find((made) => made.getName() === "note");
const { paths } = openApiDocument();
console.log(JSON.stringify({
  methods: ["Write", "Read"].filter((name) => typeof contract?.[name] === "function"),
  keyType: domain.KEY_TYPES.includes("note"),
  disclosed: domain.DISCLOSURE["note.body"]?.readers.length > 0,
  shareable: domain.TRANSACTIONS["sharing:Share"].input.safeParse({ ref: { kind: "note", id: "GB-NT-1", part: "body" }, to: "DEAuthorityMSP" }).success,
  event: domain.EVENTS.NoteWritten.version,
  written: paths["/v1/notes"].post.responses["422"].description.includes("NOTE_UNWANTED"),
  read: Object.keys(paths["/v1/notes/{id}"]),
  status: ANSWERS.NOTE_UNWANTED.status,
}));
`;

describe("an area with one record and two transactions", () => {
  let copy = "";
  const run = (...args: string[]): string => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8" });
    if (status !== 0) throw new Error(`node ${args.join(" ")}: ${stdout}${stderr}`);
    return stdout;
  };
  const build = (): string => run("node_modules/typescript/bin/tsc", "--build", "scripts");

  beforeAll(() => {
    copy = copyOfProject();
    for (const [file, text] of Object.entries(FILES)) {
      mkdirSync(path.dirname(path.join(copy, file)), { recursive: true });
      writeFileSync(path.join(copy, file), `// SPDX-License-Identifier: Apache-2.0${text}`);
    }
    appendFileSync(path.join(copy, "chaincode/domain/areas.ts"), LINE);
    build();
    run("scripts/dist/docs.js");
    build();
    writeFileSync(path.join(copy, "look.mjs"), LOOK);
  }, BUILD_MS_MAX);

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it("is added in folders of its own and by one line: contract, keys, parts, event, addresses and errors follow", () => {
    expect(JSON.parse(run("look.mjs"))).toEqual({
      methods: ["Write", "Read"],
      keyType: true,
      disclosed: true,
      shareable: true,
      event: 1,
      written: true,
      read: ["get"],
      status: 422,
    });
  });

  it.each([
    ["errors", "### NOTE_UNWANTED"],
    ["events", "### NoteWritten"],
    ["records", "Key type `note`."],
    ["transactions", "### note:Write"],
  ])("is in the reference of %s", (page, text) => {
    expect(readFileSync(path.join(copy, `docs/reference/${page}.md`), "utf8")).toContain(text);
  });
});

/** A copy of what is built, with the packages of the original and the project's own from the copy. */
function copyOfProject(): string {
  const copy = mkdtempSync(path.join(tmpdir(), "licet-area-"));
  for (const name of [
    "chaincode",
    "gateway",
    "network",
    "scripts",
    "docs",
    "package.json",
    "tsconfig.base.json",
    ".prettierrc.json",
  ]) {
    // A workspace's own packages go with it: versions that another workspace does not share.
    cpSync(path.join(projectRoot, name), path.join(copy, name), { recursive: true });
  }
  linkPackages(path.join(projectRoot, "node_modules"), path.join(copy, "node_modules"));
  mkdirSync(path.join(copy, "node_modules/@licet"));
  const own = {
    domain: "chaincode/domain",
    chaincode: "chaincode",
    gateway: "gateway",
    "embedded-network": "network/embedded",
    network: "network",
    scripts: "scripts",
  };
  for (const [name, folder] of Object.entries(own)) {
    symlinkSync(path.join(copy, folder), path.join(copy, "node_modules/@licet", name), "junction");
  }
  return copy;
}

function linkPackages(from: string, to: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (name !== "@licet") symlinkSync(path.join(from, name), path.join(to, name), "junction");
  }
}
