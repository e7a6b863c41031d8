// SPDX-License-Identifier: Apache-2.0

/** A mail to one person. */
export interface Mail {
  /** The same for the same mail sent again, so that it is shown once. */
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** BCP 47 tag of the language that it is written in. */
  readonly language: string;
}

/** A mail was not taken. */
export class MailRefused extends Error {
  override readonly name = "MailRefused";
  /** What the server or the connection said: an SMTP reply code such as `550`, or a word such as `ECONNECTION`; never its text. */
  readonly code: string;
  /** Whether the same mail may be taken later. */
  readonly retryable: boolean;

  constructor(code: string, retryable: boolean) {
    super(`The mail server did not take the mail (${code}).`);
    this.code = code;
    this.retryable = retryable;
  }
}

/** What mails leave by. */
export interface Mailer {
  /**
   * Hands a mail to the mail server.
   * @throws {MailRefused} where the server does not take it or cannot be reached.
   */
  send(mail: Mail): Promise<void>;
  close(): void;
}
