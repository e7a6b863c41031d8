// SPDX-License-Identifier: Apache-2.0
import { openApiDocument } from "@licet/gateway/http/openapi";
import type { Answer, Person } from "@licet/gateway/testing-http/app-under-test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CHANNEL_ROWS, NAMED_ELSEWHERE, NAMED_LIKEWISE, WORDS_OF_THE_INTERFACE } from "./told-apart/channel-rows.js";
import { KEPT_ROWS, type KeptRow } from "./told-apart/kept-rows.js";
import { PART_ROUTE, PART_ROWS } from "./told-apart/part-rows.js";
import { type Asker, ASKERS, type Place } from "./told-apart/row.js";
import { ToldApartWorld } from "./told-apart/world.js";

let world: ToldApartWorld;
beforeAll(async () => {
  world = await ToldApartWorld.start();
});
afterAll(() => world.stop());

const EVERYBODY = Object.entries(ASKERS) as readonly (readonly [Asker, Person])[];

/** Routes with everybody who asks. */
function asked<Row>(rows: Readonly<Record<string, Row>>): (readonly [string, Asker, Person, Row])[] {
  return Object.entries(rows).flatMap(([route, row]) =>
    EVERYBODY.map(([asker, person]) => [route, asker, person, row] as const),
  );
}

function addressOf(route: string, place: Place): string {
  return route.slice(route.indexOf(" ") + 1).replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = place[name];
    if (value === undefined) throw new Error(`${route} has no ${name}.`);
    return encodeURIComponent(value);
  });
}

function send(
  person: Person | undefined,
  route: string,
  place: Place,
  { body, query = "" }: Partial<KeptRow> = {},
): Promise<Answer> {
  const method = route.slice(0, route.indexOf(" ")).toUpperCase();
  return world.app.send(person, `${addressOf(route, place)}${query}`, {
    method,
    ...(body === undefined
      ? {}
      : {
          body: JSON.stringify(body),
          headers: { "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
        }),
  });
}

function codeOf({ status, body }: Answer): string {
  const code = status < 400 ? undefined : (body as { readonly code?: string } | undefined)?.code;
  return code === undefined ? status.toString() : `${status.toString()} ${code}`;
}

/** An answer to the byte, without the request's id and what the address named. */
function bytesOf({ status, headers, text }: Answer, place: Place): string {
  const names = Object.values(place).filter((value) => value.length >= NAME_LENGTH_MIN);
  const masked = names.reduce((left, value) => left.replaceAll(value, "…"), text);
  const told = [...headers]
    .filter(([name]) => !OF_THE_REQUEST.includes(name))
    .map(([name, value]) => `${name}: ${value}`);
  return [status.toString(), ...told, masked.replace(/urn:licet:request:[\w-]+/, "urn:licet:request:…")].join("\n");
}

/** Shorter values, such as a line's number, are in answers for other reasons too. */
const NAME_LENGTH_MIN = 4;

/** Headers that differ from request to request; a length goes with what the address named. */
const OF_THE_REQUEST = ["date", "x-request-id", "request-id", "content-length", "ratelimit"];

describe("what the channel holds is there for every member, and what it does not hold for none", () => {
  it.each(asked(CHANNEL_ROWS))("%s, to %s", async (route, asker, person, { absent, there, told }) => {
    const place = await world.resolved(there);
    const answers = [await send(person, route, absent), await send(person, route, place)];
    expect(answers.map(codeOf)).toEqual(told[asker]);
  });
});

describe("a confidential part is told apart as far as its public record and the channel tell", () => {
  it.each(PART_ROWS.flatMap((row) => EVERYBODY.map(([asker, person]) => [row.what, asker, person, row] as const)))(
    "%s, to %s",
    async (_what, asker, person, { place, told }) => {
      const answer = await send(person, PART_ROUTE, place);
      expect(codeOf(answer)).toBe(told[asker]);
      if (told[asker] !== PART_ROWS[0]?.told[asker]) return;
      // Where it is not held, the answer is the one about a record that there is not.
      const nothing = { ...place, id: "GBSIEL/2026/0000404" };
      expect(bytesOf(answer, place)).toBe(bytesOf(await send(person, PART_ROUTE, nothing), nothing));
    },
  );
});

describe("what a gateway keeps for somebody is for anybody else as if it were not there, to the byte", () => {
  it.each(asked(KEPT_ROWS))("%s, to %s", async (route, asker, person, row) => {
    const place = await world.make(row.thing);
    const nothing = await send(person, route, row.absent, row);
    const something = await send(person, route, place, row);
    expect([nothing, something].map(codeOf)).toEqual(row.told[asker]);
    if (row.told[asker][0] === row.told[asker][1] && something.status >= 400)
      expect(bytesOf(something, place)).toBe(bytesOf(nothing, row.absent));
  });
});

describe("who is not signed in", () => {
  const named = { ...CHANNEL_ROWS, ...KEPT_ROWS };
  it.each(Object.keys(named))("learns nothing of %s", async (route) => {
    const row = KEPT_ROWS[route];
    const there =
      row === undefined ? await world.resolved(CHANNEL_ROWS[route]?.there ?? {}) : await world.make(row.thing);
    const absent = (row ?? CHANNEL_ROWS[route])?.absent ?? {};
    const [nothing, something] = [await send(undefined, route, absent, row), await send(undefined, route, there, row)];
    expect(codeOf(something)).toBe("401 UNAUTHENTICATED");
    expect(bytesOf(something, there)).toBe(bytesOf(nothing, absent));
  });
});

describe("the table", () => {
  it("has a row for every route of the interface that names one thing", () => {
    const { paths = {} } = openApiDocument();
    const routes = Object.entries(paths).flatMap(([path, operations]) =>
      path.includes("{") ? Object.keys(operations).map((method) => `${method} ${path}`) : [],
    );
    const likewise = Object.entries(NAMED_LIKEWISE).flatMap(([read, acts]) =>
      acts.map((act) => `${read.replace("get ", "post ")}${act === "" ? "" : `/${act}`}`),
    );
    const rows = [CHANNEL_ROWS, KEPT_ROWS, NAMED_ELSEWHERE].flatMap((table) => Object.keys(table));
    expect([...rows, PART_ROUTE, ...likewise, ...WORDS_OF_THE_INTERFACE].sort()).toEqual(routes.sort());
  });

  it("names as read elsewhere only what is", () => {
    for (const read of [...Object.keys(NAMED_LIKEWISE), ...Object.values(NAMED_ELSEWHERE)])
      expect(CHANNEL_ROWS).toHaveProperty([read]);
  });
});
