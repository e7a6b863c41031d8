// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import {
  END_USER_REPUDIATION,
  END_USER_UNDERTAKING,
  endUserRepudiationMessage,
  endUserUndertakingMessage,
} from "../domain/certificate/typed-data";
import { commitmentOf } from "../domain/shared/commitment";
import { readRecord } from "../ledger/records";
import { LICENCE_RECORDS } from "../licence/records";
import { appointSignatory } from "../party/signatories";
import { CustodyWorld } from "../testing/custody-world";
import {
  CERTIFICATE,
  certificateContent,
  END_USER,
  EXPORTER,
  issueLicence,
  LICENCE,
  licenceContent,
  salted,
} from "../testing/licence-world";
import { refusalOf } from "../testing/refusals";
import { bind } from "./bind";
import { certify } from "./certify";
import { requireCertificateInForce, requireCertificateStands } from "./dependents";
import { draft } from "./draft";
import { expire, repudiate, withdraw } from "./end";
import { fulfil } from "./fulfil";
import { listCertificates, readCertificate } from "./read";
import { sign } from "./sign";

const PK = "PKAuthorityMSP";
const certifier = { mspId: PK, role: "certifying-officer", officer: "c".repeat(32) } as const;
const endUser = { mspId: PK, role: "end-user", party: END_USER, officer: "e".repeat(32) } as const;
const licensing = { mspId: "GBAuthorityMSP", role: "licensing-officer", officer: "f".repeat(32) } as const;
const content = salted(certificateContent());
const evidence = { content };
const both = { certificate: content, licence: salted(licenceContent()) };
const SIGNED_AT = "2026-11-20T09:00:00Z";
const id = { certificate: CERTIFICATE };

let world: CustodyWorld;
beforeEach(async () => {
  world = await CustodyWorld.start();
  await world.register(END_USER);
  await world.register(EXPORTER);
  await issueLicence(world.ledger);
  await world.ledger.run({ caller: { mspId: PK, role: "registrar", officer: "a".repeat(32) } }, (tx) =>
    appointSignatory(tx, {
      register: "PK",
      officer: certifier.officer,
      office: "PK-NA",
      scope: ["EUC"],
      validFrom: "2026-01-01",
      validTo: "2027-12-31",
    }),
  );
});
const refusal = (action: () => Promise<unknown>): Promise<string> => refusalOf(world.ledger, action);
const run: CustodyWorld["ledger"]["run"] = (setting, rule) => world.ledger.run(setting, rule);

const drafted = (given = content): Promise<unknown> =>
  run({ caller: endUser, parts: { content: given } }, (tx) => draft(tx, id));

function undertaking(signer = END_USER, signedAt = SIGNED_AT): { signature: ReturnType<typeof salted> } {
  const fields = { certificate: CERTIFICATE, endUser: END_USER, content: commitmentOf(content), signedAt };
  const signature = world.sign(signer, END_USER_UNDERTAKING, endUserUndertakingMessage(fields));
  return { signature: salted({ signature, signedAt }) };
}

const signed = (parts = undertaking()): Promise<unknown> =>
  run({ caller: endUser, parts, evidence }, (tx) => sign(tx, id));
const certified = (caller: object = certifier): Promise<unknown> =>
  run({ caller }, (tx) => certify(tx, { ...id, validTo: "2027-06-30" }));
const bound = (given: object = both, licence = LICENCE): Promise<unknown> =>
  run({ caller: licensing, evidence: given as typeof both }, (tx) => bind(tx, { ...id, licence }));
const status = async (): Promise<string> => (await run({}, (tx) => readCertificate(tx, id))).result.status;

async function toBound(): Promise<void> {
  await drafted();
  await signed();
  await certified();
  await bound();
}

describe("a certificate's life", () => {
  it("goes from draft to bound, with content and signature in the issuing state's collection only", async () => {
    await toBound();
    expect(await status()).toBe("bound");
    const licence = await run({}, (tx) => readRecord(tx, LICENCE_RECORDS, LICENCE));
    expect(licence.result?.boundCertificate).toBe(CERTIFICATE);
    const channel = [...world.ledger.state.values()].join();
    const { signature } = undertaking().signature.content as { signature: string };
    for (const secret of ["Example Networks", "5A002", "civil network", signature]) {
      expect(channel).not.toContain(secret);
    }
    expect(world.ledger.collections.get("GBAuthorityMSP")?.has(`part/certificate/${CERTIFICATE}/content`)).toBe(false);
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
    expect(await refusal(() => certified({ ...certifier, officer: "d".repeat(32) }))).toBe("SIGNATORY_NOT_IN_FORCE");
    expect(await refusal(() => certified({ ...certifier, mspId: "DEAuthorityMSP" }))).toBe("NOT_YOUR_RECORD");
    expect(await refusal(() => certified(endUser))).toBe("ROLE_NOT_ALLOWED");
    await certified();
    expect(await status()).toBe("authority-certified");
  });
});

