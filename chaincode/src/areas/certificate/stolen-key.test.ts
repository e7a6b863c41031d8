// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { CERTIFICATE_REINSTATE, CERTIFICATE_REPUDIATE, CERTIFICATE_WITHDRAW } from "@licet/domain";
import { repudiationKey } from "../../fabric/keys";
import type { TransactionSetting } from "../../testing/fabric/memory-ledger";
import { play } from "../../testing/fabric/play";
import { putCertificate } from "../../testing/worlds/certificates";
import { CERTIFICATE, END_USER, EXPORTER, LICENCE } from "../../testing/worlds/licence-world";
import { requireCertificateStands } from "../../rules/certificate/standing";
import { repudiate, withdraw } from "./end";
import { reinstate } from "./reinstate";
import { CertificateLife, CONTENT, PK, WHO } from "../../testing/certificate/life";

const LATER = "2026-11-25T10:00:00.000Z";
const id = { certificate: CERTIFICATE };
const evidence = { content: CONTENT };

type Ended = [string, () => Promise<unknown> | undefined, string];

let life: CertificateLife;

/** How the key that signed on 20 November, which was recorded on the 23rd, may have ended. */
const ENDED: Ended[] = [
  ["in force", () => undefined, "no error"],
  ["stolen before it signed", () => life.revoked("2026-11-01T00:00:00Z"), "SIGNER_NOT_ACCEPTED"],
  ["stolen as it signed", () => life.revoked("2026-11-20T09:00:00Z"), "SIGNER_NOT_ACCEPTED"],
  ["stolen before that was recorded", () => life.revoked("2026-11-21T00:00:00Z"), "SIGNER_NOT_ACCEPTED"],
  ["stolen after that", () => life.revoked("2026-11-24T00:00:00Z", "key-compromised", LATER), "no error"],
  ["replaced after that", () => life.revoked("2026-11-24T00:00:00Z", "key-replaced", LATER), "no error"],
  ["replaced since it signed", () => life.revoked("2026-11-21T00:00:00Z", "key-replaced"), "no error"],
  ["replaced before it signed", () => life.revoked("2026-11-01T00:00:00Z", "key-replaced"), "SIGNER_NOT_ACCEPTED"],
];

describe("who relies on the end user's signature looks at its key again", () => {
  it.each(ENDED)("certify, %s", async (_, end, code) => {
    life = await CertificateLife.at("signed");
    await end();
    expect(await life.outcome(() => life.certified({ time: LATER }))).toBe(code);
  });

  it.each(ENDED)("bind, %s", async (_, end, code) => {
    life = await CertificateLife.at("certified");
    await end();
    expect(await life.outcome(() => life.bound({ time: LATER }))).toBe(code);
  });

  it("and needs the signature for that", async () => {
    life = await CertificateLife.at("signed");
    const without = () => life.certified({ evidence });
    expect(await life.refusal(without)).toBe("INVALID_CONFIDENTIAL_INPUT");
  });

  it.each([
    ["another party's signature", () => life.undertaking(EXPORTER)],
    ["a signature that is none", () => ({ signature: { ...CONTENT, content: { signature: "0x", signedAt: LATER } } })],
  ])("whatever the issuing state says of it: %s", async (_, given) => {
    life = await CertificateLife.start();
    const unbound = { status: "authority-certified", boundTo: undefined, boundAt: undefined } as const;
    await putCertificate(life.ledger, unbound);
    const code = await life.refusal(() => life.bound({ evidence: given() }));
    expect(["SIGNER_NOT_ACCEPTED", "SIGNATURE_INVALID"]).toContain(code);
  });
});

