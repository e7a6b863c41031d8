// SPDX-License-Identifier: Apache-2.0
import { addGroup } from "../../areas/control-list/add-group";
import { publishEdition } from "../../areas/control-list/publish-edition";
import {
  CONTROL_LIST_ADD_GROUP,
  CONTROL_LIST_PUBLISH_EDITION,
  hashOfText,
  type Member,
  MEMBERS_AGREE,
  MEMBERS_APPLY,
  MEMBERS_PROPOSE,
  ownerOfReference,
  PARTY_ADD_KEY,
  PARTY_APPOINT_SIGNATORY,
  PARTY_END_SIGNATORY,
  PARTY_REGISTER,
  PARTY_REINSTATE,
  PARTY_REVOKE_KEY,
  PARTY_SUSPEND,
  type PartyKind,
} from "@licet/domain";
import { authority, CARRIERS as CARRIERS_MEMBER } from "@licet/domain/testing/members";
import { agree } from "../../areas/members/agree";
import { apply } from "../../areas/members/apply";
import { propose } from "../../areas/members/propose";
import { addKey, revokeKey } from "../../areas/party/keys";
import { registerParty } from "../../areas/party/register";
import { appointSignatory, endSignatory } from "../../areas/party/signatories";
import { reinstateParty, suspendParty } from "../../areas/party/standing";
import {
  addressOf,
  AE,
  CARRIERS,
  DE,
  END_USER,
  EXPORTER,
  FR,
  GB,
  OTHER_EXPORTER,
  PEOPLE,
  person,
  PK,
  salted,
  SHIPPER,
  SHIPPER_2,
  WAREHOUSE,
} from "./people";
import type { Stage } from "./stage";

const FOUNDERS: readonly Member[] = [
  authority("GB", { officePrefixes: ["XI"] }),
  authority("AE"),
  authority("PK"),
  authority("DE"),
  CARRIERS_MEMBER,
];

/** The consortium is founded. */
export async function found(stage: Stage): Promise<void> {
  await changeMembers(stage, 0, FOUNDERS, [GB, AE, PK, DE, CARRIERS]);
}

/** A state joins: agreed by a majority, and by itself. */
export async function join(stage: Stage): Promise<void> {
  await changeMembers(stage, 1, [...FOUNDERS, authority("FR")], [GB, AE, PK, FR]);
}

/** A state joins, and every member relies on it. */
export async function joinOf(stage: Stage, state: string): Promise<void> {
  const joining = authority(state);
  const all = [GB, AE, PK, DE, CARRIERS, joining.mspId];
  await changeMembers(stage, 1, [...FOUNDERS, joining], all);
}

async function changeMembers(
  stage: Stage,
  replaces: number,
  members: readonly Member[],
  agreeing: readonly string[],
): Promise<void> {
  const { registrar } = PEOPLE;
  const consentUntil = new Date(Date.parse(stage.time) + 86_400_000).toISOString();
  const proposal = { replaces, members: [...members], consentUntil };
  const { id: change, digest } = await stage.act(MEMBERS_PROPOSE, propose, proposal, registrar(GB));
  for (const mspId of agreeing) {
    const secret = { secret: hashOfText(`secret of ${mspId}`) };
    const isNew = stage.ledger.collections.get(mspId)?.has("secret/salt") !== true;
    const parts = isNew ? { salts: salted(secret) } : {};
    await stage.act(MEMBERS_AGREE, agree, { change, digest }, registrar(mspId), parts);
  }
  await stage.act(MEMBERS_APPLY, apply, { change, endorsers: [...agreeing] }, registrar(GB));
}

/** Parties, their keys in and out of force, and signatories. */
export async function fillRegisters(stage: Stage): Promise<void> {
  await register(stage, EXPORTER, ["exporter", "agent"]);
  await register(stage, OTHER_EXPORTER, ["exporter"]);
  await register(stage, END_USER, ["end-user", "consignee"]);
  for (const party of [SHIPPER, SHIPPER_2, WAREHOUSE]) await register(stage, party, ["carrier"]);
  await register(stage, "GB-EX-0003", ["exporter"]);
  await stage.act(PARTY_SUSPEND, suspendParty, { id: "GB-EX-0003", reason: "investigation" }, PEOPLE.registrar(GB));
  await stage.act(PARTY_SUSPEND, suspendParty, { id: WAREHOUSE, reason: "investigation" }, PEOPLE.registrar(AE));
  await stage.act(PARTY_REINSTATE, reinstateParty, { id: WAREHOUSE, reason: "cause-removed" }, PEOPLE.registrar(AE));
  await endKey(stage, OTHER_EXPORTER, "key-replaced");
  await endKey(stage, WAREHOUSE, "key-compromised");
  await fillSignatories(stage);
}

