// SPDX-License-Identifier: Apache-2.0
// @peculiar/x509 needs the polyfill to be loaded before it.
import "reflect-metadata";
import * as x509 from "@peculiar/x509";
import { beforeAll, describe, expect, it } from "vitest";
import { ALGORITHM, generateKeyPem, importKeys, issueIdentity, openIssuer, type Issuer } from "./certificates.js";
import { issueRequested, issueRevocationList, readSigningRequest } from "./requested.js";

const UTF8_STRING = 0x0c;
const IA5_STRING = 0x16;

/** A string as DER has it: tag, length, characters. */
const der = (tag: number, text: string): Buffer => Buffer.from([tag, text.length, ...Buffer.from(text)]);
const bytesOf = (pem: string): Buffer => Buffer.from(x509.PemConverter.decode(pem)[0]!);

describe("certificates below an authority whose name is in UTF8Strings", () => {
  let issuer: Issuer;
  /** The authority's own encoding of its names, as its certificate has it. */
  const written = [der(UTF8_STRING, "Ministry"), der(IA5_STRING, "example"), der(UTF8_STRING, "ca.ministry")];

  beforeAll(async () => {
    const keyPem = await generateKeyPem();
    const authority = await x509.X509CertificateGenerator.createSelfSigned({
      name: new x509.Name([
        { O: [{ utf8String: "Ministry" }] },
        { DC: [{ ia5String: "example" }] },
        { CN: [{ utf8String: "ca.ministry" }] },
      ]),
      keys: await importKeys(keyPem),
      signingAlgorithm: ALGORITHM,
    });
    issuer = await openIssuer(keyPem, authority.toString("pem"));
  });

  const expectCopied = (pem: string): void => {
    for (const value of written) expect(bytesOf(pem).includes(value)).toBe(true);
  };

  it("name it in the same bytes, without which Go finds no chain", async () => {
    const subject = { commonName: "user@a.example", organisation: "A", unit: "client" } as const;
    expectCopied(await issueIdentity(issuer, subject, await generateKeyPem()));
  });

  it("do so when they were requested, and in a revocation list", async () => {
    const keys = await importKeys(await generateKeyPem());
    const request = await x509.Pkcs10CertificateRequestGenerator.create({
      name: [{ CN: ["user"] }],
      keys,
      signingAlgorithm: ALGORITHM,
    });
    const grant = { profile: "signing", units: ["client"], hosts: [], attributesJson: undefined } as const;
    expectCopied(await issueRequested(issuer, await readSigningRequest(request.rawData), grant));
    expectCopied(await issueRevocationList(issuer, []));
  });
});
