// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import {
  CustodyEvent,
  DifferenceState,
  DISCLOSURE,
  ENTRY_TYPES,
  KEY_TYPES,
  type KeyType,
  LINE_CONTROLS,
  RECORD_SCHEMA_VERSION,
  REQUESTED_ACTS,
  SealState,
} from "@licet/domain";
import { filesOf } from "./files";
import { keptBy, keptReleases, keptText, thisRelease } from "./found";
import { RECORD_KINDS } from "./kinds";
import { playedLedger } from "./story";

/** What a record of each kind holds, as far as it is looked at here. */
interface Stored {
  readonly schema: number;
  readonly record: Readonly<Record<string, unknown>>;
}

/** Statuses that are never written: they follow from the arithmetic or from a date, or come before the first record. */
const NEVER_WRITTEN: Partial<Record<KeyType, readonly string[]>> = {
  licence: ["draft", "exhausted"],
  hold: ["lapsed"],
};

/** Every status that records of a kind can be left in, by the kind's schema. */
const STATUSES = Object.values(RECORD_KINDS).flatMap(({ type, schema }): [string, KeyType, string, string[]][] => {
  const { status } = (schema as unknown as { shape: Record<string, { options?: string[] } | undefined> }).shape;
  if (status?.options === undefined) return [];
  return [[`statuses of ${type}`, type, "status", status.options.filter((one) => !NEVER_WRITTEN[type]?.includes(one))]];
});

const EVENT_TYPES = CustodyEvent.options.map(({ shape }) => shape.type.value);

const version = thisRelease();

describe(`what release ${version} keeps`, () => {
  const kept = keptBy(version);
  const storedOf = (type: KeyType): Stored[] =>
    kept.state.filter(({ key }) => key[0] === type).map(({ value }) => value as Stored);

  it("is what this release writes; `npm run derive -- . ledger` writes it anew, where the release is not out yet", async () => {
    expect(keptReleases()).toContain(version);
    for (const [file, text] of Object.entries(await filesOf(await playedLedger()))) {
      expect(text === keptText(version, file), file).toBe(true);
    }
  });

  it("has keys of every type, each with the version of its form", () => {
    expect([...new Set(kept.state.map(({ key }) => key[0]))].sort()).toEqual([...KEY_TYPES].sort());
    const versions = KEY_TYPES.flatMap((type) => storedOf(type).map(({ schema }) => schema));
    expect([...new Set(versions)]).toEqual([RECORD_SCHEMA_VERSION]);
  });

  it("has private entries of every kind: proofs, parts, consents, repudiations, secrets, values", () => {
    const words = kept.collections.map(({ key }) => key.split("/")[0]);
    expect([...new Set(words)].sort()).toEqual([
      "consent",
      "part",
      "proof",
      "repudiation",
      "reservation-value",
      "secret",
      "value",
    ]);
    const of = (word: string, pick: (parts: string[]) => string): string[] =>
      [
        ...new Set(
          kept.collections
            .map(({ key }) => key.split("/"))
            .filter(([first]) => first === word)
            .map(pick),
        ),
      ].sort();
    expect(of("part", (parts) => `${parts[1]!}.${parts.at(-1)!}`)).toEqual(Object.keys(DISCLOSURE).sort());
    expect(of("consent", (parts) => parts[1]!)).toEqual(["binding", "custody", "members"]);
  });

  it.each<[string, KeyType, string, readonly string[]]>([
    ...STATUSES,
    ["types of custody-event", "custody-event", "type", EVENT_TYPES],
    ["seal states of custody-head", "custody-head", "sealState", SealState.options],
    ["types of licence-entry", "licence-entry", "type", ENTRY_TYPES],
    ["acts of licence-action", "licence-action", "act", REQUESTED_ACTS],
    ["controls of licence-line", "licence-line", "control", LINE_CONTROLS],
    ["differences of consignment", "consignment", "difference", DifferenceState.options],
  ])("has all %s", (_name, type, field, wanted) => {
    const found = new Set(storedOf(type).map(({ record }) => record[field]));
    expect([...found].sort()).toEqual([...wanted].sort());
  });

  it("has what records have only at times", () => {
    const having = (type: KeyType, field: string): number =>
      storedOf(type).filter(({ record }) => record[field] !== undefined && record[field] !== false).length;
    const optional: readonly [KeyType, string][] = [
      ["party", "changed"],
      ["signing-key", "revoked"],
      ["signatory", "ended"],
      ["licence", "boundCertificate"],
      ["certificate", "evidence"],
      ["certificate-standing", "delivery"],
      ["certificate-standing", "ended"],
      ["consignment", "ucrPart"],
      ["consignment", "resolution"],
      ["custody-head", "pending"],
      ["custody-head", "owningParty"],
      ["checkpoint", "seals"],
      ["hold", "until"],
      ["licence-entry", "jump"],
      ["custody-event", "jump"],
    ];
    expect(optional.filter(([type, field]) => having(type, field) === 0)).toEqual([]);
    const filled = (type: KeyType, field: string): boolean =>
      storedOf(type).some(({ record }) => (record[field] as readonly unknown[]).length > 0);
    expect([
      filled("custody-head", "openMatters"),
      filled("checkpoint", "openHolds"),
      filled("checkpoint-override", "states"),
    ]).toEqual([true, true, true]);
  });
});
