// SPDX-License-Identifier: Apache-2.0
import { certificateKey } from "../../crypto/requested.js";
import { parseCertificate } from "../../identity/certificate.js";
import type { Authority } from "./authority.js";

/**
 * Makes a certificate known that the network's start generated, so that its owner can be revoked and can re-enrol. The
 * enrolment id is the common name; there is no secret to enrol with.
 */
export function importGenerated(authority: Authority, pem: string): void {
  const { registry } = authority;
  const { serial, aki } = certificateKey(pem);
  if (registry.certificate(serial, aki) !== undefined) return;
  const { commonName: id, organisationalUnits, attributes } = parseCertificate(pem);
  if (registry.identity(id) === undefined)
    registry.write({
      identity: {
        id,
        type: organisationalUnits[0] ?? "client",
        affiliation: "",
        attributes: [...attributes].map(([name, value]) => ({ name, value, ecert: true })),
        maxEnrollments: 0,
        state: 0,
        wrongSecrets: 0,
      },
    });
  authority.record(id, pem);
}
