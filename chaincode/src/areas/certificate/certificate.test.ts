// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import {
  bindingConsentKey,
  type BoundTerms,
  type CertificateCore,
  type CertificateStanding,
  type Licence,
  type SaltedPart,
} from "@licet/domain";
import { proofKey } from "../../fabric/keys";
import { createRecord } from "../../fabric/lists";
import { readProven, recordKeyAt, requireRecord, updateRecord } from "../../fabric/records";
import type { TransactionSetting } from "../../testing/fabric/memory-ledger";
import { LICENCE_RECORDS } from "../../rules/licence/records";
import { suspendParty } from "../party/standing";
import {
  CERTIFICATE,
  certificateContent,
  END_USER,
  EXPORTER,
  issueLicence,
  LICENCE,
  licenceContent,
  salted,
} from "../../testing/worlds/licence-world";
import { bind } from "./bind";
import { requireCertificateInForce, requireCertificateStands } from "../../rules/certificate/standing";
import { draft } from "./draft";
import { expire, repudiate, withdraw } from "./end";
import { fulfil } from "./fulfil";
import { listCertificates, showCertificate } from "./read";
import { CERTIFICATE_RECORDS, STANDING_RECORDS } from "../../rules/certificate/records";
import { sign } from "./sign";
import { BOTH, CertificateLife, CONTENT, GB, PK, WHO } from "../../testing/certificate/life";

const { certifier, endUser, licensing } = WHO;
const content = CONTENT;
const id = { certificate: CERTIFICATE };

let life: CertificateLife;
beforeEach(async () => {
  life = await CertificateLife.start();
});
const refusal = (action: () => Promise<unknown>): Promise<string> => life.refusal(action);
const run: CertificateLife["ledger"]["run"] = (setting, rule) => life.ledger.run(setting, rule);
const drafted = (given = content): Promise<unknown> => life.drafted(given);
const undertaking: CertificateLife["undertaking"] = (signer, signedAt) => life.undertaking(signer, signedAt);
const signed = (parts = undertaking()): Promise<unknown> => life.signed(parts);
const certified = (setting: TransactionSetting = {}): Promise<unknown> => life.certified(setting);
const bound = (evidence: Record<string, SaltedPart> = {}, licence = LICENCE): Promise<unknown> =>
  life.bound({ evidence }, licence);
const status = (): Promise<string> => life.status();
const licence = async (): Promise<Licence> =>
  (await run({}, (tx) => requireRecord(tx, LICENCE_RECORDS, LICENCE))).result;
const core = async (): Promise<CertificateCore> =>
  (await run({}, (tx) => requireRecord(tx, CERTIFICATE_RECORDS, CERTIFICATE))).result;

const toBound = (): Promise<void> => life.go("bound");
/** Twice of what the tests' licence authorises. */
const HIGHER: BoundTerms["lines"] = [{ line: 1, control: "quantity", unit: "KGM", authorised: "40000000" }];

describe("a certificate's life", () => {
  it("goes from draft to bound, with content and signature in the issuing state's collection only", async () => {
    await toBound();
    expect(await status()).toBe("bound");
    expect((await licence()).boundCertificate).toBe(CERTIFICATE);
    const channel = [...life.ledger.state.values()].join();
    const { signature } = undertaking().signature.content as { signature: string };
    for (const secret of ["Example Networks", "5A002", "civil network", signature]) {
      expect(channel).not.toContain(secret);
    }
    expect(life.ledger.collections.get("GBAuthorityMSP")?.has(`part/certificate/${CERTIFICATE}/content`)).toBe(false);
  });

  it("lists what a state issued", async () => {
    await drafted();
    const list = async (issuingState: string): Promise<number> =>
      (await run({}, (tx) => listCertificates(tx, { issuingState, pageSize: 10, bookmark: "" }))).result.items.length;
    expect([await list("PK"), await list("DE")]).toEqual([1, 0]);
  });
});

