// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Mail } from "../../ports/mailer.js";
import { Authority, type Certified } from "../../testing/authority.js";
import { MailServer } from "../../testing/mail-server.js";
import { SmtpMailer, type SmtpServer } from "./mailer.js";

const MAIL: Mail = {
  id: "11111111-2222-3333-4444-555555555555",
  to: "reader@example.org",
  subject: "Licet: بضائع",
  text: "بضائع معروضة عليكم\n",
  language: "ar",
};

const servers: MailServer[] = [];
let authority: Authority;
let own: Certified;
beforeAll(async () => {
  authority = await Authority.create("mail");
  own = await authority.certify("mail server");
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});

async function started(options: Parameters<typeof MailServer.start>[0] = {}): Promise<MailServer> {
  const server = await MailServer.start(options);
  servers.push(server);
  return server;
}

function mailer({ port }: { readonly port: number }, changes: Partial<SmtpServer> = {}): SmtpMailer {
  return new SmtpMailer({
    host: "127.0.0.1",
    port,
    security: "none",
    login: undefined,
    from: "licet@authority.example",
    authorities: authority.certificate,
    ...changes,
  });
}

const withTls = (): object => ({ cert: own.certificate, key: own.key, disabledCommands: ["AUTH"] });

describe("a mail", () => {
  it("arrives with its language and the id that it is known by, as one that no absence answers", async () => {
    const server = await started();
    await mailer(server).send(MAIL);
    const [received] = server.received;
    expect(received?.to).toEqual(["reader@example.org"]);
    for (const header of [
      "From: licet@authority.example",
      "Content-Language: ar",
      "Auto-Submitted: auto-generated",
      `Message-ID: <${MAIL.id}@authority.example>`,
    ]) {
      expect(received?.source.toLowerCase()).toContain(header.toLowerCase());
    }
    const encoded = received?.source.split("\r\n\r\n")[1] ?? "";
    expect(Buffer.from(encoded, "base64").toString("utf8").trim()).toBe(MAIL.text.trim());
  });

  it.each<[string, "starttls" | "tls", () => object]>([
    ["STARTTLS", "starttls", withTls],
    ["TLS from the first byte", "tls", () => ({ ...withTls(), secure: true })],
  ])("goes by %s", async (_, security, options) => {
    const server = await started(options());
    await mailer(server, { security }).send(MAIL);
    expect(server.received).toHaveLength(1);
  });

  it("goes with a password where the server asks for one", async () => {
    const asked: unknown[] = [];
    const server = await started({
      ...withTls(),
      disabledCommands: [],
      onAuth: ({ username, password }, _session, done) => {
        asked.push([username, password]);
        done(null, { user: "licet" });
      },
    });
    await mailer(server, { security: "starttls", login: { user: "licet", password: "secret" } }).send(MAIL);
    expect(asked).toEqual([["licet", "secret"]]);
  });
});

describe("a mail is not sent", () => {
  it.each<[string, number, boolean]>([
    ["now, and later perhaps, where the server says so", 450, true],
    ["ever, where the server says so", 550, false],
  ])("%s", async (_, refusal, retryable) => {
    const server = await started();
    server.refusal = refusal;
    const sent = mailer(server).send(MAIL);
    await expect(sent).rejects.toMatchObject({ name: "MailRefused", code: String(refusal), retryable });
    await expect(sent).rejects.not.toThrow(/example\.org/);
  });

  it("in the clear where TLS is asked for and not to be had", async () => {
    const server = await started();
    await expect(mailer(server, { security: "starttls" }).send(MAIL)).rejects.toMatchObject({ retryable: true });
    expect(server.received).toEqual([]);
  });

  it("now with a password that the server does not take, and the operator mends that", async () => {
    const server = await started({
      ...withTls(),
      disabledCommands: [],
      onAuth: (_auth, _session, done) => done(Object.assign(new Error("no"), { responseCode: 535 })),
    });
    const wrong = mailer(server, { security: "starttls", login: { user: "licet", password: "wrong" } });
    await expect(wrong.send(MAIL)).rejects.toMatchObject({ code: "535", retryable: true });
  });

  it("to a server whose certificate nobody vouches for", async () => {
    const server = await started(withTls());
    const other = await Authority.create("another");
    const trusting = mailer(server, { security: "starttls", authorities: other.certificate });
    await expect(trusting.send(MAIL)).rejects.toMatchObject({ name: "MailRefused" });
    expect(server.received).toEqual([]);
  });

  it("where nothing listens, and that may be mended by time", async () => {
    const server = await started();
    const { port } = server;
    await servers.pop()?.stop();
    await expect(mailer({ port }).send(MAIL)).rejects.toMatchObject({ retryable: true });
  });
});
