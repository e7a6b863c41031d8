// SPDX-License-Identifier: Apache-2.0
import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";

/** A mail as the server got it. */
export interface ReceivedMail {
  readonly to: readonly string[];
  /** Whole message, headers included. */
  readonly source: string;
}

/** A mail server on a free port that keeps what it gets. */
export class MailServer {
  readonly received: ReceivedMail[] = [];
  /** Reply to every recipient from now on, as `450` or `550`; undefined where they are taken. */
  refusal: number | undefined;
  readonly #server: SMTPServer;

  private constructor(options: SMTPServerOptions) {
    this.#server = new SMTPServer({
      // The library's own certificate is only for servers that offer one.
      disabledCommands: ["STARTTLS", "AUTH"],
      onRcptTo: (_address, _session, done) => done(this.#refused()),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          this.received.push({ to, source: Buffer.concat(chunks).toString("utf8") });
          done();
        });
      },
      ...options,
    });
    this.#server.on("error", () => undefined);
  }

  static async start(options: SMTPServerOptions = {}): Promise<MailServer> {
    const server = new MailServer(options);
    await new Promise<void>((resolve) => server.#server.listen(0, "127.0.0.1", resolve));
    return server;
  }

  get port(): number {
    return (this.#server.server.address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.#server.close(resolve));
  }

  #refused(): Error | null {
    if (this.refusal === undefined) return null;
    return Object.assign(new Error("No: somebody@example.org is unknown"), { responseCode: this.refusal });
  }
}