describe("certificate:Draft", () => {
  it("is the issuing state's, for an end user of that state, with the undertakings that its type needs", async () => {
    const foreign = { caller: { ...certifier, mspId: "DEAuthorityMSP" }, parts: { content } };
    expect(await refusal(() => run(foreign, (tx) => draft(tx, id)))).toBe("NOT_YOUR_RECORD");
    const other = { ...endUser, party: "PK-EU-0002" };
    expect(await refusal(() => run({ caller: other, parts: { content } }, (tx) => draft(tx, id)))).toBe(
      "NOT_YOUR_RECORD",
    );
    const abroad = salted(certificateContent({ endUser: { party: END_USER, name: "Example", country: "AE" } }));
    expect(await refusal(() => drafted(abroad))).toBe("CERTIFICATE_TYPE_RULE");
    const declined = certificateContent({ undertakings: [{ code: "no-mass-destruction", given: false }] });
    expect(await refusal(() => drafted(salted(declined)))).toBe("CERTIFICATE_UNDERTAKING_MISSING");
    const late = { ...id, validTo: "2031-12-31" };
    expect(await refusal(() => run({ caller: endUser, parts: { content } }, (tx) => draft(tx, late)))).toBe(
      "CERTIFICATE_TYPE_RULE",
    );
    await drafted();
    expect(await refusal(() => drafted())).toBe("ALREADY_EXISTS");
  });
});

describe("certificate:Sign", () => {
  it("takes the end user's own fresh signature and no other", async () => {
    await drafted();
    expect(await refusal(() => signed(undertaking(EXPORTER)))).toBe("SIGNER_NOT_ACCEPTED");
    expect(await refusal(() => signed(undertaking(END_USER, "2026-05-01T09:00:00Z")))).toBe(
      "CERTIFICATE_SIGNATURE_TOO_OLD",
    );
    expect(await refusal(() => signed(undertaking(END_USER, "2026-11-24T09:00:00Z")))).toBe("EVENT_TIME_IN_FUTURE");
    expect(await refusal(() => run({ caller: endUser, parts: undertaking() }, (tx) => sign(tx, id)))).toBe(
      "INVALID_CONFIDENTIAL_INPUT",
    );
    await signed();
    expect(await refusal(() => signed())).toBe("TRANSITION_NOT_ALLOWED");
  });
});

describe("certificate:Certify", () => {
  it("needs the end user's signature and an authorised signatory", async () => {
    await drafted();
    expect(await refusal(() => certified())).toBe("CERTIFICATE_TYPE_RULE");
    await signed();
    expect(await refusal(() => certified({ caller: WHO.otherCertifier }))).toBe("SIGNATORY_NOT_IN_FORCE");
    expect(await refusal(() => certified({ caller: { ...certifier, mspId: "DEAuthorityMSP" } }))).toBe(
      "NOT_YOUR_RECORD",
    );
    expect(await refusal(() => certified({ caller: endUser }))).toBe("ROLE_NOT_ALLOWED");
    await certified();
    expect(await status()).toBe("authority-certified");
  });
});

describe("certificate:Bind", () => {
  it("serves one licence", async () => {
    await toBound();
    await issueLicence(life.ledger, { number: "GBSIEXYK3ZZZ" });
    expect(await refusal(() => bound({}, "GBSIEXYK3ZZZ"))).toBe("CERTIFICATE_ALREADY_BOUND");
  });

  it("needs the certification and both contents", async () => {
    await drafted();
    await signed();
    expect(await refusal(() => bound())).toBe("CERTIFICATE_TYPE_RULE");
    await certified();
    expect(
      await refusal(() =>
        run({ caller: licensing, evidence: { certificate: content } }, (tx) => bind(tx, { ...id, licence: LICENCE })),
      ),
    ).toBe("INVALID_CONFIDENTIAL_INPUT");
    const late = { caller: licensing, evidence: { ...BOTH, ...undertaking() }, time: "2027-07-01T00:00:00.000Z" };
    expect(await refusal(() => run(late, (tx) => bind(tx, { ...id, licence: LICENCE })))).toBe("CERTIFICATE_EXPIRED");
    const old = { ...late, time: "2027-06-01T00:00:00.000Z" };
    expect(await refusal(() => run(old, (tx) => bind(tx, { ...id, licence: LICENCE })))).toBe(
      "CERTIFICATE_SIGNATURE_TOO_OLD",
    );
  });

  it("compares the contents field by field and shows both values", async () => {
    await drafted();
    await signed();
    await certified();
    const lines = [{ line: 1, description: "Routing apparatus", controlCode: "5A001.b" }];
    const other = licenceContent({ destination: "AE", lines });
    await expect(bound({ licence: salted(other) })).rejects.toMatchObject({
      code: "CERTIFICATE_MISMATCH",
      details: {
        mismatches: [
          { field: "destination", certificate: "PK", licence: "AE" },
          { field: "lines[1].controlCode", certificate: "5A002.a.1", licence: "5A001.b" },
        ],
      },
    });
  });

  it("refuses a second certificate while the first is in force", async () => {
    await toBound();
    const second = life.another("PK-EUC-0002");
    await second.go("certified");
    const again = (): Promise<unknown> => second.bound();
    expect(await refusal(again)).toBe("LICENCE_HAS_CERTIFICATE");
    await run({ caller: certifier }, (tx) => withdraw(tx, { ...id, reason: "superseded" }));
    await again();
  });
});

