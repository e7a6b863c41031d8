// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import {
  commitmentOf,
  PARTY_ACTIONS,
  PARTY_ADD_IDENTIFIERS,
  PARTY_ADD_KEY,
  PARTY_APPOINT_SIGNATORY,
  PARTY_END_SIGNATORY,
  PARTY_LIST,
  PARTY_LIST_KEYS,
  PARTY_READ,
  PARTY_READ_SIGNATORY,
  PARTY_REGISTER,
  PARTY_REINSTATE,
  PARTY_REVOKE_KEY,
  PARTY_STATUSES,
  PARTY_SUSPEND,
  PARTY_TRANSITIONS,
  PARTY_WHO_AM_I,
  type RegisterReason,
  type SaltedPart,
  signatoryReference,
} from "@licet/domain";
import { MemoryLedger, type TransactionSetting } from "../../testing/fabric/memory-ledger";
import { play, refusalOf } from "../../testing/fabric/play";
import { addIdentifiers } from "./add-identifiers";
import { addKey, revokeKey } from "./keys";
import { listKeys, listParties, readParty, whoAmI } from "./read";
import { keyDoubt, readSigningKey, requireSigningKey } from "../../rules/party/signing-keys";
import { requireParty } from "../../rules/party/parties";
import { requireSignatory } from "../../rules/party/signatories";
import { registerParty } from "./register";
import { appointSignatory, endSignatory, readSignatory } from "./signatories";
import { reinstateParty, suspendParty } from "./standing";

const REGISTRAR = { caller: { mspId: "GBAuthorityMSP", role: "registrar", officer: "f0".repeat(16) } } as const;
const PK_REGISTRAR = { caller: { mspId: "PKAuthorityMSP", role: "registrar", officer: "f1".repeat(16) } } as const;
const CONTENT = {
  salt: "11".repeat(32),
  content: { name: "Acme Grid Ltd", identifiers: [], address: "1 Quay", country: "GB" },
};
const PARTY = {
  id: "GB-EX-0001",
  kinds: ["exporter" as const],
  jurisdiction: "GB",
  validFrom: "2026-01-01",
  validTo: "2027-12-31",
};
const ADDRESS = "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826";
const KEY = {
  party: PARTY.id,
  address: ADDRESS.toLowerCase(),
  validFrom: "2026-01-01T00:00:00Z",
  validTo: "2027-01-01T00:00:00Z",
};

async function withParty(): Promise<MemoryLedger> {
  const ledger = new MemoryLedger();
  await play(ledger, PARTY_REGISTER, registerParty, PARTY, { ...REGISTRAR, parts: { content: CONTENT } });
  return ledger;
}

