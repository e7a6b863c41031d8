// SPDX-License-Identifier: Apache-2.0
import type { Step } from "./step.js";
import { CONTROL_LIST_STEPS } from "./story/control-lists.js";
import { CERTIFICATE_STEPS } from "./story/certificate.js";
import { DECLARATION_STEPS } from "./story/declaration.js";
import { LICENCE_STEPS } from "./story/licence.js";
import { REGISTER_STEPS } from "./story/parties.js";
import { RECEIPT_STEPS } from "./story/receipt.js";
import { REFUSAL_STEPS } from "./story/refusals.js";
import { VOYAGE_STEPS } from "./story/voyage.js";

/** The story as it should go: what `npm start` loads. */
export const STORY: readonly Step[] = [
  ...REGISTER_STEPS,
  ...CONTROL_LIST_STEPS,
  ...CERTIFICATE_STEPS,
  ...LICENCE_STEPS,
  ...DECLARATION_STEPS,
  ...VOYAGE_STEPS,
  ...RECEIPT_STEPS,
];

/** The whole case: the story, then what must fail. */
export const CASE: readonly Step[] = [...STORY, ...REFUSAL_STEPS];
