// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { type JsonValue, MembersRecord, StoredRecord } from "@licet/domain";
import { decodeBlock } from "../blocks/decode-block.js";
import { packageFolder } from "../config/package-folder.js";

const LENGTH_BYTES = 4;

/**
 * Blocks as a peer of Fabric 2.5.16 gave them while the demonstration was played, from the channel's first on, without those of the
 * control lists; each with its length before it, in four bytes.
 */
export function recordedBlocks(): Uint8Array[] {
  const file = path.join(packageFolder(), "src", "testing", "recorded", "fabric-2.5.16-demonstration.blocks.gz");
  const bytes = gunzipSync(readFileSync(file));
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const start = at + LENGTH_BYTES;
    at = start + bytes.readUInt32BE(at);
    blocks.push(bytes.subarray(start, at));
  }
  return blocks;
}

/** Who the members are that the recorded blocks found the consortium with. */
export function foundedMembers(): MembersRecord {
  const events = recordedBlocks().flatMap((bytes) => decodeBlock(bytes, "licet").events);
  const writes = events.flatMap((event) => (event.kind === "transaction" ? event.writes : []));
  const founding = writes.find(({ composite }) => composite?.type === "members")?.value ?? new Uint8Array();
  const stored = StoredRecord.parse(JSON.parse(Buffer.from(founding).toString("utf8")) as JsonValue);
  return MembersRecord.parse(stored.record);
}
