// SPDX-License-Identifier: Apache-2.0
import { request } from "node:https";
import { NetworkError } from "@licet/embedded-network/description/network-error";

/** How long an authority may take to answer. */
const ANSWER_MS_MAX = 30_000;
/** The largest answer that is read: a revocation list of some hundred thousand certificates. */
const ANSWER_BYTES_MAX = 32 * 1024 * 1024;

/** One HTTP request to a certificate authority. */
export interface CaRequest {
  readonly method: "GET" | "POST";
  /** Path and query. */
  readonly uri: string;
  readonly body: string;
  readonly authorization?: string | undefined;
}

/** What came back. */
export interface CaAnswer {
  readonly status: number;
  readonly text: string;
}

/** Sends requests to one server over TLS, whose certificate must lead to the given root. */
export class CaTransport {
  readonly #base: URL;
  readonly #rootPem: string;

  constructor(base: URL, rootPem: string) {
    this.#base = base;
    this.#rootPem = rootPem;
  }

  /** @throws {NetworkError} NETWORK_CA_UNREACHABLE. */
  send({ method, uri, body, authorization }: CaRequest): Promise<CaAnswer> {
    const headers = {
      ...(body === "" ? {} : { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
      ...(authorization === undefined ? {} : { authorization }),
    };
    return new Promise((resolve, reject) => {
      const fail = (error: Error): void => reject(this.#unreachable(error));
      const options = { method, headers, ca: this.#rootPem, agent: false, timeout: ANSWER_MS_MAX };
      const sent = request(new URL(uri, this.#base), options, (response) => {
        const chunks: Buffer[] = [];
        let length = 0;
        response.on("data", (chunk: Buffer) => {
          length += chunk.length;
          if (length > ANSWER_BYTES_MAX) sent.destroy(new Error(`its answer exceeds ${ANSWER_BYTES_MAX} bytes`));
          else chunks.push(chunk);
        });
        response.on("error", fail);
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
        );
      });
      sent.on("timeout", () => sent.destroy(new Error(`no answer within ${ANSWER_MS_MAX / 1_000} seconds`)));
      sent.on("error", fail);
      sent.end(body);
    });
  }

  #unreachable(cause: Error): NetworkError {
    const code = (cause as NodeJS.ErrnoException).code ?? "";
    return new NetworkError(
      "NETWORK_CA_UNREACHABLE",
      `The certificate authority at ${this.#base.origin} cannot be reached: ${cause.message || code}. ${adviceFor(code)}`,
      { cause },
    );
  }
}

function adviceFor(code: string): string {
  if (code === "ECONNREFUSED") return "Start it, or correct its port.";
  if (/CERT|SELF_SIGNED|UNABLE_TO|ALTNAME/.test(code))
    return "Check that the TLS root certificate is the server's, and that the server's certificate names this host.";
  if (code === "EPROTO") return "It seems to run without TLS; enable tls in its configuration.";
  return "Check its address and the network.";
}
