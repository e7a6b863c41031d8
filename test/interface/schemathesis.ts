// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { cachedFolder } from "../cache-folder.js";
import { projectRoot } from "../checks/sources.js";
import { runProgram } from "../run-program.js";

/** How long it may run on a machine that is busy otherwise. */
const RUN_MS_MAX = 3_600_000;

/** What an answer is held against. What a schema allows and a rule refuses is no failure, so that is not asked. */
const CHECKS = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
  "negative_data_rejection",
  "ignored_auth",
  "missing_required_header",
  "unsupported_method",
  "allow_header_conformance",
];

const folder = path.join(projectRoot, "test", "interface");
const environmentFolder = cachedFolder("schemathesis");
const program = path.join(environmentFolder, "bin", "schemathesis");

/** Why schemathesis cannot run here; undefined where it can. */
export function unavailable(): string | undefined {
  return existsSync(program) ? undefined : `no schemathesis in ${environmentFolder}, where .ci/run puts it`;
}

/** What is tried, as whom. */
export interface Trial {
  readonly gatewayUrl: string;
  /** Tokens by role, and under `any` the one for whoever may ask. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Random cases of each operation, besides those that cover the document. */
  readonly examples: number;
  /** Where its report is put. */
  readonly reportPath: string;
}

/** What came out. */
export interface Outcome {
  readonly version: string;
  readonly operations: number;
  readonly cases: number;
  readonly failures: number;
  /** What it printed, with how each failure can be repeated. */
  readonly output: string;
}

interface Report {
  readonly schemathesis_version: string;
  readonly complete: boolean;
  readonly operations: { readonly total: number; readonly tested: number };
  readonly test_cases: { readonly generated: number; readonly unique_failures: number; readonly errored: number };
  readonly errors: readonly unknown[];
}

/**
 * Tries the interface with cases made from its own document.
 * @throws {Error} with what was printed, where it did not end by itself.
 */
export async function trySchema({ gatewayUrl, tokens, examples, reportPath }: Trial): Promise<Outcome> {
  const args = [
    ...["run", `${gatewayUrl}/openapi.json`, "--checks", CHECKS.join(",")],
    ...["--phases", "examples,coverage,fuzzing", "--max-examples", examples.toString(), "--seed", "1"],
    ...["--continue-on-failure", "--no-shrink", "--suppress-health-check", "all", "--warnings", "off"],
    ...["--report", "json", "--report-json-path", reportPath],
  ];
  const environment = {
    ...process.env,
    LICET_TOKENS: JSON.stringify(tokens),
    SCHEMATHESIS_HOOKS: "hooks",
    PYTHONPATH: folder,
    PYTHONDONTWRITEBYTECODE: "1",
  };
  const { output } = await runProgram(program, args, { cwd: path.dirname(reportPath), environment, msMax: RUN_MS_MAX });
  if (!existsSync(reportPath)) throw new Error(`schemathesis left no report:\n${output}`);
  const report = JSON.parse(readFileSync(reportPath, "utf8")) as Report;
  if (!report.complete) throw new Error(`schemathesis did not end by itself:\n${output}`);
  return {
    version: report.schemathesis_version,
    operations: report.operations.tested,
    cases: report.test_cases.generated,
    failures: report.test_cases.unique_failures + report.test_cases.errored + report.errors.length,
    output,
  };
}
