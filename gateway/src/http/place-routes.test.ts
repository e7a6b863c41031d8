// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AppUnderTest } from "../testing-http/app-under-test.js";

let app: AppUnderTest;
beforeAll(async () => {
  app = await AppUnderTest.start();
});
afterAll(() => app.stop());

const codes = (count: number): string =>
  Array.from({ length: count }, (_, at) => `code=GB${String(at).padStart(3, "0")}`).join("&");

describe("places", () => {
  it.each(["code=GBFXT&code=ZZZZZ&code=BTCCS", "code=GBFXT,ZZZZZ,BTCCS"])(
    "are told in the order of their codes, and null what is not known: %s",
    async (query) => {
      const { status, body } = await app.send("carrier1@CarriersMSP", `/v1/places?${query}`);
      expect(status).toBe(200);
      expect(body).toEqual({
        items: [
          { code: "GBFXT", name: "Felixstowe", position: { latitude: 51.9579, longitude: 1.3445 } },
          { code: "ZZZZZ", name: null, position: null },
          { code: "BTCCS", name: "Chuchungsa", position: null },
        ],
      });
    },
  );

  it("may be kept by who asked, and their refusal by nobody", async () => {
    const of = async (query: string): Promise<string | null> =>
      (await app.send("customs1@GBAuthorityMSP", `/v1/places?${query}`)).headers.get("cache-control");
    expect(await of("code=GBFXT")).toBe("private, max-age=3600");
    expect(await of("code=")).toBe("no-store");
  });

  it.each([
    ["no code", ""],
    ["a code that is none", "code=Felixstowe"],
    ["a code in small letters", "code=gbfxt"],
    ["more codes than are told at once", codes(101)],
    ["something else besides", "code=GBFXT&name=Felixstowe"],
  ])("are not told for %s", async (_name, query) => {
    const { status, body } = await app.send("customs1@GBAuthorityMSP", `/v1/places?${query}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({ code: "INVALID_INPUT" });
  });

  it("are told for as many codes as are told at once", async () => {
    const { body } = await app.send("customs1@GBAuthorityMSP", `/v1/places?${codes(100)}`);
    expect((body as { items: unknown[] }).items).toHaveLength(100);
  });

  it("are told to nobody who has not signed in", async () => {
    expect((await app.send(undefined, "/v1/places?code=GBFXT")).status).toBe(401);
  });
});
