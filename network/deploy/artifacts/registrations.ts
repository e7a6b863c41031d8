// SPDX-License-Identifier: Apache-2.0
import { CONTAINER_PORTS, type DeployedAuthority, type DeployedOrganisation } from "../plan.js";
import { quoted, scriptHead } from "./shell.js";

/** One identity that a certificate authority is to know. */
interface Registration {
  readonly id: string;
  readonly type: "peer" | "orderer" | "client" | "admin";
  readonly attributes: Readonly<Record<string, string>>;
}

/**
 * A script that registers an organisation's nodes, chaincode processes and users with its two authorities. It takes
 * each one's secret from the answer of the authority, which makes it up, and writes it to a file of its own.
 */
export function registerScript(organisation: DeployedOrganisation): string {
  const people = peopleOf(organisation);
  const servers = serversOf(organisation);
  const lines = organisation.authorities.flatMap((authority) => {
    const registrations = authority.name === "ca" ? people : [...people, ...servers];
    return ["", ...registrations.map((registration) => registerLine(authority, registration))];
  });
  return [
    ...scriptHead([
      `Registers the identities of ${organisation.name} with its certificate authorities.`,
      "Usage: register.sh SECRETS_FOLDER",
      "FABRIC_CA_CLIENT_HOME holds the administrators enrolled before, one folder an authority: ca, tlsca.",
      "What an authority knows already it refuses; the script goes on with the next.",
    ]),
    'secrets="${1:?name a folder for the enrolment secrets}"',
    "register() {",
    '  authority="$1" url="$2" id="$3"; shift 3',
    '  mkdir -p "$secrets/$authority"',
    '  [ -s "$secrets/$authority/$id" ] && return 0',
    '  if answer="$(fabric-ca-client register --home "$FABRIC_CA_CLIENT_HOME/$authority" --url "$url" \\',
    '    --tls.certfiles "$FABRIC_CA_CLIENT_HOME/$authority/ca-cert.pem" --id.name "$id" "$@")"; then',
    "    printf '%s\\n' \"$answer\" | sed -n 's/^Password: //p' > \"$secrets/$authority/$id\"",
    "  else",
    '    echo "$authority: $id was not registered" >&2',
    "  fi",
    "}",
    ...lines,
    "",
  ].join("\n");
}

function registerLine(authority: DeployedAuthority, { id, type, attributes }: Registration): string {
  const url = `https://${authority.host}:${CONTAINER_PORTS.ca}`;
  const pairs = Object.entries(attributes).map(([name, value]) => `${name}=${value}:ecert`);
  const attributeWords = authority.name === "ca" && pairs.length > 0 ? ["--id.attrs", quoted(pairs.join(","))] : [];
  return ["register", authority.name, url, quoted(id), "--id.type", type, ...attributeWords].join(" ");
}

function peopleOf(organisation: DeployedOrganisation): Registration[] {
  const nodes = organisation.nodes.map(({ host }) => ({ id: host, type: organisation.kind, attributes: {} }));
  const users = organisation.users.map(({ name, admin, attributes }): Registration => {
    return { id: name, type: admin ? "admin" : "client", attributes };
  });
  return [...nodes, ...users];
}

/** A chaincode's process and the peers as its clients have TLS certificates and no identity. */
function serversOf(organisation: DeployedOrganisation): Registration[] {
  return organisation.chaincodes.flatMap(({ host }): Registration[] => [
    { id: host, type: "client", attributes: {} },
    { id: `client.${host}`, type: "client", attributes: {} },
  ]);
}
