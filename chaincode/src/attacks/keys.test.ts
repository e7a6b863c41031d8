// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { bind } from "../areas/certificate/bind";
import { certify } from "../areas/certificate/certify";
import { requireCertificateStands } from "../rules/certificate/standing";
import { draft } from "../areas/certificate/draft";
import { repudiate } from "../areas/certificate/end";
import { reinstate } from "../areas/certificate/reinstate";
import { sign } from "../areas/certificate/sign";
import {
  commitmentOf,
  END_USER_REPUDIATION,
  END_USER_UNDERTAKING,
  endUserRepudiationMessage,
  endUserUndertakingMessage,
  type SaltedPart,
} from "@licet/domain";
import { revokeKey } from "../areas/party/keys";
import { appointSignatory } from "../areas/party/signatories";
import { CustodyWorld } from "../testing/worlds/custody-world";
import {
  CERTIFICATE,
  certificateContent,
  END_USER,
  EXPORTER,
  issueLicence,
  LICENCE,
  licenceContent,
  salted,
} from "../testing/worlds/licence-world";
import { outcomeOf } from "./world";

const PK = "PKAuthorityMSP";
const certifier = { mspId: PK, role: "certifying-officer", officer: "c".repeat(32) } as const;
const endUser = { mspId: PK, role: "end-user", party: END_USER, officer: "e".repeat(32) } as const;
const licensing = { mspId: "GBAuthorityMSP", role: "licensing-officer", officer: "f".repeat(32) } as const;
const registrar = { mspId: PK, role: "registrar", officer: "a".repeat(32) } as const;
const content = salted(certificateContent());
const id = { certificate: CERTIFICATE };
const signedAt = "2026-11-20T09:00:00Z";

describe("a certificate and a key of its end user that was stolen", () => {
  let world: CustodyWorld;
  let evidence: Record<string, SaltedPart>;
  beforeEach(async () => {
    world = new CustodyWorld();
    await world.register(END_USER);
    await world.register(EXPORTER);
    await issueLicence(world.ledger);
    await world.ledger.run({ caller: registrar }, (tx) =>
      appointSignatory(tx, {
        register: "PK",
        officer: certifier.officer,
        office: "PK-NA",
        scope: ["EUC"],
        validFrom: "2026-01-01",
        validTo: "2027-12-31",
      }),
    );
    const fields = { certificate: CERTIFICATE, endUser: END_USER, content: commitmentOf(content), signedAt };
    const signature = world.sign(END_USER, END_USER_UNDERTAKING, endUserUndertakingMessage(fields));
    await world.ledger.run({ caller: endUser, parts: { content } }, (tx) => draft(tx, id));
    const parts = { signature: salted({ signature, signedAt }) };
    await world.ledger.run({ caller: endUser, parts, evidence: { content } }, (tx) => sign(tx, id));
    evidence = { content, certificate: content, licence: salted(licenceContent()), ...parts };
    await world.ledger.run({ caller: certifier, evidence }, (tx) => certify(tx, { ...id, validTo: "2027-06-30" }));
  });
  const stolen = (from: string): Promise<unknown> =>
    world.ledger.run({ caller: registrar }, (tx) =>
      revokeKey(tx, {
        party: END_USER,
        algorithm: "secp256k1",
        address: world.address(END_USER),
        from,
        reason: "key-compromised",
      }),
    );
  const bound = (): Promise<unknown> =>
    world.ledger.run({ caller: licensing, evidence }, (tx) => bind(tx, { ...id, licence: LICENCE }));

  it("is not bound where the thief may have signed it", async () => {
    await stolen("2026-11-01T00:00:00Z");
    expect(await outcomeOf(bound)).toBe("SIGNER_NOT_ACCEPTED");
  });

  it("is not ended for ever by the thief's repudiation", async () => {
    await bound();
    const at = "2026-11-22T09:00:00Z";
    const message = {
      certificate: CERTIFICATE,
      endUser: END_USER,
      content: commitmentOf(content),
      reason: "other",
      signedAt: at,
    };
    const signature = world.sign(END_USER, END_USER_REPUDIATION, endUserRepudiationMessage(message));
    const parts = { signature: salted({ signature, signedAt: at }) };
    const thief = {
      caller: { mspId: "DEAuthorityMSP", role: "end-user", officer: "d".repeat(32) },
      parts,
      evidence: { content },
    } as const;
    await world.ledger.run(thief, (tx) => repudiate(tx, { ...id, reason: "other" }));
    await stolen("2026-11-21T00:00:00Z");
    await world.ledger.run({ caller: certifier, evidence: { content } }, (tx) => reinstate(tx, id));
    expect(await outcomeOf(() => world.ledger.run({}, (tx) => requireCertificateStands(tx, CERTIFICATE)))).toBe(
      "accepted",
    );
  });
});