/** A party with its key. */
export async function register(stage: Stage, id: string, kinds: readonly PartyKind[]): Promise<void> {
  const registrar = PEOPLE.registrar(ownerOfReference(id));
  const jurisdiction = id.startsWith("CARRIERS") ? "GB" : id.slice(0, 2);
  const identifiers = [{ scheme: "EORI", value: `${jurisdiction}123456789000` }];
  const content = { name: `Name of ${id}`, identifiers, address: "1 High Street", country: jurisdiction };
  const input = { id, kinds: [...kinds], jurisdiction, validFrom: "2026-01-01" };
  await stage.act(PARTY_REGISTER, registerParty, input, registrar, { content: salted(content) });
  const key = { party: id, address: addressOf(id), validFrom: "2026-01-01T00:00:00Z" };
  await stage.act(PARTY_ADD_KEY, addKey, key, registrar);
}

/** A second key of a party, which is then revoked. */
async function endKey(stage: Stage, party: string, reason: "key-replaced" | "key-compromised"): Promise<void> {
  const registrar = PEOPLE.registrar(ownerOfReference(party));
  const key = { party, address: addressOf(party, 2) };
  const validity = { validFrom: "2026-01-01T00:00:00Z", validTo: "2027-12-31T00:00:00Z" };
  await stage.act(PARTY_ADD_KEY, addKey, { ...key, ...validity }, registrar);
  await stage.act(PARTY_REVOKE_KEY, revokeKey, { ...key, from: "2026-01-03T00:00:00Z", reason }, registrar);
}

async function fillSignatories(stage: Stage): Promise<void> {
  const registrar = PEOPLE.registrar(PK);
  const former = person(PK, "certifying-officer", { name: "former" });
  const terms = { register: "PK", office: "PK-NA", validFrom: "2026-01-01", validTo: "2027-12-31" };
  const scopes = [
    [PEOPLE.certifier, ["EUC", "EUS", "DVC"]],
    [former, ["EUC"]],
  ] as const;
  for (const [{ officer = "" }, scope] of scopes) {
    await stage.act(PARTY_APPOINT_SIGNATORY, appointSignatory, { ...terms, officer, scope: [...scope] }, registrar);
  }
  const id = `PK-SG-${(former.officer ?? "").toUpperCase()}`;
  await stage.act(PARTY_END_SIGNATORY, endSignatory, { id, reason: "left-office" }, registrar);
}

/** Two published editions of a control list, and a group of one that is in preparation. */
export async function publishLists(stage: Stage): Promise<void> {
  await publish(stage, "2024", "2026-01-01", ["5A002", "5A002.a", "5A002.a.1"]);
  await publish(stage, "2025", "2026-02-01", ["5A002", "5A002.a", "5A002.a.1", "5A002.b"]);
  await addEntries(stage, "2026", ["5A002"]);
}

async function publish(stage: Stage, edition: string, validFrom: string, codes: readonly string[]): Promise<void> {
  const { digest } = await addEntries(stage, edition, codes);
  const input = {
    ...LIST,
    edition,
    title: `Annex I, ${edition}`,
    source: "Made up for tests",
    validFrom,
    groups: [digest],
  };
  await stage.act(CONTROL_LIST_PUBLISH_EDITION, publishEdition, input, PEOPLE.senior);
}

const LIST = { publisher: "GB", list: "EU-ANNEX-I" } as const;

function addEntries(
  stage: Stage,
  edition: string,
  codes: readonly string[],
): Promise<{ digest: { group: string; count: number; hash: string } }> {
  const entries = codes.map((code) => {
    const parent = code.includes(".") ? { parent: code.slice(0, code.lastIndexOf(".")) } : {};
    return { code, title: `Entry ${code}`, ...parent };
  });
  const input = { ...LIST, edition, group: "5A", entries };
  return stage.act(CONTROL_LIST_ADD_GROUP, addGroup, input, PEOPLE.licensing);
}
