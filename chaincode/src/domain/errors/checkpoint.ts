// SPDX-License-Identifier: Apache-2.0
import { catalogueOf } from "./entry";

/** Errors of the checkpoint area. */
export const CHECKPOINT_ERRORS = catalogueOf({});
