// SPDX-License-Identifier: Apache-2.0
import path from "node:path";
import type { LedgerName } from "./ledgers.js";
import type { Stack } from "./stack.js";
import { chaincodePurpose } from "./stack-network.js";

/** Unique consignment reference of the demonstration's declaration. */
const DEMONSTRATION_UCR = "4GB233149152777-FMSOCDIYD";
const OFFICER_IN_TRANSIT = "customs1@AEAuthorityMSP";
/** Working places of the web application: who has them in the demonstration, and where they begin. */
const WORKING_PLACES = [
  { role: "Licensing officer", person: "licensing1@GBAuthorityMSP", at: "/" },
  { role: "Exporter", person: "exporter1@GBAuthorityMSP", at: "/" },
  { role: "End user", person: "enduser1@PKAuthorityMSP", at: "/" },
  { role: "Carrier", person: "carrier1@CarriersMSP", at: "/" },
  { role: "Border officer", person: OFFICER_IN_TRANSIT, at: "/" },
] as const;

/** What the person who started it is told besides the stack itself. */
export interface Summary {
  readonly tokensFolder: string;
  readonly demonstrationLoaded: boolean;
  /** `LICET_HOME` as it was set for the start: what a second terminal runs has to find the same folder. */
  readonly homeSetting: string | undefined;
  /** Folder that the person is in. */
  readonly callerFolder: string;
}

/** One screen for the person who started it: what runs, where, what to open, and two things to try. */
export function describeStack(stack: Stack, summary: Summary): string {
  const { consortium, gatewayUrl, ledger } = stack;
  const { tokensFolder, demonstrationLoaded, callerFolder } = summary;
  const shown = (folder: string): string => relative(callerFolder, folder);
  const command = (text: string): string => withHome(text, summary.homeSetting);
  const portFor = new Map(stack.ports.map(({ port, purpose }) => [purpose, port]));
  const members = consortium.organisations.map(({ name, mspId, domain, peers }) => {
    if (peers[0] === undefined) return `  ${name.padEnd(14)} clients only`;
    const peer = portFor.get(`${peers[0].name}.${domain}`);
    return `  ${name.padEnd(14)} peer ${peer}, chaincode ${portFor.get(chaincodePurpose(mspId))}`;
  });
  const token = quoted(`@${path.join(shown(tokensFolder), OFFICER_IN_TRANSIT)}`);
  const began = `${stack.height} block${stack.height === 1 ? "" : "s"}`;
  return [
    "",
    ledger === "embedded"
      ? "Licet is running on the embedded network: for evaluation, development, tests and a pilot with one operator."
      : `Licet is running on Hyperledger Fabric ${ledger}, as native processes on this machine.`,
    "",
    `  Gateway        ${gatewayUrl}, its interface to be tried out with a token at ${gatewayUrl}/docs`,
    ...members,
    `  Ledger         channel ${consortium.channel}, ${began} when it came up, demonstration ${demonstrationLoaded ? "loaded" : "not loaded, see above"}`,
    `  Profiles       ${shown(stack.profilesFolder)}`,
    `  Tokens         ${shown(tokensFolder)}, one file a user, good for a day`,
    `  Logs           ${shown(stack.logFolder)}`,
    "",
    ...placesToOpen(stack),
    "Two things to try, in a second terminal:",
    "  1. The demonstration case step by step, with everything that must fail:",
    `       ${command(demoCommand(ledger))}`,
    "  2. The verdicts that an officer at Jebel Ali gets on its consignment:",
    `       curl -H ${token} \\`,
    `         "${gatewayUrl}/v1/checkpoint/verdicts?ucr=${DEMONSTRATION_UCR}"`,
    "",
    `Ctrl-C stops everything; the next start keeps the data; to throw it away:`,
    `  ${command(resetCommand(ledger))}`,
    "",
  ].join("\n");
}

/** Addresses to open first, by role; none where nobody signs in with one click. */
function placesToOpen({ gatewayUrl, demonstrationUrl }: Stack): readonly string[] {
  if (demonstrationUrl === undefined) return [`Open in a browser: ${gatewayUrl}/`, ""];
  const rows = WORKING_PLACES.map(({ role, person, at }) => `  ${role.padEnd(18)} ${gatewayUrl}${at}?as=${person}`);
  return ["Open in a browser, with one click to sign in (or choose among all at the first address):", ...rows, ""];
}

function resetCommand(ledger: LedgerName): string {
  return ledger === "embedded" ? "npm run reset" : `npm run network -- reset --fabric ${ledger}`;
}

function demoCommand(ledger: LedgerName): string {
  return ledger === "embedded" ? "npm run demo" : `npm run demo -- --ledger ${ledger}`;
}

/** A command as it has to be given where the network's folder is not the default one. */
function withHome(command: string, homeSetting: string | undefined): string {
  return homeSetting === undefined ? command : `LICET_HOME=${quoted(homeSetting)} ${command}`;
}

/** A word as a shell takes it. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

function relative(from: string, folder: string): string {
  const shorter = path.relative(from, folder);
  return shorter.startsWith("..") ? folder : shorter;
}