describe("a party", () => {
  it("is registered with its name in the register's own collection and its hash on the channel", async () => {
    const ledger = await withParty();
    const { result } = await play(ledger, PARTY_READ, readParty, { id: "gb-ex-0001" });
    expect(result).toMatchObject({ status: "active", commitments: { content: commitmentOf(CONTENT) } });
    expect(JSON.stringify([...ledger.state])).not.toMatch(/Acme|Quay/);
    expect([...ledger.endorsers.values()]).toEqual([["GBAuthorityMSP"], ["GBAuthorityMSP"]]);
  });

  it.each([
    ["another state's registrar", { ...PK_REGISTRAR, parts: { content: CONTENT } }, PARTY, "NOT_YOUR_RECORD"],
    [
      "a reversed validity",
      { ...REGISTRAR, parts: { content: CONTENT } },
      { ...PARTY, id: "GB-EX-2", validTo: "2025-01-01" },
      "VALIDITY_REVERSED",
    ],
    ["a reference that is taken", { ...REGISTRAR, parts: { content: CONTENT } }, PARTY, "ALREADY_EXISTS"],
    ["no content", REGISTRAR, { ...PARTY, id: "GB-EX-2" }, "INVALID_CONFIDENTIAL_INPUT"],
  ])("is not registered by or with %s", async (_, setting, input, code) => {
    const ledger = await withParty();
    expect((await refusalOf(ledger, () => play(ledger, PARTY_REGISTER, registerParty, input, setting))).code).toBe(
      code,
    );
  });

  it("may not act while it is suspended, outside its validity, or as what it is not", async () => {
    const ledger = await withParty();
    const need = (setting: TransactionSetting = {}, kind?: "carrier" | "exporter") =>
      ledger.run(setting, (tx) => requireParty(tx, PARTY.id, kind));
    await need({}, "exporter");
    expect((await refusalOf(ledger, () => need({}, "carrier"))).code).toBe("PARTY_KIND_WRONG");
    expect((await refusalOf(ledger, () => need({ time: "2028-01-01T00:00:00Z" }))).code).toBe("PARTY_NOT_IN_FORCE");
    const move = { id: PARTY.id, reason: "investigation" as const };
    await play(ledger, PARTY_SUSPEND, suspendParty, move, REGISTRAR);
    expect((await refusalOf(ledger, () => need())).code).toBe("PARTY_NOT_IN_FORCE");
    await play(ledger, PARTY_REINSTATE, reinstateParty, { ...move, reason: "cause-removed" }, REGISTRAR);
    await need();
  });

  it("moves as its table says and in no other way", async () => {
    for (const status of PARTY_STATUSES) {
      for (const action of PARTY_ACTIONS) {
        const ledger = await withParty();
        const move = { id: PARTY.id, reason: "investigation" as const };
        if (status === "suspended") await play(ledger, PARTY_SUSPEND, suspendParty, move, REGISTRAR);
        const [definition, handler] =
          action === "suspend"
            ? ([PARTY_SUSPEND, suspendParty] as const)
            : ([PARTY_REINSTATE, reinstateParty] as const);
        const act = () => play(ledger, definition, handler, move, REGISTRAR);
        const row = PARTY_TRANSITIONS.find((found) => found.from === status && found.action === action);
        if (row === undefined) expect((await refusalOf(ledger, act)).code).toBe("TRANSITION_NOT_ALLOWED");
        else expect((await act()).result.status).toBe(row.to);
      }
    }
  });

  it("is listed with its register's others", async () => {
    const ledger = await withParty();
    const carrier = { ...PARTY, id: "CARRIERS-CR-0001", kinds: ["carrier" as const], jurisdiction: "AE" };
    const setting = { caller: { mspId: "CarriersMSP", role: "registrar" }, parts: { content: CONTENT } } as const;
    await play(ledger, PARTY_REGISTER, registerParty, carrier, setting);
    const list = async (register?: string) =>
      (await play(ledger, PARTY_LIST, listParties, { register })).result.items.map(({ id }) => id);
    expect(await list()).toEqual(["GB-EX-0001", "CARRIERS-CR-0001"]);
    expect(await list("CARRIERS")).toEqual(["CARRIERS-CR-0001"]);
  });
});

