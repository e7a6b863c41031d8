// SPDX-License-Identifier: Apache-2.0
import { chaincodeClientFiles, MADE_SECRETS, materialsOf, type Material } from "../material.js";
import type { DeployedOrganisation } from "../plan.js";
import { chaincodeAddress, templateName } from "./chaincode-package.js";
import { scriptHead } from "./shell.js";

/** The user name of an authority's first administrator. */
const BOOTSTRAP_USER = "admin";

/** Shell functions: a random password, and a PEM file as the inside of a JSON string. */
const FUNCTIONS = [
  "password() { od -An -N24 -tx1 /dev/urandom | tr -d ' \\n'; }",
  'pem() { awk \'{ printf "%s\\\\n", $0 }\' "$organizations/$1"; }',
];

const ORGANIZATIONS = 'organizations="${1:?name the organizations folder}"';

/**
 * A script that puts an organisation's secrets into files beside its Compose file: passwords that are made up where
 * there is none yet, and the configuration of the chaincode builder, from the `organizations` folder.
 */
export function composeSecretsScript(organisation: DeployedOrganisation): string {
  const passwords = madePasswords(organisation).map(
    ({ name, prefix }) => `[ -s secrets/${name} ] || printf '${prefix}%s' "$(password)" > secrets/${name}`,
  );
  return [
    ...scriptHead([`Makes the secrets of ${organisation.name} for Compose.`, "Usage: create-secrets.sh ORGANIZATIONS"]),
    ORGANIZATIONS,
    ...FUNCTIONS,
    'case "$organizations" in /*) ;; *) organizations="$PWD/$organizations" ;; esac',
    'cd "$(dirname "$0")"',
    "mkdir -p secrets",
    ...passwords,
    ...(organisation.chaincodes.length > 0
      ? [`{ ${builderConfig(organisation)}; } > secrets/${MADE_SECRETS.builderConfig.name}`]
      : []),
    "",
  ].join("\n");
}

/** A script that prints an organisation's Secrets as YAML, for `kubectl apply`; passwords in place are kept. */
export function kubernetesSecretsScript(organisation: DeployedOrganisation, namespace: string): string {
  const made = madePasswords(organisation).map(
    ({ name, key, prefix }) =>
      `kubectl -n ${namespace} get secret ${name} >/dev/null 2>&1 || secret ${name} --from-literal="${key}=${prefix}$(password)"`,
  );
  const builder = MADE_SECRETS.builderConfig;
  return [
    ...scriptHead([
      `Prints the Secrets of ${organisation.name} as YAML.`,
      "Usage: create-secrets.sh ORGANIZATIONS | kubectl apply -f -",
    ]),
    ORGANIZATIONS,
    ...FUNCTIONS,
    "secret() {",
    "  name=$1; shift",
    `  kubectl -n ${namespace} create secret generic "$name" --dry-run=client -o yaml "$@"`,
    "  echo ---",
    "}",
    ...made,
    ...materialsOf(organisation).map(secretCommand),
    ...(organisation.chaincodes.length > 0
      ? [`config="$(${builderConfig(organisation)})"`, `secret ${builder.name} --from-literal="${builder.key}=$config"`]
      : []),
    "",
  ].join("\n");
}

function secretCommand({ name, files }: Material): string {
  const words = files.map(({ key, source }) => `  --from-file=${key}="$organizations/${source}"`);
  return [`secret ${name}`, ...words].join(" \\\n");
}

interface MadePassword {
  readonly name: string;
  readonly key: string;
  readonly prefix: string;
}

function madePasswords(organisation: DeployedOrganisation): MadePassword[] {
  const bootstraps = organisation.authorities.map((authority) => ({
    ...MADE_SECRETS.bootstrap(authority),
    prefix: `${BOOTSTRAP_USER}:`,
  }));
  const ofGateway = [MADE_SECRETS.postgresPassword, MADE_SECRETS.metricsToken].map((made) => ({ ...made, prefix: "" }));
  return organisation.gateway ? [...bootstraps, ...ofGateway] : bootstraps;
}

/** Shell that prints the JSON with which the peers' builder fills in the packages of all chaincodes. */
function builderConfig(organisation: DeployedOrganisation): string {
  const entries = organisation.chaincodes.map((chaincode) => {
    const files = chaincodeClientFiles(organisation, chaincode);
    const format =
      `"${templateName(chaincode)}":{"address":"${chaincodeAddress(chaincode)}",` +
      `"root_cert":"%s","client_cert":"%s","client_key":"%s"}`;
    const values = [files.ca, files.certificate, files.key].map((file) => `"$(pem ${file})"`);
    return { format, values };
  });
  const format = `{${entries.map((entry) => entry.format).join(",")}}`;
  return `printf '${format}' ${entries.flatMap((entry) => entry.values).join(" ")}`;
}
