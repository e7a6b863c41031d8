// SPDX-License-Identifier: Apache-2.0
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Files that take longest, longest first: begun last, one of them would run alone while the other workers have nothing left to do.
 * Vitest remembers durations itself, but a fresh copy of the project has none.
 */
export const SLOWEST_FILES: readonly string[] = [
  "test/e2e/fabric.test.ts",
  "test/e2e/fabric-bft.test.ts",
  "test/conformance/fabric.test.ts",
  "test/conformance/fabric-bft.test.ts",
  "test/interface/interface.test.ts",
  "test/attacks/fabric.test.ts",
  "test/e2e/gateway.test.ts",
  "test/attacks/fabric-bft.test.ts",
  "test/attacks/embedded.test.ts",
  "test/conformance/embedded.test.ts",
  "test/integration/new-area.test.ts",
  "test/verdicts/ledgers/fabric.test.ts",
  "test/verdicts/ledgers/fabric-bft.test.ts",
  "test/integration/guides.test.ts",
  "test/e2e/demonstration.test.ts",
  "test/e2e/customs-messages.test.ts",
  "test/integration/members.test.ts",
  "test/e2e/start.test.ts",
  "test/integration/grown-network.test.ts",
  "gateway/src/readmodel/queries/read-model.test.ts",
  "gateway/src/readmodel/projection.test.ts",
  "gateway/src/adapters/kept-migrations.test.ts",
  "gateway/src/http/documents/documents.test.ts",
  "gateway/src/readmodel/fsck.test.ts",
  "gateway/src/http/documents/large.test.ts",
  "network/ca/client/ca-client.test.ts",
];

/** Orders the files of a run as vitest does, and those that take longest before all others of their group. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    return slowestFirst(sorted, ({ moduleId }) => moduleId);
  }
}

/** Puts the slowest files in front and leaves all others in their order. */
export function slowestFirst<File>(files: readonly File[], pathOf: (file: File) => string): File[] {
  const rank = (file: File): number => {
    const found = SLOWEST_FILES.findIndex((slow) => pathOf(file).endsWith(`/${slow}`));
    return found === -1 ? SLOWEST_FILES.length : found;
  };
  return [...files].sort((one, other) => rank(one) - rank(other));
}
