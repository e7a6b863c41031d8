// SPDX-License-Identifier: Apache-2.0
import type { z } from "zod";
import {
  CERTIFICATE_BIND,
  CERTIFICATE_CERTIFY,
  CERTIFICATE_DRAFT,
  CERTIFICATE_REPUDIATE,
  CERTIFICATE_SIGN,
  type CertificateEndReason,
  type CertificateStanding,
  commitmentOf,
  END_USER_REPUDIATION,
  END_USER_UNDERTAKING,
  endUserRepudiationMessage,
  endUserUndertakingMessage,
  type SaltedPart,
} from "@licet/domain";
import type { MemoryLedger, TransactionSetting } from "../fabric/memory-ledger";
import { play } from "../fabric/play";
import { revokeKey } from "../../areas/party/keys";
import { appointSignatory } from "../../areas/party/signatories";
import { CustodyWorld } from "../worlds/custody-world";
import {
  CERTIFICATE,
  certificateContent,
  END_USER,
  EXPORTER,
  issueLicence,
  LICENCE,
  licenceContent,
  salted,
} from "../worlds/licence-world";
import { codeOf, refusalOf } from "../fabric/refusals";
import { bind } from "../../areas/certificate/bind";
import { certify } from "../../areas/certificate/certify";
import { draft } from "../../areas/certificate/draft";
import { repudiate } from "../../areas/certificate/end";
import { showCertificate } from "../../areas/certificate/read";
import { putStanding } from "../../rules/certificate/records";
import { sign } from "../../areas/certificate/sign";

export const PK = "PKAuthorityMSP";
export const GB = "GBAuthorityMSP";

/** Who acts on certificates. */
export const WHO = {
  certifier: { mspId: PK, role: "certifying-officer", officer: "c".repeat(32) },
  otherCertifier: { mspId: PK, role: "certifying-officer", officer: "d".repeat(32) },
  registrar: { mspId: PK, role: "registrar", officer: "a".repeat(32) },
  endUser: { mspId: PK, role: "end-user", party: END_USER, officer: "e".repeat(32) },
  licensing: { mspId: GB, role: "licensing-officer", officer: "f".repeat(32) },
} as const;

export const CONTENT = salted(certificateContent());
export const SIGNED_AT = "2026-11-20T09:00:00Z";
export const REPUDIATED_AT = "2026-11-22T09:00:00Z";

/** What binding a certificate to the tests' licence needs of both contents. */
export const BOTH = { certificate: CONTENT, licence: salted(licenceContent()) };

type Reason = z.input<typeof CertificateEndReason>;

/** A certificate's life on a ledger that has its end user, an authorised signatory and a licence. */
export class CertificateLife {
  readonly world: CustodyWorld;
  readonly #id: string;

  private constructor(world: CustodyWorld, id = CERTIFICATE) {
    this.world = world;
    this.#id = id;
  }

  get ledger(): MemoryLedger {
    return this.world.ledger;
  }

  /** Registers the parties, appoints the signatory and issues the licence. */
  static async start(): Promise<CertificateLife> {
    const life = new CertificateLife(new CustodyWorld());
    await life.world.register(END_USER);
    await life.world.register(EXPORTER);
    await issueLicence(life.ledger);
    await life.ledger.run({ caller: WHO.registrar }, (tx) =>
      appointSignatory(tx, {
        register: "PK",
        officer: WHO.certifier.officer,
        office: "PK-NA",
        scope: ["EUC"],
        validFrom: "2026-01-01",
        validTo: "2027-12-31",
      }),
    );
    return life;
  }

  /** As `start`, with a certificate that is signed and, where asked for, certified and bound. */
  static async at(step: "signed" | "certified" | "bound"): Promise<CertificateLife> {
    const life = await CertificateLife.start();
    await life.go(step);
    return life;
  }

  /** Another certificate on the same ledger. */
  another(id: string): CertificateLife {
    return new CertificateLife(this.world, id);
  }