describe("identifiers that are added to a party", () => {
  const EORI = { scheme: "EORI", value: "GB417869120000" };
  const more = (given: object = {}): SaltedPart => ({
    ...CONTENT,
    content: { ...CONTENT.content, identifiers: [EORI], ...given },
  });
  const add = async (content: SaltedPart, setting: TransactionSetting = REGISTRAR) => {
    const ledger = await withParty();
    const handed = { ...setting, parts: { content }, evidence: { content: CONTENT } };
    return { ledger, run: () => play(ledger, PARTY_ADD_IDENTIFIERS, addIdentifiers, { id: PARTY.id }, handed) };
  };

  it("change nothing but the commitment", async () => {
    const { run } = await add(more());
    expect((await run()).result).toMatchObject({ ...PARTY, commitments: { content: commitmentOf(more()) } });
  });

  it.each<[string, object]>([
    ["another name", { name: "Somebody Else Ltd" }],
    ["another country", { country: "AE" }],
    ["a contact", { contact: "somebody" }],
  ])("are refused with %s beside them", async (_, given) => {
    const { ledger, run } = await add(more(given));
    expect((await refusalOf(ledger, run)).code).toBe("PARTY_CONTENT_DIFFERS");
  });

  it("take none away", async () => {
    const { ledger, run } = await add(more());
    await run();
    const none = { ...REGISTRAR, parts: { content: CONTENT }, evidence: { content: more() } };
    const refused = await refusalOf(ledger, () =>
      play(ledger, PARTY_ADD_IDENTIFIERS, addIdentifiers, { id: PARTY.id }, none),
    );
    expect(refused).toMatchObject({ code: "PARTY_CONTENT_DIFFERS", details: { differs: ["identifiers"] } });
  });

  it("are for the register that keeps the party", async () => {
    const { ledger, run } = await add(more(), PK_REGISTRAR);
    expect((await refusalOf(ledger, run)).code).toBe("NOT_YOUR_RECORD");
  });
});

