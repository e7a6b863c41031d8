// SPDX-License-Identifier: Apache-2.0
import { catalogueOf } from "./entry";

/** Errors of the consignment area. */
export const CONSIGNMENT_ERRORS = catalogueOf({});
