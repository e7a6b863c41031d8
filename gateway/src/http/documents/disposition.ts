// SPDX-License-Identifier: Apache-2.0
import { MEDIA_TYPES } from "../../application/documents/media-types.js";
import type { Document } from "../../application/documents/document.js";

/** Media types whose characters are in UTF-8. */
const TEXT = /^text\/|xml$/;

/** The Content-Type header of a file. */
export function contentTypeOf({ mediaType }: Pick<Document, "mediaType">): string {
  return TEXT.test(mediaType) ? `${mediaType}; charset=utf-8` : mediaType;
}

/** The Content-Disposition header of a file (RFC 6266): it is saved and never shown, under an ending that its type has. */
export function dispositionOf({ id, name, mediaType }: Pick<Document, "id" | "name" | "mediaType">): string {
  const ending = `.${MEDIA_TYPES[mediaType]?.extension ?? "bin"}`;
  const plain = `document-${id.slice(0, 12)}${ending}`;
  if (name === undefined) return `attachment; filename="${plain}"`;
  const ended = name.toLowerCase().endsWith(ending) ? name : `${name}${ending}`;
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded(ended)}`;
}

/** The Content-Digest header of a file (RFC 9530). */
export function digestHeaderOf({ sha256 }: Pick<Document, "sha256">): string {
  return `sha-256=:${Buffer.from(sha256, "hex").toString("base64")}:`;
}

/** SHA-256 in hexadecimal that a Content-Digest header gives; undefined where it gives none, `null` where it cannot be read. */
export function sha256In(header: string | undefined): string | undefined | null {
  if (header === undefined) return undefined;
  const digests = header.split(",").map((digest) => digest.trim());
  const ours = digests.find((digest) => digest.toLowerCase().startsWith("sha-256="));
  if (ours === undefined) return undefined;
  const base64 = /^sha-256=:([A-Za-z0-9+/]{43}=):$/i.exec(ours)?.[1];
  return base64 === undefined ? null : Buffer.from(base64, "base64").toString("hex");
}

/** A name as an extended parameter value (RFC 8187) takes it. */
function encoded(name: string): string {
  return encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