describe("a party's key", () => {
  const accepted = (ledger: MemoryLedger, at: string) =>
    ledger.run({}, (tx) => requireSigningKey(tx, PARTY.id, ADDRESS, at));
  const revocation = (from: string | undefined, reason: z.output<typeof RegisterReason>) =>
    ({ party: PARTY.id, address: ADDRESS, from, reason }) as const;
  const revoke = (ledger: MemoryLedger, ...given: Parameters<typeof revocation>) =>
    play(ledger, PARTY_REVOKE_KEY, revokeKey, revocation(...given), REGISTRAR);
  const withKey = async (): Promise<MemoryLedger> => {
    const ledger = await withParty();
    await play(ledger, PARTY_ADD_KEY, addKey, KEY, REGISTRAR);
    return ledger;
  };

  it("counts from its first instant to the one before its last, and is stored with its checksum", async () => {
    const ledger = await withParty();
    const { result } = await play(ledger, PARTY_ADD_KEY, addKey, KEY, REGISTRAR);
    expect(result.address).toBe(ADDRESS);
    await accepted(ledger, KEY.validFrom);
    await accepted(ledger, "2026-12-31T23:59:59.999Z");
    for (const at of ["2025-12-31T23:59:59.999Z", KEY.validTo]) {
      expect((await refusalOf(ledger, () => accepted(ledger, at))).code).toBe("SIGNER_NOT_ACCEPTED");
    }
    const keys = await play(ledger, PARTY_LIST_KEYS, listKeys, { party: PARTY.id });
    expect(keys.result.items.map(({ address }) => address)).toEqual([ADDRESS]);
  });

  it("still counts for what was signed before it was revoked, from the instant given", async () => {
    const ledger = await withKey();
    await revoke(ledger, "2026-06-01T00:00:00Z", "key-replaced");
    await accepted(ledger, "2026-05-31T23:59:59Z");
    expect((await refusalOf(ledger, () => accepted(ledger, "2026-06-01T00:00:00Z"))).code).toBe("SIGNER_NOT_ACCEPTED");
  });

  it("signs nothing new once it is reported compromised, whatever instant is claimed", async () => {
    const ledger = await withKey();
    await revoke(ledger, "2026-06-01T00:00:00Z", "key-compromised");
    for (const at of [KEY.validFrom, "2026-05-31T23:59:59Z", "2026-06-01T00:00:00Z", "2026-11-23T10:00:00Z"]) {
      expect((await refusalOf(ledger, () => accepted(ledger, at))).code).toBe("SIGNER_NOT_ACCEPTED");
    }
  });

  it.each([
    ["key-compromised", "2026-05-31T23:59:58Z", "2026-05-31T23:59:59Z", false],
    ["key-compromised", "2026-05-31T23:59:59Z", "2026-06-01T00:00:00Z", true],
    ["key-compromised", "2026-05-01T00:00:00Z", "2026-08-01T00:00:00Z", true],
    ["key-compromised", "2026-06-01T00:00:00Z", "2026-05-31T23:59:59Z", true],
    ["key-replaced", "2026-08-01T00:00:00Z", "2026-08-01T00:00:00Z", false],
    [undefined, "2026-08-01T00:00:00Z", "2026-08-01T00:00:00Z", false],
  ] as const)("revoked as %s casts doubt on what it says it signed at %s, recorded at %s: %s", async (...row) => {
    const [reason, made, recorded, doubt] = row;
    const ledger = await withKey();
    if (reason !== undefined) await revoke(ledger, "2026-06-01T00:00:00Z", reason);
    const { result: key } = await ledger.run({}, (tx) => readSigningKey(tx, PARTY.id, ADDRESS));
    expect(keyDoubt(key!, made, recorded)).toBe(doubt);
  });

  const LATER = "2026-07-01T00:00:00Z";
  const EARLIER = "2026-06-01T00:00:00Z";
  it.each([
    ["the same again", "key-replaced", LATER, "key-replaced", LATER, "KEY_NOT_IN_FORCE"],
    ["the same without an instant", "key-replaced", LATER, "key-replaced", undefined, "KEY_NOT_IN_FORCE"],
    ["dated back", "key-replaced", LATER, "key-replaced", EARLIER, EARLIER],
    ["dated forward", "key-replaced", EARLIER, "key-replaced", LATER, "KEY_NOT_IN_FORCE"],
    ["now as compromised", "key-replaced", LATER, "key-compromised", undefined, LATER],
    ["now as compromised, dated back", "key-replaced", LATER, "key-compromised", EARLIER, EARLIER],
    ["now as compromised, dated forward", "key-replaced", EARLIER, "key-compromised", LATER, "KEY_NOT_IN_FORCE"],
    ["a compromise dated back", "key-compromised", LATER, "key-compromised", EARLIER, EARLIER],
    ["a compromise dated forward", "key-compromised", EARLIER, "key-compromised", LATER, "KEY_NOT_IN_FORCE"],
    ["a compromise taken back", "key-compromised", LATER, "key-replaced", EARLIER, "KEY_NOT_IN_FORCE"],
    ["another reason", "key-replaced", LATER, "left-office", EARLIER, "KEY_NOT_IN_FORCE"],
  ] as const)("revoked once more, %s", async (_, firstReason, firstFrom, reason, from, expected) => {
    const ledger = await withKey();
    await revoke(ledger, firstFrom, firstReason);
    const again = () => revoke(ledger, from, reason);
    if (expected === "KEY_NOT_IN_FORCE") expect((await refusalOf(ledger, again)).code).toBe(expected);
    else expect((await again()).result.revoked).toMatchObject({ from: expected, reason });
  });

  it.each([
    ["a wrong checksum", { ...KEY, address: ADDRESS.replace("CD2a", "cD2a") }, "INVALID_INPUT"],
    ["a party that is not there", { ...KEY, party: "GB-EX-9" }, "NOT_FOUND"],
    ["another register's party", { ...KEY, party: "PK-EU-1" }, "NOT_YOUR_RECORD"],
  ])("is not registered with %s", async (_, input, code) => {
    const ledger = await withParty();
    expect((await refusalOf(ledger, () => play(ledger, PARTY_ADD_KEY, addKey, input, REGISTRAR))).code).toBe(code);
  });

  it("is not revoked ahead of time", async () => {
    const ledger = await withParty();
    await play(ledger, PARTY_ADD_KEY, addKey, KEY, REGISTRAR);
    const ahead = { party: PARTY.id, address: ADDRESS, from: "2026-12-01T00:00:00Z", reason: "key-replaced" as const };
    const attempt = () => play(ledger, PARTY_REVOKE_KEY, revokeKey, ahead, REGISTRAR);
    expect((await refusalOf(ledger, attempt)).code).toBe("EVENT_TIME_IN_FUTURE");
  });
});