describe("certificate:Bind", () => {
  it("serves one licence", async () => {
    await toBound();
    await issueLicence(world.ledger, { number: "GBSIEXYK3ZZZ" });
    expect(await refusal(() => bound(both, "GBSIEXYK3ZZZ"))).toBe("CERTIFICATE_ALREADY_BOUND");
  });

  it("needs the certification and both contents", async () => {
    await drafted();
    await signed();
    expect(await refusal(() => bound())).toBe("CERTIFICATE_TYPE_RULE");
    await certified();
    expect(await refusal(() => bound({ certificate: content }))).toBe("INVALID_CONFIDENTIAL_INPUT");
    const late = { caller: licensing, evidence: both, time: "2027-07-01T00:00:00.000Z" };
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
    const given = { ...both, licence: salted(other) };
    await expect(bound(given)).rejects.toMatchObject({
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
    const second = { certificate: "PK-EUC-0002" };
    await run({ caller: endUser, parts: { content } }, (tx) => draft(tx, second));
    const fields = { ...second, endUser: END_USER, content: commitmentOf(content), signedAt: SIGNED_AT };
    const signature = world.sign(END_USER, END_USER_UNDERTAKING, endUserUndertakingMessage(fields));
    const parts = { signature: salted({ signature, signedAt: SIGNED_AT }) };
    await run({ caller: endUser, parts, evidence }, (tx) => sign(tx, second));
    await run({ caller: certifier }, (tx) => certify(tx, { ...second, validTo: "2027-06-30" }));
    const again = (): Promise<unknown> =>
      run({ caller: licensing, evidence: both }, (tx) => bind(tx, { ...second, licence: LICENCE }));
    expect(await refusal(again)).toBe("LICENCE_HAS_CERTIFICATE");
    await run({ caller: certifier }, (tx) => withdraw(tx, { ...id, reason: "superseded" }));
    await again();
  });
});

describe("what depends on a certificate", () => {
  const inForce = (): Promise<string> =>
    refusal(() => run({}, (tx) => requireCertificateInForce(tx, CERTIFICATE, LICENCE)));
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
    const signedAt = "2026-11-22T09:00:00Z";
    const fields = { certificate: CERTIFICATE, endUser: END_USER, content: commitmentOf(content), reason, signedAt };
    const message = endUserRepudiationMessage(fields);
    const parts = (signer: string): { signature: ReturnType<typeof salted> } => ({
      signature: salted({ signature: world.sign(signer, END_USER_REPUDIATION, message), signedAt }),
    });
    const repudiated = (caller: object, given: object): Promise<unknown> =>
      run({ caller, evidence, ...given }, (tx) => repudiate(tx, { ...id, reason }));
    expect(await refusal(() => repudiated(endUser, { parts: parts(EXPORTER) }))).toBe("SIGNER_NOT_ACCEPTED");
    expect(await refusal(() => repudiated({ ...endUser, party: EXPORTER }, {}))).toBe("PARTY_NOT_REPRESENTED");
    await repudiated(endUser, { parts: parts(END_USER) });
    expect([await status(), await stands()]).toEqual(["repudiated", "CERTIFICATE_NOT_IN_FORCE"]);
  });

  it("may finish its journey after the validity ended, and start none", async () => {
    await toBound();
    expect(await refusal(() => run({ caller: certifier }, (tx) => expire(tx, id)))).toBe("CERTIFICATE_TYPE_RULE");
    await run({ caller: certifier, time: "2027-07-01T00:00:00.000Z" }, (tx) => expire(tx, id));
    expect([await inForce(), await stands()]).toEqual(["CERTIFICATE_NOT_IN_FORCE", "no error"]);
  });
});

describe("certificate:Fulfil", () => {
  it("needs the consignment", async () => {
    await toBound();
    const input = { ...id, consignment: "GB-CN-0001", place: "PKBQM", arrivedOn: "2026-11-20" };
    expect(await refusal(() => run({ caller: certifier }, (tx) => fulfil(tx, input)))).toBe("NOT_FOUND");
  });
});
