// SPDX-License-Identifier: Apache-2.0
import { bind } from "../../areas/certificate/bind";
import { certify } from "../../areas/certificate/certify";
import { draft } from "../../areas/certificate/draft";
import { expire, repudiate, withdraw } from "../../areas/certificate/end";
import { reinstate } from "../../areas/certificate/reinstate";
import { sign } from "../../areas/certificate/sign";
import {
  CERTIFICATE_BIND,
  CERTIFICATE_CERTIFY,
  CERTIFICATE_DRAFT,
  CERTIFICATE_EXPIRE,
  CERTIFICATE_REINSTATE,
  CERTIFICATE_REPUDIATE,
  CERTIFICATE_SIGN,
  CERTIFICATE_WITHDRAW,
  commitmentOf,
  END_USER_REPUDIATION,
  END_USER_UNDERTAKING,
  endUserRepudiationMessage,
  endUserUndertakingMessage,
  type PartRef,
  PARTY_ADD_KEY,
  PARTY_REVOKE_KEY,
  SHARING_SHARE,
} from "@licet/domain";
import { addKey, revokeKey } from "../../areas/party/keys";
import { share } from "../../areas/sharing/share";
import { addressOf, END_USER, GB, PK, type Person, PEOPLE, salted, signatureOf } from "./people";
import { CONTROL_CODE, LICENCE, LICENCE_2, PARTIES } from "./licences";
import type { Stage } from "./stage";

/** Certificate that the first licence is bound to, and the private statement that the second is. */
export const CERTIFICATE = "PK-EUC-0001";
export const STATEMENT = "PK-EUS-0001";
/** A certificate that is certified and bound to nothing yet. */
export const FREE_CERTIFICATE = "PK-EUC-CERTIFIED";

const VALID_TO = "2027-06-30";

/** What the certificates say. */
export const CERTIFIED_CONTENT = {
  ...PARTIES,
  otherParties: [],
  destination: "PK",
  lines: [
    {
      line: 1,
      description: "Routing apparatus",
      controlCode: CONTROL_CODE,
      quantity: { amount: "1000000000", unit: "KGM" },
    },
  ],
  endUse: "Switching of a civil network",
  undertakings: [
    { code: "end-use-as-stated", given: true },
    { code: "no-re-export-without-consent", given: true },
    { code: "no-mass-destruction", given: true, text: "Never", language: "en" },
  ],
  signatory: { name: "A Person", position: "Director" },
};

const CONTENT = salted(CERTIFIED_CONTENT);

/** Certificates in every status up to the binding, and in every one that the importing state gives alone but for the delivery. */
export async function issueCertificates(stage: Stage): Promise<void> {
  await draw(stage, "PK-EUC-DRAFT");
  await draw(stage, "PK-EUC-WITHDRAWN");
  const reason = { certificate: "PK-EUC-WITHDRAWN", reason: "issued-in-error" } as const;
  await stage.act(CERTIFICATE_WITHDRAW, withdraw, reason, PEOPLE.certifier);
  await signed(stage, "PK-EUC-SIGNED");
  await certified(stage, FREE_CERTIFICATE);
  await certified(stage, "PK-EUC-EXPIRED", "2026-01-08");
  await disowned(stage, "PK-EUC-REPUDIATED");
  await draw(stage, "PK-DVC-0001");
  const verified = { certificate: "PK-DVC-0001", validTo: VALID_TO };
  await stage.act(CERTIFICATE_CERTIFY, certify, verified, PEOPLE.certifier);
  await certified(stage, CERTIFICATE);
  await bound(stage, CERTIFICATE, LICENCE);
  await signed(stage, STATEMENT);
  await bound(stage, STATEMENT, LICENCE_2);
  await disownedByThief(stage, STATEMENT);
  stage.waitUntil("2026-01-09T08:00:00.000Z");
  await stage.act(CERTIFICATE_EXPIRE, expire, { certificate: "PK-EUC-EXPIRED" }, PEOPLE.certifier);
}

async function draw(stage: Stage, certificate: string): Promise<void> {
  await stage.act(CERTIFICATE_DRAFT, draft, { certificate }, PEOPLE.endUser, { content: CONTENT });
}

async function signed(stage: Stage, certificate: string): Promise<void> {
  await draw(stage, certificate);
  const fields = { certificate, endUser: END_USER, content: commitmentOf(CONTENT), signedAt: stage.time };
  const signature = signatureOf(END_USER, END_USER_UNDERTAKING, endUserUndertakingMessage(fields));
  const parts = { signature: salted({ signature, signedAt: fields.signedAt }) };
  await stage.act(CERTIFICATE_SIGN, sign, { certificate }, PEOPLE.endUser, parts);
}

async function certified(stage: Stage, certificate: string, validTo = VALID_TO): Promise<void> {
  await signed(stage, certificate);
  await stage.act(CERTIFICATE_CERTIFY, certify, { certificate, validTo }, PEOPLE.certifier);
}

async function disowned(stage: Stage, certificate: string): Promise<void> {
  await certified(stage, certificate);
  await repudiated(stage, certificate, 1);
}

async function repudiated(stage: Stage, certificate: string, key: number): Promise<void> {
  const reason = "content-false";
  const fields = { certificate, endUser: END_USER, content: commitmentOf(CONTENT), reason, signedAt: stage.time };
  const signature = signatureOf(END_USER, END_USER_REPUDIATION, endUserRepudiationMessage(fields), key);
  const parts = { signature: salted({ signature, signedAt: fields.signedAt }) };
  await stage.act(CERTIFICATE_REPUDIATE, repudiate, { certificate, reason }, PEOPLE.endUser, parts);
}

/** A repudiation with a second key of the end user, which is lifted when that turns out to be stolen. */
async function disownedByThief(stage: Stage, certificate: string): Promise<void> {
  const registrar = PEOPLE.registrar(PK);
  const key = { party: END_USER, address: addressOf(END_USER, 2) };
  await stage.act(PARTY_ADD_KEY, addKey, { ...key, validFrom: "2026-01-01T00:00:00Z" }, registrar);
  await repudiated(stage, certificate, 2);
  const theft = { ...key, from: "2026-01-03T00:00:00Z", reason: "key-compromised" } as const;
  await stage.act(PARTY_REVOKE_KEY, revokeKey, theft, registrar);
  await stage.act(CERTIFICATE_REINSTATE, reinstate, { certificate }, PEOPLE.certifier);
}

/** The exporting state gets the certificate's content and signature before it binds it. */
export async function bound(stage: Stage, certificate: string, licence: string): Promise<void> {
  for (const part of ["content", "signature"] as const) {
    await handCopy(stage, { kind: "certificate", id: certificate, part }, GB, PEOPLE.certifier);
  }
  await stage.act(CERTIFICATE_BIND, bind, { certificate, licence }, PEOPLE.licensing);
}

/** Shares a confidential part with another organisation. */
export async function handCopy(stage: Stage, ref: PartRef, to: string, by: Person): Promise<void> {
  await stage.act(SHARING_SHARE, share, { ref, to }, by);
}