describe("what depends on a certificate", () => {
  const inForce = (): Promise<string> =>
    refusal(async () => {
      const used = await licence();
      return run({}, (tx) => requireCertificateInForce(tx, CERTIFICATE, used));
    });
  const stands = (): Promise<string> => refusal(() => run({}, (tx) => requireCertificateStands(tx, CERTIFICATE)));

  it("stops when it is withdrawn", async () => {
    await toBound();
    expect([await inForce(), await stands()]).toEqual(["no error", "no error"]);
    await run({ caller: certifier }, (tx) => withdraw(tx, { ...id, reason: "issued-in-error" }));
    expect([await inForce(), await stands()]).toEqual(["CERTIFICATE_NOT_IN_FORCE", "CERTIFICATE_NOT_IN_FORCE"]);
  });

  it("stops when the end user repudiates it by signature, whoever brings that in", async () => {
    await toBound();
    const reason = "not-signed-by-end-user" as const;
    expect(await refusal(() => life.repudiated(reason, EXPORTER))).toBe("SIGNER_NOT_ACCEPTED");
    const other = { caller: { ...endUser, party: EXPORTER }, evidence: { content } };
    expect(await refusal(() => run(other, (tx) => repudiate(tx, { ...id, reason })))).toBe("PARTY_NOT_REPRESENTED");
    await life.repudiated(reason);
    expect([await status(), await stands()]).toEqual(["repudiated", "CERTIFICATE_NOT_IN_FORCE"]);
  });

  it("may finish its journey after the validity ended, and start none", async () => {
    await toBound();
    expect(await refusal(() => run({ caller: certifier }, (tx) => expire(tx, id)))).toBe("CERTIFICATE_TYPE_RULE");
    await run({ caller: certifier, time: "2027-07-01T00:00:00.000Z" }, (tx) => expire(tx, id));
    expect([await inForce(), await stands()]).toEqual(["CERTIFICATE_NOT_IN_FORCE", "no error"]);
  });
});

