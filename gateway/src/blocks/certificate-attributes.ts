// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from "node:crypto";
import { z } from "zod";

/** Object identifier 1.2.3.4.5.6.7.8.1 in DER: the extension in which Fabric's authorities write what somebody is enrolled as. */
const EXTENSION = Buffer.from([0x06, 0x08, 0x2a, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x01]);
const OCTET_STRING = 0x04;
/** From this length on, DER says first how many bytes the length has. */
const LONG_FORM = 0x80;

const Attributes = z.object({ attrs: z.record(z.string(), z.string()) });

/** What somebody is enrolled as, such as `licet.role`, by their certificate in PEM; nothing where it does not say. */
export function certificateAttributes(pem: string): Readonly<Record<string, string>> {
  try {
    const { raw } = new X509Certificate(pem);
    const at = raw.indexOf(EXTENSION);
    const json = at < 0 ? "" : octetsAt(raw, at + EXTENSION.length).toString("utf8");
    return Attributes.parse(JSON.parse(json)).attrs;
  } catch {
    // Anybody may write anything into a certificate of their own authority: what cannot be read says nothing.
    return {};
  }
}

/** When a certificate in PEM ends; undefined where it cannot be read. */
export function certificateEnd(pem: string): Date | undefined {
  try {
    return new Date(new X509Certificate(pem).validTo);
  } catch {
    return undefined;
  }
}

function octetsAt(der: Buffer, at: number): Buffer {
  if (der[at] !== OCTET_STRING) return Buffer.alloc(0);
  const first = der[at + 1] ?? 0;
  const lengthBytes = first < LONG_FORM ? 0 : first - LONG_FORM;
  const length = lengthBytes === 0 ? first : der.readUIntBE(at + 2, lengthBytes);
  const start = at + 2 + lengthBytes;
  return der.subarray(start, start + length);
}
