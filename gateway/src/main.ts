// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from "node:fs";
import path from "node:path";
import { MspId } from "@licet/domain";
import { rotateDocumentKey } from "./adapters/files/document-keys.js";
import { openTokenKey } from "./adapters/files/token-key.js";
import { thumbprintOf } from "./http/auth/client-certificates.js";
import { mintToken, TOKEN_LIFETIME_SECONDS } from "./http/auth/tokens.js";
import { ConfigError } from "./errors/config-error.js";
import { type GatewayConfig, readConfig } from "./config/config.js";
import { LedgerError } from "./ports/ledger-error.js";
import { readProfiles } from "./adapters/files/profiles.js";
import { sentenceOf } from "./application/sentence.js";
import { KEYS_FOLDER } from "./documents.js";
import { startGateway } from "./server.js";

const USAGE = `Usage:
  node dist/main.js                              start the gateway
  node dist/main.js token USER@MSPID [MINUTES] [CERTIFICATE]
                                                 print a token for a user of the consortium, which only whoever shows
                                                 the certificate of a file (PEM) can use, where one is named
  node dist/main.js rotate-document-key MSPID    give an organisation a new key for its files, used from the next start on
`;

const SECONDS_PER_MINUTE = 60;

async function main(args: readonly string[]): Promise<void> {
  const config = readConfig(process.env);
  const [verb, ...rest] = args;
  if (verb === undefined) await serve(config);
  else if (verb === "token") await printToken(config, rest);
  else if (verb === "rotate-document-key") rotateKey(config, rest);
  else throw new ConfigError(USAGE);
}

async function serve(config: GatewayConfig): Promise<void> {
  const gateway = await startGateway(config);
  const stop = (): void => {
    gateway.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

async function printToken(config: GatewayConfig, [subject, minutes, certificate]: readonly string[]): Promise<void> {
  const { identities } = readProfiles(config.profilesFolder);
  if (subject === undefined || !identities.has(subject)) {
    throw new ConfigError(`${USAGE}\nUsers: ${[...identities.keys()].join(", ")}`);
  }
  const seconds = minutes === undefined ? TOKEN_LIFETIME_SECONDS : Number(minutes) * SECONDS_PER_MINUTE;
  const boundTo = certificate === undefined ? undefined : thumbprintIn(certificate);
  process.stdout.write(`${await mintToken(openTokenKey(config.tokenKeyFile), subject, seconds, boundTo)}\n`);
}

function thumbprintIn(file: string): string {
  try {
    return thumbprintOf(readFileSync(file));
  } catch (error) {
    throw new ConfigError(`${file} holds no certificate that can be read: ${(error as Error).message}`);
  }
}

function rotateKey({ homeFolder }: GatewayConfig, [organisation = ""]: readonly string[]): void {
  if (!MspId.safeParse(organisation).success) throw new ConfigError(USAGE);
  const id = rotateDocumentKey(path.join(homeFolder, KEYS_FOLDER), organisation);
  process.stdout.write(`${organisation} has the new key ${id}. Start the gateway again, and back its folder up.\n`);
}

function fail(error: unknown): void {
  process.stderr.write(`${messageOf(error)}\n`);
  process.exit(1);
}

function messageOf(error: unknown): string {
  if (error instanceof ConfigError || error instanceof RangeError) return error.message;
  if (error instanceof LedgerError && error.refusal) return sentenceOf(error);
  if (error instanceof LedgerError) {
    return `The ledger cannot be reached (${error.message}). Start the network, or name its profiles in LICET_PROFILES.`;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

main(process.argv.slice(2)).catch(fail);