describe("a bound certificate", () => {
  const read = (): Promise<unknown> => run({}, (tx) => showCertificate(tx, id));
  const change = (changed: Partial<CertificateCore>): Promise<unknown> =>
    run({}, async (tx) =>
      updateRecord(tx, CERTIFICATE_RECORDS, CERTIFICATE, {
        ...(await requireRecord(tx, CERTIFICATE_RECORDS, CERTIFICATE)),
        ...changed,
      }),
    );
  const say = (standing: Partial<CertificateStanding>): Promise<unknown> =>
    run({}, (tx) =>
      createRecord(tx, STANDING_RECORDS, CERTIFICATE, { id: CERTIFICATE, status: "withdrawn", ...standing }),
    );

  it("is changed by both states together or not at all, and replaced by nobody", async () => {
    await toBound();
    const { result } = await run({}, (tx) => readProven(tx, CERTIFICATE_RECORDS, CERTIFICATE));
    expect(life.ledger.endorsers.get(recordKeyAt("certificate", result!.address))).toEqual([PK, GB]);
    expect(life.ledger.locked).toContain(`${PK} ${proofKey("certificate", CERTIFICATE)}`);
    expect(life.ledger.locked).toContain(`${GB} ${bindingConsentKey(await core())}`);
  });

  it("has to be one that its own state cannot put another in the place of", async () => {
    await drafted();
    await signed();
    await certified();
    life.ledger.locked.delete(`${PK} ${proofKey("certificate", CERTIFICATE)}`);
    expect(await refusal(() => bound())).toBe("PROOF_NOT_LOCKED");
  });

  it("is withdrawn in a record of the importing state's own", async () => {
    await toBound();
    const before = (await run({}, (tx) => readProven(tx, CERTIFICATE_RECORDS, CERTIFICATE))).result;
    await run({ caller: certifier }, (tx) => withdraw(tx, { ...id, reason: "issued-in-error" }));
    expect((await run({}, (tx) => readProven(tx, CERTIFICATE_RECORDS, CERTIFICATE))).result).toEqual(before);
    const standing = (await run({}, (tx) => readProven(tx, STANDING_RECORDS, CERTIFICATE))).result!;
    expect(life.ledger.endorsers.get(recordKeyAt("certificate-standing", standing.address))).toEqual([PK]);
  });

  it.each<[string, () => unknown]>([
    ["another content hash", () => change({ commitments: { content: "0".repeat(64) } })],
    ["another validity", () => change({ validTo: "2029-12-31" })],
    ["another licence of the same state", () => change({ boundTo: "GBSIEXYK3ZZZ" })],
    ["a licence of another state", () => change({ boundTo: "DEXYZ1" })],
    ["a licence of no member's state", () => change({ boundTo: "ZZXYZ1" })],
    ["higher limits", async () => change({ boundTerms: { ...(await core()).boundTerms!, lines: HIGHER } })],
    ["another content of the licence", () => change({ boundTerms: { content: "0".repeat(64), lines: HIGHER } })],
    ["nothing that it was compared with", () => change({ boundTerms: undefined })],
    ["another time of binding", () => change({ boundAt: "2026-11-23T11:00:00Z" })],
    ["a binding without its status", () => change({ status: "authority-certified" })],
    ["a status without its binding", () => change({ boundTo: undefined })],
    ["another issuing state", () => change({ issuingState: "AE" })],
    ["another type", () => change({ type: "EUU" })],
    [
      "no consent of the exporting state",
      async () => life.ledger.collections.get(GB)?.delete(bindingConsentKey(await core())),
    ],
    ["another consent", async () => life.ledger.collections.get(GB)?.set(bindingConsentKey(await core()), "{}")],
  ])("is not relied on with %s", async (_, bend) => {
    await toBound();
    await bend();
    expect(await refusal(read)).toBe("CERTIFICATE_NOT_AUTHENTIC");
    const used = await licence();
    for (const require of [requireCertificateStands, requireCertificateInForce]) {
      expect(await refusal(() => run({}, (tx) => require(tx, CERTIFICATE, used)))).toBe("CERTIFICATE_NOT_AUTHENTIC");
    }
    const list = await run({}, (tx) => listCertificates(tx, { issuingState: "PK", pageSize: 10, bookmark: "" }));
    expect(list.result.items).toEqual([]);
  });

  it.each([
    ["draft", "fulfilled", "CERTIFICATE_NOT_AUTHENTIC"],
    ["draft", "expired", "CERTIFICATE_NOT_AUTHENTIC"],
    ["draft", "repudiated", "CERTIFICATE_NOT_AUTHENTIC"],
    ["draft", "withdrawn", "CERTIFICATE_NOT_IN_FORCE"],
    ["draft", "bound", "CERTIFICATE_NOT_AUTHENTIC"],
    ["end-user-signed", "bound", "CERTIFICATE_NOT_AUTHENTIC"],
    ["authority-certified", "bound", "CERTIFICATE_NOT_AUTHENTIC"],
    ["authority-certified", "fulfilled", "CERTIFICATE_NOT_AUTHENTIC"],
    ["authority-certified", "expired", "CERTIFICATE_NOT_IN_FORCE"],
    ["authority-certified", "withdrawn", "CERTIFICATE_NOT_IN_FORCE"],
    ["bound", "bound", "no error"],
    ["bound", "expired", "no error"],
    ["bound", "fulfilled", "no error"],
    ["bound", "withdrawn", "CERTIFICATE_NOT_IN_FORCE"],
  ] as const)("carries goods under way, %s and %s as its state says: %s", async (status, said, code) => {
    await toBound();
    if (status !== "bound") await change({ status, boundTo: undefined, boundAt: undefined, boundTerms: undefined });
    await say({ id: CERTIFICATE, status: said });
    expect(await refusal(() => run({}, (tx) => requireCertificateStands(tx, CERTIFICATE)))).toBe(code);
  });

  it("makes room for another where it cannot be relied on", async () => {
    await toBound();
    await change({ validTo: "2029-12-31" });
    await life.another("PK-EUC-0002").go("bound");
  });
});

describe("an end user who is suspended", () => {
  it("signs nothing", async () => {
    await drafted();
    const registrar = { mspId: PK, role: "registrar" } as const;
    await run({ caller: registrar }, (tx) => suspendParty(tx, { id: END_USER, reason: "investigation" }));
    expect(await refusal(() => signed())).toBe("PARTY_NOT_IN_FORCE");
  });
});

describe("certificate:Fulfil", () => {
  it("needs the consignment", async () => {
    await toBound();
    const input = { ...id, consignment: "GB-CN-0001", place: "PKBQM", arrivedOn: "2026-11-20" };
    expect(await refusal(() => run({ caller: certifier }, (tx) => fulfil(tx, input)))).toBe("NOT_FOUND");
    const abroad = { ...input, place: "AEJEA" };
    expect(await refusal(() => run({ caller: certifier }, (tx) => fulfil(tx, abroad)))).toBe("PLACE_OF_ANOTHER_STATE");
  });
});
