// SPDX-License-Identifier: Apache-2.0
import { createTransport, type Transporter } from "nodemailer";
import { type Mail, type Mailer, MailRefused } from "../../ports/mailer.js";

/** How long the server may take to greet, and to answer each command, in milliseconds. */
const TIMEOUT_MS = 20_000;
const PERMANENT = 500;
/** The library's codes for a reply to the mail itself: to its addresses, to its content. */
const OF_THE_MAIL: readonly string[] = ["EENVELOPE", "EMESSAGE"];

/** The mail server that mails leave by. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** `starttls` is required, not offered: a server without it is sent nothing. */
  readonly security: "starttls" | "tls" | "none";
  readonly login: { readonly user: string; readonly password: string } | undefined;
  /** Address that mails come from. */
  readonly from: string;
  /** Certificates of the authorities that the server's is checked against, PEM; the system's where left out. */
  readonly authorities?: string;
}

/** Mails by SMTP. */
export class SmtpMailer implements Mailer {
  readonly #transport: Transporter;
  readonly #from: string;

  constructor(server: SmtpServer) {
    const { host, port, security, login, authorities } = server;
    this.#from = server.from;
    this.#transport = createTransport({
      host,
      port,
      secure: security === "tls",
      requireTLS: security === "starttls",
      ignoreTLS: security === "none",
      ...(login === undefined ? {} : { auth: { user: login.user, pass: login.password } }),
      tls: { minVersion: "TLSv1.2", ...(authorities === undefined ? {} : { ca: authorities }) },
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
      // A mail of ours has neither attachments nor texts from elsewhere.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send({ id, to, subject, text, language }: Mail): Promise<void> {
    const domain = this.#from.slice(this.#from.lastIndexOf("@") + 1);
    const headers = {
      "Content-Language": language,
      // No absence notes in answer (RFC 3834).
      "Auto-Submitted": "auto-generated",
    };
    try {
      await this.#transport.sendMail({ messageId: `<${id}@${domain}>`, from: this.#from, to, subject, text, headers });
    } catch (error) {
      throw refusalOf(error);
    }
  }

  close(): void {
    this.#transport.close();
  }
}

/**
 * A reply of 500 and more to the mail itself is the server's last word (RFC 5321, section 4.2.1). Everything else may be mended: by
 * time, or by the operator, as a password that is wrong or TLS that is not to be had.
 */
function refusalOf(error: unknown): MailRefused {
  const { responseCode, code } = (error ?? {}) as { responseCode?: unknown; code?: unknown };
  const word = typeof code === "string" && /^[A-Z_]{1,40}$/.test(code) ? code : "UNKNOWN";
  if (typeof responseCode !== "number") return new MailRefused(word, true);
  const isLastWord = responseCode >= PERMANENT && OF_THE_MAIL.includes(word);
  return new MailRefused(String(responseCode), !isLastWord);
}
