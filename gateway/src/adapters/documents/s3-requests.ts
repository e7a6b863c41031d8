// SPDX-License-Identifier: Apache-2.0
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import http from "node:http";
import https from "node:https";
import { pipeline } from "node:stream/promises";
import { sign } from "aws4";
import { DocumentStoreError } from "../../ports/document-store.js";

/** How long the service may be silent, in milliseconds. */
const SILENCE_MS_MAX = 30_000;

/** As much of a refusal as is read, in bytes. */
const REFUSAL_BYTES_MAX = 4_096;

const NOTHING = createHash("sha256").update("").digest("hex");

/** Where the service is, and whom it knows. */
export interface S3Settings {
  /** Its address, such as `https://s3.example:9000`. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** What names of objects begin with; empty for nothing. */
  readonly prefix: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A file that is sent. */
export interface S3Body {
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 of its bytes in hexadecimal, which the service holds them against. */
  readonly sha256: string;
}

/** Sends signed requests (AWS Signature Version 4) about objects of one bucket, with the bucket in the path. */
export class S3Requests {
  readonly #settings: S3Settings;
  readonly #endpoint: URL;
  readonly #agent: http.Agent;

  constructor(settings: S3Settings) {
    this.#settings = settings;
    this.#endpoint = new URL(settings.endpoint);
    const Agent = this.#endpoint.protocol === "https:" ? https.Agent : http.Agent;
    this.#agent = new Agent({ keepAlive: true });
  }

  /**
   * Sends one request.
   * @returns the answer, whose body is not read so far
   * @throws {DocumentStoreError} where there is no answer.
   */
  send(method: "GET" | "PUT" | "DELETE", name: string, body?: S3Body): Promise<http.IncomingMessage> {
    const options = this.#signed(method, name, body);
    const transport = this.#endpoint.protocol === "https:" ? https : http;
    return new Promise((resolve, reject) => {
      let answered = false;
      const request = transport.request({ ...options, agent: this.#agent, timeout: SILENCE_MS_MAX }, (response) => {
        answered = true;
        resolve(response);
      });
      const fail = (error: unknown): void => {
        // A refusal comes while the body is still being sent: then the answer counts, and not that sending failed.
        if (answered) return;
        request.destroy();
        reject(unanswered(error));
      };
      request.on("timeout", () => request.destroy(new Error("it is silent")));
      request.on("error", fail);
      if (body === undefined) request.end();
      else pipeline(createReadStream(body.path), request).catch(fail);
    });
  }

  close(): void {
    this.#agent.destroy();
  }

  #signed(method: string, name: string, body: S3Body | undefined): http.RequestOptions {
    const { bucket, prefix, region, accessKeyId, secretAccessKey } = this.#settings;
    const { hostname, port, host, pathname } = this.#endpoint;
    const base = pathname.replace(/\/+$/, "");
    const { headers, path } = sign(
      {
        service: "s3",
        region,
        method,
        host,
        path: `${base}/${bucket}/${prefix}${name}`,
        headers: {
          "X-Amz-Content-Sha256": body?.sha256 ?? NOTHING,
          ...(body === undefined ? {} : { "Content-Length": body.bytes, "Content-Type": "application/octet-stream" }),
        },
      },
      { accessKeyId, secretAccessKey },
    );
    return {
      method,
      // An IPv6 address stands in brackets in an address and without them here.
      hostname: hostname.replace(/^\[(.*)\]$/, "$1"),
      path,
      headers: headers,
      ...(port === "" ? {} : { port }),
    };
  }
}

function unanswered(error: unknown): DocumentStoreError {
  return new DocumentStoreError("unavailable", `The S3 service does not answer: ${(error as Error).message}.`, error);
}

/** What the service refuses, with its own code; the rest of its words may name a key and are not kept. */
export async function refusalOf(response: http.IncomingMessage): Promise<DocumentStoreError> {
  const status = response.statusCode ?? 0;
  let text = "";
  try {
    for await (const piece of response) {
      text += (piece as Buffer).toString("latin1");
      if (text.length > REFUSAL_BYTES_MAX) break;
    }
  } catch {
    // The status says enough.
  }
  response.destroy();
  const code = /<Code>(\w{1,64})<\/Code>/.exec(text)?.[1] ?? "no code";
  const fault =
    status === 404 && code !== "NoSuchBucket" ? "missing" : code === "QuotaExceeded" ? "full" : "unavailable";
  return new DocumentStoreError(fault, `The S3 service answered ${status} (${code}).`);
}
