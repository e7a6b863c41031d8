// SPDX-License-Identifier: Apache-2.0

/**
 * `npm run members -- VERB`: who the members of the consortium are, as the ledger has it. `settle` does everything where all
 * organisations are run from here; across several hosts each member does its own steps.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import type { MembersRecord } from "@licet/domain";
import { digestOf } from "@licet/gateway/application/members/members";
import { openRegistrarsOffice, type RegistrarsOffice } from "@licet/gateway/registrars-office";
import {
  agreeToMembers,
  applyChange,
  type ChangeStanding,
  proposeMembers,
  readChange,
  readMembers,
} from "@licet/gateway/application/members/steps";
import type { LedgerIdentity } from "@licet/gateway/ports/ledger";
import { sentenceOf } from "@licet/gateway/application/sentence";
import { consortiumFile, fromCaller } from "@licet/network/commands/shared";
import { type Consortium, loadConsortium } from "@licet/network/config/consortium";
import { ledgerNamed, networkFolder } from "./lib/ledgers.js";
import { membersIn, settledSentence, settleMembersOf } from "./lib/members.js";
import { homeFolder } from "./lib/paths.js";

const DAY_MS = 86_400_000;
/** How long a proposal is open where nothing else is said, in days. */
const CONSENT_DAYS = 14;
const CHAINCODE = "licet";

const USAGE = `Usage: npm run members -- VERB [OPTIONS]

  show [CHANGE]                the members' record, or a proposed change and who has agreed to it
  list                         the members of your consortium file and the list's digest, as JSON; asks no ledger
  settle                       found the consortium, or bring it to what the consortium file says now, where every
                               organisation is run from here
  propose [--until INSTANT]    propose the members of your consortium file, open for ${CONSENT_DAYS} days if not said;
                               prints the change's reference
  agree CHANGE                 agree for your organisation, as far as the change proposes the members of your file
  apply CHANGE                 put a change into effect that enough members have agreed to

  --as NAME@MSPID              whom you act as; otherwise the first registrar that the profiles list
  --ledger embedded|2.5|3.1    the network below LICET_HOME that is meant; embedded if not said
  --profiles FOLDER            the profiles of another network
  --consortium FILE            your consortium file; CONSORTIUM_FILE, otherwise network/consortium.yaml
`;

const OPTIONS = {
  as: { type: "string" },
  ledger: { type: "string" },
  profiles: { type: "string" },
  consortium: { type: "string" },
  until: { type: "string" },
  help: { type: "boolean", short: "h" },
} as const;

/** What a verb works with. */
interface Desk {
  readonly consortium: Consortium;
  readonly profilesFolder: string;
  readonly office: RegistrarsOffice;
  readonly who: LedgerIdentity;
  readonly until: Date;
}

type Verb = (desk: Desk, change: string | undefined) => Promise<void>;

const VERBS: Readonly<Record<string, Verb>> = { show, settle, propose, agree, apply };

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function show({ office, who }: Desk, change: string | undefined): Promise<void> {
  if (change !== undefined) {
    describeChange(await changeOf(office, who, change));
    return;
  }
  const record = await readMembers(office.ledger, who);
  if (record === undefined) say(`${who.mspId} relies on no members' record yet.`);
  else describeRecord(record);
}

function list(consortium: Consortium): void {
  const members = membersIn(consortium);
  say(JSON.stringify({ members, digest: digestOf(members) }, null, 2));
}

async function settle({ consortium, profilesFolder }: Desk): Promise<void> {
  say(settledSentence(await settleMembersOf(consortium, profilesFolder)));
}

async function propose({ consortium, office, who, until }: Desk): Promise<void> {
  const change = await proposeMembers(office.ledger, who, membersIn(consortium), until);
  say(change.id);
  process.stderr.write(`open until ${change.consentUntil}, digest ${change.digest}\n`);
}

async function agree({ consortium, office, who }: Desk, change: string | undefined): Promise<void> {
  await agreeToMembers(office.ledger, who, named(change), membersIn(consortium));
  say(`${who.mspId} has agreed to ${named(change)}.`);
}

async function apply({ office, who }: Desk, change: string | undefined): Promise<void> {
  describeRecord(await applyChange(office.ledger, who, await changeOf(office, who, named(change))));
}

async function changeOf(office: RegistrarsOffice, who: LedgerIdentity, change: string): Promise<ChangeStanding> {
  const standing = await readChange(office.ledger, who, change);
  if (standing === undefined) throw new Error(`The peer of ${who.mspId} knows of no change ${change}.`);
  return standing;
}

function describeChange({ change, agreed, needed }: ChangeStanding): void {
  say(`${change.id} replaces revision ${change.replaces}; open until ${change.consentUntil}`);
  say(`digest ${change.digest}`);
  say(`agreed: ${agreed.join(", ") || "nobody"}; needed: ${needed}, and every organisation that joins`);
  for (const member of change.members) say(`  ${memberLine(member)}`);
}

function describeRecord({ revision, members, changedAt, changedBy }: MembersRecord): void {
  say(`revision ${revision}, since ${changedAt} by ${changedBy}`);
  say(`digest ${digestOf(members)}`);
  for (const member of members) say(`  ${memberLine(member)}`);
}

function memberLine({ mspId, kind, state, roles, officePrefixes }: MembersRecord["members"][number]): string {
  const offices = officePrefixes.length === 0 ? "" : `, offices also ${officePrefixes.join(", ")}`;
  return `${mspId}: ${kind}${state === undefined ? "" : ` of ${state}`}${offices}; ${roles.join(", ")}`;
}

function named(change: string | undefined): string {
  if (change === undefined) throw new Error(`Name the change, such as GB-MC-0123456789ABCDEF.\n\n${USAGE}`);
  return change;
}

function personIn(office: RegistrarsOffice, label: string | undefined): LedgerIdentity {
  const person = label === undefined ? [...office.registrars.values()][0] : office.people.get(label);
  if (person !== undefined) return person;
  throw new Error(label === undefined ? "The profiles list no registrar." : `The profiles list no ${label}.`);
}

async function main(args: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS });
  const [verb = "help", change] = positionals;
  if (values.help === true || verb === "help") {
    say(USAGE);
    return;
  }
  const consortium = loadConsortium(consortiumFile(values.consortium === undefined ? {} : values));
  if (verb === "list") {
    list(consortium);
    return;
  }
  const run = VERBS[verb];
  if (run === undefined) throw new Error(`There is no verb "${verb}".\n\n${USAGE}`);
  const until = untilOf(values.until);
  const profilesFolder = profilesIn(values);
  const office = openRegistrarsOffice({ profilesFolder, channelName: consortium.channel, chaincodeName: CHAINCODE });
  try {
    await run({ consortium, profilesFolder, office, who: personIn(office, values.as), until }, change);
  } finally {
    await office.close();
  }
}

function profilesIn({ profiles, ledger }: { readonly profiles?: string; readonly ledger?: string }): string {
  if (profiles !== undefined) return fromCaller(profiles);
  return path.join(networkFolder(homeFolder(), ledgerNamed(ledger ?? "embedded")), "profiles");
}

function untilOf(text: string | undefined): Date {
  const until = text === undefined ? new Date(Date.now() + CONSENT_DAYS * DAY_MS) : new Date(text);
  if (Number.isFinite(until.getTime())) return until;
  throw new Error(`--until takes an instant such as 2027-01-31T12:00:00Z, not "${text ?? ""}".`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = 1;
}
