// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { generateCrypto } from "@licet/network/crypto/generate";
import { generate, writeGenerated } from "@licet/network/deploy/generate";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { read } from "../checks/sources.js";
import { documentsOf, isInstalled, NETWORKS, planOf, textsOf } from "./generated.js";

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly data?: Readonly<Record<string, string>>;
}

const KUBECTL_TIMEOUT_MS = 120_000;
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
const schema = JSON.parse(read("test/data/deploy/kubernetes.json")) as { $defs: Record<string, object> };
ajv.addSchema(schema, "kubernetes");
const definitions = new Map(Object.keys(schema.$defs).map((name) => [name.split(".").slice(-2).join("/"), name]));

/** What Kubernetes' schema says against a manifest. */
function problemsOf(manifest: Manifest): unknown[] {
  const version = manifest.apiVersion.split("/").at(-1) ?? "";
  const name = definitions.get(`${version}/${manifest.kind}`);
  if (name === undefined) return [`${manifest.apiVersion} has no ${manifest.kind}`];
  const validate = ajv.getSchema(`kubernetes#/$defs/${name}`);
  void validate?.(manifest);
  return validate?.errors ?? [];
}

function manifestsOf(files: Readonly<Record<string, string>>): [string, Manifest][] {
  return Object.entries(files)
    .filter(([file]) => file.endsWith(".yaml") && !/(kustomization|configtx|core)\.yaml$/.test(file))
    .flatMap(([file, text]) =>
      (documentsOf(text) as Manifest[]).map((manifest): [string, Manifest] => [file, manifest]),
    );
}

describe.each(NETWORKS)("Kubernetes manifests for Fabric %s with %s", (line, consensus) => {
  const plan = planOf(line, consensus);

  it.each(plan.organisations.map(({ name }) => name))("of %s are valid by Kubernetes' own schema", (name) => {
    const manifests = manifestsOf(textsOf("kubernetes", plan, name));
    expect(manifests.length).toBeGreaterThan(15);
    const problems = manifests.flatMap(([file, manifest]) =>
      problemsOf(manifest).map((problem) => ({ file, kind: manifest.kind, name: manifest.metadata.name, problem })),
    );
    expect(problems).toEqual([]);
  });
});

describe("the schema", () => {
  it("refuses what Kubernetes does not know", () => {
    const manifests = manifestsOf(textsOf("kubernetes", planOf(), "GBAuthority"));
    const service = manifests.find(([, { kind }]) => kind === "Service")?.[1];
    expect(problemsOf({ ...service!, ports: [] } as Manifest)).not.toEqual([]);
  });
});

const hasKubectl = isInstalled("kubectl", "version", "--client");

describe.skipIf(!hasKubectl)("kubectl (skipped where it is not installed)", () => {
  const plan = planOf();
  // The script starts kubectl for each Secret; the first organisation and the ordering one have every kind of them.
  const scripted =
    process.env["TEST_FULL"] === "1" ? plan.organisations : [plan.organisations[0]!, plan.organisations.at(-1)!];
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "licet-kubernetes-"));
    writeGenerated(folder, generate("kubernetes", plan));
    await generateCrypto(plan.consortium, folder);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it(
    "builds the trial kustomization, without load balancers and with configurations named by their content",
    () => {
      const built = run("kubectl", "kustomize", path.join(folder, "trial"));
      const manifests = documentsOf(built) as Manifest[];
      expect(manifests.flatMap(problemsOf)).toEqual([]);
      expect(built).not.toContain("LoadBalancer");
      expect(built).toMatch(/name: peer-config-[a-z0-9]{10}/);
    },
    KUBECTL_TIMEOUT_MS,
  );

  it(
    "makes by the generated script every Secret and key that the manifests of an organisation refer to",
    () => {
      for (const { slug } of scripted) {
        const printed = run("sh", path.join(folder, slug, "create-secrets.sh"), path.join(folder, "organizations"));
        const secrets = (documentsOf(printed) as (Manifest | null)[]).filter((secret) => secret !== null);
        expect(secrets.flatMap(problemsOf)).toEqual([]);
        const made = secrets.flatMap(({ metadata, data }) =>
          Object.keys(data ?? {}).map((key) => `${metadata.name}/${key}`),
        );
        const needed = manifestsOf(textsOf("kubernetes", plan, slug)).flatMap(([, manifest]) => secretKeys(manifest));
        expect(needed.length).toBeGreaterThan(0);
        expect(needed.filter((key) => !made.includes(key))).toEqual([]);
      }
    },
    KUBECTL_TIMEOUT_MS,
  );

  it(
    "is given a builder configuration that is JSON with the certificates in it",
    () => {
      const printed = run(
        "sh",
        path.join(folder, "gbauthority", "create-secrets.sh"),
        path.join(folder, "organizations"),
      );
      const secrets = (documentsOf(printed) as (Manifest | null)[]).filter((secret) => secret !== null);
      const builder = secrets.find(({ metadata }) => metadata.name === "chaincode-builder");
      const text = Buffer.from(builder?.data?.["config.json"] ?? "", "base64").toString();
      const { licet } = JSON.parse(text) as { licet: Record<string, string> };
      expect(licet["address"]).toBe("licet.gb.licet.example:9999");
      expect(licet["client_key"]).toMatch(/^-----BEGIN [A-Z ]*PRIVATE KEY-----\n/);
      expect(licet["root_cert"]).toMatch(/^-----BEGIN CERTIFICATE-----\n/);
    },
    KUBECTL_TIMEOUT_MS,
  );
});

function run(command: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8", maxBuffer: 64 * 1_048_576 });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} failed: ${stderr}`);
  return stdout;
}

/** `secret/key` of every reference to a Secret, but for the Ingress' certificate, which is the cluster's. */
function secretKeys(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(secretKeys);
  if (typeof value !== "object" || value === null) return [];
  const record = value as Record<string, unknown>;
  const inVolume = record["secret"] as { secretName: string; items: { key: string }[] } | undefined;
  const inVariable = record["secretKeyRef"] as { name: string; key: string } | undefined;
  return [
    ...(inVolume ? inVolume.items.map(({ key }) => `${inVolume.secretName}/${key}`) : []),
    ...(inVariable ? [`${inVariable.name}/${inVariable.key}`] : []),
    ...Object.values(record).flatMap(secretKeys),
  ];
}
