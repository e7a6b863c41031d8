// SPDX-License-Identifier: Apache-2.0
import { z } from "zod";
import { ConfigError } from "../errors/config-error.js";
import { secretIn } from "./sign-in.js";

/** Settings of the database that the gateway keeps in. */
export const DATABASE_SETTINGS = {
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, "is the address of a PostgreSQL database: postgres://user:password@host:port/name")
    .optional(),
  LICET_DATABASE_PASSWORD_FILE: z.string().min(1).optional(),
};

type Settings = z.output<z.ZodObject<typeof DATABASE_SETTINGS>>;

/**
 * Address of the database, with the password of the file where one is named; undefined for the embedded one.
 * @throws {ConfigError} where a file is named without an address, or beside a password that the address has.
 */
export function databaseUrlOf(settings: Settings): string | undefined {
  const { DATABASE_URL: address, LICET_DATABASE_PASSWORD_FILE: file } = settings;
  const password = secretIn("LICET_DATABASE_PASSWORD_FILE", file);
  if (password === undefined) return address;
  if (address === undefined) throw new ConfigError("LICET_DATABASE_PASSWORD_FILE needs a DATABASE_URL.");
  // The driver takes an address without a host for one of a socket; such a one has no place for a password.
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined) throw new ConfigError("LICET_DATABASE_PASSWORD_FILE needs a host in DATABASE_URL.");
  if (url.password !== "")
    throw new ConfigError("Give the database's password in DATABASE_URL or by LICET_DATABASE_PASSWORD_FILE, not both.");
  if (url.username === "") throw new ConfigError("LICET_DATABASE_PASSWORD_FILE needs a user in DATABASE_URL.");
  url.password = encodeURIComponent(password);
  return url.href;
}
