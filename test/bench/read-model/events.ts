// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, hashOf, hashOfText, type JsonValue, proofKey, StoredRecord } from "@licet/domain";
import { decodeBlock } from "@licet/gateway/blocks/decode-block";
import type { JoinedEvent } from "@licet/gateway/blocks/join-parts";
import type { TransactionEvent } from "@licet/gateway/blocks/ledger-event";
import { recordedBlocks } from "@licet/gateway/testing/recorded-blocks";

/** A word that every record has, one that every thousandth has, and one of its own. */
const RARE_EVERY = 1_000;
const CODES = ["5A002.a.1", "2B001", "ML10.a", "3A001.a.5", "1C350"];
const DESTINATIONS = ["PK", "TR", "AE", "IN", "BR"];

/** One licence in so many has expired. */
const EXPIRED_EVERY = 20;

/** Parties of each kind, and how many licences in a row one of them has. */
const PARTIES = 500;
const IN_A_ROW = 7;

/** The recorded issue of a licence, again and again under other numbers: record, proof, and confidential content that its owner holds. */
export function issueOf(number: number): JoinedEvent {
  const licence = licenceNumber(number);
  const content = contentOf(number);
  const salt = hashOfText(`salt ${number}`);
  const validTo = number % EXPIRED_EVERY === 0 ? "2026-01-31" : "2036-12-31";
  const commitments = { content: hashOf({ content, salt }) };
  const record = { ...TEMPLATE.record, number: licence, validFrom: "2026-01-01", validTo, commitments };
  const address = hashOfText(`address ${number}`);
  const value = Buffer.from(canonicalJson({ schema: 1, record }), "utf8");
  const collection = "_implicit_org_GBAuthorityMSP";
  const owned = { collection, organisation: "GBAuthorityMSP" } as const;
  const ref = { kind: "licence", id: licence, part: "content" } as const;
  return {
    ...TEMPLATE.event,
    at: { block: BigInt(number), transaction: 0 },
    transactionId: hashOfText(`transaction ${number}`),
    writes: [{ key: address, composite: { type: "licence", attributes: [address] }, value }],
    privateWrites: [
      {
        ...owned,
        keyHash: hashOfText(proofKey("licence", licence)),
        valueHash: address,
        part: undefined,
        state: "hashed",
      },
      {
        ...owned,
        keyHash: hashOfText(`part ${number}`),
        valueHash: hashOf({ content, salt }),
        part: ref,
        state: "held",
        content,
        salt,
      },
    ],
  };
}

/** Number of a licence of the measurement. */
export function licenceNumber(number: number): string {
  return `GBSIEL${number.toString().padStart(7, "0")}`;
}

/** Register id of a party of the measurement. */
export function partyNumber(role: "EX" | "CN" | "EU", number: number): string {
  return `GB-${role}-${(number % PARTIES).toString().padStart(4, "0")}`;
}

function contentOf(number: number): JsonValue {
  const party = (role: "EX" | "CN" | "EU"): JsonValue => ({
    party: partyNumber(role, Math.floor(number / IN_A_ROW)),
    name: `Party ${role} ${Math.floor(number / IN_A_ROW) % PARTIES}`,
    country: "GB",
  });
  return {
    exporter: party("EX"),
    consignee: party("CN"),
    endUser: party("EU"),
    destination: DESTINATIONS[Math.floor(number / CODES.length) % DESTINATIONS.length] ?? "",
    lines: [
      {
        line: 1,
        description: `machine tool ${number % RARE_EVERY === 0 ? "cryogenic" : "lathe"}`,
        controlCode: CODES[number % CODES.length] ?? "",
      },
    ],
    endUse: "civil manufacture",
  };
}

const TEMPLATE = template();

function template(): { readonly event: TransactionEvent; readonly record: Readonly<Record<string, JsonValue>> } {
  const events = recordedBlocks().flatMap((bytes) => decodeBlock(bytes, "licet").events);
  for (const event of events) {
    if (event.kind !== "transaction" || event.announced?.name !== "LicenceIssued") continue;
    const write = event.writes.find(({ composite }) => composite?.type === "licence");
    const text = Buffer.from(write?.value ?? new Uint8Array()).toString("utf8");
    const stored = StoredRecord.parse(JSON.parse(text));
    return { event, record: stored.record as Readonly<Record<string, JsonValue>> };
  }
  throw new Error("No recorded block issues a licence.");
}
