// SPDX-License-Identifier: Apache-2.0
import type { Logger } from "pino";
import { SmtpMailer } from "./adapters/smtp/mailer.js";
import { AttemptTable } from "./adapters/sql/attempt-table.js";
import { NoticeTable } from "./adapters/sql/notice-table.js";
import { SessionTable } from "./adapters/sql/session-table.js";
import type { GatewayConfig } from "./config/config.js";
import type { Database } from "./database/database.js";
import type { Callers } from "./http/auth/callers.js";
import type { NoticeServices } from "./http/notice-handlers.js";
import type { SignInServices } from "./http/sign-in-services.js";
import { concernedRows } from "./notices/concerned-rows.js";
import { EventFollower } from "./notices/follow-events.js";
import { Notices } from "./notices/notices.js";
import { Outbox } from "./notices/outbox.js";
import { Reminders } from "./notices/reminders.js";
import type { NetworkProfiles } from "./ports/network-profiles.js";
import type { TokenKey } from "./ports/token-key.js";
import { assembleSignIn } from "./sign-in.js";

/** What a gateway has for the people who use it. */
export interface People {
  readonly callers: Callers;
  readonly signIn: SignInServices;
  readonly notices: NoticeServices;
  /** Begins to send notices; providers send people back to the address, and notices lead to it. */
  begin(url: string): void;
  /** The projection has gone on. */
  wake(): void;
  stop(): Promise<void>;
}

/** What is needed of the gateway for that. */
export interface PeopleNeeds {
  readonly profiles: NetworkProfiles;
  readonly tokenKey: TokenKey;
  readonly database: Database;
  readonly log: Logger;
}

/**
 * Puts together how callers are known, how people sign in and how they are told.
 * @throws {ConfigError} where a table is not valid, or the demonstration is switched on for a network that is none.
 */
export function assemblePeople(config: GatewayConfig, { profiles, tokenKey, database, log }: PeopleNeeds): People {
  const stores = { sessions: new SessionTable(database), attempts: new AttemptTable(database) };
  const { callers, services: signIn } = assembleSignIn(config, profiles, tokenKey, stores);
  const store = new NoticeTable(database);
  const outbox =
    config.smtp && new Outbox({ store, mailer: new SmtpMailer(config.smtp), log, origin: () => signIn.origin.own });
  const notices = new Notices(store, profiles.identities.values(), concernedRows(database));
  // Where nothing is sent, nothing is to be kept for it.
  const onError = (err: unknown): void => log.error({ err }, "what happens could not be told by mail");
  const follower = outbox && new EventFollower(database, notices, onError);
  const reminders = outbox && new Reminders({ database, notices, onError });
  return {
    callers,
    signIn,
    notices: { store, sending: outbox !== undefined },
    begin: (url) => {
      signIn.origin.listensAt(url);
      outbox?.start();
      reminders?.start();
    },
    wake: () => follower?.wake(),
    stop: async () => {
      await reminders?.stop();
      await follower?.stop();
      await outbox?.stop();
    },
  };
}
