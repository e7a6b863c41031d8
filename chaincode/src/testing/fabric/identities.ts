// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, sign } from "node:crypto";
import type { Context } from "fabric-contract-api";

/** Tags of ASN.1 that a certificate is made of. */
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OBJECT_ID = 0x06;
const UTF8_STRING = 0x0c;
const UTC_TIME = 0x17;
const SEQUENCE = 0x30;
const SET = 0x31;

/** Attribute types of a certificate's subject: 2.5.4.3 and 2.5.4.11. */
const SUBJECT_TYPES = { CN: Buffer.from("550403", "hex"), OU: Buffer.from("55040b", "hex") } as const;

/** One attribute of a subject, such as ["CN", "registrar1"]. */
export type SubjectAttribute = readonly [keyof typeof SUBJECT_TYPES, string];

const KEYS = generateKeyPairSync("ec", { namedCurve: "P-256" });

/** Self-signed certificate of a subject, in PEM form: any number of attributes, in any order, as any authority can issue them. */
export function certificateOf(subject: readonly SubjectAttribute[]): string {
  const ecdsaWithSha256 = der(SEQUENCE, der(OBJECT_ID, Buffer.from("2a8648ce3d040302", "hex")));
  const name = der(
    SEQUENCE,
    ...subject.map(([type, value]) =>
      der(SET, der(SEQUENCE, der(OBJECT_ID, SUBJECT_TYPES[type]), der(UTF8_STRING, Buffer.from(value, "utf8")))),
    ),
  );
  const validity = der(SEQUENCE, ...["260101000000Z", "360101000000Z"].map((at) => der(UTC_TIME, Buffer.from(at))));
  const spki = KEYS.publicKey.export({ type: "spki", format: "der" });
  const body = der(SEQUENCE, der(INTEGER, Buffer.from([1])), ecdsaWithSha256, name, validity, name, spki);
  const signature = der(BIT_STRING, Buffer.from([0]), sign("sha256", body, KEYS.privateKey));
  const base64 = der(SEQUENCE, body, ecdsaWithSha256, signature).toString("base64");
  return `-----BEGIN CERTIFICATE-----\n${(base64.match(/.{1,64}/g) ?? []).join("\n")}\n-----END CERTIFICATE-----\n`;
}

/** A caller as Fabric's client identity shows one. */
export function clientIdentity(
  mspId: string,
  attributes: Readonly<Record<string, string>> = {},
  subject: readonly SubjectAttribute[] = [["CN", "person1"]],
): Context["clientIdentity"] {
  const pem = certificateOf(subject);
  return {
    getMSPID: () => mspId,
    getIDBytes: () => Buffer.from(pem, "utf8"),
    getAttributeValue: (name: string) => attributes[name] ?? null,
  } as unknown as Context["clientIdentity"];
}

function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  if (length < 0x80) return Buffer.concat([Buffer.from([tag, length]), content]);
  const bytes = Buffer.from(length.toString(16).padStart(4, "0"), "hex");
  return Buffer.concat([Buffer.from([tag, 0x80 + bytes.length]), bytes, content]);
}
