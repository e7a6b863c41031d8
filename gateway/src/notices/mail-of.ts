// SPDX-License-Identifier: Apache-2.0
import type { Mail } from "../ports/mailer.js";
import type { KeptNotice, NoticeSetting } from "../ports/notices.js";
import { WORDS } from "./words.js";

/**
 * The mail that a notice is: what kind of thing waits and where to see it, in the reader's language; of the thing itself nothing.
 * @param origin address that people reach the gateway at
 */
export function mailOf({ id, kind }: KeptNotice, { address, language }: NoticeSetting, origin: string): Mail {
  const { kinds, signIn, footer } = WORDS[language];
  const { subject, text } = kinds[kind];
  return {
    id,
    to: address,
    subject: `Licet: ${subject}`,
    text: `${text}\n\n${signIn}\n${origin}/\n\n${footer}\n`,
    language,
  };
}
