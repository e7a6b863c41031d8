// SPDX-License-Identifier: Apache-2.0
import type { Said, Story } from "../story.js";

/** What happens at a step, by the name that rows call it. */
export type Steps = Readonly<Record<string, (story: Story, said: Said) => Promise<void>>>;
