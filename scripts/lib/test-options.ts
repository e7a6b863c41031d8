// SPDX-License-Identifier: Apache-2.0

/** What a run of the tests takes in. */
export interface TestOptions {
  /** Plays everything instead of a seeded part of what is long. */
  readonly full: boolean;
  /** Whether the checks over the source text run before the suites. */
  readonly stages: boolean;
  readonly vitestArguments: readonly string[];
}

export const USAGE = `npm test [-- OPTIONS] [VITEST-ARGUMENTS]
  (nothing)     the checks over the source text, then every suite, the long ones with a seeded part of their cases
  --fast        the suites that start no network of processes: the projects unit, rules and checks
  --full        every case of every suite; the same as npm run test:full
  --help        this text
Everything else is vitest's, and then nothing but vitest runs:
  npm test -- --project e2e             one project: unit, rules, checks, e2e, browser, conformance, attacks, node-versions
  npm test -- test/integration          the files below a folder
  npm test -- -t "names the port"       the tests of a name
The run ends with the time of each project and of the slowest files. Exit status 1 where anything failed.
`;

const FAST_PROJECTS = ["unit", "rules", "checks"].flatMap((name) => ["--project", name]);
const OWN = ["--fast", "--full", "--help"];

/** @throws {Error} when options contradict each other. */
export function readTestOptions(args: readonly string[]): TestOptions | "help" {
  const [fast, full, help] = OWN.map((option) => args.includes(option));
  if (help === true) return "help";
  if (fast === true && full === true) throw new Error("--fast and --full contradict each other.");
  const others = args.filter((argument) => !OWN.includes(argument));
  const vitestArguments = fast === true ? [...FAST_PROJECTS, ...others] : others;
  return { full: full === true, stages: vitestArguments.length === 0, vitestArguments };
}
