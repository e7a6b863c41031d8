// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from "node:util";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { NETWORK_OPTIONS } from "./options.js";
import { enroll, reenroll } from "./enroll.js";
import { crl, list, register, revoke } from "./registrar.js";

const IDENTITY_USAGE = `Usage: npm run network -- identity VERB --organisation NAME [OPTIONS]

  enroll --id ID               get a certificate by enrolment id and secret
      [--secret-file FILE]     file with the secret, - for standard input; otherwise LICET_CA_SECRET, or what register kept
      [--profile tls] [--host NAME]...
                               a TLS certificate, for these DNS names and IP addresses
      [--attribute NAME]...    put these attributes into it, instead of those registered with :ecert
      [--to DIR]               the MSP folder, or for TLS the folder, to write; otherwise the user's in the network
  reenroll --id ID             get a new certificate by the present one, over the same key
      [--new-key] [--profile tls] [--host NAME]... [--attribute NAME]... [--mspdir DIR] [--to DIR]
  register --id ID             make an identity known to the authority
      [--type client]          becomes its node OU: client, peer, orderer or admin
      [--affiliation NAME] [--max-enrollments N] [--attribute NAME=VALUE[:ecert]]...
      [--secret-file FILE]     give it this secret instead of one that the authority makes
      [--secret-out FILE]      where to write the secret, for its owner only
  revoke --id ID | --serial HEX --aki HEX
      [--reason REASON]        such as keycompromise
  crl [--out FILE]             get the revocation list
  list [--json]                the identities that the registrar may manage

  --as DIR                     act as the identity in this MSP folder, instead of the organisation's registrar
  --network NAME               embedded (the default), or the folder of another network below LICET_HOME
  --consortium FILE            another description than network/consortium.yaml
  --port-base N                where the network was started with it and has written no profiles
`;

const OPTIONS = {
  ...NETWORK_OPTIONS,
  organisation: { type: "string" },
  id: { type: "string" },
  "secret-file": { type: "string" },
  "secret-out": { type: "string" },
  profile: { type: "string" },
  host: { type: "string", multiple: true },
  attribute: { type: "string", multiple: true },
  to: { type: "string" },
  mspdir: { type: "string" },
  as: { type: "string" },
  "new-key": { type: "boolean" },
  type: { type: "string" },
  affiliation: { type: "string" },
  "max-enrollments": { type: "string" },
  serial: { type: "string" },
  aki: { type: "string" },
  reason: { type: "string" },
  out: { type: "string" },
  json: { type: "boolean" },
} as const;

/** What the command line said. */
export type IdentityValues = ReturnType<typeof parse>;

/** Carries a verb out and writes what people should know, a line each. */
type Verb = (values: IdentityValues, say: (line: string) => void) => Promise<void>;

const VERBS: Readonly<Record<string, Verb>> = { enroll, reenroll, register, revoke, crl, list };

const write = (line: string): void => void process.stdout.write(`${line}\n`);

/**
 * Runs `npm run network -- identity …`.
 *
 * @param argv arguments after `identity`
 * @throws {NetworkError} NETWORK_USAGE and those of `CaClient`.
 */
export async function runIdentity(argv: readonly string[], say: (line: string) => void = write): Promise<void> {
  const [verb = "help", ...rest] = argv;
  const run = VERBS[verb];
  if (["help", "--help", "-h"].includes(verb) || rest.includes("--help")) say(IDENTITY_USAGE);
  else if (run === undefined)
    throw new NetworkError("NETWORK_USAGE", `There is no verb "${verb}".\n\n${IDENTITY_USAGE}`);
  else await run(parse(rest), say);
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new NetworkError("NETWORK_USAGE", `${reason}\n\n${IDENTITY_USAGE}`, { cause: error });
  }
}