describe("an authorised signatory", () => {
  const officer = "ab".repeat(16);
  const APPOINTMENT = {
    register: "PK",
    officer,
    office: "PK-MOC",
    scope: ["EUC" as const, "DVC" as const],
    validFrom: "2026-01-01",
    validTo: "2026-12-31",
  };
  const asOfficer = { caller: { mspId: "PKAuthorityMSP", role: "certifying-officer", officer } } as const;
  const mayCertify = (ledger: MemoryLedger, type: "EUC" | "IIC", setting: TransactionSetting = asOfficer) =>
    ledger.run(setting, (tx) => requireSignatory(tx, "PK", type));

  it("certifies within scope and validity, as himself", async () => {
    const ledger = new MemoryLedger();
    const { result } = await play(ledger, PARTY_APPOINT_SIGNATORY, appointSignatory, APPOINTMENT, PK_REGISTRAR);
    expect(result.id).toBe(signatoryReference("PK", officer));
    await mayCertify(ledger, "EUC");
    expect((await refusalOf(ledger, () => mayCertify(ledger, "IIC"))).code).toBe("SIGNATORY_SCOPE_EXCEEDED");
    const other = { caller: { ...asOfficer.caller, officer: "cd".repeat(16) } };
    const later = { ...asOfficer, time: "2027-01-01T00:00:00Z" };
    for (const setting of [other, later]) {
      expect((await refusalOf(ledger, () => mayCertify(ledger, "EUC", setting))).code).toBe("SIGNATORY_NOT_IN_FORCE");
    }
  });

  it("is ended, and may be appointed anew then only", async () => {
    const ledger = new MemoryLedger();
    const appoint = () => play(ledger, PARTY_APPOINT_SIGNATORY, appointSignatory, APPOINTMENT, PK_REGISTRAR);
    const { id } = (await appoint()).result;
    expect((await refusalOf(ledger, appoint)).code).toBe("ALREADY_EXISTS");
    const end = () =>
      play(ledger, PARTY_END_SIGNATORY, endSignatory, { id, reason: "left-office" as const }, PK_REGISTRAR);
    await end();
    expect((await refusalOf(ledger, end)).code).toBe("SIGNATORY_NOT_IN_FORCE");
    expect((await refusalOf(ledger, () => mayCertify(ledger, "EUC"))).code).toBe("SIGNATORY_NOT_IN_FORCE");
    await appoint();
    await mayCertify(ledger, "EUC");
    const read = await play(ledger, PARTY_READ_SIGNATORY, readSignatory, { id });
    expect(read.result.ended).toBeUndefined();
  });

  it("is appointed by another person of the own state", async () => {
    const ledger = new MemoryLedger();
    const self = { caller: { ...PK_REGISTRAR.caller, officer } };
    const bySelf = () => play(ledger, PARTY_APPOINT_SIGNATORY, appointSignatory, APPOINTMENT, self);
    expect((await refusalOf(ledger, bySelf)).code).toBe("FOUR_EYES_REQUIRED");
    const byOther = () => play(ledger, PARTY_APPOINT_SIGNATORY, appointSignatory, APPOINTMENT, REGISTRAR);
    expect((await refusalOf(ledger, byOther)).code).toBe("NOT_YOUR_RECORD");
    const elsewhere = { ...APPOINTMENT, office: "GB000051" };
    const inAnotherState = () => play(ledger, PARTY_APPOINT_SIGNATORY, appointSignatory, elsewhere, PK_REGISTRAR);
    expect((await refusalOf(ledger, inAnotherState)).code).toBe("OFFICE_OF_ANOTHER_STATE");
  });
});

it("tells callers how the ledger sees them", async () => {
  const { result } = await play(new MemoryLedger(), PARTY_WHO_AM_I, whoAmI, {}, REGISTRAR);
  expect(result).toMatchObject({ organisation: "GBAuthorityMSP", role: "registrar", party: null });
});
