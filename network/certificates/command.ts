// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from "node:util";
import { consortiumOf, NETWORK_OPTIONS, networkDirectory, organisationOf } from "../ca/command/options.js";
import { homeFolder } from "../config/home.js";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { RENEWAL_DAYS } from "@licet/embedded-network/crypto/material";
import { certificateInventory, networksIn, type InventoryEntry } from "./inventory.js";
import { renewCertificates } from "./renew.js";

const USAGE = `Usage: npm run network -- certificates [list | renew] [OPTIONS]

  list                         every certificate with the days it has left, the next to expire first (the default);
                               exit status 1 when one has expired or would within --warn-days
      [--warn-days 30] [--json]
  renew                        renew what is due, over the same keys: generated certificates are issued anew,
                               enrolled ones re-enrolled with their organisation's authority
      [--within 30]            days left at which a certificate is due
      [--consortium FILE]      another description than network/consortium.yaml

  --network NAME               one network: embedded, or the folder of another below LICET_HOME; otherwise all of them
`;

const OPTIONS = {
  ...NETWORK_OPTIONS,
  "warn-days": { type: "string" },
  within: { type: "string" },
  json: { type: "boolean" },
} as const;

type Values = ReturnType<typeof parse>["values"];
type Say = (line: string) => void;

const write: Say = (line) => void process.stdout.write(`${line}\n`);

/**
 * Runs `npm run network -- certificates …`.
 *
 * @param argv arguments after `certificates`
 * @throws {NetworkError} NETWORK_USAGE, NETWORK_CERTIFICATE_EXPIRY, and those of `renewCertificates`.
 */
export async function runCertificates(argv: readonly string[], say: Say = write): Promise<void> {
  const { values, positionals } = parse(argv);
  const [verb = "list", ...more] = positionals;
  if (values.help) say(USAGE);
  else if (more.length > 0 || !["list", "renew"].includes(verb))
    throw new NetworkError("NETWORK_USAGE", `There is no verb "${positionals.join(" ")}".\n\n${USAGE}`);
  else if (verb === "renew") await renew(values, say);
  else list(values, say);
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, strict: true, allowPositionals: true });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new NetworkError("NETWORK_USAGE", `${reason}\n\n${USAGE}`, { cause: error });
  }
}

function list(values: Values, say: Say): void {
  const warnDays = daysOf(values["warn-days"], "--warn-days");
  const entries = certificateInventory(homeFolder(), values.network);
  if (values.json) say(JSON.stringify(entries, null, 2));
  else entries.forEach((entry) => say(lineOf(entry, warnDays)));
  if (entries.length === 0 && !values.json) say(`There are no certificates in ${homeFolder()}.`);
  const due = entries.filter(({ daysLeft }) => daysLeft < warnDays);
  if (due.length === 0) return;
  throw new NetworkError(
    "NETWORK_CERTIFICATE_EXPIRY",
    `${due.length} of ${entries.length} certificates have less than ${warnDays} days left. ` +
      "Renew them with: npm run network -- certificates renew",
  );
}

function lineOf(entry: InventoryEntry, warnDays: number): string {
  const { network, kind, commonName, fingerprint, notAfter, daysLeft, file } = entry;
  const mark = daysLeft < 0 ? "EXPIRED" : daysLeft < warnDays ? "soon" : "";
  const days = `${String(daysLeft).padStart(5)} days`;
  return [
    mark.padEnd(7),
    days,
    notAfter.toISOString().slice(0, 10),
    kind.padEnd(9),
    fingerprint,
    `${commonName} (${network}: ${file})`,
  ].join("  ");
}

async function renew(values: Values, say: Say): Promise<void> {
  const days = daysOf(values.within, "--within");
  const consortium = consortiumOf(values);
  for (const network of values.network === undefined ? networksIn(homeFolder()) : [values.network]) {
    const named = { ...values, network };
    const { renewed, kept, created, reenrolled, refused } = await renewCertificates({
      consortium,
      directory: networkDirectory(named),
      days,
      authority: (organisation) => organisationOf(organisation, named),
    });
    for (const user of reenrolled) say(`${network}: ${user} enrolled again`);
    for (const { user, reason } of refused) say(`${network}: ${user} not renewed: ${reason}`);
    say(`${network}: ${renewed + reenrolled.length} renewed, ${kept} kept, ${created} made`);
    if (renewed > 0) say(`${network}: restart the nodes whose certificates were renewed, and the gateway`);
  }
}

function daysOf(text: string | undefined, option: string): number {
  if (text === undefined) return RENEWAL_DAYS;
  if (/^\d{1,5}$/.test(text)) return Number(text);
  throw new NetworkError("NETWORK_USAGE", `${option} takes a number of days, not "${text}".`);
}
