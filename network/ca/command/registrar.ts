// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import { InvalidArgumentError } from "commander";
import { fromCaller } from "@licet/embedded-network/command-line";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { writeText } from "@licet/embedded-network/crypto/material";
import { readMspIdentity } from "@licet/embedded-network/crypto/msp-folder";
import type { RegisteredAttribute, Registration, Revocation } from "../client/ca-client.js";
import { enrolmentSecretFile, registrarOf, type CaOrganisation } from "../organisation.js";
import type { CaIdentity } from "@licet/embedded-network/ca/token";
import type { Say } from "./identity.js";
import { organisationOf, readSecret, type NetworkValues } from "./options.js";

const ATTRIBUTE = /^([^=]+)=([\s\S]*?)(:ecert)?$/;
const ID_WIDTH = 32;
const TYPE_WIDTH = 8;

/** Whose authority is meant, and as whom the caller acts. */
interface RegistrarValues extends NetworkValues {
  readonly organisation: string;
  readonly as?: string;
}

interface RegisterValues extends RegistrarValues {
  readonly id: string;
  readonly type: string;
  readonly affiliation?: string;
  readonly maxEnrollments?: number;
  readonly attribute?: readonly RegisteredAttribute[];
  readonly secretFile?: string;
  readonly secretOut?: string;
}

interface RevokeValues extends RegistrarValues {
  readonly id?: string;
  readonly serial?: string;
  readonly aki?: string;
  readonly reason?: string;
}

/** `identity register`. */
export async function register(values: RegisterValues, say: Say): Promise<void> {
  const { id, type, affiliation, secretFile, secretOut } = values;
  const organisation = organisationOf(values.organisation, values);
  const registration: Registration = {
    id,
    type,
    affiliation,
    maxEnrolments: values.maxEnrollments,
    attributes: values.attribute,
    secret: secretFile === undefined ? undefined : readSecret(secretFile),
  };
  const secret = await organisation.client.register(await actor(values, organisation), registration);
  const file = secretOut === undefined ? enrolmentSecretFile(organisation, id) : fromCaller(secretOut);
  writeText(file, `${secret}\n`);
  say(`${id}: registered with ${organisation.client.caName}; its secret is in ${file}`);
}

/** `identity revoke`. */
export async function revoke(values: RevokeValues, say: Say): Promise<void> {
  const organisation = organisationOf(values.organisation, values);
  const revocation = revocationOf(values);
  const { revoked, crlPem } = await organisation.client.revoke(await actor(values, organisation), revocation);
  for (const { serial, aki } of revoked) say(`revoked: serial ${serial}, authority key ${aki}`);
  if (revoked.length === 0) say("No certificate was left to revoke; the identity cannot enrol any more.");
  else writeRevocationList(organisation, crlPem, undefined, say);
}

/** `identity crl`. */
export async function crl(values: RegistrarValues & { readonly out?: string }, say: Say): Promise<void> {
  const organisation = organisationOf(values.organisation, values);
  const crlPem = await organisation.client.revocationList(await actor(values, organisation));
  writeRevocationList(organisation, crlPem, values.out, say);
}

/** `identity list`. */
export async function list(values: RegistrarValues & { readonly json?: boolean }, say: Say): Promise<void> {
  const organisation = organisationOf(values.organisation, values);
  const identities = await organisation.client.identities(await actor(values, organisation));
  if (values.json) {
    say(JSON.stringify(identities, null, 2));
    return;
  }
  for (const { id, type, affiliation, attrs } of identities) {
    const own = attrs.filter(({ name }) => !name.startsWith("hf.")).map(({ name, value }) => `${name}=${value}`);
    say([id.padEnd(ID_WIDTH), type.padEnd(TYPE_WIDTH), affiliation, ...own].filter((part) => part !== "").join("  "));
  }
}

/** Who acts: whom `--as` names, or the organisation's registrar. */
async function actor({ as }: RegistrarValues, organisation: CaOrganisation): Promise<CaIdentity> {
  return as === undefined ? registrarOf(organisation) : readMspIdentity(fromCaller(as));
}

/** The organisation's MSP folder is where Fabric's tools take the list from into the channel's configuration. */
function writeRevocationList(
  { client, layout }: CaOrganisation,
  crlPem: string,
  out: string | undefined,
  say: Say,
): void {
  const file = out === undefined ? join(layout.msp, "crls", `${client.caName}-crl.pem`) : fromCaller(out);
  writeText(file, crlPem);
  say(`revocation list: ${file}`);
}

function revocationOf({ id, serial, aki, reason }: RevokeValues): Revocation {
  if (id !== undefined && serial === undefined && aki === undefined) return { id, reason };
  if (id === undefined && serial !== undefined && aki !== undefined) return { serial, aki, reason };
  throw new NetworkError("NETWORK_USAGE", "Say what to revoke: --id ID, or --serial HEX and --aki HEX.");
}

/** Reads an attribute as fabric-ca-client writes it: `NAME=VALUE`, with `:ecert` if it goes into every certificate. */
export function attributeNamed(text: string): RegisteredAttribute {
  const [, name, value, ecert] = ATTRIBUTE.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new InvalidArgumentError("It takes NAME=VALUE or NAME=VALUE:ecert.");
  return { name, value, ecert: ecert !== undefined };
}
