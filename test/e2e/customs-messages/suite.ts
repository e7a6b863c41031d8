// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, GatewayUnderTest } from "../gateway-under-test.js";
import { registerExporter } from "../licence-case.js";
import { BEFORE_ROWS } from "./before-rows.js";
import { CASE_ROWS } from "./case-rows.js";
import { issue } from "./licences.js";
import { MESSAGE_ROWS } from "./message-rows.js";
import { CUSTOMS, type Row, type Step } from "./row.js";
import { SIZE_ROWS } from "./size-rows.js";

/** Words of a transaction's making that nobody knows who sends a customs declaration. */
const INNER_WORDS = /transient|send it along|in the confidential part values\b(?!.)|zod|undefined|\[object/i;

/** Rows with licences of their own share nothing but the ledger, whose blocks they wait for side by side. */
const OF_THEIR_OWN = { concurrent: true };
const OF_ONE_LICENCE = { concurrent: false };

/** Declarations as customs write them, through a gateway: what must come of each row. */
export function describeCustomsMessages(
  place: () => { readonly profilesFolder: string; readonly folder: string },
): void {
  let gateway: GatewayUnderTest;

  beforeAll(async () => {
    const { profilesFolder, folder } = place();
    gateway = await GatewayUnderTest.start("fabric-gateway", profilesFolder, folder);
    await registerExporter(gateway);
  });
  afterAll(() => gateway.stop());

  describe.each([
    ["reported cases", CASE_ROWS, OF_THEIR_OWN],
    ["messages", MESSAGE_ROWS, OF_ONE_LICENCE],
    ["reserved and attributed before", BEFORE_ROWS, OF_THEIR_OWN],
    ["sizes", SIZE_ROWS, OF_ONE_LICENCE],
  ])("%s", (_, rows, options) => {
    it.each(rows.map((row) => [row.id, row.story, row] as const))("%s: %s", options, async (_id, _story, row) => {
      await play(gateway, row);
    });
  });
}

async function play(gateway: GatewayUnderTest, { licences = [], steps }: Row): Promise<void> {
  for (const licence of licences) await issue(gateway, licence);
  const found = new Map<string, string>();
  for (const step of steps) {
    const answer = await run(gateway, step, found);
    remember(answer, found);
    check(answer, step);
  }
}

function run(gateway: GatewayUnderTest, step: Step, found: ReadonlyMap<string, string>): Promise<Answer> {
  const { xml, post, by = CUSTOMS, search = "" } = step;
  const filled = (text: string): string =>
    text.replaceAll(/\{([a-z]+)\}/g, (whole, name: string) => found.get(name) ?? whole);
  const address = filled(step.address ?? "");
  if (xml !== undefined) {
    return gateway.send(by, `/v1/declarations?${search.replace(/^&/, "")}`, {
      body: xml,
      contentType: "application/xml",
      headers: { "Idempotency-Key": randomUUID() },
    });
  }
  if (post === undefined) return gateway.get(by, address);
  return gateway.post(by, address, JSON.parse(filled(JSON.stringify(post))));
}

/** Consignment and action that an answer tells of, for the steps that follow. */
function remember({ body }: Answer, found: Map<string, string>): void {
  const { result } = (body ?? {}) as {
    readonly result?: { readonly consignment?: unknown; readonly action?: unknown };
  };
  for (const name of ["consignment", "action"] as const) {
    const value = result?.[name];
    if (typeof value === "string") found.set(name, value);
  }
}

function check({ status, body, text }: Answer, { expected }: Step): void {
  const problem = body as { readonly code?: string; readonly detail?: string };
  expect({ status, ...(status >= 400 ? { code: problem.code, detail: problem.detail } : {}) }, text).toMatchObject({
    status: expected.status,
    ...(expected.code === undefined ? {} : { code: expected.code }),
    ...(expected.says === undefined ? {} : { detail: expect.stringMatching(expected.says) as string }),
  });
  if (expected.body !== undefined) expect(body).toMatchObject(expected.body);
  if (status >= 400) expect(text).not.toMatch(INNER_WORDS);
}
