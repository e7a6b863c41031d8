// SPDX-License-Identifier: Apache-2.0
import { Certificate } from "../domain/certificate/schemas";
import { ownerOfReference } from "../domain/shared/ownership";
import { recordKind } from "../ledger/records";

/** Certificates, listed by the register that issued them. */
export const CERTIFICATE_RECORDS = recordKind({
  type: "certificate",
  title: "Certificate",
  schema: Certificate,
  attributes: (id) => [id.slice(0, id.indexOf("-")), id],
  ownerOf: ownerOfReference,
});
