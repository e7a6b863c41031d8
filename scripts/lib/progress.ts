// SPDX-License-Identifier: Apache-2.0

/**
 * Runs a long step behind one progress line on standard error: its title when it starts, its seconds when it is done.
 * Where standard error is no terminal, the line is the same.
 */
export async function step<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  const startedMs = performance.now();
  process.stderr.write(`${title} … `);
  try {
    const result = await work();
    process.stderr.write(`done (${seconds(startedMs)} s)\n`);
    return result;
  } catch (error) {
    process.stderr.write(`failed (${seconds(startedMs)} s)\n`);
    throw error;
  }
}

function seconds(startedMs: number): string {
  return ((performance.now() - startedMs) / 1000).toFixed(1);
}
