// SPDX-License-Identifier: Apache-2.0
import { event } from "../shared/event";
import { MspId } from "../shared/primitives";
import { PartReference } from "./part-ref";

/** Events of sharing. */
export const SHARING_EVENTS = {
  PartShared: event(PartReference.extend({ to: MspId })),
} as const;
