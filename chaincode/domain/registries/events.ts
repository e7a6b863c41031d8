// SPDX-License-Identifier: Apache-2.0
import { MANIFESTS } from "./manifests";
import type { EventDefinition } from "../shared/event";

/** Every event by its name. */
export const EVENTS = Object.freeze(
  Object.assign({}, ...MANIFESTS.map(({ events }): Readonly<Record<string, EventDefinition>> => events)),
) as Readonly<Partial<Record<string, EventDefinition>>>;
