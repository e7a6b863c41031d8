// SPDX-License-Identifier: Apache-2.0
import { catalogueOf } from "./entry";

/** Errors of the gateway area. */
export const GATEWAY_ERRORS = catalogueOf({});
