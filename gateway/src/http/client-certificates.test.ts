// SPDX-License-Identifier: Apache-2.0
import type { Server } from "node:http";
import { Agent, request } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { ClientTlsConfig } from "../config/tls.js";
import { GatewayError } from "../errors/gateway-error.js";
import { listen, urlOf } from "../listener.js";
import type { LedgerIdentity } from "../ports/ledger.js";
import { Authority, type Certified } from "../testing/authority.js";
import { ClientCertificates, thumbprintOf } from "./auth/client-certificates.js";

const DAY_MS = 86_400_000;
const customs = { label: "customs1@GBAuthorityMSP" } as LedgerIdentity;

let ours: Authority;
let another: Authority;
let own: Certified;
let known: Certified;
const servers: Server[] = [];

beforeAll(async () => {
  ours = await Authority.create("ours");
  another = await Authority.create("another");
  own = await ours.certify("gateway");
  known = await ours.certify("system");
});
afterEach(() => void vi.useRealTimers());
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

/** A server that answers who the client is by its certificate, or why not. */
async function serve(clients: Partial<ClientTlsConfig> | undefined): Promise<number> {
  const certificates = new ClientCertificates(new Map([[thumbprintOf(known.certificate), customs]]));
  const tls = {
    ...own,
    clients: clients && { authorities: ours.certificate, revocations: undefined, clientsFile: undefined, ...clients },
  };
  const options = { port: 0, host: "127.0.0.1", tls, connectionsPerAddress: 100 };
  const server = await listen((asked, response) => {
    try {
      const shown = certificates.shownBy(asked);
      response.end(shown === undefined ? "nobody" : certificates.holderOf(shown).label);
    } catch (error) {
      response.end(error instanceof GatewayError ? `${error.code} ${String(error.details["reason"])}` : String(error));
    }
  }, options);
  servers.push(server);
  expect(urlOf(server, options)).toMatch(/^https:\/\/127\.0\.0\.1:\d+$/);
  return (server.address() as AddressInfo).port;
}

function ask(port: number, shown?: Certified, agent?: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const material = shown === undefined ? {} : { cert: shown.certificate, key: shown.key };
    const options = { host: "127.0.0.1", port, ca: ours.certificate, ...material, ...(agent && { agent }) };
    request(options, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
      answer.on("end", () => resolve(text));
    })
      .on("error", reject)
      .end();
  });
}

describe("a client's certificate", () => {
  it("stands for the enrolment that it was given to, and none for nobody", async () => {
    const port = await serve({});
    expect(await ask(port, known)).toBe("customs1@GBAuthorityMSP");
    expect(await ask(port)).toBe("nobody");
  });

  it("is not asked for where no authority is set", async () => {
    expect(await ask(await serve(undefined), known)).toBe("nobody");
  });

  it.each<[string, () => Promise<Certified>, string]>([
    ["is over", () => ours.certify("late", -1), "cert_has_expired"],
    ["is not in force yet", () => ours.certify("early", 10, 5), "cert_not_yet_valid"],
    ["is of another authority", () => another.certify("system"), "unable_to_verify_leaf_signature"],
    ["stands for nobody here", () => ours.certify("stranger"), "unknown"],
  ])("that %s is refused with the reason", async (_, make, reason) => {
    expect(await ask(await serve({}), await make())).toBe(`CLIENT_CERTIFICATE_REFUSED ${reason}`);
  });

  it("that was revoked is refused, and others of the same list are not", async () => {
    const port = await serve({ revocations: [await ours.revoke(await ours.certify("other"))] });
    expect(await ask(port, known)).toBe("customs1@GBAuthorityMSP");
    const strict = await serve({ revocations: [await ours.revoke(known)] });
    expect(await ask(strict, known)).toBe("CLIENT_CERTIFICATE_REFUSED cert_revoked");
  });

  it("of an authority without a list is refused where lists are set", async () => {
    const port = await serve({
      authorities: `${ours.certificate}\n${another.certificate}`,
      revocations: [await another.revoke()],
    });
    expect(await ask(port, known)).toBe("CLIENT_CERTIFICATE_REFUSED unable_to_get_crl");
  });

  it("that ends while the connection goes on is refused from then on", async () => {
    const port = await serve({});
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect(await ask(port, known, agent)).toBe("customs1@GBAuthorityMSP");
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 20 * DAY_MS });
    expect(await ask(port, known, agent)).toBe("CLIENT_CERTIFICATE_REFUSED cert_has_expired");
    agent.destroy();
  });
});

describe("files that are no pair", () => {
  it("are told at the start", () => {
    const tls = { certificate: own.certificate, key: known.key, clients: undefined };
    expect(() => listen(() => undefined, { port: 0, host: "127.0.0.1", tls, connectionsPerAddress: 100 })).toThrow(
      /LICET_TLS_/,
    );
  });
});
