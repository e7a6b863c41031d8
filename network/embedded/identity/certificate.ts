// SPDX-License-Identifier: Apache-2.0

import { createHash, X509Certificate, type KeyObject } from "node:crypto";
import {
  DER_BOOLEAN,
  DER_INTEGER,
  DER_OCTET_STRING,
  DER_OID,
  DerError,
  readDer,
  readDerAll,
  readOid,
  type DerNode,
} from "../protocol/der.js";

const OID_COMMON_NAME = "2.5.4.3";
const OID_ORGANISATIONAL_UNIT = "2.5.4.11";
const OID_BASIC_CONSTRAINTS = "2.5.29.19";
/** Fabric CA's attributes, JSON `{"attrs": {name: value}}`. */
const OID_ATTRIBUTES = "1.2.3.4.5.6.7.8.1";

const TAG_EXTENSIONS = 0xa3;
const TAG_VERSION = 0xa0;

/** The fields of an X.509 certificate that decide who somebody is. */
export interface Certificate {
  readonly raw: Uint8Array;
  /** SHA-256 of the encoding, hex: identifies the certificate. */
  readonly fingerprint: string;
  readonly pem: string;
  readonly publicKey: KeyObject;
  /** Serial number, hex without leading zeros. */
  readonly serial: string;
  readonly commonName: string;
  readonly organisationalUnits: readonly string[];
  readonly notBefore: Date;
  readonly notAfter: Date;
  readonly isAuthority: boolean;
  /** Authorities that may follow below this one at most; undefined: any number. */
  readonly pathLength: number | undefined;
  readonly attributes: ReadonlyMap<string, string>;
  readonly x509: X509Certificate;
}

interface Fields {
  readonly serial: string;
  readonly names: ReadonlyMap<string, readonly string[]>;
  readonly extensions: ReadonlyMap<string, Uint8Array>;
}

function must(node: DerNode | undefined): DerNode {
  if (node === undefined) throw new DerError("certificate is incomplete");
  return node;
}

function readNames(subject: Uint8Array): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const set of readDerAll(subject)) {
    for (const pair of readDerAll(set.value)) {
      const [type, value] = readDerAll(pair.value);
      const oid = readOid(must(type).value);
      const text = Buffer.from(must(value).value).toString("utf8");
      names.set(oid, [...(names.get(oid) ?? []), text]);
    }
  }
  return names;
}

function readExtensions(node: DerNode | undefined): Map<string, Uint8Array> {
  const extensions = new Map<string, Uint8Array>();
  if (node === undefined) return extensions;
  for (const extension of readDerAll(readDer(node.value).value)) {
    const parts = readDerAll(extension.value);
    const oid = must(parts.find((part) => part.tag === DER_OID));
    extensions.set(readOid(oid.value), must(parts.find((part) => part.tag === DER_OCTET_STRING)).value);
  }
  return extensions;
}

function readFields(raw: Uint8Array): Fields {
  const body = readDerAll(must(readDerAll(readDer(raw).value)[0]).value);
  const offset = body[0]?.tag === TAG_VERSION ? 1 : 0;
  // serial, signature, issuer, validity, subject, …
  return {
    serial: Buffer.from(must(body[offset]).value).toString("hex").replace(/^0+/, ""),
    names: readNames(must(body[offset + 4]).value),
    extensions: readExtensions(body.find((node) => node.tag === TAG_EXTENSIONS)),
  };
}

function readConstraints(extension: Uint8Array | undefined): Pick<Certificate, "isAuthority" | "pathLength"> {
  if (extension === undefined) return { isAuthority: false, pathLength: undefined };
  const [flag, length] = readDerAll(readDer(extension).value);
  const isAuthority = flag?.tag === DER_BOOLEAN && flag.value[0] !== 0;
  const digits = length?.tag === DER_INTEGER ? Buffer.from(length.value).toString("hex") : "";
  return { isAuthority, pathLength: digits === "" ? undefined : Number.parseInt(digits, 16) };
}

function readAttributes(extension: Uint8Array | undefined): Map<string, string> {
  if (extension === undefined) return new Map();
  try {
    const parsed = JSON.parse(Buffer.from(extension).toString("utf8")) as { attrs?: Record<string, unknown> };
    return new Map(Object.entries(parsed.attrs ?? {}).map(([name, value]) => [name, String(value)]));
  } catch {
    return new Map();
  }
}

/**
 * Parses a certificate in PEM or DER.
 * @throws {Error} naming what is wrong with it.
 */
export function parseCertificate(encoded: Uint8Array | string): Certificate {
  const x509 = new X509Certificate(encoded);
  const raw = x509.raw;
  const { serial, names, extensions } = readFields(raw);
  return {
    raw,
    x509,
    fingerprint: createHash("sha256").update(raw).digest("hex"),
    pem: x509.toString(),
    publicKey: x509.publicKey,
    serial,
    commonName: names.get(OID_COMMON_NAME)?.[0] ?? "",
    organisationalUnits: names.get(OID_ORGANISATIONAL_UNIT) ?? [],
    notBefore: new Date(x509.validFrom),
    notAfter: new Date(x509.validTo),
    ...readConstraints(extensions.get(OID_BASIC_CONSTRAINTS)),
    attributes: readAttributes(extensions.get(OID_ATTRIBUTES)),
  };
}
