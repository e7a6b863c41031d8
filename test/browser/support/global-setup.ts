// SPDX-License-Identifier: Apache-2.0
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { loadDemonstration } from "@licet/scripts/lib/demonstration";
import { claimStackPorts } from "@licet/scripts/lib/ports";
import { type Stack, startStack } from "@licet/scripts/lib/stack";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  interface ProvidedContext {
    /** Where a suite asks for the Licet that all suites in a browser share; the first one that asks has it started. */
    readonly sharedLicet: string;
  }
}

/** What the suites are told of the Licet that they share. */
export interface SharedLicet {
  readonly gatewayUrl: string;
  readonly home: string;
  readonly profilesFolder: string;
}

/** One Licet with the demonstration for a whole run; it is started when the first suite asks, and stopped at the end. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(path.join(tmpdir(), "licet-browser-"));
  let started: Promise<Stack> | undefined;
  const server = createServer((_request, response) => {
    started ??= start(home);
    started.then(
      ({ gatewayUrl, profilesFolder }) => response.end(JSON.stringify({ gatewayUrl, profilesFolder, home })),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  project.provide("sharedLicet", await listen(server));
  return async () => {
    server.close();
    await started?.then((stack) => stack.stop()).catch(() => undefined);
    rmSync(home, { recursive: true, force: true });
  };
}

async function start(home: string): Promise<Stack> {
  const stack = await startStack({
    home,
    ...(await claimStackPorts()),
    gatewayEnvironment: { LOG_LEVEL: "warn", LICET_REQUESTS_PER_MINUTE: "1000000" },
  });
  await loadDemonstration(home, "embedded").catch(async (error: unknown) => {
    await stack.stop();
    throw error;
  });
  return stack;
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}
