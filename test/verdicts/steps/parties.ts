// SPDX-License-Identifier: Apache-2.0
import {
  commitmentOf,
  END_USER_UNDERTAKING,
  endUserUndertakingMessage,
  type JsonValue,
  type SaltedPart,
} from "@licet/domain";
import { computeAddress } from "ethers";
import { eoriOf, type Identifier, keyOf, partyContent, said, type Said, type Story } from "../story.js";
import { CODES, milligrams } from "./licences.js";
import type { Steps } from "./steps.js";

async function certificate(story: Story, of: Said): Promise<void> {
  const id = `PK-EUC-${story.mark}`;
  story.refs.set("certificate", id);
  const content = certificateContent(story, Number(of["kilograms"] ?? 100));
  await story.must("pkEndUser", "certificate:Draft", { certificate: id }, { confidential: { content } });
  const ref = { kind: "certificate", id, part: "content" };
  const part = (await story.must("pkEndUser", "sharing:ReadPart", ref)) as unknown as SaltedPart;
  const signedAt = story.player.now();
  const endUser = story.party("endUser");
  const { salt, content: signed } = part;
  const message = endUserUndertakingMessage({
    certificate: id,
    endUser,
    content: commitmentOf({ salt, content: signed }),
    signedAt,
  });
  const signature = story.sign(endUser, END_USER_UNDERTAKING, message);
  await story.must(
    "pkEndUser",
    "certificate:Sign",
    { certificate: id },
    { confidential: { signature: { signature, signedAt } } },
  );
  const validTo = story.day(Number(of["toInDays"] ?? 300));
  await story.must("pkCertifier", "certificate:Certify", { certificate: id, validTo });
  for (const name of ["content", "signature"]) {
    await story.must("pkCertifier", "sharing:Share", { ref: { ...ref, part: name }, to: "GBAuthorityMSP" });
  }
  if (of["bind"] !== false) await bind(story);
}

async function bind(story: Story): Promise<void> {
  const input = { certificate: story.ref("certificate"), licence: story.ref("licence") };
  await story.must("gbSeniorOfficer", "certificate:Bind", input);
}

/** Content of an end-use certificate of a row, for so many kilograms. */
export function certificateContent(story: Story, kilograms: number): Record<string, JsonValue> {
  const quantity = { amount: milligrams(kilograms), unit: "KGM" };
  return {
    exporter: story.named("exporter"),
    consignee: story.named("endUser"),
    endUser: story.named("endUser"),
    destination: "PK",
    lines: [{ line: 1, description: "Pressure transducers", controlCode: CODES.controlCode, quantity }],
    endUse: "Calibration of a metrology laboratory",
    undertakings: ["end-use-as-stated", "no-re-export-without-consent", "no-mass-destruction"].map((code) => ({
      code,
      given: true,
    })),
  };
}

function standing(act: "Suspend" | "Reinstate", reason: string) {
  return async (story: Story, of: Said): Promise<void> => {
    const id = story.party(said(of, "party", "exporter"));
    await story.must(story.registrarOf(id), `party:${act}`, { id, reason });
  };
}

/** Steps about parties, their keys and their certificates. */
export const PARTY_STEPS: Steps = {
  ownParty: (story, of) =>
    story.ownParty(said(of, "party", "exporter"), of["identifiers"] as unknown as readonly Identifier[] | undefined),
  /** The register lists a number more. */
  addIdentifier: async (story, { scheme = "DUNS", value = "217845632", ...of }) => {
    const name = said(of, "party", "exporter");
    const id = story.party(name);
    const content = partyContent(name, [
      { scheme: "EORI", value: eoriOf(id) },
      { scheme: String(scheme), value: String(value) },
    ]);
    await story.must(story.registrarOf(id), "party:AddIdentifiers", { id }, { confidential: { content } });
  },
  /** The register's entry of a party, with its numbers, goes to another state's authority. */
  shareParty: async (story, of) => {
    const id = story.party(said(of, "party", "exporter"));
    const ref = { kind: "party", id, part: "content" };
    await story.must(story.registrarOf(id), "sharing:Share", { ref, to: `${said(of, "to", "AE")}AuthorityMSP` });
  },
  suspendParty: standing("Suspend", "investigation"),
  reinstateParty: standing("Reinstate", "cause-removed"),
  /** The party's key is reported compromised as of so many minutes ago. */
  stealKey: async (story, of) => {
    const party = story.party(said(of, "party", "carrier1"));
    const from = new Date(Date.parse(story.player.now()) - Number(of["minutesAgo"] ?? 60) * 60_000).toISOString();
    const key = { party, address: computeAddress(keyOf(party).publicKey), from, reason: "key-compromised" };
    await story.must(story.registrarOf(party), "party:RevokeKey", key);
  },
  certificate,
  bindCertificate: bind,
  withdrawCertificate: async (story) => {
    const input = { certificate: story.ref("certificate"), reason: "content-false" };
    await story.must("pkCertifier", "certificate:Withdraw", input);
  },
};
