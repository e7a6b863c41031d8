// SPDX-License-Identifier: Apache-2.0
import { loadDescribed, parseDescribed, type Description } from "@licet/embedded-network/description/consortium";
import { checkRules } from "@licet/embedded-network/description/rules";
import { checkMembers } from "./members.js";
import { ConsortiumSchema, type Consortium } from "./schema.js";

export { ConsortiumError, type ConsortiumProblem } from "@licet/embedded-network/description/consortium";
export type { Consortium } from "./schema.js";

const CONSORTIUM: Description<Consortium> = {
  schema: ConsortiumSchema,
  rules: (consortium) => [...checkRules(consortium), ...checkMembers(consortium)],
  help: "See docs/reference/consortium.md.",
};

/**
 * Reads and checks a consortium file.
 *
 * @throws {ConsortiumError} when the file is absent, is no YAML, or breaks a rule.
 */
export const loadConsortium = (file: string): Consortium => loadDescribed(file, CONSORTIUM);

/**
 * Checks the text of a consortium file.
 *
 * @param file name used in the error message
 * @throws {ConsortiumError} when the text is no YAML or breaks a rule.
 */
export const parseConsortium = (text: string, file = "consortium.yaml"): Consortium =>
  parseDescribed(text, file, CONSORTIUM);
