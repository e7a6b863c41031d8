// SPDX-License-Identifier: Apache-2.0
import { catalogueOf } from "./entry";

/** Errors of the certificate area. */
export const CERTIFICATE_ERRORS = catalogueOf({});
