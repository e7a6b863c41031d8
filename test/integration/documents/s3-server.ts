// SPDX-License-Identifier: Apache-2.0
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { claimPortBase } from "@licet/embedded-network/description/free-ports";
import type { S3Settings } from "@licet/gateway/adapters/documents/s3-requests";
import { sign } from "aws4";
import { cachedFolder } from "../../cache-folder.js";

const START_MS_MAX = 120_000;
const ASK_AGAIN_MS = 100;

/** Calls that are taken without a look at their signature: those that make the first user, and the bucket. */
const CALLS_BEFORE_SIGNATURES = 4;

const USER = "licet";
const EVERYTHING = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }],
});

const folder = cachedFolder("moto");
const python = path.join(folder, "bin", "python3");

/** Why no S3-compatible server can run here; undefined where one can. */
export function s3Unavailable(): string | undefined {
  return existsSync(python) ? undefined : `no moto in ${folder}, where .ci/run puts it`;
}

/** An S3-compatible server that others wrote, on a free port, with one user and one bucket. */
export class S3Server {
  readonly settings: S3Settings;
  readonly #process: ChildProcess;

  private constructor(settings: S3Settings, process: ChildProcess) {
    this.settings = settings;
    this.#process = process;
  }

  static async start(): Promise<S3Server> {
    const port = await claimPortBase();
    const endpoint = `http://127.0.0.1:${port.toString()}`;
    const program = "from moto.server import main; main()";
    const child = spawn(python, ["-c", program, "-H", "127.0.0.1", "-p", port.toString()], {
      env: { ...process.env, INITIAL_NO_AUTH_ACTION_COUNT: CALLS_BEFORE_SIGNATURES.toString() },
      stdio: "ignore",
    });
    await listening(endpoint, child);
    const nobody = {
      endpoint,
      region: "us-east-1",
      bucket: "licet-documents",
      prefix: "gb/",
      accessKeyId: "none",
      secretAccessKey: "none",
    };
    await iam(endpoint, { Action: "CreateUser", UserName: USER });
    await iam(endpoint, { Action: "PutUserPolicy", UserName: USER, PolicyName: "all", PolicyDocument: EVERYTHING });
    const key = await iam(endpoint, { Action: "CreateAccessKey", UserName: USER });
    const bucket = await s3(nobody, "PUT", "");
    if (!bucket.ok) throw new Error(`The bucket was not made: ${await bucket.text()}`);
    return new S3Server(
      { ...nobody, accessKeyId: member(key, "AccessKeyId"), secretAccessKey: member(key, "SecretAccessKey") },
      child,
    );
  }

  /** An object as it lies there. */
  async object(name: string): Promise<Response> {
    return s3(this.settings, "GET", `/${this.settings.prefix}${name}`);
  }

  /** Puts other bytes under a name. */
  async overwrite(name: string, bytes: Buffer): Promise<void> {
    await s3(this.settings, "PUT", `/${this.settings.prefix}${name}`, bytes);
  }

  /** Names of all objects. */
  async names(): Promise<string[]> {
    const text = await (await s3(this.settings, "GET", "?list-type=2")).text();
    return [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, name = ""]) => name);
  }

  async stop(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#process.once("exit", resolve));
    this.#process.kill("SIGKILL");
    await ended;
  }
}

async function listening(endpoint: string, child: ChildProcess): Promise<void> {
  const end = performance.now() + START_MS_MAX;
  while (child.exitCode === null && performance.now() < end) {
    const answers = await fetch(`${endpoint}/moto-api/`).then(
      () => true,
      () => false,
    );
    if (answers) return;
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
  throw new Error("The S3-compatible server did not start.");
}

async function iam(endpoint: string, parameters: Readonly<Record<string, string>>): Promise<string> {
  const body = new URLSearchParams({ ...parameters, Version: "2010-05-08" }).toString();
  const { host } = new URL(endpoint);
  const signed = sign(
    {
      service: "iam",
      region: "us-east-1",
      method: "POST",
      host,
      path: "/",
      body,
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
    },
    { accessKeyId: "none", secretAccessKey: "none" },
  );
  const response = await fetch(`${endpoint}/`, {
    method: "POST",
    body,
    headers: signed.headers as Record<string, string>,
  });
  return response.text();
}

function s3(settings: S3Settings, method: string, rest: string, body?: Buffer): Promise<Response> {
  const { endpoint, bucket, region, accessKeyId, secretAccessKey } = settings;
  const { host } = new URL(endpoint);
  const signed = sign(
    { service: "s3", region, method, host, path: `/${bucket}${rest}`, ...(body === undefined ? {} : { body }) },
    { accessKeyId, secretAccessKey },
  );
  const headers = { ...(signed.headers as Record<string, string>) };
  delete headers["Host"];
  delete headers["Content-Length"];
  return fetch(`${endpoint}${signed.path ?? ""}`, {
    method,
    headers,
    ...(body === undefined ? {} : { body: new Uint8Array(body) }),
  });
}

function member(xml: string, name: string): string {
  const value = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1];
  if (value === undefined) throw new Error(`The server's answer has no ${name}:\n${xml}`);
  return value;
}
