// SPDX-License-Identifier: Apache-2.0
import type { Route } from "./route.js";
import { CATALOGUE_ROUTES } from "./routes/catalogue.js";
import { CERTIFICATE_ROUTES } from "./routes/certificate.js";
import { CHECKPOINT_ROUTES } from "./routes/checkpoint.js";
import { CONSIGNMENT_ROUTES } from "./routes/consignment.js";
import { CUSTODY_ROUTES } from "./routes/custody.js";
import { LICENCE_ROUTES } from "./routes/licence.js";
import { MEMBERS_ROUTES } from "./routes/members.js";
import { PARTY_ROUTES } from "./routes/party.js";
import { SHARING_ROUTES } from "./routes/sharing.js";
import { WRITE_OFF_ROUTES } from "./routes/write-off.js";

/** Every route to a transaction. */
export const ROUTES: readonly Route[] = [
  ...MEMBERS_ROUTES,
  ...PARTY_ROUTES,
  ...SHARING_ROUTES,
  ...CATALOGUE_ROUTES,
  ...LICENCE_ROUTES,
  ...WRITE_OFF_ROUTES,
  ...CERTIFICATE_ROUTES,
  ...CONSIGNMENT_ROUTES,
  ...CUSTODY_ROUTES,
  ...CHECKPOINT_ROUTES,
];
