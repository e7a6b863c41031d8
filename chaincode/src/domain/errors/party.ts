// SPDX-License-Identifier: Apache-2.0
import { catalogueOf } from "./entry";

/** Errors of the party area. */
export const PARTY_ERRORS = catalogueOf({});