describe("certificate:Reinstate", () => {
  const before = "2026-11-21T00:00:00Z";
  const restored = (setting: TransactionSetting = {}): Promise<unknown> => {
    const given = { caller: WHO.certifier, evidence, time: LATER, ...setting };
    return play(life.ledger, CERTIFICATE_REINSTATE, reinstate, id, given);
  };
  const refusal = (setting: TransactionSetting = {}): Promise<string> => life.refusal(() => restored(setting));
  const stands = (): Promise<string> =>
    life.refusal(() => life.ledger.run({}, (tx) => requireCertificateStands(tx, CERTIFICATE)));
  beforeEach(async () => {
    life = await CertificateLife.at("bound");
  });

  it("lifts what a thief signed, and the goods go on", async () => {
    await life.repudiated();
    expect(await stands()).toBe("CERTIFICATE_NOT_IN_FORCE");
    await life.revoked(before);
    await restored();
    expect([await life.status(), await stands()]).toEqual(["bound", "no error"]);
    expect(await refusal()).toBe("TRANSITION_NOT_ALLOWED");
    expect(await life.refusal(() => life.repudiated())).toBe("SIGNER_NOT_ACCEPTED");
    const input = { ...id, reason: "other" as const };
    await play(life.ledger, CERTIFICATE_WITHDRAW, withdraw, input, { caller: WHO.certifier });
    expect([await stands(), await refusal()]).toEqual(["CERTIFICATE_NOT_IN_FORCE", "TRANSITION_NOT_ALLOWED"]);
  });

  it("keeps a delivery that was verified before", async () => {
    const delivery = { consignment: "GB-CN-0001", place: "PKBQM", arrivedOn: "2026-11-20", verifiedAt: LATER };
    await life.said({ status: "fulfilled", delivery });
    await life.repudiated();
    await life.revoked(before);
    await restored();
    const { result } = await life.ledger.run({}, (tx) => requireCertificateStands(tx, CERTIFICATE));
    expect(result).toMatchObject({ status: "bound", delivery, boundTo: LICENCE });
    expect(result.ended).toBeUndefined();
  });

  const disowned = (caller: object): Promise<unknown> =>
    play(life.ledger, CERTIFICATE_REPUDIATE, repudiate, { ...id, reason: "other" }, { caller, evidence });

  it.each<[string, () => Promise<unknown>]>([
    ["its key is in force", () => life.repudiated()],
    ["its key was replaced", () => life.repudiated().then(() => life.revoked(before, "key-replaced"))],
    [
      "its key was stolen after it was recorded",
      () => life.repudiated().then(() => life.revoked("2026-11-24T00:00:00Z", "key-compromised", LATER)),
    ],
    ["the end user repudiated by its identity", () => disowned(WHO.endUser).then(() => life.revoked(before))],
    ["its state's officer repudiated", () => disowned(WHO.certifier).then(() => life.revoked(before))],
    [
      "a signature was kept of an earlier one",
      async () => {
        await life.repudiated();
        await life.revoked(before);
        await restored();
        await disowned(WHO.endUser);
      },
    ],
    [
      "the signature is not kept",
      async () => {
        await life.repudiated();
        await life.revoked(before);
        life.ledger.collections.get(PK)?.delete(repudiationKey(CERTIFICATE));
      },
    ],
  ])("does not lift it where %s", async (_, end) => {
    await end();
    expect([await refusal(), await life.status()]).toEqual(["REPUDIATION_STANDS", "repudiated"]);
  });

  it("does not lift it where the certificate is bound to nothing", async () => {
    const other = life.another("PK-EUC-0002");
    await other.go("certified");
    await other.repudiated();
    await life.revoked(before);
    const input = { certificate: "PK-EUC-0002" };
    const attempt = () =>
      play(life.ledger, CERTIFICATE_REINSTATE, reinstate, input, { caller: WHO.certifier, evidence });
    expect(await life.refusal(attempt)).toBe("REPUDIATION_STANDS");
  });

  it.each<[string, TransactionSetting, string]>([
    ["an officer who is no signatory", { caller: WHO.otherCertifier }, "SIGNATORY_NOT_IN_FORCE"],
    ["an officer of another state", { caller: { ...WHO.certifier, mspId: "DEAuthorityMSP" } }, "NOT_YOUR_RECORD"],
    ["the end user", { caller: WHO.endUser }, "ROLE_NOT_ALLOWED"],
    ["the registrar", { caller: WHO.registrar }, "ROLE_NOT_ALLOWED"],
    ["a signatory at another organisation's peer", { peerMsp: "GBAuthorityMSP" }, "PRIVATE_READ_REFUSED"],
    ["a signatory without the content", { evidence: {} }, "INVALID_CONFIDENTIAL_INPUT"],
  ])("is not for %s", async (_, setting, code) => {
    await life.repudiated();
    await life.revoked(before);
    expect(await refusal(setting)).toBe(code);
  });

  it("leaves no trace of the end user on the channel", async () => {
    const address = life.world.address(END_USER).slice(2).toLowerCase();
    const channel = (): string => [...life.ledger.state.values()].join().toLowerCase();
    const standing = (): number => channel().split(address).length;
    const count = standing();
    await life.repudiated();
    expect(standing()).toBe(count);
  });
});
