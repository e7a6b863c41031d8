// SPDX-License-Identifier: Apache-2.0

/**
 * `npm run members -- VERB`: who the members of the consortium are, as the ledger has it. `settle` does everything where all
 * organisations are run from here; across several hosts each member does its own steps.
 */
import path from "node:path";
import { type Command, InvalidArgumentError } from "commander";
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
import { commandLine, fromCaller, runCommand } from "@licet/embedded-network/command-line";
import { consortiumFile } from "@licet/network/commands/shared";
import { type Consortium, loadConsortium } from "@licet/network/config/consortium";
import { ledgerNamed, networkFolder } from "./lib/ledgers.js";
import { membersIn, settledSentence, settleMembersOf } from "./lib/members.js";
import { homeFolder } from "./lib/paths.js";

const DAY_MS = 86_400_000;
/** How long a proposal is open where nothing else is said, in days. */
const CONSENT_DAYS = 14;
const CHAINCODE = "licet";

interface Values {
  readonly as?: string;
  readonly ledger: string;
  readonly profiles?: string;
  readonly consortium?: string;
  readonly until?: Date;
}

/** What a verb works with. */
interface Desk {
  readonly consortium: Consortium;
  readonly profilesFolder: string;
  readonly office: RegistrarsOffice;
  readonly who: LedgerIdentity;
  readonly until: Date;
}

type Verb = (desk: Desk, change: string) => Promise<void>;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function show({ office, who }: Desk, change: string): Promise<void> {
  if (change !== "") {
    describeChange(await changeOf(office, who, change));
    return;
  }
  const record = await readMembers(office.ledger, who);
  if (record === undefined) say(`${who.mspId} relies on no members' record yet.`);
  else describeRecord(record);
}

function list(values: Values): void {
  const members = membersIn(consortiumOf(values));
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

async function agree({ consortium, office, who }: Desk, change: string): Promise<void> {
  await agreeToMembers(office.ledger, who, change, membersIn(consortium));
  say(`${who.mspId} has agreed to ${change}.`);
}

async function apply({ office, who }: Desk, change: string): Promise<void> {
  describeRecord(await applyChange(office.ledger, who, await changeOf(office, who, change)));
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

function personIn(office: RegistrarsOffice, label: string | undefined): LedgerIdentity {
  const person = label === undefined ? [...office.registrars.values()][0] : office.people.get(label);
  if (person !== undefined) return person;
  throw new Error(label === undefined ? "The profiles list no registrar." : `The profiles list no ${label}.`);
}

/** Opens the desk that the options name for a verb, and closes it behind it. */
async function at(values: Values, run: Verb, change = ""): Promise<void> {
  const consortium = consortiumOf(values);
  const until = values.until ?? new Date(Date.now() + CONSENT_DAYS * DAY_MS);
  const profilesFolder =
    values.profiles === undefined
      ? path.join(networkFolder(homeFolder(), ledgerNamed(values.ledger)), "profiles")
      : fromCaller(values.profiles);
  const office = openRegistrarsOffice({ profilesFolder, channelName: consortium.channel, chaincodeName: CHAINCODE });
  try {
    await run({ consortium, profilesFolder, office, who: personIn(office, values.as), until }, change);
  } finally {
    await office.close();
  }
}

function consortiumOf({ consortium }: Values): Consortium {
  return loadConsortium(consortiumFile(consortium === undefined ? {} : { consortium }));
}

function instant(text: string): Date {
  const until = new Date(text);
  if (Number.isFinite(until.getTime())) return until;
  throw new InvalidArgumentError("It takes an instant such as 2027-01-31T12:00:00Z.");
}

function verb(name: string, description: string): Command {
  return commandLine(name, description)
    .option("--as <NAME@MSPID>", "whom you act as; otherwise the first registrar that the profiles list")
    .option("--ledger <NAME>", "the network below LICET_HOME that is meant: embedded, 2.5 or 3.1", "embedded")
    .option("--profiles <FOLDER>", "the profiles of another network")
    .option("--consortium <FILE>", "your consortium file; CONSORTIUM_FILE, otherwise network/consortium.yaml");
}

/** A verb that carries a change of the members' record on. */
function changing(name: string, description: string, run: Verb): Command {
  return verb(name, description)
    .argument("<CHANGE>", "its reference, such as GB-MC-0123456789ABCDEF")
    .action((change: string, values: Values) => at(values, run, change));
}

const program = commandLine("npm run members --", "who the members of the consortium are, as the ledger has it")
  .addCommand(
    verb("show", "the members' record, or a proposed change and who has agreed to it")
      .argument("[CHANGE]")
      .action((change: string | undefined, values: Values) => at(values, show, change)),
  )
  .addCommand(
    verb("list", "the members of your consortium file and the list's digest, as JSON; asks no ledger").action(list),
  )
  .addCommand(
    verb(
      "settle",
      "found the consortium, or bring it to what the consortium file says now, where every organisation is run from here",
    ).action((values: Values) => at(values, settle)),
  )
  .addCommand(
    verb("propose", "propose the members of your consortium file; prints the change's reference")
      .option("--until <INSTANT>", `until when it is open; ${CONSENT_DAYS} days if not said`, instant)
      .action((values: Values) => at(values, propose)),
  )
  .addCommand(
    changing("agree", "agree for your organisation, as far as the change proposes the members of your file", agree),
  )
  .addCommand(changing("apply", "put a change into effect that enough members have agreed to", apply));

try {
  const argv = process.argv.slice(2);
  await runCommand(program, argv.length === 0 ? ["--help"] : argv);
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  process.exitCode = 1;
}
