// SPDX-License-Identifier: Apache-2.0
import { catalogueOf } from "./entry";

/** Errors of the custody area. */
export const CUSTODY_ERRORS = catalogueOf({});
