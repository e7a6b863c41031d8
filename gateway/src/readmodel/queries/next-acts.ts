// SPDX-License-Identifier: Apache-2.0
import {
  APPLICATION_TRANSITIONS,
  authorityMspOf,
  CERTIFICATE_RULES,
  CERTIFICATE_TRANSITIONS,
  type CertificateType,
  CONSIGNMENT_TRANSITIONS,
  countryOf,
  HOLD_TRANSITIONS,
  type JsonValue,
  LICENCE_TRANSITIONS,
  type MspId,
  PARTY_ROLES,
  type Role,
} from "@licet/domain";
import type { ReadModelCaller } from "./caller.js";

/** What is awaited of a record, and of whom: who has the ball. */
export interface NextAct {
  readonly act: string;
  /** Roles that may take it; none where it depends on the party alone. */
  readonly roles: readonly Role[];
  /** Organisation of which it is awaited; left out where the record does not say. */
  readonly organisation?: MspId | undefined;
  /** Party of which it is awaited. */
  readonly party?: string | undefined;
  readonly needs: readonly string[];
  /** Pseudonym of the person who may not take it, since it is for another one. */
  readonly otherThan?: string | undefined;
}

/** What of a record the table below looks at. */
export interface Standing {
  readonly owner: MspId;
  /** Status as it is now. */
  readonly status: string | null;
  /** Status as it was written last. */
  readonly written: string | null;
  readonly content: Readonly<Record<string, JsonValue | undefined>>;
}

interface Row {
  readonly from: string;
  readonly action: string;
  readonly who: readonly Role[];
  readonly needs: readonly string[];
}

/** Transitions of each type of record that has any. */
const TRANSITIONS: Readonly<Record<string, readonly Row[]>> = {
  licence: LICENCE_TRANSITIONS,
  application: APPLICATION_TRANSITIONS,
  certificate: CERTIFICATE_TRANSITIONS,
  consignment: CONSIGNMENT_TRANSITIONS,
  hold: HOLD_TRANSITIONS,
};

/** Acts that are awaited, not merely possible, by type of record and status as it is now. Each is a transition of its table. */
const AWAITED: Readonly<Record<string, Readonly<Record<string, (standing: Standing) => readonly string[]>>>> = {
  application: { submitted: () => ["approve", "refuse"], approved: () => ["issue"] },
  licence: { suspended: () => ["reinstate", "revoke"], expired: whereWritten(["expire"]) },
  certificate: {
    draft: actsOnDraft,
    "end-user-signed": ({ content }) => (ruleOf(content)?.certified === true ? ["certify"] : ["bind"]),
    "authority-certified": ({ content }) => (ruleOf(content)?.bindable === true ? ["bind"] : []),
    "verified-on-paper": () => ["bind"],
    expired: whereWritten(["expire"]),
  },
  consignment: {
    registered: () => ["release-for-export"],
    released: () => ["receive"],
    received: ({ content }) => (content["difference"] === "open" ? ["resolve"] : []),
  },
  hold: { open: () => ["release"] },
};

/** A date has passed and nobody has written that it has. */
function whereWritten(acts: readonly string[]): (standing: Standing) => readonly string[] {
  return ({ status, written }) => (status === written ? [] : acts);
}

function actsOnDraft({ content }: Standing): readonly string[] {
  if (content["evidence"] !== undefined) return ["verify-paper"];
  return ruleOf(content)?.signed === true ? ["sign"] : ["certify"];
}

function ruleOf(content: Standing["content"]): (typeof CERTIFICATE_RULES)[CertificateType] | undefined {
  return CERTIFICATE_RULES[content["type"] as CertificateType];
}

/** Where another organisation than the record's owner has the ball, or a record has no table of transitions. */
const ELSEWHERE: Readonly<Record<string, (standing: Standing) => Partial<NextAct>>> = {
  // The licence that a certificate will be bound to is another state's, and the certificate does not say which.
  "certificate bind": () => ({ organisation: undefined }),
  "certificate verify-paper": ({ content }) => officerOf(content["evidence"], "recordedBy"),
  "application issue": ({ content }) => officerOf(content["decision"], "officer"),
  "consignment receive": ({ content }) => ({ organisation: destinationOf(content["route"]) }),
};

function officerOf(fields: JsonValue | undefined, name: string): Pick<NextAct, "otherThan"> {
  const officer = (fields as Readonly<Record<string, JsonValue | undefined>> | undefined)?.[name];
  return typeof officer === "string" ? { otherThan: officer } : {};
}

function destinationOf(route: JsonValue | undefined): MspId | undefined {
  const last = (route as readonly string[] | undefined)?.at(-1);
  return last === undefined ? undefined : authorityMspOf(countryOf(last));
}

/** What is awaited of a record of a type; nothing where it is at rest. */
export function nextActs(type: string, standing: Standing): NextAct[] {
  if (type === "licence-action") return standing.status === "requested" ? secondOfficerActs(standing) : [];
  if (type === "custody-head") return standing.status === "offered" ? receiverActs(standing) : [];
  const acts = AWAITED[type]?.[standing.status ?? ""]?.(standing) ?? [];
  return acts.flatMap((act) => {
    const row = TRANSITIONS[type]?.find(({ from, action }) => from === standing.written && action === act);
    if (row === undefined) return [];
    const base = { act, roles: row.who, organisation: standing.owner, needs: row.needs };
    return [{ ...base, ...ELSEWHERE[`${type} ${act}`]?.(standing) }];
  });
}

function secondOfficerActs({ owner, content }: Standing): NextAct[] {
  // What may come of a request is confirmed by whoever may take the act itself.
  const roles = rolesOf(content["act"]);
  const base = { roles, organisation: owner, needs: ["second-officer"], ...officerOf(content, "requestedBy") };
  return ["confirm", "reject"].map((act) => ({ act, ...base }));
}

/** Roles that may take an act on a licence; an override, which changes no status, is the senior officers' as all the others are. */
function rolesOf(act: JsonValue | undefined): readonly Role[] {
  return LICENCE_TRANSITIONS.find(({ action }) => action === act)?.who ?? ["senior-licensing-officer"];
}

function receiverActs({ content }: Standing): NextAct[] {
  const { receivedBy, receiverMsp } = content["pending"] as {
    readonly receivedBy: string;
    readonly receiverMsp: MspId;
  };
  const base = { roles: [], organisation: receiverMsp, party: receivedBy, needs: ["signature"] };
  return ["accept", "refuse"].map((act) => ({ act, ...base }));
}

/** Whether an act is awaited of the caller. */
export function isFor(caller: ReadModelCaller, next: NextAct): boolean {
  if (next.organisation !== caller.organisation || next.otherThan === caller.officer) return false;
  if (next.roles.length > 0 && (caller.role === undefined || !next.roles.includes(caller.role))) return false;
  const actsForOne = caller.role !== undefined && PARTY_ROLES.includes(caller.role);
  return next.party === undefined || !actsForOne || next.party === caller.party;
}
