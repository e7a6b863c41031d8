// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppUnderTest } from "../testing-http/app-under-test.js";
import { readSite } from "./site.js";

const SCRIPT = `console.log("${"licet ".repeat(400)}")`;
const BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
const POLICY =
  "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data: blob:;connect-src 'self';font-src 'self';" +
  "worker-src 'self';manifest-src 'self';frame-ancestors 'none';base-uri 'none';form-action 'self'";

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

const folder = mkdtempSync(path.join(tmpdir(), "licet-site-"));
let app: AppUnderTest;
let unbuilt: AppUnderTest;

/** As a client that takes apart nothing by itself. */
function get(of: AppUnderTest, address: string, headers: Record<string, string> = {}, method = "GET"): Promise<Got> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(address, of.url), { headers, method }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, bytes: Buffer.concat(chunks) }),
      );
    });
    sent.on("error", reject);
    sent.end();
  });
}

beforeAll(async () => {
  mkdirSync(path.join(folder, "assets"));
  writeFileSync(path.join(folder, "index.html"), "<!doctype html><title>Licet</title>");
  writeFileSync(path.join(folder, "assets", "index-1a2b.js"), SCRIPT);
  writeFileSync(path.join(folder, "assets", "index-1a2b.js.br"), brotliCompressSync(SCRIPT));
  writeFileSync(path.join(folder, "assets", "index-1a2b.js.gz"), gzipSync(SCRIPT));
  writeFileSync(path.join(folder, "licet.svg"), "<svg/>");
  writeFileSync(path.join(folder, "notes.txt"), "left lying");
  const site = readSite(folder);
  if (site === undefined) throw new Error("The site was not read.");
  app = await AppUnderTest.start({ site, demonstration: true });
  unbuilt = await AppUnderTest.start();
});

afterAll(async () => {
  await app.stop();
  await unbuilt.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe("a page of the application", () => {
  it.each(["/", "/licences/GBSIEE2E350002", "/sign-in?return=%2Fx", "/v1x", "/authority"])(
    "is at %s for a browser, and allows nothing inline or from elsewhere",
    async (address) => {
      const { status, headers, bytes } = await get(app, address, { Accept: BROWSER });
      expect(status).toBe(200);
      expect(bytes.toString()).toContain("<title>Licet</title>");
      expect(headers["content-security-policy"]).toBe(POLICY);
      expect(headers["permissions-policy"]).toContain("camera=(self), geolocation=(self), microphone=()");
      expect(headers["cache-control"]).toBe("no-store");
      expect(headers["x-content-type-options"]).toBe("nosniff");
    },
  );

  it("is at / for whoever asks", async () => {
    expect((await get(app, "/", { Accept: "*/*" })).status).toBe(200);
  });

  it.each([
    ["/licences/GBSIEE2E350002", "*/*", "GET"],
    ["/licences/GBSIEE2E350002", "application/json", "GET"],
    ["/licences/GBSIEE2E350002", BROWSER, "POST"],
    ["/v1", BROWSER, "GET"],
    ["/auth/nothing", BROWSER, "GET"],
    ["/docs/nothing", BROWSER, "GET"],
    ["/assets/index-gone.js", BROWSER, "GET"],
    ["/problems/x/y", BROWSER, "GET"],
    ["/notes.txt", "*/*", "GET"],
    ["/assets/..%2findex.html", BROWSER, "GET"],
  ])("is not at %s for who takes %s by %s", async (address, Accept, method) => {
    const { status, headers } = await get(app, address, { Accept }, method);
    expect([401, 404]).toContain(status);
    expect(headers["content-type"]).toBe("application/problem+json");
  });

  it("is read and not written", async () => {
    const { status, headers } = await get(app, "/", {}, "POST");
    expect(status).toBe(405);
    expect(headers["allow"]).toBe("GET, HEAD");
  });

  it("is asked for by its head, too", async () => {
    const { status, bytes } = await get(app, "/", { Accept: BROWSER }, "HEAD");
    expect([status, bytes.length]).toEqual([200, 0]);
  });
});

describe("a file of the application", () => {
  const AT = "/assets/index-1a2b.js";

  it.each([
    ["gzip, deflate, br", "br"],
    ["gzip", "gzip"],
    ["br;q=0, gzip", "gzip"],
    ["identity", undefined],
    ["", undefined],
  ])("is sent to who takes %o as %s", async (taken, coding) => {
    const { status, headers, bytes } = await get(app, AT, { "Accept-Encoding": taken });
    expect(status).toBe(200);
    expect(headers["content-encoding"]).toBe(coding);
    const undo = { br: brotliDecompressSync, gzip: gunzipSync, none: (as: Buffer) => as }[coding ?? "none"];
    expect(undo?.(bytes).toString()).toBe(SCRIPT);
    expect(headers["vary"]).toBe("Accept-Encoding");
  });

  it("that has its hash in its name is kept for ever, others for an hour", async () => {
    expect((await get(app, AT)).headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect((await get(app, "/licet.svg")).headers["cache-control"]).toBe("public, max-age=3600");
  });
});

describe("a gateway whose application has not been built", () => {
  it.each(["/", "/licences/GBSIEE2E350002"])("says so at %s", async (address) => {
    const { status, bytes } = await get(unbuilt, address, { Accept: BROWSER });
    expect(status).toBe(503);
    expect(bytes.toString()).toContain("npm run build");
  });

  it("has its interface all the same", async () => {
    expect((await get(unbuilt, "/openapi.json")).status).toBe(200);
    expect((await get(unbuilt, "/nothing", { Accept: "application/json" })).status).toBe(404);
  });
});

describe("the ways to sign in", () => {
  const means = async (of: AppUnderTest, headers?: Record<string, string>): Promise<unknown> =>
    JSON.parse((await get(of, "/auth/means", headers)).bytes.toString()) as unknown;

  it("name everybody of the demonstration, with what their certificates say", async () => {
    const { demonstration } = (await means(app)) as { demonstration: { people: unknown[] }[] };
    expect(demonstration.flatMap(({ people }) => people)).toContainEqual({
      person: "exporter1@GBAuthorityMSP",
      name: "exporter1",
      role: "exporter",
      office: null,
      party: "GB-EX-0001",
    });
  });

  it("name nobody under a name that is not this machine's", async () => {
    expect(await means(app, { Host: "evil.example" })).toEqual({ provider: false, demonstration: null });
  });

  it("name nobody where there is no demonstration", async () => {
    expect(await means(unbuilt)).toEqual({ provider: false, demonstration: null });
  });
});
