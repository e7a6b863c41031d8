// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, it } from "vitest";
import { bind } from "../areas/certificate/bind";
import { withdraw } from "../areas/certificate/end";
import { CERTIFICATE_RECORDS } from "../rules/certificate/records";
import { CERTIFICATE_BIND, CERTIFICATE_WITHDRAW, commitmentOf } from "@licet/domain";
import { proofKey } from "../fabric/keys";
import { play } from "../testing/fabric/play";
import { putCertificate } from "../testing/worlds/certificates";
import { ConsignmentWorld, WHO } from "../testing/worlds/consignment-world";
import { CERTIFICATE, certificateContent, LICENCE, licenceContent, salted } from "../testing/worlds/licence-world";
import { outcomeOf, verified } from "./world";

const content = salted(certificateContent());
const evidence = { certificate: content, licence: salted(licenceContent()) };

describe("a state that is not the end user's", () => {
  let world: ConsignmentWorld;
  beforeEach(async () => {
    world = await ConsignmentWorld.start();
    await world.changeLicence({ certificateRequired: true });
  });

  /** An end-use certificate for a Pakistani end user that another authority made up in its own register. */
  function made(up: "DE" | "GB"): string {
    const id = `${up}-EUC-0001`;
    world.forge(CERTIFICATE_RECORDS, id, {
      id,
      type: "EUC",
      issuingState: up,
      status: "authority-certified",
      commitments: { content: commitmentOf(content) },
      draftedAt: "2026-11-01T00:00:00Z",
      validTo: "2027-06-30",
    });
    world.ledger.locked.add(`${up}AuthorityMSP ${proofKey("certificate", id)}`);
    return id;
  }
  const bound = (certificate: string): Promise<unknown> =>
    play(world.ledger, CERTIFICATE_BIND, bind, { certificate, licence: LICENCE }, { ...WHO.licensing, evidence });

  it.each(["DE", "GB"] as const)("assures no end use in Pakistan: %s", async (state) => {
    const id = made(state);
    expect(await outcomeOf(() => bound(id))).not.toBe("accepted");
  });

  it("nor does the exporting state, which binds its own alone, before the destination's eyes", async () => {
    await outcomeOf(() => bound(made("GB")));
    await outcomeOf(() => world.register());
    const answer = await outcomeOf(async () => {
      await world.release();
      await world.giveCopies("PKAuthorityMSP");
      const { disposition } = await verified(world, WHO.pkCustoms);
      throw Object.assign(new Error(), { code: disposition });
    });
    expect(answer).not.toBe("may-pass");
  });
});

describe("goods that left under a certificate which the importing state has withdrawn", () => {
  let world: ConsignmentWorld;
  beforeEach(async () => {
    world = await ConsignmentWorld.start();
    await world.bindCertificate();
    await world.register();
    await world.release();
    await world.giveCopies("PKAuthorityMSP");
    const certifier = {
      caller: { mspId: "PKAuthorityMSP", role: "certifying-officer", officer: "c".repeat(32) },
    } as const;
    const input = { certificate: CERTIFICATE, reason: "content-false" as const };
    expect((await verified(world, WHO.pkCustoms)).disposition).toBe("may-pass");
    await play(world.ledger, CERTIFICATE_WITHDRAW, withdraw, input, certifier);
    expect((await verified(world, WHO.pkCustoms)).disposition).toBe("stop");
  });

  it("do not pass because the exporting state struck it from its licence", async () => {
    await world.changeLicence({ boundCertificate: undefined, certificateRequired: false });
    expect((await verified(world, WHO.pkCustoms)).disposition).toBe("stop");
  });

  it("do not pass because another certificate was bound since", async () => {
    await putCertificate(world.ledger, { id: "PK-EUC-0002" });
    await world.changeLicence({ boundCertificate: "PK-EUC-0002" });
    expect((await verified(world, WHO.pkCustoms)).disposition).toBe("stop");
  });
});
