// SPDX-License-Identifier: Apache-2.0
import { commandLine, runCommand, wholeNumber } from "@licet/embedded-network/command-line";
import {
  consortiumOf,
  networkDirectory,
  networkOptions,
  organisationOf,
  type NetworkValues,
} from "../ca/command/options.js";
import { homeFolder } from "../config/home.js";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { RENEWAL_DAYS } from "@licet/embedded-network/crypto/material";
import { certificateInventory, networksIn, type InventoryEntry } from "./inventory.js";
import { renewCertificates } from "./renew.js";

interface Values extends NetworkValues {
  readonly warnDays: number;
  readonly within: number;
  readonly json?: boolean;
}
type Say = (line: string) => void;

const write: Say = (line) => void process.stdout.write(`${line}\n`);

/**
 * Runs `npm run network -- certificates …`.
 *
 * @param argv arguments after `certificates`
 * @throws {NetworkError} NETWORK_USAGE, NETWORK_CERTIFICATE_EXPIRY, and those of `renewCertificates`.
 */
export async function runCertificates(argv: readonly string[], say: Say = write): Promise<void> {
  const listing = networkOptions(
    commandLine(
      "list",
      "every certificate with the days it has left, the next to expire first (the default); " +
        "exit status 1 when one has expired or soon would",
    ),
  )
    .option("--warn-days <N>", "days left that are too few", wholeNumber, RENEWAL_DAYS)
    .option("--json", "as JSON")
    .action((values: Values) => list(values, say));
  const renewing = networkOptions(
    commandLine(
      "renew",
      "renew what is due, over the same keys: generated certificates are issued anew, " +
        "enrolled ones re-enrolled with their organisation's authority",
    ),
  )
    .option("--within <N>", "days left at which a certificate is due", wholeNumber, RENEWAL_DAYS)
    .action((values: Values) => renew(values, say));
  const certificates = commandLine("npm run network -- certificates", "certificates of one network, or of all")
    .addCommand(listing, { isDefault: true })
    .addCommand(renewing);
  await runCommand(certificates, argv);
}

function list(values: Values, say: Say): void {
  const { warnDays } = values;
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
  const consortium = consortiumOf(values);
  for (const network of values.network === undefined ? networksIn(homeFolder()) : [values.network]) {
    const named = { ...values, network };
    const { renewed, kept, created, reenrolled, refused } = await renewCertificates({
      consortium,
      directory: networkDirectory(named),
      days: values.within,
      authority: (organisation) => organisationOf(organisation, named),
    });
    for (const user of reenrolled) say(`${network}: ${user} enrolled again`);
    for (const { user, reason } of refused) say(`${network}: ${user} not renewed: ${reason}`);
    say(`${network}: ${renewed + reenrolled.length} renewed, ${kept} kept, ${created} made`);
    if (renewed > 0) say(`${network}: restart the nodes whose certificates were renewed, and the gateway`);
  }
}
