// SPDX-License-Identifier: Apache-2.0
import { join } from "node:path";
import { NetworkError } from "@licet/embedded-network/description/network-error";
import { writeText } from "@licet/embedded-network/crypto/material";
import { readMspIdentity } from "@licet/embedded-network/crypto/msp-folder";
import type { RegisteredAttribute, Registration, Revocation } from "../client/ca-client.js";
import { enrolmentSecretFile, registrarOf, type CaOrganisation } from "../organisation.js";
import type { CaIdentity } from "@licet/embedded-network/ca/token";
import { required } from "./enroll.js";
import type { IdentityValues } from "./identity.js";
import { fromCaller, organisationOf, readSecret } from "./options.js";

const ATTRIBUTE = /^([^=]+)=([\s\S]*?)(:ecert)?$/;
const WHOLE_NUMBER = /^-?\d{1,9}$/;
const ID_WIDTH = 32;
const TYPE_WIDTH = 8;

type Say = (line: string) => void;

/** `identity register`. */
export async function register(values: IdentityValues, say: Say): Promise<void> {
  const organisation = organisationOf(values.organisation, values);
  const id = required(values.id, "--id");
  const registration: Registration = {
    id,
    type: values.type ?? "client",
    affiliation: values.affiliation,
    maxEnrolments: wholeNumber(values["max-enrollments"]),
    attributes: values.attribute?.map(attributeOf),
    secret: values["secret-file"] === undefined ? undefined : readSecret(values["secret-file"]),
  };
  const secret = await organisation.client.register(await actor(values, organisation), registration);
  const named = values["secret-out"];
  const file = named === undefined ? enrolmentSecretFile(organisation, id) : fromCaller(named);
  writeText(file, `${secret}\n`);
  say(`${id}: registered with ${organisation.client.caName}; its secret is in ${file}`);
}

/** `identity revoke`. */
export async function revoke(values: IdentityValues, say: Say): Promise<void> {
  const organisation = organisationOf(values.organisation, values);
  const revocation = revocationOf(values);
  const { revoked, crlPem } = await organisation.client.revoke(await actor(values, organisation), revocation);
  for (const { serial, aki } of revoked) say(`revoked: serial ${serial}, authority key ${aki}`);
  if (revoked.length === 0) say("No certificate was left to revoke; the identity cannot enrol any more.");
  else writeRevocationList(organisation, crlPem, undefined, say);
}

/** `identity crl`. */
export async function crl(values: IdentityValues, say: Say): Promise<void> {
  const organisation = organisationOf(values.organisation, values);
  const crlPem = await organisation.client.revocationList(await actor(values, organisation));
  writeRevocationList(organisation, crlPem, values.out, say);
}

/** `identity list`. */
export async function list(values: IdentityValues, say: Say): Promise<void> {
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
async function actor({ as }: IdentityValues, organisation: CaOrganisation): Promise<CaIdentity> {
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

function revocationOf({ id, serial, aki, reason }: IdentityValues): Revocation {
  if (id !== undefined && serial === undefined && aki === undefined) return { id, reason };
  if (id === undefined && serial !== undefined && aki !== undefined) return { serial, aki, reason };
  throw new NetworkError("NETWORK_USAGE", "Say what to revoke: --id ID, or --serial HEX and --aki HEX.");
}

/** As fabric-ca-client writes attributes: `NAME=VALUE`, with `:ecert` for those that go into every certificate. */
function attributeOf(text: string): RegisteredAttribute {
  const [, name, value, ecert] = ATTRIBUTE.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new NetworkError("NETWORK_USAGE", `--attribute takes NAME=VALUE or NAME=VALUE:ecert, not "${text}".`);
  return { name, value, ecert: ecert !== undefined };
}

function wholeNumber(text: string | undefined): number | undefined {
  if (text === undefined || WHOLE_NUMBER.test(text)) return text === undefined ? undefined : Number(text);
  throw new NetworkError("NETWORK_USAGE", `--max-enrollments takes a number, or -1 for any, not "${text}".`);
}
