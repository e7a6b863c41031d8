// SPDX-License-Identifier: Apache-2.0
import { catalogueOf } from "./entry";

/** Errors of the licence area. */
export const LICENCE_ERRORS = catalogueOf({});