  /** Takes a certificate that is not drawn up yet as far as a step. */
  async go(step: "signed" | "certified" | "bound"): Promise<void> {
    await this.drafted();
    await this.signed();
    if (step !== "signed") await this.certified();
    if (step === "bound") await this.bound();
  }

  /** Code that an act is refused with; it must not write. */
  refusal(act: () => Promise<unknown>): Promise<string> {
    return refusalOf(this.ledger, act);
  }

  /** Code that an act is refused with, or "no error" where it was done. */
  outcome(act: () => Promise<unknown>): Promise<string> {
    return codeOf(act());
  }

  /** What the issuing state says of the certificate alone, written as it can with altered chaincode. */
  said(standing: Omit<CertificateStanding, "id">): Promise<unknown> {
    return this.ledger.run({}, (tx) => putStanding(tx, { id: this.#id, ...standing }));
  }

  drafted(content = CONTENT): Promise<unknown> {
    const input = { certificate: this.#id };
    return play(this.ledger, CERTIFICATE_DRAFT, draft, input, { caller: WHO.endUser, parts: { content } });
  }

  /** The end user's signature as a part, or somebody else's. */
  undertaking(signer = END_USER, signedAt = SIGNED_AT): { signature: SaltedPart } {
    const fields = { certificate: this.#id, endUser: END_USER, content: commitmentOf(CONTENT), signedAt };
    const signature = this.world.sign(signer, END_USER_UNDERTAKING, endUserUndertakingMessage(fields));
    return { signature: salted({ signature, signedAt }) };
  }

  signed(parts = this.undertaking()): Promise<unknown> {
    const setting = { caller: WHO.endUser, parts, evidence: { content: CONTENT } };
    return play(this.ledger, CERTIFICATE_SIGN, sign, { certificate: this.#id }, setting);
  }

  certified(setting: TransactionSetting = {}): Promise<unknown> {
    const input = { certificate: this.#id, validTo: "2027-06-30" };
    const evidence = { content: CONTENT, ...this.undertaking() };
    return play(this.ledger, CERTIFICATE_CERTIFY, certify, input, { caller: WHO.certifier, evidence, ...setting });
  }

  bound(setting: TransactionSetting = {}, licence = LICENCE): Promise<unknown> {
    const input = { certificate: this.#id, licence };
    const evidence = { ...BOTH, ...this.undertaking(), ...setting.evidence };
    return play(this.ledger, CERTIFICATE_BIND, bind, input, { caller: WHO.licensing, ...setting, evidence });
  }

  /** A repudiation by signature, brought in by somebody of another state. */
  repudiated(reason: Reason = "other", signer = END_USER): Promise<unknown> {
    const fields = { endUser: END_USER, content: commitmentOf(CONTENT), reason, signedAt: REPUDIATED_AT };
    const message = endUserRepudiationMessage({ certificate: this.#id, ...fields });
    const signature = this.world.sign(signer, END_USER_REPUDIATION, message);
    const parts = { signature: salted({ signature, signedAt: REPUDIATED_AT }) };
    const caller = { mspId: "DEAuthorityMSP", role: "end-user", officer: "9".repeat(32) } as const;
    const input = { certificate: this.#id, reason };
    const setting = { caller, peerMsp: PK, parts, evidence: { content: CONTENT } };
    return play(this.ledger, CERTIFICATE_REPUDIATE, repudiate, input, setting);
  }

  /** The end user's register ends its key. */
  revoked(
    from: string,
    reason: "key-compromised" | "key-replaced" = "key-compromised",
    time?: string,
  ): Promise<unknown> {
    const key = { party: END_USER, algorithm: "secp256k1", address: this.world.address(END_USER) } as const;
    return this.ledger.run({ caller: WHO.registrar, ...(time === undefined ? {} : { time }) }, (tx) =>
      revokeKey(tx, { ...key, from, reason }),
    );
  }

  async status(): Promise<string> {
    return (await this.ledger.run({}, (tx) => showCertificate(tx, { certificate: this.#id }))).result.status;
  }
}
