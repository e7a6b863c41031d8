// SPDX-License-Identifier: Apache-2.0
import { Option, type Command } from "commander";
import { commandLine, repeated, runCommand, wholeNumber } from "@licet/embedded-network/command-line";
import { enroll, reenroll } from "./enroll.js";
import { networkOptions } from "./options.js";
import { attributeNamed, crl, list, register, revoke } from "./registrar.js";

/** What people should know, a line each. */
export type Say = (line: string) => void;

const write: Say = (line) => void process.stdout.write(`${line}\n`);
const asText = (text: string): string => text;

/**
 * Runs `npm run network -- identity …`.
 *
 * @param argv arguments after `identity`
 * @throws {NetworkError} NETWORK_USAGE and those of `CaClient`.
 */
export async function runIdentity(argv: readonly string[], say: Say = write): Promise<void> {
  await runCommand(identityCommand(say), argv.length === 0 ? ["--help"] : argv);
}

function identityCommand(say: Say): Command {
  const identity = commandLine("npm run network -- identity", "identities at an organisation's certificate authority");
  const verbs = [
    certificateOptions(verb("enroll", "get a certificate by enrolment id and secret"))
      .requiredOption("--id <ID>", "the enrolment id")
      .option(
        "--secret-file <FILE>",
        "the secret, - for standard input; otherwise LICET_CA_SECRET, or what register kept",
      )
      .action((values: Parameters<typeof enroll>[0]) => enroll(values, say)),
    certificateOptions(verb("reenroll", "get a new certificate by the present one, over the same key"))
      .requiredOption("--id <ID>", "the enrolment id")
      .option("--new-key", "over a new key")
      .option("--mspdir <DIR>", "the MSP folder with the present one; otherwise the user's in the network")
      .action((values: Parameters<typeof reenroll>[0]) => reenroll(values, say)),
    registrarVerb("register", "make an identity known to the authority")
      .requiredOption("--id <ID>", "the enrolment id")
      .option("--type <TYPE>", "becomes its node OU: client, peer, orderer or admin", "client")
      .option("--affiliation <NAME>", "such as org1.department1")
      .option("--max-enrollments <N>", "how often its secret may be used; -1 for any number", wholeNumber)
      .option(
        "--attribute <NAME=VALUE[:ecert]>",
        "with :ecert in every certificate; repeatable",
        repeated(attributeNamed),
      )
      .option("--secret-file <FILE>", "give it this secret instead of one that the authority makes")
      .option("--secret-out <FILE>", "where to write the secret, for its owner only")
      .action((values: Parameters<typeof register>[0]) => register(values, say)),
    registrarVerb("revoke", "revoke an identity by --id, or a certificate by --serial and --aki")
      .option("--id <ID>", "the enrolment id")
      .option("--serial <HEX>", "serial number")
      .option("--aki <HEX>", "authority key")
      .option("--reason <REASON>", "such as keycompromise")
      .action((values: Parameters<typeof revoke>[0]) => revoke(values, say)),
    registrarVerb("crl", "get the revocation list")
      .option("--out <FILE>", "where to write it; otherwise the organisation's MSP folder")
      .action((values: Parameters<typeof crl>[0]) => crl(values, say)),
    registrarVerb("list", "the identities that the registrar may manage")
      .option("--json", "as JSON")
      .action((values: Parameters<typeof list>[0]) => list(values, say)),
  ];
  for (const one of verbs) identity.addCommand(one);
  return identity;
}

function verb(name: string, description: string): Command {
  return networkOptions(commandLine(name, description)).requiredOption(
    "--organisation <NAME>",
    "whose authority is meant",
  );
}

function registrarVerb(name: string, description: string): Command {
  return verb(name, description).option("--as <DIR>", "act as the identity in this MSP folder, not as the registrar");
}

function certificateOptions(command: Command): Command {
  return command
    .addOption(new Option("--profile <NAME>", "a TLS certificate instead of one for signing").choices(["tls"]))
    .option("--host <NAME>", "a DNS name or IP address for it; repeatable", repeated(asText))
    .option("--attribute <NAME>", "put it in, instead of those registered with :ecert; repeatable", repeated(asText))
    .option("--to <DIR>", "the MSP folder, or for TLS the folder, to write; otherwise the user's in the network");
}
