// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loadConsortium } from "../config/consortium.js";
import { defaultConsortiumFile } from "../config/home.js";
import { generateCrypto } from "../crypto/generate.js";
import { generate, TARGETS, writeGenerated } from "./generate.js";
import { materialsOf } from "./material.js";
import { hostsOf, planDeployment } from "./plan.js";

interface ComposeFile {
  readonly services: Readonly<Record<string, { readonly ports?: readonly string[] }>>;
  readonly secrets: Readonly<Record<string, object>>;
}

/** Making certificates for a whole consortium takes seconds. */
const CRYPTO_TIMEOUT_MS = 60_000;
const consortium = loadConsortium(defaultConsortiumFile());
const plan = planDeployment(consortium, "2.5", "raft");
const [own, ...others] = plan.organisations;
const textOf = (content: string | Buffer | undefined): string => content?.toString("latin1") ?? "";

function composeFileOf(slug: string): ComposeFile {
  return parse(textOf(generate("compose", plan)[`${slug}/compose.yaml`])) as ComposeFile;
}

describe("one organisation's part", () => {
  it.each(["compose", "kubernetes"] as const)("%s holds its own folder, the channel's, and no other's", (target) => {
    const files = Object.keys(generate(target, plan, own!.name));
    const folders = new Set(files.filter((file) => file.includes("/")).map((file) => file.split("/")[0]));
    expect([...folders].sort()).toEqual(["channel", own!.slug]);
  });

  it("runs its own services and mounts its own keys", () => {
    const { services, secrets } = composeFileOf(own!.slug);
    const foreign = others.flatMap(hostsOf);
    expect(Object.keys(services).filter((name) => foreign.includes(name))).toEqual([]);
    expect(Object.keys(services)).toEqual(expect.arrayContaining(hostsOf(own!)));
    const folders = others.map(({ domain }) => `/${domain}/`);
    expect(folders.filter((folder) => JSON.stringify(secrets).includes(folder))).toEqual([]);
  });

  it("is the same as within the whole", () => {
    for (const target of ["compose", "kubernetes"] as const) {
      const whole = generate(target, plan);
      const alone = generate(target, plan, own!.name);
      const differing = Object.keys(alone).filter(
        (file) => file.startsWith(`${own!.slug}/`) && textOf(alone[file]) !== textOf(whole[file]),
      );
      expect(differing).toEqual([]);
    }
  });
});

describe("an organisation without peers", () => {
  const declared = {
    ...consortium,
    organisations: consortium.organisations.map((one, at) => (at === 4 ? { ...one, peers: [] } : one)),
  };
  const clients = planDeployment(declared, "2.5", "raft").organisations[4]!;

  it.each(["compose", "kubernetes"] as const)(
    "%s gives its authorities, and nothing that would need a peer",
    (target) => {
      const files = generate(target, planDeployment(declared, "2.5", "raft"), clients.name);
      const text = Object.entries(files)
        .filter(([file]) => file.startsWith(`${clients.slug}/`))
        .map(([, content]) => textOf(content))
        .join("\n");
      expect(clients.authorities.filter(({ host }) => !text.includes(host))).toEqual([]);
      expect(hostsOf(clients)).toEqual(clients.authorities.map(({ host }) => host));
      expect(text).not.toContain("undefined");
    },
  );
});

describe("a whole consortium with Compose", () => {
  it("publishes each port of the machine once, and all but the nodes' on the loopback interface", () => {
    const ports = plan.organisations.flatMap(({ slug }) =>
      Object.values(composeFileOf(slug).services).flatMap(({ ports = [] }) => ports),
    );
    const published = ports.map((port) => port.split(":").at(-2));
    expect(new Set(published).size).toBe(published.length);
    const nodes = plan.organisations.flatMap(({ nodes }) => nodes.map(({ port }) => `${port}:${port}`));
    expect(ports.filter((port) => !port.startsWith("127.0.0.1:")).sort()).toEqual([...nodes].sort());
  });
});

describe("monitoring", () => {
  interface Scrape {
    readonly job_name: string;
    readonly authorization?: { readonly credentials_file: string };
    readonly relabel_configs?: readonly { readonly target_label?: string; readonly replacement?: string }[];
  }
  const files = generate("monitoring", plan);
  const withGateway = plan.organisations.filter(({ gateway }) => gateway !== undefined);

  it.each(["prometheus.yml", "prometheus-kubernetes.yml"])("%s reads each gateway with its own token", (file) => {
    const jobs = (parse(textOf(files[file])) as { scrape_configs: Scrape[] }).scrape_configs;
    const ofGateways = jobs.filter(({ authorization }) => authorization !== undefined);
    expect(ofGateways.map(({ authorization }) => authorization?.credentials_file)).toEqual(
      withGateway.map(({ slug }) => `/run/secrets/${slug}-metrics`),
    );
    for (const { relabel_configs } of ofGateways)
      expect(relabel_configs?.at(-1)).toEqual({ target_label: "job", replacement: "licet-gateways" });
    expect(new Set(jobs.map(({ job_name }) => job_name)).size).toBe(jobs.length);
  });

  it("hands Prometheus the tokens, and each gateway its own", () => {
    const { secrets } = parse(textOf(files["compose.yaml"])) as ComposeFile;
    expect(Object.keys(secrets)).toEqual(["grafana-password", ...withGateway.map(({ slug }) => `${slug}-metrics`)]);
    for (const { slug } of withGateway) {
      expect(composeFileOf(slug).secrets).toMatchObject({ [`${slug}-metrics`]: { file: "./secrets/metrics" } });
      expect(textOf(generate("compose", plan)[`${slug}/create-secrets.sh`])).toContain("secrets/metrics");
    }
  });
});

describe("what is generated", () => {
  let folder: string;

  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), "licet-generate-"))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each(TARGETS)("for %s holds no key and no password", (target) => {
    for (const [file, content] of Object.entries(generate(target, plan))) {
      const text = textOf(content);
      expect(text, file).not.toMatch(/-----BEGIN|PRIVATE KEY/);
      // A variable that holds a secret takes it from a file or a Secret.
      const variables = [
        ...text.matchAll(/^ +[A-Z_]*(?:PASSWORD|PASSWORD__?FILE|SERVER_BOOT|BUILDER_CONFIG): (.*)$/gm),
      ];
      expect(variables.map(([, value = ""]) => value).filter((value) => !value.startsWith("/run/secrets/"))).toEqual(
        [],
      );
      expect(text, file).not.toMatch(/name: [A-Z_]*(?:PASSWORD|PASSWORD__?FILE|SERVER_BOOT|BUILDER_CONFIG)\n +value:/);
      expect(text, file).not.toContain(":latest");
    }
  });

  it(
    "refers to key material that the certificates' layout has",
    async () => {
      await generateCrypto(consortium, folder);
      const sources = plan.organisations.flatMap(materialsOf).flatMap(({ files }) => files.map(({ source }) => source));
      expect(sources.length).toBeGreaterThan(50);
      expect(sources.filter((source) => !existsSync(join(folder, "organizations", source)))).toEqual([]);
    },
    CRYPTO_TIMEOUT_MS,
  );

  it("is written with scripts that can be run, over what was there", () => {
    writeGenerated(folder, { "a/b.txt": "one", "a/run.sh": "#!/bin/sh\n" });
    writeGenerated(folder, { "a/b.txt": "two" });
    expect(readFileSync(join(folder, "a/b.txt"), "utf8")).toBe("two");
    expect(statSync(join(folder, "a/run.sh")).mode & 0o777).toBe(0o755);
  });
});
