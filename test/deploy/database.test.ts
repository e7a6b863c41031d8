// SPDX-License-Identifier: Apache-2.0
import { execFileSync, type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { openPostgres } from "@licet/gateway/adapters/postgres/database";
import { readConfig } from "@licet/gateway/config/config";
import { findPostgres } from "@licet/gateway/testing/postgres-server";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import { writeGenerated } from "@licet/network/deploy/generate";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { read } from "../checks/sources.js";
import { documentsOf, planOf, textsOf } from "./generated.js";

interface Service {
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly secrets: readonly { readonly source: string }[];
  readonly depends_on: Readonly<Record<string, object>>;
}

const plan = planOf();
const [own] = plan.organisations;
const { slug, postgresHost, gateway } = own!;
const files = textsOf("compose", plan, own!.name);
const { services } = documentsOf(files[`${slug}/compose.yaml`] ?? "")[0] as { services: Record<string, Service> };
const database = services[postgresHost]!;
const ofGateway = services[gateway!.host]!;
const namesOf = ({ secrets }: Service): string[] => secrets.map(({ source }) => source);

describe("the gateway of a deployment", () => {
  it("is told where its database is and in which file its password stands, and not what the superuser's is", () => {
    const { DATABASE_URL, LICET_DATABASE_PASSWORD_FILE } = ofGateway.environment;
    expect(DATABASE_URL).toBe(`postgres://licet@${postgresHost}:5432/licet`);
    expect(LICET_DATABASE_PASSWORD_FILE).toBe(`/run/secrets/${slug}-postgres`);
    expect(namesOf(ofGateway)).toContain(`${slug}-postgres`);
    expect(namesOf(ofGateway)).not.toContain(`${slug}-postgres-admin`);
    expect(ofGateway.depends_on[postgresHost]).toEqual({ condition: "service_healthy" });
  });

  it("is told the same by Kubernetes, which gives the password as a variable", () => {
    const manifests = documentsOf(textsOf("kubernetes", plan, own!.name)[`${slug}/gateway.yaml`] ?? "");
    const { env } = containerOf(manifests[0]);
    expect(env).toContainEqual({ name: "DATABASE_URL", value: "postgres://licet@postgres:5432/licet" });
    const passwords = env.filter(({ valueFrom }) => valueFrom?.secretKeyRef.name.startsWith("postgres"));
    expect(passwords).toEqual([
      { name: "PGPASSWORD", valueFrom: { secretKeyRef: { name: "postgres", key: "password" } } },
    ]);
  });

  it("has its roles made by Kubernetes from the same file", () => {
    const kubernetes = textsOf("kubernetes", plan, own!.name);
    const file = `${slug}/database/roles.sql`;
    expect(kubernetes[file]).toBe(files[file]);
    expect(kubernetes[`${slug}/kustomization.yaml`]).toContain("database/roles.sql");
    const { env, volumeMounts } = containerOf(documentsOf(kubernetes[`${slug}/postgres.yaml`] ?? "")[0]);
    expect(volumeMounts).toContainEqual({
      name: "database-setup",
      mountPath: "/docker-entrypoint-initdb.d",
      readOnly: true,
    });
    expect(env.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["POSTGRES_PASSWORD", "LICET_DATABASE_PASSWORD"]),
    );
  });
});

interface Container {
  readonly env: readonly {
    readonly name: string;
    readonly valueFrom?: { readonly secretKeyRef: { readonly name: string } };
  }[];
  readonly volumeMounts: readonly object[];
}

function containerOf(manifest: unknown): Container {
  const { spec } = manifest as { spec: { template: { spec: { containers: [Container] } } } };
  return spec.template.spec.containers[0];
}

const programs = findPostgres();

