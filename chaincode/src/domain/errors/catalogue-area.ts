// SPDX-License-Identifier: Apache-2.0
import { catalogueOf } from "./entry";

/** Errors of the control list catalogue area. */
export const CATALOGUE_ERRORS = catalogueOf({});