describe.skipIf(programs === undefined)(
  "the database of a deployment (skipped where no PostgreSQL is installed)",
  () => {
    const ENTRYPOINT = path.join(import.meta.dirname, "postgres-image");
    const START_MS_MAX = 100_000;
    let folder: string;
    let url: string;
    let server: ChildProcess | undefined;
    const secret = (name: string): string => path.join(folder, slug, "secrets", name);

    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), "licet-deployed-database-"));
      // The server's own user has to pass through.
      chmodSync(folder, 0o711);
      writeGenerated(folder, files);
      mkdirSync(path.join(folder, slug, "secrets"));
      for (const name of ["postgres", "postgres-admin"]) writeFileSync(secret(name), `of ${name}'s % own`);
      const port = await claimPortBase();
      const here = (text: string): string =>
        text
          .replaceAll(`/run/secrets/${slug}-`, `${folder}/${slug}/secrets/`)
          .replaceAll("/var/lib/postgresql", `${folder}/volume`)
          .replaceAll("$$", "$");
      const given = Object.entries(database.environment).map(([name, value]) => [name, here(value)] as const);
      server = spawn(database.command[0] ?? "", database.command.slice(1).map(here), {
        env: {
          PATH: `${ENTRYPOINT}:${process.env["PATH"] ?? ""}`,
          ...Object.fromEntries(given),
          INITDB_FOLDER: path.join(folder, slug, "database"),
          PROGRAMS: programs ?? "",
          PGPORT: port.toString(),
        },
        stdio: "inherit",
      });
      url = `postgres://licet@127.0.0.1:${port.toString()}/licet`;
      await answers(port);
    });
    afterAll(async () => {
      if (server !== undefined && server.exitCode === null && server.signalCode === null) {
        const ended = once(server, "exit");
        server.kill("SIGINT");
        await ended;
      }
      rmSync(folder, { recursive: true, force: true });
    });

    async function answers(port: number): Promise<void> {
      const until = Date.now() + START_MS_MAX;
      const isReady = (): boolean => {
        try {
          execFileSync(path.join(programs ?? "", "pg_isready"), ["-h", "127.0.0.1", "-p", port.toString()], {
            stdio: "ignore",
          });
          return true;
        } catch {
          return false;
        }
      };
      while (!isReady()) {
        if (server?.exitCode !== null) throw new Error(`the database ended: ${String(server?.exitCode)}`);
        if (Date.now() > until) throw new Error("the database does not come up");
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }

    const configured = (): string =>
      readConfig({ DATABASE_URL: url, LICET_DATABASE_PASSWORD_FILE: secret("postgres") }).databaseUrl ?? "";

    it("is opened by the gateway as one who is no superuser and makes no roles, twice over", async () => {
      for (const time of ["first", "second"]) {
        const opened = await openPostgres(configured());
        const { rows } = await opened.asOwner((db) =>
          sql<{
            name: string;
            rolsuper: boolean;
            rolcreaterole: boolean;
          }>`select current_user as name, rolsuper, rolcreaterole
          from pg_roles where rolname = current_user`.execute(db),
        );
        expect(rows, time).toEqual([{ name: "licet", rolsuper: false, rolcreaterole: false }]);
        const position = await opened.asCaller({ organisation: "GBAuthorityMSP", person: "x@GBAuthorityMSP" }, (db) =>
          db.selectFrom("ledger.projection").select("block").execute(),
        );
        expect(position).toHaveLength(1);
        await opened.close();
      }
    });

    it("lets nobody in without the password, nor with another's", async () => {
      await expect(openPostgres(url)).rejects.toThrow(/cannot be used/);
      const other = new URL(url);
      other.password = encodeURIComponent(readFileSync(secret("postgres-admin"), "utf8"));
      await expect(openPostgres(other.href)).rejects.toThrow(/cannot be used/);
    });

    it("is dumped by the generated task with every row, which row-level security hides from its owner", async () => {
      const opened = await openPostgres(configured());
      await opened.asGateway((db) =>
        db
          .updateTable("ledger.projection")
          .set({ transaction_id: "f".repeat(64) })
          .execute(),
      );
      await opened.close();
      const backup = services[`backup-postgres.${own!.domain}`]!;
      const backups = path.join(folder, "backups");
      mkdirSync(backups);
      const command = backup.command.map((word) =>
        word
          .replaceAll(`/run/secrets/${slug}-`, `${folder}/${slug}/secrets/`)
          .replaceAll("/backups", backups)
          .replaceAll("$$", "$"),
      );
      const { port } = new URL(url);
      execFileSync(command[0] ?? "", command.slice(1), {
        env: {
          PATH: `${programs ?? ""}:${process.env["PATH"] ?? ""}`,
          ...backup.environment,
          PGHOST: "127.0.0.1",
          PGPORT: port,
        },
      });
      const dumps = execFileSync(
        "sh",
        ["-c", `${programs ?? ""}/pg_restore --data-only --file=- "${backups}"/*.dump`],
        {
          encoding: "utf8",
        },
      );
      expect(dumps).toContain("f".repeat(64));
    });
  },
);

describe("the roles of the gateway's code", () => {
  it("are those that the deployment makes", () => {
    const made = [...(files[`${slug}/database/roles.sql`] ?? "").matchAll(/^CREATE ROLE (\w+) NOLOGIN/gm)];
    const code = [...read("gateway/src/database/roles.ts").matchAll(/_ROLE = "(\w+)"/g)];
    expect(made.map(([, name]) => name)).toEqual(code.map(([, name]) => name));
  });
});
